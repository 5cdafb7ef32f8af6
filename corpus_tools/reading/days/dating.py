"""Dates of articles outside their text: columns of a table, file names, addresses."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.language.calendar import FullDate, find_full_dates
from corpus_tools.language.folded_text import fold_digits
from corpus_tools.reading.days.fields import Moment, read_compact, read_named, read_serial, with_full_years

if TYPE_CHECKING:
    from collections.abc import Iterable

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)?(?:\s?Z|\s?UTC|\s?[+-]\d{2}:?\d{2})?")
_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_PATH = re.compile(
    rf"/((?:19|20)\d\d)[-/_]?(0?[1-9]|1[0-2]|{'|'.join(_SHORT_MONTHS)})[-/_](0?[1-9]|[12]\d|3[01])(?!\d)", re.IGNORECASE
)
_SECONDS = (6e8, 4.1e9)  # 1989 to 2099: what a plain number may be as seconds (or thousandths) since 1970
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")

_NOTHING: Moment = (None, None)


def date_of_name(name: str) -> dt.date | None:
    """Find a date written year first in a file name.

    >>> str(date_of_name("2022-01-12-geneva.txt")), date_of_name("12345678.txt")
    ('2022-01-12', None)
    """
    return _first_day(_NAMED.finditer(fold_digits(name)), (1, 3, 4))


def date_of_address(address: str | None) -> dt.date | None:
    """Find a date written year first in the path of an address or of folders.

    >>> str(date_of_address("https://paper.example/world/2022/1/9/talks"))
    '2022-01-09'
    """
    if not address:
        return None
    return _first_day(_IN_PATH.finditer("/" + address), (1, 2, 3)) or date_of_name(address)


def _first_day(matches: Iterable[re.Match[str]], groups: tuple[int, int, int]) -> dt.date | None:
    for match in matches:
        year, named, day = (match[group].lower() for group in groups)
        month = _SHORT_MONTHS.index(named) + 1 if named in _SHORT_MONTHS else int(named)
        try:
            return dt.date(int(year), month, int(day))
        except ValueError:
            continue
    return None


def read_dates(column: pl.Series) -> list[Moment]:
    """Read a column of dates of any kind: for each row the day, and the local time where one is written.

    Numbers such as 03/04/2022 are read alike in the whole column: month first where more rows can be nothing
    else than can only be day first, otherwise day first.

    >>> days = [str(day) for day, _ in read_dates(pl.Series(["03/04/2022", "12/25/2021"]))]
    >>> days
    ['2022-03-04', '2021-12-25']
    """
    if isinstance(column.dtype, pl.Datetime):
        return [(value.date(), value) if value else _NOTHING for value in column.dt.replace_time_zone(None)]
    if column.dtype == pl.Date:
        return [(value, None) for value in column]
    if column.dtype.is_numeric():
        return [_from_number(value) for value in column]
    values = [None if value is None else fold_digits(str(value)).strip() for value in column]
    moments = {value: _from_iso(value) for value in set(values) if value}
    others = {value: find_full_dates(with_full_years(value)) for value, moment in moments.items() if moment is None}
    month_first = _is_month_first([found[0] for found in others.values() if found])
    for value, found in others.items():
        if found and found[0].order == "ambiguous" and month_first:
            found = find_full_dates(with_full_years(value), day_first=False)
        moments[value] = (found[0].date, found[0].moment) if found else _from_digits(value)
    return [(moments[value] or _NOTHING) if value else _NOTHING for value in values]


def read_clocks(column: pl.Series) -> list[dt.time | None]:
    """Read a column of clock times (14:35), which stands beside a column of days."""
    if column.dtype == pl.Time:
        return column.to_list()
    matches = [_CLOCK.fullmatch(fold_digits(str(value)).strip()) if value else None for value in column]
    return [dt.time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None for found in matches]


def _is_month_first(found: list[FullDate]) -> bool:
    """Decide by evidence; spelled-out months (mdy with a name) say nothing of numbers, but of the habit."""
    orders = [date.order for date in found]
    return orders.count("mdy") > orders.count("dmy")


def _from_iso(value: str) -> Moment | None:
    if not _ISO.fullmatch(value):
        return None
    try:
        if len(value) == 10:
            return dt.date.fromisoformat(value), None
        # The zone is left out: the time stays as it is printed.
        moment = dt.datetime.fromisoformat(value[:16].replace(" ", "T"))
        seconds = re.match(r":(\d\d)", value[16:])
        moment = moment.replace(second=int(seconds[1])) if seconds else moment
    except ValueError:
        return None
    return moment.date(), moment


def _from_digits(value: str) -> Moment:
    if re.fullmatch(r"\d{8,13}(?:\.0)?", value):
        return _from_number(float(value))
    return read_compact(value) or read_serial(value) or read_named(value) or _NOTHING


def _from_number(value: float | None) -> Moment:
    """Read 20220112 as a day, 44573 as that of a spreadsheet, seconds or thousandths since 1970 as universal time."""
    if value is None or value != value:
        return _NOTHING
    counted = read_serial(value) or read_compact(f"{value:.0f}")
    if counted:
        return counted
    if 19000101 <= value <= 21001231:
        return date_of_name(str(int(value))), None
    seconds = value / 1000 if value > 1e11 else value
    if not _SECONDS[0] <= seconds <= _SECONDS[1]:
        return _NOTHING
    moment = dt.datetime.fromtimestamp(seconds, tz=dt.UTC).replace(tzinfo=None, microsecond=0)
    return moment.date(), moment
