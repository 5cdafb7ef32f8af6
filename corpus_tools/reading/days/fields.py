"""Dates as fields of records and headers write them: short years, serial numbers, months in further languages.

A field named as a date holds nothing else, so that it may be read more freely than running text.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from babel.dates import get_day_names, get_month_names

from corpus_tools.language.calendar import FullDate, find_full_dates, make_date
from corpus_tools.language.folded_text import fold_text

if TYPE_CHECKING:
    from collections.abc import Mapping

Moment = tuple[dt.date | None, dt.datetime | None]

# The languages of press archives beside Arabic, English and French, which `language.calendar` reads everywhere.
_LOCALES = ("de", "de_AT", "es", "it", "pt", "nl", "ru", "uk", "tr", "pl", "sv", "da", "ca", "ro")
_SHORT_NUMERIC = re.compile(r"(?<![\d/.:-])(\d{1,2}) ?([/.]) ?(\d{1,2}) ?\2 ?['\u2019]?(\d\d)(?![\d/.:])")
_SHORT_NAMED = re.compile(r"(?<!\d)(\d{1,2})([- ])([^\W\d_]{3,9}\.?)[- ]['\u2019]?(\d\d)(?![\d:])")
_LONG_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\.|\u00ba|o)? ?(?:de |d'|di )?(?P<month>[^\W\d_]+)\.?,? ?"
    r"(?:de |del |di )?(?P<year>[12]\d{3})(?!\d)(?:\D{0,12}?(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?!\d))?"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)T?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(?:\.0)?Z?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIALS = (25_569, 62_092)  # 1970 to 2069, as spreadsheets count days
_FIRST_DAY = dt.datetime(1899, 12, 30)  # as spreadsheets count: their calendar has a 29 February 1900
_LONGEST_HEADER = 80
_MOST_WORDS, _LONGEST_WORD = 3, 3  # beside a date: a weekday, `Uhr`, `г.`
_NEXT_YEARS = 5  # a short year is at most so far ahead, else of the century before


def begins_with_date(line: str) -> bool:
    """Tell a line of a header that begins with a day: weekday, hour, zone and edition may follow.

    >>> begins_with_date("January 12, 2022 Wednesday 8:31 AM GMT"), begins_with_date("12. März 2022 Samstag")
    (True, True)
    >>> begins_with_date("Talks of January 12, 2022")
    False
    """
    if len(line) > _LONGEST_HEADER:
        return False
    dates = find_full_dates(line)
    if dates:
        return dates[0].start == 0
    match = _NAMED.match(_folded(line))
    return match is not None and match["month"] in _month_names()


def _folded(text: str) -> str:
    return fold_text(text).text.casefold()  # names of languages that running text is not folded for


def with_full_years(text: str) -> str:
    """Write the short years of a date field in full: 12/3/22, 12-Jan-22.

    Day, month and year in pairs with hyphens (22-01-12) stay: nothing says which of them is the year.

    >>> with_full_years("12.3.22"), with_full_years("12-Jan-98"), with_full_years("22-01-12")
    ('12.3.2022', '12-Jan-1998', '22-01-12')
    """
    if _LONG_YEAR.search(text):
        return text
    text = _SHORT_NUMERIC.sub(lambda found: f"{found[1]}{found[2]}{found[3]}{found[2]}{_full_year(found[4])}", text)
    return _SHORT_NAMED.sub(lambda found: f"{found[1]}{found[2]}{found[3]}{found[2]}{_full_year(found[4])}", text)


def _full_year(short: str) -> int:
    year = 2000 + int(short)
    return year if year <= dt.datetime.now(tz=dt.UTC).year + _NEXT_YEARS else year - 100


def read_named(value: str) -> Moment | None:
    """Read a day whose month is named in a language that running text is not searched for.

    >>> str(read_named("12. März 2022")[0]), str(read_named("3 октября 2018 г., 14:05")[1])
    ('2022-03-12', '2018-10-03 14:05:00')
    """
    folded = _folded(value)
    for match in _NAMED.finditer(folded):
        month = _month_names().get(match["month"])
        day = make_date(int(match["year"]), month, int(match["day"])) if month else None
        if day:
            clock = dt.time(int(match["hour"]), int(match["minute"])) if match["hour"] else None
            return day, dt.datetime.combine(day, clock) if clock else None
    return None


def named_date(line: str) -> FullDate | None:
    """Read a line that is a date in a further language, with weekday and time at most.

    >>> str(named_date("Среда, 12 января 2022 г. 14:05").date), named_date("Gipfel am 12. Januar 2022")
    ('2022-01-12', None)
    """
    folded = _folded(line)
    match = _NAMED.search(folded)
    found = read_named(line) if match and match["month"] in _month_names() else None
    if found is None or match is None or found[0] is None:
        return None
    rest = re.findall(r"[^\W\d_-]+", folded[: match.start()] + " " + folded[match.end() :])
    if len(rest) > _MOST_WORDS or any(len(word) > _LONGEST_WORD and word not in _weekday_names() for word in rest):
        return None
    return FullDate(0, len(line), found[0], found[1].time() if found[1] else None, None, "dmy")


@cache
def _weekday_names() -> frozenset[str]:
    widths: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
    names = [name for locale in _LOCALES for width in widths for name in get_day_names(width, locale=locale).values()]
    return frozenset(part for name in names for part in re.findall(r"[^\W\d_]+", _folded(name)))


@cache
def _month_names() -> Mapping[str, int]:
    """Collect the names that mean one month only: `listopad` is November in Polish and October in Croatian."""
    widths: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
    contexts: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
    meant: dict[str, set[int]] = {}
    for locale in _LOCALES:
        for width in widths:
            for context in contexts:
                for number, name in get_month_names(width, context, locale).items():
                    meant.setdefault(_folded(name).strip(". "), set()).add(number)
    return {name: min(numbers) for name, numbers in meant.items() if len(numbers) == 1 and len(name) > 2}


def read_compact(value: str) -> Moment | None:
    """Read 20220113101500 and 20220113T101500Z.

    >>> str(read_compact("20220113101500")[1])
    '2022-01-13 10:15:00'
    """
    match = _COMPACT.fullmatch(value)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    date = make_date(year, month, day)
    return (date, dt.datetime.combine(date, dt.time(hour, minute, second))) if date else None


def read_serial(value: str | float) -> Moment | None:
    """Read a day as spreadsheets count it, from 1970 to 2069.

    >>> str(read_serial(44573)[0]), str(read_serial("44573.5")[1]), read_serial(2022)
    ('2022-01-12', '2022-01-12 12:00:00', None)
    """
    if isinstance(value, str) and not _SERIAL.fullmatch(value):
        return None
    number = float(value)
    if not _SERIALS[0] <= number < _SERIALS[1]:
        return None
    moment = _FIRST_DAY + dt.timedelta(days=int(number), seconds=round(number % 1 * 86_400))
    return moment.date(), (moment if number % 1 else None)
