"""What days, weekdays, months, years and hours mean on the day of their article.

A rule takes the parts of a match (slot → value) and the situation; it gives a `Resolved`, or None where the
parts make no date.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hijridate import Gregorian, Hijri

from corpus_tools.dates.periods import Resolved, move, period, unresolved, with_part
from corpus_tools.language.calendar import HIJRI_YEARS, make_date
from corpus_tools.language.calendar_names import ERAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A month without a year that is so near is the coming one, a day further away than so many days is not, in a
# sentence of the past; a year within so many of the article's Hijri year is a Hijri year.
_NEAR_MONTHS, _FAR_AHEAD, _OWN_DAYS = 2, 120, 20


@dataclass(frozen=True)
class Situation:
    """Where an expression was read.

    The article's date, the tense of the sentence (1 future, -1 past, 0 unsaid), the constant of the form, and
    the first day of what was last named in the text.
    """

    today: dt.date | None
    tense: int = 0
    sign: int = 0
    anchor: dt.date | None = None


def read_shift(parts: Mapping[str, str], name: str = "shift") -> int | None:
    """Give how many periods on or back a word beside the expression says, or None."""
    if name == "shift_year" and "this_year" in parts:
        return 0
    return int(parts[name]) if name in parts else None


def _twins_agree(parts: Mapping[str, str]) -> bool:
    return parts.get("twin", parts.get("month")) == parts.get("month")


def read_date(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Day and month, with or without a year; or a day of this, the last or the next month."""
    if "holiday" in parts:
        parts = dict(parts) | dict(zip(("month", "day"), parts["holiday"].split("-"), strict=True))
    day = int(parts.get("day") or parts.get("ordinal") or parts["first_day"])
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
    found = _day_without_year(parts, month, day, situation)
    return with_part(found, parts.get("part")) if found else None


def _day_without_year(parts: Mapping[str, str], month: int, day: int, situation: Situation) -> Resolved | None:
    today = situation.today
    if today is None:
        dt.date(2000, month, day)  # raises where no year has such a day
        return unresolved("day", value=f"XXXX-{month:02}-{day:02}")
    year_shift = read_shift(parts, "shift_year")
    if year_shift is not None:
        return period("day", dt.date(today.year + year_shift, month, day))
    candidates: list[dt.date | None] = [make_date(year, month, day) for year in range(today.year - 4, today.year + 5)]
    if "weekday" in parts and "shift" not in parts:
        # The weekday tells the year, if one of the three nearest has it: samedi 12 octobre, read in January.
        near = [one for one in candidates if one and abs(one.year - today.year) < 2]
        candidates = [one for one in near if one.weekday() == int(parts["weekday"])] or candidates
    chosen = _choose(candidates, today, read_shift(parts))
    if chosen and "shift" not in parts and situation.tense < 0 and (chosen - today).days > _FAR_AHEAD:
        # «he was shot on Oct. 23», read in May: the past one, although the coming one is nearer.
        chosen = _choose(candidates, today, -1)
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


