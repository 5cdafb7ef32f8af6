"""Days, weeks, months … as TIMEX3 writes them, with their first and last day."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

# Meteorological seasons of the northern half; a winter is named after the year in which it begins.
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAY = dt.timedelta(days=1)
_ORDER = ("day", "week", "month", "quarter", "season", "half", "year", "decade", "century")
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_OPEN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
_UNIT_LETTER = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}


@dataclass(frozen=True)
class Resolved:
    """What an expression means: TIMEX3 value and type, grain, first and last day.

    A vague reference (PAST_REF, PRESENT_REF, FUTURE_REF) has no grain and no bounds.
    """

    value: str
    type: str
    grain: str | None
    earliest: dt.date | None = None
    latest: dt.date | None = None


def period(grain: str, day: dt.date) -> Resolved:
    """Give the period of a grain that holds a day.

    >>> period("week", dt.date(2022, 1, 12)).value, period("decade", dt.date(1994, 5, 1)).value
    ('2022-W02', '199')
    """
    if grain == "day":
        return Resolved(day.isoformat(), "DATE", "day", day, day)
    if grain in ("week", "weekend"):
        return _week(day, weekend=grain == "weekend")
    months = _MONTHS_OF[grain]
    first_month = (day.year * 12 + day.month - 1) // months * months
    earliest = _month_start(first_month)
    value = {
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }[grain]
    return Resolved(value, "DATE", grain, earliest, _month_start(first_month + months) - _DAY)


def season(name: str, year: int) -> Resolved:
    """Give a season: `SP`, `SU`, `FA` or `WI` of a year.

    >>> season("WI", 2021).latest
    datetime.date(2022, 2, 28)
    """
    first = year * 12 + _SEASON_MONTHS[name] - 1
    return Resolved(f"{year:04}-{name}", "DATE", "season", _month_start(first), _month_start(first + 3) - _DAY)


def half(year: int, number: int) -> Resolved:
    """Give the first or second half of a year.

    >>> half(2021, 2).value, half(2021, 2).earliest
    ('2021-H2', datetime.date(2021, 7, 1))
    """
    first = year * 12 + 6 * (number - 1)
    return Resolved(f"{year:04}-H{number}", "DATE", "half", _month_start(first), _month_start(first + 6) - _DAY)


def is_within(found: Resolved, grain: str) -> bool:
    """Tell whether a date is as exact as a grain, so that a period of the grain can be counted from it.

    >>> is_within(period("day", dt.date(2022, 1, 12)), "month"), is_within(half(2021, 1), "day")
    (True, False)
    """
    return found.grain in _ORDER and (grain not in _ORDER or _ORDER.index(found.grain) <= _ORDER.index(grain))


def move(grain: str, day: dt.date, by: int) -> dt.date:
    """Go so many periods on, or back where `by` is negative; a day that the month lacks becomes its last.

    >>> move("month", dt.date(2022, 3, 31), -1)
    datetime.date(2022, 2, 28)
    """
    if grain in ("day", "week", "weekend"):
        return day + dt.timedelta(days=by * (1 if grain == "day" else 7))
    year, month = divmod(day.year * 12 + day.month - 1 + by * _MONTHS_OF[grain], 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unresolved(grain: str, *, value: str | None = None) -> Resolved:
    """Give the value of an expression that has no article date to lean on: XXXX-XX-XX, or XXXX-WXX.

    >>> unresolved("week")
    Resolved(value='XXXX-WXX', type='DATE', grain='week', earliest=None, latest=None)
    """
    return Resolved(value or _OPEN[grain], "DATE", "week" if grain == "weekend" else grain)


def with_part(found: Resolved, part: str | None) -> Resolved:
    """Add a part of the day (MO, MI, AF, EV, NI) to a day: the expression becomes a TIME.

    >>> with_part(period("day", dt.date(2022, 1, 12)), "MO").value
    '2022-01-12TMO'
    """
    return replace(found, value=f"{found.value}T{part}", type="TIME") if part else found


def length(grain: str, number: str) -> str:
    """Write a length of time in ISO 8601; X is a number that is not said.

    >>> length("year", "2"), length("hour", "3"), length("week", "X")
    ('P2Y', 'PT3H', 'PXW')
    """
    return f"P{'T' if grain in ('second', 'minute', 'hour') else ''}{number}{_UNIT_LETTER[grain]}"


def _week(day: dt.date, *, weekend: bool) -> Resolved:
    monday = day - dt.timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    value = f"{year:04}-W{week:02}" + ("-WE" if weekend else "")
    return Resolved(value, "DATE", "week", monday + _DAY * (5 if weekend else 0), monday + _DAY * 6)


def _month_start(months: int) -> dt.date:
    year, month = divmod(months, 12)
    # Python's years end at 1 and 9999: a first day outside them is the nearest there is.
    return dt.date(min(max(year, 1), 9999), month + 1, 1)
