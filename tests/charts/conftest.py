"""Each test starts without a theme, and leaves none behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def plain_theme() -> Iterator[None]:
    alt.theme.enable("default")
    yield
    alt.theme.enable("default")
