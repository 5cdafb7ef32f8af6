"""What weeks, quarters, years, lengths of time and vague words mean on the day of their article.

A rule takes the parts of a match (slot → value) and the situation; it gives a `Resolved`, or None where the
parts make no date.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from corpus_tools.dates.days import read_shift
from corpus_tools.dates.periods import Resolved, half, length, move, period, season, unresolved, with_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus_tools.dates.days import Situation

_CLOCK_UNITS = ("second", "minute", "hour")
# Before this month a school year is that of the year before.
_SCHOOL_BEGINS = 8
_UNIT_SLOTS = (
    "unit_the", "some_long", "unit_one", "unit_of", "unit_short", "unit_single", "unit_year", "hyphened", "some_the",
    "some", "unit", "unit_day",
)  # fmt: skip
_GRAIN_OF = {"TM": "minute", "TH": "hour", "D": "day", "M": "month", "Y": "year"}
_REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def read_unit(parts: Mapping[str, str], situation: Situation) -> Resolved:
    """Give a period counted from the article's own: الأسبوع الماضي, this month."""
    grain, today = parts.get("unit") or parts["weekend"], situation.today
    if today is None:
        return unresolved(grain)
    by = read_shift(parts) or 0
    if "weekend" in parts:
        by = 0 if situation.tense > 0 or today.weekday() > 4 else -1  # the weekend, said on a Monday, is over
    return period(grain, move(grain, today.replace(day=1) if grain == "month" else today, by))


def read_ago(parts: Mapping[str, str], situation: Situation) -> Resolved:
    """Give the period so far before or after the article; so many hours are a length, as no hour is known."""
    return _move_from(situation.today, parts, situation)


def read_later(parts: Mapping[str, str], situation: Situation) -> Resolved:
    """Give the period so far before or after the date last named: deux jours plus tard, بعد ذلك بيومين.

    بعد شهرين, with a word of the future before it, counts from the article.
    """
    is_own = situation.tense > 0 and "after" in parts
    return _move_from(None if is_own else situation.anchor, parts, situation)


def _move_from(day: dt.date | None, parts: Mapping[str, str], situation: Situation) -> Resolved:
    grain, number = _quantity(parts)
    if grain in _CLOCK_UNITS:
        return Resolved(length(grain, number), "DURATION", grain)
    if number == "X":
        return reference(situation.sign)
    day = day or situation.today
    if day is None:
        return unresolved(grain)
    return period(grain, move(grain, day, situation.sign * int(number)))


