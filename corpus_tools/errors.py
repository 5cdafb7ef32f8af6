"""The errors of the package, and the one builder for their messages.

A message says which function complains, what it expected, what it got, what there is, and one thing to do.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 3


class CorpusToolsError(Exception):
    """Base of every error that the package raises on purpose."""


class ArgumentError(CorpusToolsError, ValueError):
    """An argument is not one of the values that the function takes."""


class FrameError(CorpusToolsError, ValueError):
    """A frame lacks a column, or a column has the wrong type."""


class SourceError(CorpusToolsError, OSError):
    """A file or folder is absent, unreadable or not what it should be."""


class NotebookError(CorpusToolsError, RuntimeError):
    """A notebook failed while it was executed."""


def explain(
    function: str,
    *,
    expected: str,
    got: object,
    known: Iterable[str] | None = None,
    hint: str | None = None,
) -> str:
    """Build the message `function: expected …, got …. Nearest: …. Hint: …`.

    `known` lists the values there are: the nearest to `got` are shown, or, where none is near, the first few.
    """
    shown = got if isinstance(got, str) and got.startswith("no ") else repr(got)
    parts = [f"{function}: expected {expected}, got {shown}."]
    if known is not None:
        parts.append(_nearest(got, list(known)))
    if hint:
        parts.append(f"Hint: {hint}")
    return " ".join(part for part in parts if part)


def _nearest(got: object, known: list[str]) -> str:
    if not known:
        return "There are none."
    near = difflib.get_close_matches(str(got), known, n=SHOWN, cutoff=0.5)
    if near:
        return "Nearest: " + ", ".join(map(repr, near)) + "."
    more = f" and {len(known) - 12} more" if len(known) > 12 else ""
    return "There are: " + ", ".join(map(repr, known[:12])) + more + "."
