"""Lines over time: which share of the coverage names a term, an actor, or comes from an outlet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import polars as pl

from corpus_tools.charts.bars import name_column
from corpus_tools.charts.periods import draw_period_axis, guess_grain, write_period
from corpus_tools.charts.setting import (
    MOST_ROWS,
    check_columns,
    check_grain,
    choose_language,
    describe,
    draw_nothing,
    format_share,
    isolate,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import GRID, INK, MUTED, PALETTE, TEXT_PALETTE, WIDTH, isolate_expr
from corpus_tools.charts.typesetting import spread_apart
from corpus_tools.charts.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT, _LABEL_GAP = 320, 18
_KEYS = ("term", "actor", "source")


def chart_term_trend(
    series: pl.DataFrame,
    *,
    by: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.Chart:
    """Draw how the share of articles that name a term or an actor changes over time.

    Use it after `count_over_time(corpus, terms=…)` or `(…, actors=…)`. A line is the share of a period's
    articles; the shade around it says how sure that is: where two shades overlap widely, do not speak of a
    difference. A gap is a period without any article.

    Parameters
    ----------
    series
        What `count_over_time` gave: `period`, `count`, `total`, `share`, `low`, `high`, and the column of
        lines.
    by
        The column that tells lines apart; by default `term`, `actor` or `source`, the first that there is.
    title
        The chart's title; by default it says what is measured.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most names.

    Returns
    -------
    altair.LayerChart
        Lines, shades, points, and each line's name at its end. Time runs from left to right everywhere.

    Raises
    ------
    FrameError
        When a column is missing, or a line has two rows in a period.

    Notes
    -----
    Six lines at most are drawn, those named most; and at most 5,000 rows, the latest. The subtitle says so.

    Examples
    --------
    >>> import datetime as dt
    >>> series = pl.DataFrame({"period": [dt.date(2022, 1, 3)], "term": ["غاز"], "count": [4], "total": [10],
    ...                        "share": [0.4], "low": [0.17], "high": [0.69]})
    >>> [layer["mark"]["type"] for layer in chart_term_trend(series, language="ar").to_dict()["layer"]]
    ['area', 'line', 'point', 'text']
    """
    check_columns(
        "chart_term_trend",
        series,
        numbers=["count", "total", "share", "low", "high"],
        dates=["period"],
        others=[by] if by else [],
    )
    by = by or next((key for key in _KEYS if key in series.columns), None)
    name = pl.lit("") if by is None else pl.col(by).cast(pl.String).fill_null("–")
    series = series.with_columns(name=name).sort("period", "name")
    check_grain("chart_term_trend", series, ["period", "name"], hint="filter the frame to one group first.")
    language = choose_language("chart_term_trend", language, series["name"].unique(maintain_order=True))
    names = _rank_names(series)
    title = title or _default_title(by, names, language=language)
    if series.is_empty():
        return draw_nothing(title, language=language)
    shown = names[: len(PALETTE)]
    drawn = series.filter(pl.col("name").is_in(shown)).tail(MOST_ROWS)
    grain = guess_grain(drawn["period"].to_list())
    notes = [
        word("trend_subtitle", language=language, grain=word(f"per_{grain}", language=language)),
        *note_shown(len(shown), len(names), language=language),
        *note_shown(len(drawn), len(series.filter(pl.col("name").is_in(shown))), language=language),
    ]
    leaders = _describe_ends(drawn, shown, language=language)
    return _draw_lines(drawn, shown, by=by, grain=grain, language=language).properties(
        width=WIDTH,
        height=_HEIGHT,
        title=set_title(title, [notes[0], " · ".join(notes[1:])], language=language),
        description=describe(title, notes, leaders, language=language),
    )


def _default_title(by: str | None, names: Sequence[str], *, language: str) -> str:
    if by in ("term", "actor") and len(names) == 1:
        return word("trend_one_title", language=language, name=names[0])
    keys = {"term": "trend_title", "actor": "trend_actors_title", "source": "trend_sources_title"}
    return word(keys.get(by or "", "trend_plain_title"), language=language)


def _rank_names(series: pl.DataFrame) -> list[str]:
    totals = series.group_by("name").agg(pl.col("count").cast(pl.Int64).sum())
    return totals.sort(["count", "name"], descending=[True, False])["name"].to_list()


def _describe_ends(drawn: pl.DataFrame, shown: Sequence[str], *, language: str) -> list[str]:
    ends = dict(drawn.drop_nulls("share").group_by("name").agg(pl.col("share").last()).iter_rows())
    return [f"{name} {format_share(ends.get(name), language=language)}".strip() for name in shown[:3]]


def nice_top(value: float, *, ceiling: float | None = 1.0) -> float:
    """Find the round number that an axis ends with.

    >>> nice_top(0.37), nice_top(0.96), nice_top(1234, ceiling=None)
    (0.4, 1.0, 1500.0)
    """
    if value <= 0:
        return ceiling or 1.0
    power = 10.0 ** math.floor(math.log10(value))
    steps = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
    top = round(next(step for step in steps if step * power >= value * (1 - 1e-9)) * power, 12)
    return top if ceiling is None else min(top, ceiling)


def _draw_lines(
    drawn: pl.DataFrame, shown: Sequence[str], *, by: str | None, grain: str, language: str
) -> alt.LayerChart:
    periods = drawn["period"].to_list()
    written = [write_period(period, grain=grain, language=language) for period in periods]
    written = [isolate(text, language=language) for text in written]
    frame = drawn.select("period", "name", "count", "total", "share", "low", "high", written_period=pl.Series(written))
    top = nice_top(max([0.0, *frame["high"].drop_nulls()]))
    base = (
        alt.Chart(frame)
        .transform_calculate(written=isolate_expr("datum.name", language=language))
        .encode(
            x=alt.X("period:T", axis=draw_period_axis(periods, grain=grain, language=language)),
            color=_colour(shown, PALETTE),
        )
    )
    axis = alt.Axis(format=".0%", tickCount=5, title=None, domain=False, gridColor=GRID, labelColor=MUTED)
    y = alt.Y("share:Q", axis=axis, scale=alt.Scale(domain=[0, top], nice=False))
    band = base.mark_area(opacity=0.14 if len(shown) <= 3 else 0.08, invalid="break-paths-show-path-domains")
    line = base.mark_line(strokeWidth=2.2, invalid="break-paths-show-path-domains").encode(y=y)
    size = 36 if len(frame) <= 200 else 12
    points = base.mark_point(filled=True, size=size, opacity=1, invalid="filter").encode(
        y=y, tooltip=_tooltip(by, language=language)
    )
    chart = (
        band.encode(y=alt.Y("low:Q", axis=axis, scale=alt.Scale(domain=[0, top], nice=False)), y2="high:Q")
        + line
        + points
        + _draw_names(frame, shown, top=top, language=language)
    )
    coloured: alt.LayerChart = chart.resolve_scale(color="independent")
    return coloured


def _colour(shown: Sequence[str], colours: Sequence[str]) -> alt.Color:
    scale = alt.Scale(domain=list(shown), range=list(colours[: len(shown)]))
    return alt.Color("name:N", scale=scale, legend=None)


def _draw_names(frame: pl.DataFrame, shown: Sequence[str], *, top: float, language: str) -> alt.Chart:
    """Write each line's name to the right of its last point; names that would touch are moved apart."""
    ends = frame.drop_nulls("share").group_by("name", maintain_order=True).agg(pl.col("share").last())
    gap = _LABEL_GAP * top / _HEIGHT
    places = spread_apart(ends["share"].to_list(), gap=gap, low=0.0, high=top)
    labels = ends.with_columns(
        place=pl.Series(places, dtype=pl.Float64), period=pl.lit(frame["period"].max(), dtype=pl.Date)
    )
    names: alt.Chart = (
        alt.Chart(labels)
        .transform_calculate(written=isolate_expr("datum.name", language=language))
        .mark_text(align="left", dx=10, fontWeight=600, fontSize=13)
        .encode(
            x="period:T",
            y=alt.Y("place:Q"),
            text="written:N",
            color=_colour(shown, TEXT_PALETTE) if shown != [""] else alt.value(INK),
        )
    )
    return names


def _tooltip(by: str | None, *, language: str) -> list[alt.Tooltip]:
    name = [alt.Tooltip("written:N", title=name_column(by, language=language))] if by else []
    return [
        *name,
        alt.Tooltip("written_period:N", title=word("period", language=language)),
        alt.Tooltip("share:Q", title=word("share", language=language), format=".1%"),
        alt.Tooltip("low:Q", title=f"{word('interval', language=language)} (1)", format=".1%"),
        alt.Tooltip("high:Q", title=f"{word('interval', language=language)} (2)", format=".1%"),
        alt.Tooltip("count:Q", title=word("documents", language=language), format=","),
        alt.Tooltip("total:Q", title=word("total", language=language), format=","),
    ]