def read_month(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Give a month: of the year that is said, or of the one that the tense tells."""
    if not _twins_agree(parts):
        return None
    if "hijri_month" in parts:
        year = int(parts["year"]) if "year" in parts else _hijri_year(parts, situation)
        return _hijri_span(year, int(parts["hijri_month"])) if year else unresolved("month")
    month, today = int(parts["month"]), situation.today
    if "year" in parts:
        return period("month", dt.date(int(parts["year"]), month, 1))
    if today is None:
        return unresolved("month", value=f"XXXX-{month:02}")
    year_shift, shift = read_shift(parts, "shift_year"), read_shift(parts)
    if year_shift is not None:
        return period("month", dt.date(today.year + year_shift, month, 1))
    if shift == 0:
        return period("month", dt.date(today.year, month, 1))
    ahead = (month - today.month) % 12
    if shift == 1:  # «next January», said in January, is a year away
        return period("month", move("month", today.replace(day=1), ahead or 12))
    # Unsaid, a month is the latest that has begun, unless it is near: in March, said in February.
    is_future = situation.tense > 0 or (situation.tense == 0 and ahead <= _NEAR_MONTHS)
    by = ahead if shift is None and is_future else (ahead - 12 if ahead or shift == -1 else 0)
    return period("month", move("month", today.replace(day=1), by))


def _hijri_year(parts: Mapping[str, str], situation: Situation) -> int | None:
    """Give the year of a Hijri month without one: that of the article's year, or as الماضي and المقبل say."""
    today = situation.today
    if today is None:
        return None
    now, month, shift = Gregorian.fromdate(today).to_hijri(), int(parts["hijri_month"]), read_shift(parts)
    if shift is None or "shift_year" in parts:
        wanted = today.year + (read_shift(parts, "shift_year") or 0)
        begins = ((make_date(now.year + by, month, 1, hijri=True), now.year + by) for by in (-2, -1, 0, 1, 2))
        return next((year for day, year in begins if day and day.year == wanted), None)
    ahead = (month - now.month) % 12
    shift = shift or (1 if ahead else 0)
    months = now.year * 12 + now.month - 1 + (ahead or 12 * abs(shift) if shift > 0 else ahead - 12 if shift else 0)
    return months // 12


def _hijri_span(year: int, month: int | None) -> Resolved | None:
    """Give a Hijri year or month as the ISO interval of its days: it fits no Gregorian one."""
    if year not in HIJRI_YEARS:
        return None
    last = month or 12
    first = Hijri(year, month or 1, 1).to_gregorian()
    end = Hijri(year, last, Hijri(year, last, 1).month_length()).to_gregorian()
    return Resolved(f"{first}/{end}", "DATE", "month" if month else "year", first, end)


def read_year(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Give a year of either calendar."""
    year = int(parts["year"])
    era = "hijri" if "era_said" in parts else ERAS.get(parts.get("era", ""))
    if era is None and "gregorian_mark" not in parts and situation.today and year in HIJRI_YEARS:
        # In a paper of our days عام 1436 is the year of its own calendar, not of the Middle Ages.
        era = "hijri" if abs(year - Gregorian.fromdate(situation.today).to_hijri().year) <= _OWN_DAYS else None
    return _hijri_span(year, None) if era == "hijri" else period("year", dt.date(year, 1, 1))


def read_day_word(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
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
        if int(offset) < 0 and day > today:  # yesterday is not to come
            day -= dt.timedelta(days=7)
    return with_part(period("day", day), part)


def read_weekday(parts: Mapping[str, str], situation: Situation) -> Resolved:
    """Give the day of a weekday: the latest, or the one that a word beside it or the tense tells."""
    weekday, today = int(parts["weekday"]), situation.today
    if today is None:
        return with_part(unresolved("day", value=f"XXXX-WXX-{weekday + 1}"), parts.get("part"))
    shift, week = read_shift(parts), read_shift(parts, "shift_week")
    back = (today.weekday() - weekday) % 7
    if "this" in parts and shift is None:  # ce samedi, هذا السبت: the nearest
        day = today - dt.timedelta(days=back if back < 4 else back - 7)
    elif week is not None:
        day = today + dt.timedelta(days=7 * week + weekday - today.weekday())
    elif shift == 1:
        day = today + dt.timedelta(days=7 - back)
    elif shift == -1:
        day = today - dt.timedelta(days=back or 7)
    elif shift == 0 or (situation.tense > 0 and back):
        day = today + dt.timedelta(days=(7 - back) % 7)
    else:
        day = today - dt.timedelta(days=back)
    return with_part(period("day", day), parts.get("part"))


def read_clock(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Give an hour of the day that stands beside it, else of the day last named, else of the article's."""
    if "clock_digits" in parts:
        parts = {"hour": parts["clock_digits"][:2], "minute": parts["clock_digits"][2:]} | dict(parts)
    hour, minute = int(parts.get("hour") or parts.get("clock_hour") or parts["noon"]), int(parts.get("minute", "0"))
    minute += int(parts.get("fraction", "0"))
    half = parts.get("half") or parts.get("meridiem")
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    elif half == "night":  # eight to eleven at night are late, one to five early
        hour = (hour + 12) % 24 if 6 <= hour <= 12 else hour
    hour, minute = hour + minute // 60, minute % 60
    if hour > 24:
        return None
    day: Resolved | None
    if "weekday" in parts:
        day = read_weekday(parts, situation)
    elif "day_word" in parts or not situation.anchor:
        day = read_day_word({"day_word": "0"} | dict(parts), situation)
    else:
        day = period("day", situation.anchor)
    return day and replace(day, value=f"{day.value}T{hour:02}:{minute:02}", type="TIME")
