"""What a matched form means on the day of its article: one small function a rule of the grammars.

A rule takes the parts of a match (slot → value), the article's date or None, and whether words of the future
stand before it; it gives a `Resolved`, or None where the parts make no date.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hijridate import Gregorian, Hijri

from corpus_tools.dates.periods import Resolved, length, move, period, season, unresolved, with_part
from corpus_tools.language.calendar import HIJRI_YEARS, make_date
from corpus_tools.language.calendar_names import ERAS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


@dataclass(frozen=True)
class Situation:
    """Where an expression was read: the article's date, whether a word of the future precedes, the sign."""

    today: dt.date | None
    is_future: bool = False
    sign: int = 0


def resolve(rule: str, parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Apply a rule of the grammar to the parts of a match.

    >>> resolve("unit", {"unit": "month", "shift": "-1"}, Situation(dt.date(2022, 1, 12))).value
    '2021-12'
    """
    try:
        return _RULES[rule](parts, situation)
    except (ValueError, OverflowError):  # a day, year or number that the calendar does not have
        return None


def is_ascending(found: Sequence[Resolved]) -> bool:
    """Tell whether the ends of a range stand in order; 3-1 January is a score beside a day.

    >>> is_ascending([unresolved("month", value="XXXX-01"), unresolved("month", value="XXXX-03")])
    True
    """
    return all(one.value < other.value for one, other in pairwise(found))


def _shift(parts: Mapping[str, str], name: str = "shift") -> int | None:
    return int(parts[name]) if name in parts else None


def _twins_agree(parts: Mapping[str, str]) -> bool:
    return parts.get("twin", parts.get("month")) == parts.get("month")


def _date(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Day and month, with or without a year; or a day of this, the last or the next month."""
    day = int(parts.get("day") or parts["ordinal"])
    if day > 31 or not _twins_agree(parts):
        return None
    if "hijri_month" in parts:
        return _hijri_day(parts, day, situation.today)
    if "month" not in parts:
        return _day_of_month(parts, day, situation.today)
    month = int(parts["month"])
    if "year" in parts:
        if ERAS.get(parts.get("era", "")) == "hijri":
            return None
        return with_part(period("day", dt.date(int(parts["year"]), month, day)), parts.get("part"))
    found = _day_without_year(parts, month, day, situation.today)
    return with_part(found, parts.get("part")) if found else None


def _day_without_year(parts: Mapping[str, str], month: int, day: int, today: dt.date | None) -> Resolved | None:
    if today is None:
        dt.date(2000, month, day)  # raises where no year has such a day
        return unresolved("day", value=f"XXXX-{month:02}-{day:02}")
    year_shift = _shift(parts, "shift_year")
    if year_shift is not None:
        return period("day", dt.date(today.year + year_shift, month, day))
    candidates: list[dt.date | None] = [make_date(year, month, day) for year in range(today.year - 4, today.year + 5)]
    if "weekday" in parts and "shift" not in parts:
        # The weekday tells the year, if one of the three nearest has it: samedi 12 octobre, read in January.
        near = [one for one in candidates if one and abs(one.year - today.year) < 2]
        candidates = [one for one in near if one.weekday() == int(parts["weekday"])] or candidates
    chosen = _choose(candidates, today, _shift(parts))
    return period("day", chosen) if chosen else None


def _choose(candidates: Iterable[dt.date | None], today: dt.date, shift: int | None) -> dt.date | None:
    """Choose among the same day of several years: nearest, or the last, current or next one if so said."""
    days = [day for day in candidates if day is not None]
    if shift == -1:
        days = [day for day in days if day < today]
    elif shift == 1:
        days = [day for day in days if day > today]
    elif shift == 0:
        days = [day for day in days if day.year == today.year]
    return min(days, key=lambda day: abs(day - today), default=None)


def _hijri_day(parts: Mapping[str, str], day: int, today: dt.date | None) -> Resolved | None:
    month = int(parts["hijri_month"])
    if "year" in parts:
        exact = make_date(int(parts["year"]), month, day, hijri=True)
        return period("day", exact) if exact else None
    if today is None:
        return unresolved("day")
    year = Gregorian.fromdate(today).to_hijri().year
    chosen = _choose([make_date(at, month, day, hijri=True) for at in (year - 1, year, year + 1)], today, None)
    return period("day", chosen) if chosen else None


def _day_of_month(parts: Mapping[str, str], day: int, today: dt.date | None) -> Resolved:
    if today is None:
        return unresolved("day", value=f"XXXX-XX-{day:02}")
    month = move("month", today.replace(day=1), int(parts.get("shift_month", "0")))
    return period("day", month.replace(day=day))


def _month(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    if not _twins_agree(parts):
        return None
    if "hijri_month" in parts:
        return _hijri_span(int(parts["year"]), int(parts["hijri_month"]))
    month, today = int(parts["month"]), situation.today
    if "year" in parts:
        return period("month", dt.date(int(parts["year"]), month, 1))
    if today is None:
        return unresolved("month", value=f"XXXX-{month:02}")
    year_shift, shift = _shift(parts, "shift_year"), _shift(parts)
    if year_shift is not None:
        return period("month", dt.date(today.year + year_shift, month, 1))
    if shift == 0:
        return period("month", dt.date(today.year, month, 1))
    if shift == 1 or (shift is None and situation.is_future):
        # «next January», said in January, is a year away; with a word of the future alone, it is this one.
        is_over = month <= today.month if shift == 1 else month < today.month
        return period("month", dt.date(today.year + is_over, month, 1))
    is_ahead = month >= today.month if shift == -1 else month > today.month
    return period("month", dt.date(today.year - is_ahead, month, 1))


def _hijri_span(year: int, month: int | None) -> Resolved | None:
    """Give a Hijri year or month as the ISO interval of its days: it fits no Gregorian one."""
    if year not in HIJRI_YEARS:
        return None
    last = month or 12
    first = Hijri(year, month or 1, 1).to_gregorian()
    end = Hijri(year, last, Hijri(year, last, 1).month_length()).to_gregorian()
    return Resolved(f"{first}/{end}", "DATE", "month" if month else "year", first, end)


def _year(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    year = int(parts["year"])
    is_hijri = "era_said" in parts or ERAS.get(parts.get("era", "")) == "hijri"
    return _hijri_span(year, None) if is_hijri else period("year", dt.date(year, 1, 1))


def _day_word(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Today, yesterday …; where a weekday beside it contradicts, the nearest such weekday is meant.

    Some corpora carry the day of collection, a day or two after the day on which the article speaks.
    """
    offset, _, part = parts["night"].partition(" ") if "night" in parts else (parts["day_word"], "", "")
    part = part or parts.get("part", "")
    today = situation.today
    if today is None:
        return with_part(unresolved("day"), part)
    day = today + dt.timedelta(days=int(offset))
    if "weekday" in parts:
        day += dt.timedelta(days=(int(parts["weekday"]) - day.weekday() + 3) % 7 - 3)
    return with_part(period("day", day), part)


def _weekday(parts: Mapping[str, str], situation: Situation) -> Resolved:
    weekday, today = int(parts["weekday"]), situation.today
    if today is None:
        return with_part(unresolved("day", value=f"XXXX-WXX-{weekday + 1}"), parts.get("part"))
    shift, week = _shift(parts), _shift(parts, "shift_week")
    back = (today.weekday() - weekday) % 7
    if week is not None:
        day = today + dt.timedelta(days=7 * week + weekday - today.weekday())
    elif shift == 1:
        day = today + dt.timedelta(days=7 - back)
    elif shift == -1:
        day = today - dt.timedelta(days=back or 7)
    elif shift == 0 or (situation.is_future and back):
        day = today + dt.timedelta(days=(7 - back) % 7)
    else:
        day = today - dt.timedelta(days=back)
    return with_part(period("day", day), parts.get("part"))


def _unit(parts: Mapping[str, str], situation: Situation) -> Resolved:
    grain, today = parts["unit"], situation.today
    if today is None:
        return unresolved(grain)
    return period(grain, move(grain, today.replace(day=1) if grain == "month" else today, _shift(parts) or 0))


def _ago(parts: Mapping[str, str], situation: Situation) -> Resolved:
    grain, number = _quantity(parts)
    if situation.today is None:
        return unresolved(grain)
    return period(grain, move(grain, situation.today, situation.sign * number))


def _quantity(parts: Mapping[str, str]) -> tuple[str, int]:
    if "dual" in parts:
        return parts["dual"], 2
    return parts.get("unit_one") or parts["unit_of"], int(parts.get("number", "1"))


def _duration(parts: Mapping[str, str], situation: Situation) -> Resolved:
    grain, number = _quantity(parts)
    return Resolved(length(grain, number), "DURATION", grain)


def _set(parts: Mapping[str, str], situation: Situation) -> Resolved:
    weekday = next((parts[name] for name in ("weekday", "weekdays", "weekday_bare") if name in parts), None)
    if weekday is not None:
        return Resolved(f"XXXX-WXX-{int(weekday) + 1}", "SET", "week")
    grain, number = _quantity(parts)
    return Resolved(length(grain, number), "SET", grain)


def _quarter(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    number = int(parts.get("digit_quarter") or parts["ordinal"])
    if number > 4:
        return None
    today = situation.today
    if "year" in parts:
        return period("quarter", dt.date(int(parts["year"]), number * 3, 1))
    if today is None:
        return unresolved("quarter", value=f"XXXX-Q{number}")
    shift = _shift(parts, "shift_year")
    if shift is None and _shift(parts) == 0:
        shift = 0
    if shift is None:  # the latest such quarter that has begun
        shift = -1 if (number - 1) * 3 + 1 > today.month else 0
    return period("quarter", dt.date(today.year + shift, number * 3, 1))


def _season(parts: Mapping[str, str], situation: Situation) -> Resolved:
    name = parts.get("season") or parts["season_the"]
    if "year" in parts:
        return season(name, int(parts["year"]))
    today = situation.today
    if today is None:
        return unresolved("season", value=f"XXXX-{name}")
    if "shift_year" in parts:
        return season(name, today.year + int(parts["shift_year"]))
    seasons = [season(name, today.year + by) for by in (-2, -1, 0, 1, 2)]
    shift = _shift(parts) or 0
    if shift < 0:
        return [one for one in seasons if one.latest and one.latest < today][-1]
    running = [one for one in seasons if one.latest and one.latest >= today]
    ahead = (one for one in running if one.earliest and one.earliest > today)
    return next(ahead) if shift else running[0]


def _decade(parts: Mapping[str, str], situation: Situation) -> Resolved:
    """Give a decade; one named without its century is of the twentieth: the nineties are 199."""
    if "decade_digits" in parts:
        return period("decade", dt.date(int(parts["decade_digits"]) * 10, 1, 1))
    century = int(parts["ordinal"]) - 1 if "ordinal" in parts else 19
    decade = parts.get("decade") or parts["decade_two"]
    return period("decade", dt.date(century * 100 + int(decade) * 10, 1, 1))


def _century(parts: Mapping[str, str], situation: Situation) -> Resolved:
    number = int(parts.get("ordinal") or parts["roman"])
    return period("century", dt.date(max((number - 1) * 100, 1), 1, 1))


def _range(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    for part, rule in (("day", _date), ("month", _month), ("weekday", _weekday)):
        if part in parts:
            return rule(parts, situation)
    return _year(parts, situation)


_RULES: dict[str, Callable[[Mapping[str, str], Situation], Resolved | None]] = {
    "date": _date,
    "month": _month,
    "year": _year,
    "day_word": _day_word,
    "weekday": _weekday,
    "unit": _unit,
    "ago": _ago,
    "duration": _duration,
    "set": _set,
    "quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "range": _range,
}
