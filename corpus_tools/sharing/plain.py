"""Text that every format can hold: what XML forbids ends the program that draws a chart, and with it Python."""

from __future__ import annotations

import re
from typing import Any

# What XML 1.0 cannot hold, however it is written.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def drop_controls(text: str) -> str:
    r"""Leave out control characters and half characters.

    >>> drop_controls("غا\x08ز")
    'غاز'
    """
    return _NO_XML.sub("", text)


def clean_spec(value: Any) -> Any:
    """Leave control characters out of all texts of a specification: of its data, titles and names alike."""
    if isinstance(value, str):
        return drop_controls(value)
    if isinstance(value, dict):
        return {clean_spec(name): clean_spec(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [clean_spec(inner) for inner in value]
    return value
