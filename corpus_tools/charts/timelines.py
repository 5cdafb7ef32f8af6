"""How many articles a period has: bars over time, with what stands out in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import name_column
from corpus_tools.charts.landmarks import add_landmarks, choose_landmarks, name_landmarks
from corpus_tools.charts.legends import colour_names
from corpus_tools.charts.periods import draw_period_axis, end_period, guess_grain, write_period
from corpus_tools.charts.setting import (
    MOST_ROWS,
    check_columns,
    check_grain,
    choose_language,
    describe,
    draw_nothing,
    isolate,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import GRID, PALETTE, WIDTH, isolate_expr
from corpus_tools.charts.words import format_number, word

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT = 260


@check_arguments
def chart_timeline(
    series: pl.DataFrame,
    *,
    by: str | None = None,
    bursts: pl.DataFrame | None = None,
    changepoints: pl.DataFrame | None = None,
    peaks: pl.DataFrame | None = None,
    title: str | None = None,
    language: str | None = None,
) -> alt.Chart | alt.LayerChart:
    """Draw how many articles each period has, and what stands out: bursts, lasting changes, peaks.

    Use it after `count_over_time(corpus)`, before any trend: it shows where a corpus is thick and where it
    has holes. With `by` the bars are stacked, the five largest groups in colours of their own.

    Parameters
    ----------
    series
        What `count_over_time` gave: `period` and `count`, and the column of groups. A rolling mean
        (`window=`) is drawn as a line; periods with too few articles for a share (`min_total=`) are pale.
    by
        The column of groups, such as `source`; None for one colour.
    bursts
        What `find_bursts` gave: shaded, with their days where there is room.
    changepoints
        What `find_changepoints` gave: dashed rules, with the levels before and after.
    peaks
        What `find_peaks` gave: numbers above the bars; below the chart, each with the headline and terms
        that explain it. The eight most prominent ones are shown.
    title
        The chart's title; by default it says what is counted.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most groups' names.

    Returns
    -------
    altair.Chart or altair.LayerChart
        One bar a period, as wide as the period. Time runs from left to right in every language.

    Raises
    ------
    FrameError
        When a column is missing, or a period has several rows where `by` is not given.

    Notes
    -----
    At most 5,000 rows are drawn, the latest; the subtitle says so.

    Examples
    --------
    >>> import datetime as dt
    >>> series = pl.DataFrame({"period": [dt.date(2022, 1, 1), dt.date(2022, 2, 1)], "count": [3, 5]})
    >>> chart_timeline(series, language="ar").to_dict()["title"]["subtitle"][0].strip("\u2067\u2069")
    'عدد المقالات في الشهر · المجموع: 8'
    """
    others = ["period"] if by is None else ["period", by]
    numbers = ["count", *(name for name in ("total",) if name in series.columns)]
    check_columns("chart_timeline", series, numbers=numbers, dates=["period"], others=others)
    check_grain("chart_timeline", series, others, hint="name the column of groups: by='source'.")
    landmarks = choose_landmarks("chart_timeline", series, bursts=bursts, changepoints=changepoints, peaks=peaks)
    group = pl.lit("") if by is None else pl.col(by).cast(pl.String).fill_null("–")
    frame = series.select("period", "count", group=group, small=_is_small(series))
    language = choose_language("chart_timeline", language, frame["group"].unique(maintain_order=True))
    title = title or _default_title(series, by, language=language)
    if frame.is_empty():
        return draw_nothing(title, language=language, note=word("no_timeline", language=language))
    grain = guess_grain(frame["period"].to_list())
    frame, groups = _merge_small(frame, language=language)
    shown = frame.sort("period", "group").tail(MOST_ROWS)
    # Numbers of peaks stand above the bars.
    room = 1.15 if "peaks" in landmarks else 1.0
    chart: Any = _draw_columns(shown, groups, by=by, grain=grain, room=room, language=language)
    if landmarks:
        chart = add_landmarks(chart, shown, landmarks, grain=grain, height=_HEIGHT, language=language)
    total = int(frame["count"].sum())
    per = word(f"per_{grain}", language=language)
    about = word("timeline_subtitle", language=language, grain=per, total=total)
    notes = [" · ".join([about, *note_shown(len(shown), len(frame), language=language)])]
    marked = name_landmarks(landmarks, language=language)
    marked += [word("small_note", language=language)] if shown["small"].any() else []
    leaders = [f"{name} {_sum_group(frame, name, language=language)}" for name in groups[:3] if name]
    told = [*notes, *marked, _name_highest(shown, grain=grain, language=language)]
    drawn: alt.Chart | alt.LayerChart = chart.properties(
        width=WIDTH,
        height=_HEIGHT,
        title=set_title(title, [*notes, " · ".join(marked)], language=language),
        description=describe(title, told, leaders, language=language),
    )
    return drawn


def _is_small(series: pl.DataFrame) -> pl.Expr:
    """Tell the periods whose share `count_over_time(min_total=)` has left out."""
    if not {"share", "total"} <= set(series.columns):
        return pl.lit(value=False)
    return pl.col("share").is_null() & (pl.col("total") > 0)


def _default_title(series: pl.DataFrame, by: str | None, *, language: str) -> str:
    if by is not None:
        return word("timeline_by_title", language=language, by=name_column(by, language=language))
    key = next((name for name in ("term", "actor") if name in series.columns), None)
    named = series[key].drop_nulls().unique().to_list() if key else []
    if len(named) == 1:
        return word("timeline_named_title", language=language, name=named[0])
    return word("timeline_title", language=language)


def _name_highest(shown: pl.DataFrame, *, grain: str, language: str) -> str:
    totals = shown.group_by("period").agg(pl.col("count").cast(pl.Int64).sum())
    period, count = totals.sort(["count", "period"], descending=[True, False]).row(0)
    return word("highest", language=language, name=write_period(period, grain=grain, language=language), value=count)


def _sum_group(frame: pl.DataFrame, name: str, *, language: str) -> str:
    return format_number(int(frame.filter(pl.col("group") == name)["count"].sum()), language=language)


def _merge_small(frame: pl.DataFrame, *, language: str) -> tuple[pl.DataFrame, list[str]]:
    """Add up the groups for which no colour is left, under one name that stands last."""
    totals = frame.group_by("group").agg(pl.col("count").cast(pl.Int64).sum())
    names = totals.sort(["count", "group"], descending=[True, False])["group"].to_list()
    if len(names) <= len(PALETTE):
        return frame, names
    kept = names[: len(PALETTE) - 1]
    other = word("other", language=language)
    merged = (
        frame.with_columns(group=pl.when(pl.col("group").is_in(kept)).then("group").otherwise(pl.lit(other)))
        .group_by("period", "group")
        .agg(pl.col("count").sum(), pl.col("small").all())
    )
    return merged.select("period", "count", "group", "small"), [*kept, other]


def _draw_columns(
    frame: pl.DataFrame, groups: Sequence[str], *, by: str | None, grain: str, room: float, language: str
) -> alt.Chart:
    periods = frame["period"].to_list()
    written = [isolate(write_period(day, grain=grain, language=language), language=language) for day in periods]
    ends = pl.Series([end_period(day, grain=grain) for day in periods], dtype=pl.Date)
    frame = _stack(frame.with_columns(period_end=ends, written_period=pl.Series(written)), groups)
    axis = alt.Axis(format="~s", tickCount=5, tickMinStep=1, title=None, domain=False, gridColor=GRID)
    top = max(1.0, room * float(frame["above"].max() or 0))  # type: ignore[arg-type]
    chart: alt.Chart = (
        alt.Chart(frame)
        .transform_calculate(written=isolate_expr("datum.group", language=language))
        # Thin white edges keep neighbours apart; where bars are thin they would eat them.
        .mark_rect(color=PALETTE[0], stroke="white", strokeWidth=1 if len(set(periods)) <= 150 else 0)
        .encode(
            x=alt.X("period:T", axis=draw_period_axis(periods, grain=grain, language=language)),
            x2="period_end:T",
            y=alt.Y("above:Q", axis=axis, scale=alt.Scale(domain=[0, top])),
            y2="below:Q",
            tooltip=_tooltip(by, language=language),
        )
    )
    if frame["small"].any():
        chart = chart.encode(opacity=alt.condition("datum.small", alt.value(0.35), alt.value(1)))
    if by is None:
        return chart
    colours = dict(zip(groups, PALETTE, strict=False))
    title = name_column(by, language=language)
    return chart.encode(color=colour_names("group", colours, title=title, language=language))


def _stack(frame: pl.DataFrame, groups: Sequence[str]) -> pl.DataFrame:
    """Stand each period's groups on one another, the largest group at the bottom.

    Vega-Lite stacks only bars of one direction; bars that are as wide as their period have two.
    """
    ranks = {name: rank for rank, name in enumerate(groups)}
    ranked = frame.with_columns(rank=pl.Series([ranks[name] for name in frame["group"]], dtype=pl.UInt32))
    above = pl.col("count").cast(pl.Int64).cum_sum().over("period", order_by="rank")
    return ranked.with_columns(above=above).with_columns(below=pl.col("above") - pl.col("count")).drop("rank")


def _tooltip(by: str | None, *, language: str) -> list[alt.Tooltip]:
    name = [alt.Tooltip("written:N", title=name_column(by, language=language))] if by else []
    return [
        *name,
        alt.Tooltip("written_period:N", title=word("period", language=language)),
        alt.Tooltip("count:Q", title=word("documents", language=language), format=","),
    ]
