"""Every complete date in a string: day, month and year, in three languages and two calendars.

What an article's own date must complete (yesterday, 12 January) is the subject of `corpus_tools.dates`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hijridate import Hijri

from corpus_tools.language.calendar_names import (
    ERAS,
    HIJRI_MONTHS,
    MERIDIEMS,
    MONTHS,
    WEEKDAYS,
    ZONES,
    any_of,
    lookup_key,
    names_of,
    read_month,
)
from corpus_tools.language.folded_text import fold_digits, fold_text

if TYPE_CHECKING:
    from corpus_tools.language.folded_text import FoldedText

# The one address for a reader of dates: names and folding have rooms of their own.
__all__ = [
    "HIJRI_YEARS",
    "MONTHS",
    "WEEKDAYS",
    "FullDate",
    "find_folded_dates",
    "find_full_dates",
    "fold_digits",
    "fold_text",
    "make_date",
]

# hijridate holds the Umm al-Qura table of these years only; outside it a day would be a guess.
HIJRI_YEARS = range(1343, 1501)


@dataclass(frozen=True)
class FullDate:
    """A complete absolute date in a string: where it stands, the day, and what else was said.

    `start` and `end` are offsets in characters; `time` and `zone_offset_minutes` (east of Greenwich) are None
    where the text has none. `order` says how the parts were written: `dmy`, `mdy`, `ymd`, or `ambiguous` for
    numbers such as 03/04/2022 that could be either. `hijri` is true where only a Hijri date was written.
    """

    start: int
    end: int
    date: dt.date
    time: dt.time | None
    zone_offset_minutes: int | None
    order: str
    hijri: bool = False

    @property
    def moment(self) -> dt.datetime | None:
        """The local time as printed, without its zone; None where only a day is."""
        return dt.datetime.combine(self.date, self.time) if self.time else None


# --- the shapes of a complete date, written on folded text -------------------------------------------------
_GAP = r"[ \n]{0,2}"
_MONTH = any_of([*MONTHS, *HIJRI_MONTHS])
# A second name of the same month, after a slash or in brackets: ديسمبر/ كانون الأول, يناير (كانون الثاني).
DUAL = rf"(?P<month>{_MONTH})(?![^\W\d_])\.?(?:{_GAP}[/(\-]{_GAP}(?P<twin>{_MONTH})(?![^\W\d_])\.?{_GAP}\)?)?"
_ERA = rf"(?:{_GAP}(?P<era>{any_of(ERAS)})(?!\w)\.?)?"
_WEEKDAY = rf"(?:(?<!\w)(?P<weekday>{any_of(WEEKDAYS)})(?!\w)\.?{_GAP}[,،(]?{_GAP})?"
_DAY = r"(?<!\d)(?<!\d[.,:])(?P<day>0?[1-9]|[12]\d|3[01])"
_MERIDIEM = rf"(?:[ ]?(?P<meridiem>{any_of(MERIDIEMS)})(?!\w)\.?)?"
_OFFSET = r"(?:[ ]?(?P<sign>[+\-])(?P<zone_hour>\d\d?)(?!\d{3}):?(?P<zone_minute>\d\d)?(?!\d))?"
_ZONE = rf"(?:[ ]?\(?(?P<zone>{any_of(ZONES)})(?!\w))?{_OFFSET}"
_MINUTES = r"[:h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
# An hour stands alone only where a letter says that it is one: 10h, 10 pm.
_HOUR = rf"(?<!\d)(?P<hour>[01]?\d|2[0-3])(?:{_MINUTES}|[ ]?h(?!\w)|(?=[ ]?[ap]\.?m(?!\w)))(?!\d)"
_AT = r"(?:(?:at|on|a|الساعه|علي الساعه|عند الساعه|في تمام الساعه) )?"
_CLOCK = rf"(?:[ \n,،|t()\-]{{0,4}}{_AT}{_HOUR}{_MERIDIEM}{_ZONE})?"
_BARE_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_REACH = 80
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
_SHAPES = {
    "dmy": re.compile(
        rf"{_WEEKDAY}{_DAY}(?:er|st|nd|rd|th)?{_GAP}[-/.,]?{_GAP}(?:(?:من|of|de) )?(?:شهر )?{DUAL}"
        rf"{_GAP}[-/.,،]?{_GAP}(?:(?:من|of|de) )?(?:(?:عام|سنه|العام) )?{_YEAR}{_ERA}{_CLOCK}"
    ),
    "mdy": re.compile(
        rf"{_WEEKDAY}(?<!\w){DUAL}{_GAP}[-/]?{_DAY}(?:st|nd|rd|th)?{_GAP}[-/,،]?{_GAP}{_YEAR}{_ERA}{_CLOCK}"
    ),
    "ymd": re.compile(
        rf"(?<![\d/.\-]){_YEAR}{_GAP}(?P<mark>[/.\-]){_GAP}(?P<middle>0?[1-9]|1[0-2]){_GAP}(?P=mark)"
        rf"{_GAP}(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)(?![/.\-]\d\d?[/.\-])(?P<year_last>){_ERA}{_CLOCK}"
    ),
    "numeric": re.compile(
        rf"{_WEEKDAY}(?<![\d/.\-:])(?P<first>\d\d?){_GAP}(?P<mark>[/.\-]){_GAP}(?P<second_number>\d\d?)"
        rf"{_GAP}(?P=mark){_GAP}{_YEAR}(?![/\-]\d){_ERA}{_CLOCK}"
    ),
}
_LINK = re.compile(rf"[ \n]*[),،(/\-]?[ \n]*(?:{any_of(names_of('link'))})?"
                   r"[ \n]*[:,،(]?[ \n]*")  # fmt: skip


def find_full_dates(text: str, *, day_first: bool | None = None) -> list[FullDate]:
    """Find every complete absolute date in a string: day, month, year, and the time if there is one.

    Use it on header lines, captions and metadata. Month names of Arabic (all regions), English and French are
    read in any mixture; a Hijri day is converted by the Umm al-Qura calendar; two names of a month must
    agree.

    Parameters
    ----------
    text
        Any text, as it is: digits of any script, marks and bidi controls are seen through.
    day_first
        How to read 03/04/2022 when nothing in it decides: True or None (default, as newsrooms outside the
        United States write) is 3 April, False is March 4.

    Returns
    -------
    list of FullDate
        Sorted by start, without overlaps; a Hijri date beside its Gregorian twin is one element, dated by the
        Gregorian.

    Notes
    -----
    Hijri days outside 1343–1500 are left out, as are impossible days (31 February). Years have four digits.

    Examples
    --------
    >>> [str(found.date) for found in find_full_dates("بيروت ١٢ كانون الثاني ٢٠٢٢ - 14:35")]
    ['2022-01-12']
    >>> find_full_dates("03/04/2022")[0].order
    'ambiguous'
    """
    folded = fold_text(text)
    found = find_folded_dates(folded.text, day_first=day_first is not False)
    return [_in_original(item, folded) for item in found]


def find_folded_dates(text: str, *, day_first: bool = True) -> list[FullDate]:
    """Find complete dates in a text that is folded already; offsets are those of the folded text."""
    found = [
        date
        for low, high in _windows(text)
        for shape, pattern in _SHAPES.items()
        for match in pattern.finditer(text, low, high)
        if (date := _read_match(match, shape=shape, day_first=day_first)) is not None
    ]
    found.sort(key=lambda date: (date.start, -date.end))
    return _join_twins(text, _drop_overlaps(found))


def _windows(text: str) -> list[tuple[int, int]]:
    """Give the stretches around the years of a text: a complete date stands nowhere else."""
    windows: list[tuple[int, int]] = []
    for year in _BARE_YEAR.finditer(text):
        low, high = max(0, year.start() - _REACH), text.find(" ", year.end() + _REACH)
        high = high if high >= 0 else len(text)
        if windows and low <= windows[-1][1]:
            low = windows.pop()[0]
        windows.append((low, high))
    return windows


def _in_original(found: FullDate, folded: FoldedText) -> FullDate:
    start, end = folded.span(found.start, found.end)
    return FullDate(start, end, found.date, found.time, found.zone_offset_minutes, found.order, hijri=found.hijri)


def _drop_overlaps(found: list[FullDate]) -> list[FullDate]:
    kept: list[FullDate] = []
    for date in found:
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return kept


def _read_match(match: re.Match[str], *, shape: str, day_first: bool) -> FullDate | None:
    """Turn a match into a date, or None where its parts contradict each other."""
    parts = match.groupdict()
    year = int(parts["year"])
    era = ERAS.get(lookup_key(parts["era"])) if parts["era"] else None
    if shape in ("dmy", "mdy"):
        month, hijri, order = *read_month(parts["month"], parts["twin"]), shape
        day = int(parts["day"])
    else:
        order, month, day = _read_numbers(parts, shape=shape, day_first=day_first)
        hijri = era == "hijri" or (era is None and year in HIJRI_YEARS)
    date = make_date(year, month, day, hijri=hijri) if month else None
    if date is None or (hijri and era == "gregorian"):
        return None
    time, zone = _read_clock(parts)
    return FullDate(match.start(), len(match[0].rstrip()) + match.start(), date, time, zone, order, hijri=hijri)


def _read_numbers(parts: dict[str, str], *, shape: str, day_first: bool) -> tuple[str, int, int]:
    if shape == "ymd":
        return "ymd", int(parts["middle"]), int(parts["day"])
    first, second = int(parts["first"]), int(parts["second_number"])
    if second > 12 and parts["era"] and ERAS.get(lookup_key(parts["era"])) == "hijri":
        return "dmy", 0, first  # nobody writes the month of a Hijri date first
    if first > 12 or second > 12:
        return ("dmy", second, first) if first > 12 else ("mdy", first, second)
    return ("ambiguous", second, first) if day_first else ("ambiguous", first, second)


def make_date(year: int, month: int, day: int, *, hijri: bool = False) -> dt.date | None:
    """Make a date, from a Hijri day if asked; None where there is no such day or no table for it.

    >>> str(make_date(1436, 5, 25, hijri=True)), make_date(2022, 2, 31)
    ('2015-03-16', None)
    """
    try:
        return Hijri(year, month, day).to_gregorian() if hijri else dt.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _read_clock(parts: dict[str, str]) -> tuple[dt.time | None, int | None]:
    if parts["hour"] is None:
        return None, None
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    meridiem = MERIDIEMS.get(lookup_key(parts["meridiem"] or ""))
    if meridiem and hour <= 12:
        hour = hour % 12 + (12 if meridiem == "pm" else 0)
    time = dt.time(hour, minute, int(parts["second"] or 0))
    zone = ZONES.get(lookup_key(parts["zone"])) if parts["zone"] else None
    if parts["sign"]:
        minutes = int(parts["zone_hour"]) * 60 + int(parts["zone_minute"] or 0)
        zone = (zone or 0) + (-minutes if parts["sign"] == "-" else minutes)
    return time, zone


def _join_twins(text: str, found: list[FullDate]) -> list[FullDate]:
    """Make one of a Hijri date and the Gregorian date beside it; the Gregorian one says the day."""
    joined: list[FullDate] = []
    for date in found:
        before = joined[-1] if joined else None
        if before and before.hijri != date.hijri and _LINK.fullmatch(text, before.end, date.start):
            told = date if before.hijri else before
            joined[-1] = FullDate(before.start, date.end, told.date, told.time, told.zone_offset_minutes, told.order)
        else:
            joined.append(date)
    return joined
