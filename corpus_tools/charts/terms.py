"""The most frequent terms: bars, and small multiples to set groups side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import (
    MOST_GROUPS,
    draw_bars,
    name_column,
    name_groups,
    order_groups,
    place_panels,
)
from corpus_tools.charts.setting import (
    check_columns,
    check_grain,
    check_top,
    choose_language,
    describe,
    draw_nothing,
    format_rate,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import WIDTH
from corpus_tools.charts.words import format_number, word

if TYPE_CHECKING:
    from collections.abc import Sequence

_PANEL_WIDTH = 200


@check_arguments
def chart_terms(
    counts: pl.DataFrame,
    *,
    top: int = 20,
    by: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.ConcatChart | alt.Chart:
    """Draw the most frequent terms as bars.

    Use it after `count_terms` or `count_ngrams`, to see what a corpus speaks of. With `by` each group has its
    own bars, and their length is the rate per million words, so that a large outlet and a small one can be
    compared.

    Parameters
    ----------
    counts
        What `count_terms` or `count_ngrams` gave: `term` (or `ngram`), `count`, `per_million`, `documents`.
    top
        How many terms a group has at most; 20 fit a page.
    by
        The column of groups that `counts` was counted by, such as `source`; None for one chart.
    title
        The chart's title; by default it says what is counted.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most terms.

    Returns
    -------
    altair.LayerChart or altair.ConcatChart
        Bars with their numbers; panels where `by` is given. An empty frame gives a chart that says so.

    Raises
    ------
    FrameError
        When a column is missing, or a term has several rows where `by` is not given.
    ArgumentError
        When `top` or `language` is not one that can be drawn.

    Notes
    -----
    At most 200 bars and eight groups are drawn; the subtitle says what is left out.

    Examples
    --------
    >>> import polars as pl
    >>> counts = pl.DataFrame(
    ...     {"term": ["الناتو", "غاز"], "count": [9, 4], "per_million": [90.0, 40.0], "documents": [3, 2]}
    ... )
    >>> chart_terms(counts, language="ar").to_dict()["title"]["text"][0].strip("\u2067\u2069")
    'أكثر المصطلحات وروداً'
    """
    unit = "ngram" if isinstance(counts, pl.DataFrame) and "ngram" in counts.columns else "term"
    keys = [unit] if by is None else [by, unit]
    check_columns("chart_terms", counts, numbers=["count", "per_million", "documents"], others=keys)
    check_grain("chart_terms", counts, keys, hint="name the column of groups: by='source'.")
    top = check_top("chart_terms", top)
    language = choose_language("chart_terms", language, counts[unit].head(200))
    title = title or _default_title(unit, by, language=language)
    if counts.is_empty():
        return draw_nothing(title, language=language)
    counts = counts.rename({unit: "term"}).sort(["count", "term"], descending=[True, False])
    if by is None:
        return _draw_one(counts, top=top, title=title, language=language)
    return _draw_groups(counts, top=top, by=by, title=title, language=language)


def _default_title(unit: str, by: str | None, *, language: str) -> str:
    what = "phrases" if unit == "ngram" else "terms"
    if by is None:
        return word(f"{what}_title", language=language)
    return word(f"{what}_by_title", language=language, by=name_column(by, language=language))


def _draw_one(counts: pl.DataFrame, *, top: int, title: str, language: str) -> alt.LayerChart:
    shown = counts.head(top)
    numbers = [format_number(count, language=language) for count in shown["count"]]
    shown = shown.select("term", "count", "per_million", "documents", written_count=pl.Series(numbers))
    notes = [" · ".join([word("count", language=language), *note_shown(len(shown), len(counts), language=language)])]
    said = [f"{term} {number}" for term, number in zip(shown["term"], numbers, strict=True)]
    return draw_bars(
        shown,
        label="term",
        value="count",
        text="written_count",
        tooltip=_tooltip(language),
        language=language,
        most=max(1, *shown["count"]),
    ).properties(
        title=set_title(title, notes, language=language),
        description=describe(title, notes, said[:3], language=language, lowest=said[-1]),
    )


def _draw_groups(counts: pl.DataFrame, *, top: int, by: str, title: str, language: str) -> alt.ConcatChart:
    groups = order_groups(counts, by=by, value="count")
    shown = groups[:MOST_GROUPS]
    most = max(1.0, *counts.filter(pl.col(by).is_in(shown, nulls_equal=True))["per_million"])
    panels, leaders = [], []
    for group, name in zip(shown, name_groups(shown, language=language), strict=True):
        rows = counts.filter(pl.col(by).eq_missing(pl.lit(group))).head(min(top, 200 // len(shown)))
        rates = [format_rate(rate, language=language) for rate in rows["per_million"]]
        rows = rows.select(by, "term", "count", "per_million", "documents", written_rate=pl.Series(rates))
        chart = draw_bars(
            rows,
            label="term",
            value="per_million",
            text="written_rate",
            tooltip=_tooltip(language),
            language=language,
            width=_PANEL_WIDTH,
            most=most,
        )
        panels.append((name, chart))
        leaders += [f"{name}: {term} {rate}" for term, rate in zip(rows["term"][:1], rates[:1], strict=True)]
    cut = note_shown(len(shown), len(groups), language=language)
    notes = [" · ".join([word("per_million", language=language), *cut])]
    return place_panels(panels, language=language).properties(
        title=set_title(title, notes, language=language, width=WIDTH),
        description=describe(title, notes, leaders, language=language),
    )


def _tooltip(language: str) -> Sequence[alt.Tooltip]:
    return [
        alt.Tooltip("written:N", title=word("term", language=language)),
        alt.Tooltip("count:Q", title=word("count", language=language), format=","),
        alt.Tooltip("per_million:Q", title=word("per_million", language=language), format=",.1f"),
        alt.Tooltip("documents:Q", title=word("documents", language=language), format=","),
    ]
