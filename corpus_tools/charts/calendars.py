"""A calendar whose days are shades: weeks side by side, weekdays under one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.legends import colour_names
from corpus_tools.charts.peaks import PLOT
from corpus_tools.charts.periods import write_date
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
from corpus_tools.charts.theme import INK, MUTED, WIDTH, is_rtl, time_locale
from corpus_tools.charts.words import format_number, word
from corpus_tools.schema import check_choice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

# Days from the first day of a week back to its Monday.
_WEEK_STARTS = {"monday": 0, "sunday": 1, "saturday": 2}
# Most Arab countries begin the week on Saturday (CLDR 48, supplemental data on weeks).
_USUAL_START = {"ar": "saturday", "en": "monday", "fr": "monday"}
_EMPTY, _SHADES = "#E3E7EB", ("#BBD2F4", "#8DB2EA", "#4F82D6", "#2456B8", "#0F2C66")
_ONE_BLOCK = 54  # weeks: up to a year stands in one block, whatever the date of New Year
_MOST_STEP, _LABELS = 24, 42  # pixels of a day, and of the names of months and years
_WIDE = 480


@check_arguments
def chart_calendar(
    series: pl.DataFrame,
    *,
    week_start: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.Chart:
    """Draw a calendar of days, the darker the more articles: rhythms, holes and single loud days at a glance.

    Use it after `count_over_time(corpus, every="day")`. Read along a row to compare Fridays with Fridays; down
    a column for a week. A grey day has no article: whether nothing was written or nothing collected, the
    calendar cannot say.

    Parameters
    ----------
    series
        What `count_over_time(every="day")` gave, for one series: `period` and `count`.
    week_start
        "monday", "sunday" or "saturday"; by default Saturday in Arabic, Monday in English and French.
    title
        The chart's title; by default it says what is counted.
    language
        `ar`, `en` or `fr`; by default that of the theme, else English.

    Returns
    -------
    altair.LayerChart
        One square a day; up to a year in one block, longer times in a block a year. In Arabic weeks run from
        right to left, as printed calendars do.

    Raises
    ------
    FrameError
        When a column is missing, or a day has several rows.
    ArgumentError
        When `week_start` is another day.

    Notes
    -----
    At most five shades, cut so that each holds about as many of the days with articles: a single day of a
    thousand articles does not make all others pale. At most 5,000 days are drawn, the latest.

    Examples
    --------
    >>> import datetime as dt
    >>> days = [dt.date(2022, 1, day) for day in (1, 2, 3)]
    >>> series = pl.DataFrame({"period": days, "count": [3, 0, 7]})
    >>> chart_calendar(series, language="ar").to_dict()["title"]["subtitle"][0].strip("\u2067\u2069")
    'مربع لكل يوم من 1 يناير 2022 إلى 3 يناير 2022 · المجموع: 10'
    """
    check_columns("chart_calendar", series, numbers=["count"], dates=["period"])
    check_grain("chart_calendar", series, ["period"], hint="filter the frame to one group first.")
    language = choose_language("chart_calendar", language, series.get_column("term", default=pl.Series()))
    week_start = week_start or _USUAL_START[language]
    check_choice("chart_calendar", "week_start", week_start, tuple(_WEEK_STARTS))
    title = title or _default_title(series, language=language)
    if series.is_empty():
        return draw_nothing(title, language=language, note=word("no_timeline", language=language))
    shown = series.select("period", pl.col("count").cast(pl.Int64).fill_null(0)).sort("period").tail(MOST_ROWS)
    days = _place_days(shown, week_start=week_start)
    first, last = (write_date(shown["period"][at], grain="day", language=language) for at in (0, -1))
    total = int(shown["count"].sum())
    notes = [
        word("calendar_subtitle", language=language, first=first, last=last, total=total),
        *note_shown(len(shown), len(series), language=language),
    ]
    loudest = days.sort(["count", "period"], descending=[True, False]).head(3)
    leaders = [
        f"{write_date(day, grain='day', language=language)} ({format_number(count, language=language)})"
        for day, count in loudest.select("period", "count").iter_rows()
    ]
    return _draw_calendar(days, week_start=week_start, language=language).properties(
        title=set_title(title, [" · ".join(notes)], language=language),
        description=describe(title, notes, leaders, language=language),
    )


def _default_title(series: pl.DataFrame, *, language: str) -> str:
    key = next((name for name in ("term", "actor") if name in series.columns), None)
    named = series[key].drop_nulls().unique().to_list() if key else []
    if len(named) == 1:
        return word("calendar_named_title", language=language, name=named[0])
    return word("calendar_title", language=language)


def _place_days(shown: pl.DataFrame, *, week_start: str) -> pl.DataFrame:
    """Find each day's block, its week in the block (from 0) and its place in the week (from 0)."""
    ahead = pl.duration(days=_WEEK_STARTS[week_start])
    begins = (pl.col("period") + ahead).dt.truncate("1w") - ahead
    days = shown.with_columns(begins=begins, weekday=(pl.col("period") - begins).dt.total_days())
    weeks = (days["begins"][-1] - days["begins"][0]).days // 7 + 1
    one = weeks <= _ONE_BLOCK
    block = pl.lit(0) if one else pl.col("period").dt.year() - pl.col("period").dt.year().min()
    opening = pl.col("begins").min() if one else pl.date(pl.col("period").dt.year(), 1, 1)
    monday = (opening + ahead).dt.truncate("1w") - ahead
    return days.with_columns(block=block, week=(pl.col("begins") - monday).dt.total_days() // 7).drop("begins")


def _draw_calendar(days: pl.DataFrame, *, week_start: str, language: str) -> alt.LayerChart:
    weeks, blocks = int(days["week"].max()) + 1, int(days["block"].max()) + 1  # type: ignore[arg-type]
    width = round(min(WIDTH, max(weeks, 13) * _MOST_STEP))
    step = min(_MOST_STEP, max(11.0, width / weeks))
    above = _LABELS / step
    tall = 7 + above
    days = days.with_columns(
        left=pl.col("week") + 0.06,
        right=pl.col("week") + 0.94,
        top=pl.col("block") * tall + above + pl.col("weekday") + 0.06,
    ).with_columns(bottom=pl.col("top") + 0.88)
    across = alt.Scale(domain=[0, weeks], nice=False, zero=False, reverse=is_rtl(language))
    down = alt.Scale(domain=[blocks * tall, 0], nice=False, zero=False)
    place = {"x": alt.X("left:Q", axis=None, scale=across), "y": alt.Y("top:Q", axis=None, scale=down)}
    layers = [
        _draw_days(days, place, language=language),
        _draw_edges(days, place, tall=tall, above=above),
        *_draw_months(days, place, tall=tall, above=above, language=language),
        _draw_weekdays(blocks, place, tall=tall, above=above, step=step, week_start=week_start, language=language),
    ]
    drawn: alt.LayerChart = alt.layer(*layers).resolve_scale(color="independent")
    # On a telephone days get narrower, names keep their size.
    return drawn.properties(width=width, height=round(blocks * tall * step), usermeta={"narrow": "fluid"})


def _draw_days(days: pl.DataFrame, place: dict[str, Any], *, language: str) -> alt.Chart:
    cuts = choose_cuts(days["count"].to_list())
    names = _name_classes(cuts, int(days["count"].max()), language=language)  # type: ignore[arg-type]
    ranks = [sum(count >= cut for cut in cuts) for count in days["count"]]
    spelt = [_spell(day, language=language) for day in days["period"]]
    frame = days.select(
        "period",
        "count",
        "left",
        "right",
        "top",
        "bottom",
        spelt=pl.Series(spelt),
        shade=pl.Series([names[rank] for rank in ranks]),
    )
    colours = dict(zip(names, (_EMPTY, *_spread_shades(len(cuts))), strict=True))
    tooltip = [
        alt.Tooltip("spelt:N", title=word("date", language=language)),
        alt.Tooltip("count:Q", title=word("documents", language=language), format=","),
    ]
    shade = colour_names("shade", colours, title=word("documents", language=language), language=language)
    squares: alt.Chart = (
        alt.Chart(frame).mark_rect().encode(**place, x2="right:Q", y2="bottom:Q", color=shade, tooltip=tooltip)
    )
    return squares


def _spread_shades(number: int) -> Sequence[str]:
    return (
        _SHADES
        if number == len(_SHADES)
        else [_SHADES[round((rank + 1) * 4 / max(1, number))] for rank in range(number)]
    )


def _spell(day: dt.date, *, language: str) -> str:
    """Write a day with its weekday."""
    name = time_locale(language)["days"][day.isoweekday() % 7]
    return isolate(f"{name} {write_date(day, grain='day', language=language)}", language=language)


def choose_cuts(counts: Sequence[int]) -> list[int]:
    """Choose from which count on each shade begins: at most five shades of about as many days, none of zeros.

    >>> choose_cuts([0, 0, 1, 1, 2, 3, 4, 5, 9, 200])
    [1, 3, 4, 9]
    """
    present = sorted(count for count in counts if count > 0)
    places = [len(present) * rank // len(_SHADES) for rank in range(len(_SHADES))]
    return sorted({1, *(present[place] for place in places)})[: len(_SHADES)] if present else []


def _name_classes(cuts: Sequence[int], most: int, *, language: str) -> list[str]:
    """Name the counts of each shade, 0 first.

    >>> _name_classes([1, 2, 5], 9, language="en")
    ['0', '1', '2–4', '5–9']
    """
    ends = [*(cut - 1 for cut in cuts[1:]), most][: len(cuts)]
    written = [[format_number(number, language=language) for number in pair] for pair in zip(cuts, ends, strict=True)]
    return ["0", *("–".join(dict.fromkeys(pair)) for pair in written)]


def _draw_edges(days: pl.DataFrame, place: dict[str, Any], *, tall: float, above: float) -> alt.Chart:
    """Draw the line before the first day of each month: down, across, and down again where it is no week's first."""
    rows = []
    for block, week, weekday in (
        days.filter(pl.col("period").dt.day() == 1).select("block", "week", "weekday").iter_rows()
    ):
        base = block * tall + above
        steps = [(week + 1, 0), (week + 1, weekday), (week, weekday), (week, 7)] if weekday else [(week, 0), (week, 7)]
        rows += [(f"{block}/{week}", rank, float(x), base + y) for rank, (x, y) in enumerate(steps)]
    columns = {"edge": pl.String, "rank": pl.Int64, "left": pl.Float64, "top": pl.Float64}
    line = alt.Chart(pl.DataFrame(rows, schema=columns, orient="row")).mark_line(color=INK, strokeWidth=1, opacity=0.55)
    edges: alt.Chart = line.encode(**place, detail="edge:N", order="rank:Q")
    return edges


def _draw_months(
    days: pl.DataFrame, place: dict[str, Any], *, tall: float, above: float, language: str
) -> list[alt.Chart]:
    """Write the months above each block, each over its first whole week, and the year before the first of them."""
    names = time_locale(language)["shortMonths"]
    month = [pl.col("block"), pl.col("period").dt.year().alias("year"), pl.col("period").dt.month().alias("month")]
    firsts = days.group_by(month, maintain_order=True).agg(
        pl.col("week").min(), days=pl.len(), last=pl.col("week").max()
    )
    firsts = firsts.filter((pl.col("days") >= 14) | (pl.len() == 1))
    rows = [
        {
            "text": isolate(names[month - 1], language=language),
            "year": str(year) if rank == 0 or month == 1 else "",
            "left": (first + last + 1) / 2,
            "top": block * tall + above - 0.3,
            "quarter": month % 3 == 1,
        }
        for rank, (block, year, month, first, _, last) in enumerate(firsts.iter_rows())
    ]
    columns = {"text": pl.String, "year": pl.String, "left": pl.Float64, "top": pl.Float64, "quarter": pl.Boolean}
    base = alt.Chart(pl.DataFrame(rows, schema=columns)).encode(**place)
    # On a telephone twelve names of months would touch: the first of each quarter stays.
    crowded = int(days["week"].max() or 0) > 26  # type: ignore[arg-type]
    shown = alt.ExprRef(f"{PLOT} >= {_WIDE} || datum.quarter || datum.year ? 1 : 0" if crowded else "1")
    text = base.mark_text(baseline="bottom", fontSize=12, color=MUTED, opacity=shown).encode(text="text:N")
    years = base.transform_filter("datum.year").mark_text(
        baseline="bottom", fontSize=13, fontWeight=600, color=INK, dy=-14
    )
    return [text, years.encode(text="year:N")]


def _draw_weekdays(
    blocks: int, place: dict[str, Any], *, tall: float, above: float, step: float, week_start: str, language: str
) -> alt.Chart:
    """Name the days of the week beside each block, where reading starts; every other one where rows are low."""
    rtl = is_rtl(language)
    names = time_locale(language)["days" if rtl else "shortDays"]
    start = (7 - _WEEK_STARTS[week_start] + 1) % 7
    every = 1 if step >= 15 else 2
    rows = [
        {
            "text": isolate(names[(start + day) % 7], language=language),
            "left": 0.0,
            "top": block * tall + above + day + 0.5,
        }
        for block in range(blocks)
        for day in range(0, 7, every)
    ]
    named: alt.Chart = alt.Chart(pl.DataFrame(rows)).mark_text(
        align="left" if rtl else "right", dx=6 if rtl else -6, fontSize=12 if step >= 13 else 10, color=MUTED
    )
    return named.encode(**place, text="text:N")
