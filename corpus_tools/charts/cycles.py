"""The rhythm of publication: a bar an hour, a weekday or a month."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import MOST_GROUPS, name_column, name_groups, order_groups, place_panels
from corpus_tools.charts.setting import (
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
from corpus_tools.charts.theme import GRID, INK, MUTED, PALETTE, WIDTH, is_rtl, time_locale
from corpus_tools.charts.trends import nice_top
from corpus_tools.charts.words import word
from corpus_tools.errors import FrameError, explain

_CYCLES = ("hour", "weekday", "month")
_HEIGHT, _PANEL_WIDTH, _PANEL_HEIGHT = 240, 270, 120
# Weeks begin with Saturday in most Arab countries (CLDR 48); days are 1 (Monday) to 7.
_WEEKS = {"ar": (6, 7, 1, 2, 3, 4, 5), "en": (1, 2, 3, 4, 5, 6, 7), "fr": (1, 2, 3, 4, 5, 6, 7)}


@check_arguments
def chart_cycle(
    counts: pl.DataFrame,
    *,
    by: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.ConcatChart | alt.Chart:
    """Draw the share of articles of each hour of the day, day of the week or month of the year.

    Use it after `count_cycle`, before you call a quiet Friday news. The dashed line is the share that each bar
    would have if all were equal; where the upright line at a bar's end crosses it, chance may do.

    Parameters
    ----------
    counts
        What `count_cycle` gave: `hour`, `weekday` or `month`, and `count`, `total`, `share`, `low`, `high`.
    by
        The column of groups, such as `source`: a panel each, on one scale.
    title
        The chart's title; by default it says what is counted.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most groups' names.

    Returns
    -------
    altair.LayerChart or altair.ConcatChart
        Bars from 0. In Arabic the days of the week run from right to left, from Saturday; hours and months run
        from left to right, as time does on every other chart.

    Raises
    ------
    FrameError
        When a column is missing, or a bar has several rows where `by` is not given.

    Notes
    -----
    Eight groups at most are drawn, those of most articles; the subtitle says so.

    Examples
    --------
    >>> counts = pl.DataFrame({"weekday": [1, 2], "count": [3, 1], "total": [4, 4], "share": [0.75, 0.25],
    ...                        "low": [0.3, 0.05], "high": [0.95, 0.7], "untimed": [0, 0]})
    >>> [layer["mark"]["type"] for layer in chart_cycle(counts, language="ar").to_dict()["layer"]]
    ['bar', 'rule', 'rule']
    """
    others = [] if by is None else [by]
    numbers = ["count", "total", "share", "low", "high", *(name for name in ("untimed",) if name in counts.columns)]
    check_columns("chart_cycle", counts, numbers=numbers, others=others)
    cycle = _find_cycle(counts)
    check_grain("chart_cycle", counts, [*others, cycle], hint="name the column of groups: by='source'.")
    names = counts[by].cast(pl.String).unique(maintain_order=True) if by else pl.Series([], dtype=pl.String)
    language = choose_language("chart_cycle", language, names)
    title = title or word(f"cycle_{cycle}_title", language=language)
    if counts.is_empty() or not counts["count"].sum():
        note = word("no_hour" if cycle == "hour" else "no_timeline", language=language)
        return draw_nothing(title, language=language, note=note)
    groups: list[object] = order_groups(counts, by=by, value="count") if by else [None]
    shown = groups[:MOST_GROUPS]
    top = nice_top(max((value for value in counts["high"].cast(pl.Float64).drop_nulls() if value > 0), default=1.0))
    frame = _name_places(counts, cycle=cycle, short=by is not None, language=language)
    if by is None:
        chart: Any = _draw_bars(frame, cycle=cycle, top=top, language=language)
        chart = chart.properties(width=WIDTH, height=_HEIGHT)
    else:
        chart = _draw_panels(frame, shown, by=by, cycle=cycle, top=top, language=language)
    notes = _write_notes(counts, others, language=language)
    notes += note_shown(len(shown), len(groups), language=language)
    drawn: alt.LayerChart | alt.ConcatChart = chart.properties(
        title=set_title(title, [notes[0], " · ".join(notes[1:])], language=language),
        description=describe(title, notes, _name_highest(frame, language=language), language=language),
    )
    return drawn


def _find_cycle(counts: pl.DataFrame) -> str:
    found = next((name for name in _CYCLES if name in counts.columns), None)
    if found is None:
        expected = "a frame with a column 'hour', 'weekday' or 'month'"
        raise FrameError(explain("chart_cycle", expected=expected, got="none of them", known=counts.columns))
    return found


def _write_notes(counts: pl.DataFrame, groups: list[str], *, language: str) -> list[str]:
    sizes = counts.unique(groups or ["total"], maintain_order=True)
    untimed = int(sizes["untimed"].sum()) if "untimed" in sizes.columns else 0
    left_out = [word("untimed_note", language=language, untimed=untimed)] if untimed else []
    return [word("cycle_subtitle", language=language, total=int(counts["count"].sum())), *left_out]


def _name_places(counts: pl.DataFrame, *, cycle: str, short: bool, language: str) -> pl.DataFrame:
    """Add the name of each hour, weekday or month, for the axis and for tooltips, and how the share is written."""
    locale = time_locale(language)
    places = counts[cycle].to_list()
    if cycle == "hour":
        names = spelt = [f"{hour}:00" for hour in places]
    elif cycle == "weekday":
        spelt = [locale["days"][day % 7] for day in places]
        # Arabic short names lack their article: they are for panels, where there is no room.
        names = spelt if is_rtl(language) and not short else [locale["shortDays"][day % 7] for day in places]
    else:
        spelt = [locale["months"][month - 1] for month in places]
        names = [locale["shortMonths"][month - 1] for month in places]
    shares = [format_share(share, language=language) for share in counts["share"]]
    return counts.with_columns(
        place=pl.Series([isolate(name, language=language) for name in names], dtype=pl.String),
        spelt=pl.Series([isolate(name, language=language) for name in spelt], dtype=pl.String),
        written=pl.Series(shares, dtype=pl.String),
        even=pl.lit(1 / {"hour": 24, "weekday": 7, "month": 12}[cycle]),
    )


def _draw_panels(
    frame: pl.DataFrame, shown: list[object], *, by: str, cycle: str, top: float, language: str
) -> alt.ConcatChart:
    panels = []
    for group, name in zip(shown, name_groups(shown, language=language), strict=True):
        own = frame.filter(pl.col(by).eq_missing(pl.lit(group))).with_columns(group=pl.lit(name))
        chart = _draw_bars(own, cycle=cycle, top=top, by=by, language=language)
        panels.append((name, chart.properties(width=_PANEL_WIDTH, height=_PANEL_HEIGHT)))
    return place_panels(panels, language=language)


def _draw_bars(frame: pl.DataFrame, *, cycle: str, top: float, language: str, by: str | None = None) -> alt.LayerChart:
    """Draw bars with their intervals, and the line of equal shares across them."""
    order = {"weekday": list(_WEEKS[language])}.get(cycle)
    ranked = frame.sort(cycle) if order is None else frame.sort(pl.col(cycle).replace_strict(order, range(7)))
    names = ranked["place"].to_list()
    if cycle == "weekday" and is_rtl(language):
        names.reverse()
    axis = alt.Axis(
        title=None,
        labelAngle=0,
        labelFontSize=11 if by else 13,
        labelOverlap="greedy",
        labelSeparation=4,
        labelLimit=0,
        labelColor=INK,
        domainColor=MUTED,
    )
    share = alt.Axis(format=".0%", tickCount=4, title=None, domain=False, gridColor=GRID, labelColor=MUTED)
    scale = alt.Scale(domain=[0, top], nice=False)
    named = [alt.Tooltip("group:N", title=name_column(by, language=language))] if by else []
    tooltip = [
        *named,
        alt.Tooltip("spelt:N", title=word(cycle, language=language)),
        alt.Tooltip("share:Q", title=word("share", language=language), format=".1%"),
        alt.Tooltip("count:Q", title=word("documents", language=language), format=","),
    ]
    kept = [*(["group"] if by else []), "place", "spelt", "count", "share", "low", "high"]
    base = alt.Chart(ranked.select(kept)).encode(
        x=alt.X("place:N", sort=names, axis=axis, scale=alt.Scale(padding=0.18))
    )
    bars = base.mark_bar(color=PALETTE[0]).encode(y=alt.Y("share:Q", axis=share, scale=scale), tooltip=tooltip)
    ends = base.mark_rule(color=INK, strokeWidth=1.4).encode(y=alt.Y("low:Q", scale=scale), y2="high:Q")
    even = alt.Chart(ranked.select("even").head(1)).mark_rule(color=PALETTE[1], strokeDash=[5, 3], strokeWidth=1.5)
    drawn: alt.LayerChart = bars + ends + even.encode(y=alt.Y("even:Q", scale=scale))
    return drawn


def _name_highest(frame: pl.DataFrame, *, language: str) -> list[str]:
    highest = frame.sort(["count", "place"], descending=[True, False]).head(3)
    return [
        f"{isolate(name, language=language)} {share}" for name, share in highest.select("spelt", "written").iter_rows()
    ]
