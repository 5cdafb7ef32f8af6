"""Lines that say when an article was published, and nothing else: dates, hours, and the words beside them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus_tools.language.calendar import FullDate, find_full_dates
from corpus_tools.language.calendar_names import WEEKDAYS
from corpus_tools.reading.days.fields import named_date, with_full_years
from corpus_tools.reading.text.datelines import is_agency
from corpus_tools.reading.text.lines import line_key, load_rules

_LONGEST_DATE_LINE = 120
SENTENCE_END = (".", "!", "؟", "?", "…", ":", "،", ",")
_CLOCK_WORDS = frozenset(("gmt", "utc", "h", "ص", "م", "am", "pm", "et", "est", "edt", "pt", "bst", "cet", "cest"))
_PLACE = re.compile(r"\w+(?:[ -]\w+)?[ ,،:(\-–—]*")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=20_000)  # a line of a head is asked for several times; days repeat from article to article
def date_line(line: str, *, placed: bool = False) -> FullDate | None:
    """Find the date of a line that holds nothing but dates, times and their labels; if asked, also place and agency.

    >>> str(date_line("نُشر في: ١٢ جانفي ٢٠٢٢").date), date_line("عقد اجتماع في 12 يناير 2022 ببروكسل")
    ('2022-01-12', None)
    >>> str(date_line("دمشق - 3 آب 2021", placed=True).date)
    '2021-08-03'
    """
    if len(line) > _LONGEST_DATE_LINE or not _DIGIT.search(line):
        return None
    line = with_full_years(line)
    dates = find_full_dates(line)
    if not dates:
        return named_date(line)
    rest = line
    for found in reversed(dates):
        rest = rest[: found.start] + " | " + rest[found.end :]
    if placed and not line.endswith(SENTENCE_END):
        rest = _without_place(rest)
    return dates[0] if _only_labels(rest) else None


def _without_place(rest: str) -> str:
    """Leave out a place of one or two words before the date, and agencies behind it."""
    before, sign, behind = rest.partition(" | ")
    agencies = [word for word in behind.split() if is_agency(word.strip("()-\u2013\u2014"))]
    behind = " ".join(word for word in behind.split() if word not in agencies)
    return ("" if _PLACE.fullmatch(before) else before) + sign + behind


def _only_labels(rest: str) -> bool:
    key = line_key(rest)
    for label, pattern in _labels():
        if label in key:
            key = pattern.sub(" ", key)
    return all(word in WEEKDAYS or word in _CLOCK_WORDS for word in _WORD.findall(key))


@cache
def _labels() -> list[tuple[str, re.Pattern[str]]]:
    keys = sorted((rule.key for rule in load_rules("label")), key=lambda key: -len(key))
    return [(key, re.compile(rf"(?<!\w){re.escape(key)}(?!\w)")) for key in keys]


def is_update(line: str) -> bool:
    """Tell a date line that names the day of a change rather than that of publication."""
    key = line_key(line)
    return any(rule.name == "updated" and rule.key in key for rule in load_rules("label"))