def read_same(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Give the same, the next or the previous period of the date last named: في اليوم التالي, that year.

    The same hour, the next minute: no date says which.
    """
    grain = parts.get("unit_the") or parts.get("unit_of", "day")
    if grain in _CLOCK_UNITS:
        return None
    names = ("follow", "same", "next", "following", "eve", "this")
    by = next(int(parts[name]) for name in names if name in parts)
    day = situation.anchor or situation.today
    if day is None:
        return with_part(unresolved(grain), parts.get("part"))
    if "month" in parts:  # 5 مارس من العام نفسه
        return period("day", dt.date(day.year + by, int(parts["month"]), int(parts["day"])))
    if "year" in parts or "shift_year" in parts:  # the same month of another year
        own = (situation.today or day).year + (read_shift(parts, "shift_year") or 0)
        return period(grain, day.replace(year=int(parts.get("year") or own)))
    return with_part(period(grain, move(grain, day.replace(day=1) if grain == "month" else day, by)), parts.get("part"))


def _quantity(parts: Mapping[str, str]) -> tuple[str, str]:
    for dual in ("dual", "dual_the"):
        if dual in parts:
            return parts[dual], "2"
    unit = next(parts[name] for name in _UNIT_SLOTS if name in parts)
    return unit, parts.get("number") or parts.get("number_the") or (
        "X" if "several" in parts or "some" in parts else "1"
    )


def read_duration(parts: Mapping[str, str], situation: Situation) -> Resolved:
    """Give a length of time; one without a number, or with عدة and several, has an X for it."""
    if "piece" in parts:  # نصف ساعة, half a century: the lexicon has their length
        return Resolved(parts["piece"], "DURATION", _GRAIN_OF[re.sub(r"[\dPX.]", "", parts["piece"])])
    grain, number = _quantity(parts)
    if "and_half" in parts and grain == "hour":
        return Resolved(f"{length(grain, number)}30M", "DURATION", grain)
    return Resolved(length(grain, number + ".5" * ("and_half" in parts)), "DURATION", grain)


def read_reference(parts: Mapping[str, str], situation: Situation) -> Resolved:
    """Give past, present or future without bounds: مؤخراً, now, in recent years."""
    said = next((int(parts[name]) for name in ("vague", "shift", "plural_shift") if name in parts), situation.sign)
    return reference(said)


def reference(shift: int) -> Resolved:
    """Give the value of a vague reference.

    >>> reference(-1).value
    'PAST_REF'
    """
    return Resolved(_REFERENCES[shift], "DATE", None)


def read_set(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Give a repeated time: كل يوم جمعة, daily, tous les deux ans."""
    weekday = next((parts[name] for name in ("weekday", "weekdays", "weekday_bare") if name in parts), None)
    if weekday is not None:
        return Resolved(f"XXXX-WXX-{int(weekday) + 1}", "SET", "week")
    if "month" in parts or "hijri_month" in parts or "day" in parts:
        return _set_of_year(parts)
    if "often" in parts:
        return Resolved(length(parts["often"], "1"), "SET", parts["often"])
    grain, number = _quantity(parts)
    return Resolved(length(grain, number), "SET", grain)


def _set_of_year(parts: Mapping[str, str]) -> Resolved | None:
    """Give the same day or month of every year; no ISO value has a month of the other calendar."""
    if "hijri_month" in parts:
        return Resolved(length("year", "1"), "SET", "year")
    month, day = int(parts.get("month", "0")), int(parts.get("day") or parts.get("ordinal") or "0")
    dt.date(2000, month or 1, day or 1)  # raises where no year has such a day
    value = f"XXXX-{month:02}" if month else "XXXX-XX"
    return Resolved(f"{value}-{day:02}" if day else value, "SET", "day" if day else "month")


def read_first_months(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Give the first or last months of a year: three are a quarter, six a half, any others a length."""
    number, is_last = int(parts.get("number_the") or parts["number"]), parts["extreme"] == "-1"
    unit = parts.get("some_the") or parts["some"]
    if unit != "month" or number not in (3, 6):  # TIMEX3 has no value for nine months of a year
        return Resolved(length(unit, str(number)), "DURATION", unit)
    told = {"year": parts["year"]} if "year" in parts else {"shift_year": str(read_shift(parts, "shift_year") or 0)}
    if number == 6:
        return read_half(told | {"ordinal": "2" if is_last else "1"}, situation)
    return read_quarter(told | {"ordinal": "4" if is_last else "1"}, situation)


def read_year_kind(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Give a financial year (FY2015) or one of schools (2015/2016), or a quarter of it; both without bounds.

    Where they begin differs by country. A school year is named after the year in which it begins.
    """
    is_school = parts["year_kind"] == "SY"
    if "year" in parts:
        year = int(parts["year"])
    elif situation.today is None:
        return unresolved("year")
    else:
        began = situation.today.year - (is_school and situation.today.month < _SCHOOL_BEGINS)
        year = began + (read_shift(parts) or 0)
    if is_school:
        return Resolved(f"{year}/{year + 1}", "DATE", "year")
    if quarter := parts.get("ordinal") or parts.get("digit_quarter"):
        return Resolved(f"FY{year}-Q{quarter}", "DATE", "quarter")
    return Resolved(f"FY{year}", "DATE", "year")


def read_named_day(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Give the day that an event is named after, with its year: the attacks of 11 September."""
    day = dt.date.fromisoformat(parts["named_day"])
    return period("day", day) if situation.today is None or situation.today >= day else None


def read_half(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Give the first or second half of a year."""
    number = int(parts["ordinal"])
    if number > 2:
        return None
    if "year" in parts:
        return half(int(parts["year"]), number)
    if situation.today is None:
        return unresolved("half", value=f"XXXX-H{number}")
    return half(situation.today.year + (read_shift(parts, "shift_year") or 0), number)


def read_quarter(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Give a quarter: of the year that is said, or the latest that has begun."""
    number = int(parts.get("digit_quarter") or parts["ordinal"])
    if number > 4:
        return None
    today = situation.today
    if "year" in parts:
        return period("quarter", dt.date(int(parts["year"]), number * 3, 1))
    if today is None:
        return unresolved("quarter", value=f"XXXX-Q{number}")
    shift = read_shift(parts, "shift_year")
    if shift is None and read_shift(parts) == 0:
        shift = 0
    if shift is None:  # the latest such quarter that has begun
        shift = -1 if (number - 1) * 3 + 1 > today.month else 0
    return period("quarter", dt.date(today.year + shift, number * 3, 1))


def read_season(parts: Mapping[str, str], situation: Situation) -> Resolved:
    """Give a season: of the year that is said, or the last or next one."""
    name = parts.get("season") or parts["season_the"]
    if "year" in parts:
        return season(name, int(parts["year"]))
    today = situation.today
    if today is None:
        return unresolved("season", value=f"XXXX-{name}")
    if "shift_year" in parts:
        return season(name, today.year + int(parts["shift_year"]))
    seasons = [season(name, today.year + by) for by in (-2, -1, 0, 1, 2)]
    if "this" in parts or read_shift(parts) == 0:  # this summer, said in December, is over
        return min(seasons, key=lambda one: _distance(one, today))
    shift = read_shift(parts) or 0
    if shift < 0:
        return [one for one in seasons if one.latest and one.latest < today][-1]
    running = [one for one in seasons if one.latest and one.latest >= today]
    ahead = (one for one in running if one.earliest and one.earliest > today)
    return next(ahead) if shift else running[0]


def _distance(one: Resolved, today: dt.date) -> int:
    """Give the days between a season and a day; a season that runs is at hand."""
    if not one.earliest or not one.latest:
        return 0
    return max((one.earliest - today).days, (today - one.latest).days, 0)


def read_decade(parts: Mapping[str, str], situation: Situation) -> Resolved:
    """Give a decade; one named without its century is of the twentieth: the nineties are 199."""
    if "decade_digits" in parts:
        return period("decade", dt.date(int(parts["decade_digits"]) * 10, 1, 1))
    century = int(parts["ordinal"]) - 1 if "ordinal" in parts else 19
    decade = parts.get("decade") or parts["decade_two"]
    return period("decade", dt.date(century * 100 + int(decade) * 10, 1, 1))


def read_century(parts: Mapping[str, str], situation: Situation) -> Resolved:
    """Give a century: the twentieth is 19."""
    number = int(parts.get("ordinal") or parts.get("roman") or parts["day"])
    return period("century", dt.date(max((number - 1) * 100, 1), 1, 1))
