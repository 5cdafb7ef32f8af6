"""The dateline of a dispatch: `PARIS, Jan 12 (Reuters) - …`, `القاهرة - أ ف ب: …` names the agency, and often the day.

It is part of the text and stays in it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus_tools.language.calendar import find_full_dates
from corpus_tools.reading.text.lines import line_key, load_rules

if TYPE_CHECKING:
    from corpus_tools.language.calendar import FullDate

_REACH = 100  # characters: place, day and agency fill no more
_LONGEST_ACRONYM = 4  # letters: in small ones most are words (map, tap)
_MOST_WORDS = 7  # of place and day
_SEPARATOR = re.compile(r"\s?[-\u2013\u2014]\s|\s?:\s")
_OPENING = re.compile(r"[(\-\u2013\u2014/,\u060c]")  # before the agency
_LAST = re.compile(r"[(\-\u2013\u2014/,\u060c]\s*([^()\-\u2013\u2014/,\u060c]{2,30}?)\s*\)?\s*$")


class Dateline(NamedTuple):
    """What the beginning of a dispatch says."""

    agency: str
    date: FullDate | None


def read_dateline(line: str) -> Dateline | None:
    """Read the dateline with which a paragraph begins; None where it begins with none.

    >>> read_dateline("القاهرة - أ ف ب: قال الوزير نعم").agency
    'أ ف ب'
    >>> told = read_dateline("Paris, 12 janvier 2022 (AFP) - Le ministre a dit oui")
    >>> told.agency, str(told.date.date)
    ('AFP', '2022-01-12')
    """
    if not _OPENING.search(line, 0, _REACH):
        return None
    for separator in _SEPARATOR.finditer(line, 0, _REACH):
        before = line[: separator.start()]
        last = _LAST.search(before)
        if last and is_agency(last[1]) and len(before[: last.start()].split()) <= _MOST_WORDS:
            dates = find_full_dates(before)
            return Dateline(last[1], dates[0] if dates else None)
    return None


def is_agency(name: str) -> bool:
    """Tell the name of a news agency.

    >>> is_agency("رويترز"), is_agency("ميزان"), is_agency("MAP"), is_agency("map")
    (True, False, True, False)
    """
    word = name.isascii() and len(name) <= _LONGEST_ACRONYM and name.islower() and name != "dpa"
    return not word and line_key(name) in _agencies()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(rule.key for rule in load_rules("agency"))
