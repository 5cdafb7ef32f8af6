"""Periods on an axis: which ticks are worth a label, and how a date is written in each language."""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import altair as alt

from corpus_tools.charts.setting import isolate
from corpus_tools.charts.theme import GRID, INK, MUTED, time_locale
from corpus_tools.charts.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_LABELS = 8
# The shortest distance between two periods of a grain, in days.
_SHORTEST = {"year": 360, "quarter": 88, "month": 27, "week": 6}
_DAYS = {"year": 365, "quarter": 91, "month": 30, "week": 7, "day": 1}


def guess_grain(periods: Sequence[dt.date]) -> str:
    """Guess from the distances of periods whether they are days, weeks, months, quarters or years.

    >>> guess_grain([dt.date(2022, 1, 3), dt.date(2022, 1, 10)]), guess_grain([dt.date(2022, 1, 3)])
    ('week', 'day')
    """
    ordered = sorted(set(periods))
    gap = min(((later - earlier).days for earlier, later in pairwise(ordered)), default=1)
    return next((grain for grain, shortest in _SHORTEST.items() if gap >= shortest), "day")


def end_period(start: dt.date, *, grain: str) -> dt.date:
    """Give the day after a period's last.

    >>> end_period(dt.date(2022, 1, 1), grain="quarter")
    datetime.date(2022, 4, 1)
    """
    if grain in ("day", "week"):
        return start + dt.timedelta(days=_DAYS[grain])
    months = start.month - 1 + {"month": 1, "quarter": 3, "year": 12}[grain]
    return dt.date(start.year + months // 12, months % 12 + 1, 1)


def write_date(date: dt.date, *, grain: str, language: str) -> str:
    """Write a date as far as it is known: a day, a month, or only the year.

    >>> write_date(dt.date(2022, 1, 12), grain="day", language="ar")
    '12 يناير 2022'
    >>> write_date(dt.date(2022, 1, 1), grain="month", language="fr")
    'janvier 2022'
    """
    month = time_locale(language)["months"][date.month - 1]
    if grain == "year":
        return str(date.year)
    if grain in ("month", "quarter"):
        return f"{month} {date.year}"
    day = "1er" if language == "fr" and date.day == 1 else str(date.day)
    return f"{day} {month} {date.year}"


def write_period(start: dt.date, *, grain: str, language: str) -> str:
    """Write a period for a tooltip: a week by its first day, a quarter by its first and last month.

    >>> write_period(dt.date(2022, 1, 3), grain="week", language="ar")
    'أسبوع 3 يناير 2022'
    """
    if grain == "week":
        date = write_date(start, grain="day", language=language)
        return word("week_of", language=language, date=date)
    if grain == "quarter":
        months = time_locale(language)["months"]
        last = end_period(start, grain=grain) - dt.timedelta(days=1)
        return f"{months[start.month - 1]} – {months[last.month - 1]} {start.year}"
    return write_date(start, grain=grain, language=language)


def write_span(first: dt.date, last: dt.date, *, language: str, short: bool = False) -> str:
    """Write the days from a first to a last: what both have in common once; `short` leaves the years out.

    >>> write_span(dt.date(2022, 1, 3), dt.date(2022, 1, 16), language="ar")
    '3–16 يناير 2022'
    >>> write_span(dt.date(2021, 12, 27), dt.date(2022, 1, 2), language="en", short=True)
    '27 Dec – 2 Jan'
    """
    months = time_locale(language)["shortMonths" if short else "months"]
    year = "" if short else f" {last.year}"
    end = f"{last.day} {months[last.month - 1]}{year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    own = "" if short or first.year == last.year else f" {first.year}"
    return f"{first.day} {months[first.month - 1]}{own} – {end}"


def draw_period_axis(periods: Sequence[dt.date], *, grain: str, language: str, most: int | None = None) -> alt.Axis:
    """Draw a time axis with a label at some of the periods (`most`); the year stands under its first label."""
    ticks = choose_ticks(sorted(set(periods)), grain=grain)
    if most is not None:
        ticks = ticks[:: -(-len(ticks) // most)]
    written: dict[str, list[str] | str] = {}
    year = None
    for tick in ticks:
        written[tick.isoformat()] = _write_tick(tick, with_year=tick.year != year, grain=grain, language=language)
        year = tick.year
    # Ticks are found again by their day: a time stamp would depend on the reader's time zone.
    lookup = json.dumps(written, ensure_ascii=False)
    plain = "timeFormat(datum.value, '%Y-%m-%d')"
    values: list[Any] = [alt.DateTime(year=tick.year, month=tick.month, date=tick.day) for tick in ticks]
    return alt.Axis(
        values=values,
        labelExpr=f"{lookup}[{plain}] || {plain}",
        labelFlush=False,
        labelLimit=0,
        labelColor=INK,
        grid=False,
        ticks=True,
        tickColor=MUTED,
        domainColor=MUTED,
        gridColor=GRID,
        title=None,
    )


def choose_ticks(periods: Sequence[dt.date], *, grain: str) -> list[dt.date]:
    """Choose at most eight periods to label: in long series the first ones of months, quarters or years.

    >>> weeks = [dt.date(2022, 1, 3) + dt.timedelta(days=7 * n) for n in range(20)]
    >>> [str(tick) for tick in choose_ticks(weeks, grain="week")]
    ['2022-01-03', '2022-02-07', '2022-03-07', '2022-04-04', '2022-05-02']
    """
    if len(periods) <= _MOST_LABELS:
        return list(periods)
    for months in (1, 2, 3, 6, 12):
        chosen = [date for date in _start_months(periods) if (date.month - 1) % months == 0]
        if 4 <= len(chosen) <= _MOST_LABELS:
            return chosen
    starts = [date for date in _start_months(periods) if date.month == 1]
    if len(starts) < 3:
        starts = list(periods)
    return starts[:: -(-len(starts) // _MOST_LABELS)]


def _start_months(periods: Sequence[dt.date]) -> list[dt.date]:
    """Keep the first period that begins in each month, for the first month only if it begins early in it."""
    first: dict[tuple[int, int], dt.date] = {}
    for date in periods:
        first.setdefault((date.year, date.month), date)
    return [date for date in first.values() if date.day <= 7]


def _write_tick(tick: dt.date, *, with_year: bool, grain: str, language: str) -> list[str] | str:
    if grain == "year":
        return str(tick.year)
    month = time_locale(language)["shortMonths"][tick.month - 1]
    text = month if grain in ("month", "quarter") else f"{tick.day} {month}"
    text = isolate(text, language=language)
    return [text, str(tick.year)] if with_year else text
