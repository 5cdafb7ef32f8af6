"""Leave the theme of the session as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def unchanged_session() -> Iterator[None]:
    yield
    alt.theme.enable("default")
