"""What the tests of sharing share: a small Arabic chart, and a session left as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import polars as pl
import pytest

from corpus_tools.charts.theme import use_theme

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def unchanged_session() -> Iterator[None]:
    with pl.Config():
        yield
    alt.theme.enable("default")
    alt.renderers.enable("default")


@pytest.fixture
def chart() -> alt.Chart:
    use_theme(language="ar")
    counts = pl.DataFrame({"term": ["حلف الناتو", "روسيا </script>"], "count": [12, 9]})
    return alt.Chart(counts, title="أكثر المصطلحات وروداً").mark_bar().encode(x="count:Q", y="term:N")
