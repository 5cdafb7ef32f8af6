"""What the lines of a head say: title, day, author, outlet, section, caption, address."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpus_tools.language.calendar import FullDate, find_full_dates
from corpus_tools.reading.days.dating import date_of_address
from corpus_tools.reading.days.fields import with_full_years
from corpus_tools.reading.days.order import written_order
from corpus_tools.reading.text.date_lines import date_line, is_update
from corpus_tools.reading.text.datelines import is_agency, read_dateline
from corpus_tools.reading.text.lines import match_line, rest_of_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.reading.article import Found

_PLACED = re.compile(r"^(?P<place>\w+(?:[ /]\w+){0,3})(?: ?\(\w+\))? ?[-–—:] ?(?P<name>\w+(?: \w+){0,3})$")
_WROTE = re.compile(r"^كتبت? (?P<name>\w+(?: \w+){1,3})$")
_ADDRESS = re.compile(r"(?:[^\W\d_]{2,12} ?: ?)?(https?://\S+)")
_LONGEST_LABEL = 20
_MOST_WORDS = 5  # of the name of an outlet: more is a sentence
_BETWEEN = " -–—|,،·•("
_DIGIT = re.compile(r"\d")


def gather_head(lines: Sequence[str], kinds: dict[int, str]) -> dict[str, Any]:
    """Collect the parts of the head; of several date lines that of publication wins over that of a change."""
    of = {kind: [lines[number] for number, name in kinds.items() if name == kind] for kind in set(kinds.values())}
    title = untitled(of["title"][0]) if "title" in of else None
    dated = of.get("date", []) or [line for line in of.get("byline", []) if find_full_dates(line)]
    dated = sorted(dated, key=is_update) if len(dated) > 1 else dated
    date = _date_of(dated[0]) if dated else None
    url = match_address(of["address"][0]) if "address" in of else None
    addressed = date_of_address(url) if url and not date else None
    named = [name for line in of.get("outlet", []) if (name := outlet_of(line))]
    authors = [*map(author_of, of.get("byline", [])), *filter(is_agency, named)]
    return {
        "title": title,
        "date": date.date if date else addressed,
        "published": date.moment if date else None,
        "author": " · ".join(filter(None, authors)) or None,
        "source": next((name for name in named if not is_agency(name)), None),
        "source_from": "line",
        "url": url,
        "section": next(iter(of.get("section", [])), None),
        "caption": " ".join(of.get("caption", [])) or None,
        "title_from": "first line" if title else "none",
        "date_from": "line" if date else "url" if addressed else "none",
        "order": written_order(with_full_years(dated[0]), date.date) if date else None,
    }


def _date_of(line: str) -> FullDate | None:
    """Find the date of a line of the head; behind an author it stands on the by-line."""
    return date_line(line) or date_line(line, placed=True) or next(iter(find_full_dates(line)), None)


def match_address(line: str) -> str | None:
    """Give the address that a line consists of, a label before it left out.

    >>> match_address("الرابط: https://a.example/1"), match_address("see https://a.example/1")
    ('https://a.example/1', None)
    """
    match = _ADDRESS.fullmatch(line) if "://" in line else None
    return match[1] if match else None


def untitled(line: str) -> str:
    """Take off the label with which some files begin their title.

    >>> untitled("العنوان: قمة"), untitled("قمة")
    ('قمة', 'قمة')
    """
    rule = match_line(line, "titled", where="top") if ":" in line[:_LONGEST_LABEL] else None
    return (rest_of_line(line, rule) if rule else None) or line


def outlet_of(line: str) -> str | None:
    """Give the outlet that a labelled line names.

    >>> outlet_of("Source : Le Soir"), outlet_of("Le Soir")
    ('Le Soir', None)
    """
    rule = match_line(line, "outlet", where="top") if ":" in line[:_LONGEST_LABEL] else None
    name = rest_of_line(line, rule) if rule else None
    return name if name and len(name.split()) <= _MOST_WORDS else None


def author_of(line: str) -> str | None:
    """Give the author that a by-line names.

    >>> author_of("كتبت: سمر نجم"), author_of("بيروت - ريما حداد"), author_of("Par Luc Fontanel")
    ('سمر نجم', 'ريما حداد', 'Luc Fontanel')
    """
    dates = find_full_dates(line) if _DIGIT.search(line) else []
    line = line[: dates[0].start].rstrip(_BETWEEN) if dates and dates[0].start else line
    rule = match_line(line, "byline", where="top")
    return rest_of_line(line, rule) if rule else name_beside(line)


def name_beside(line: str) -> str | None:
    """Give the name beside a place, or beside a verb without its colon; only what follows tells it from a sentence.

    >>> name_beside("بيروت - ريما حداد"), name_beside("كتبت سمر نجم"), name_beside("سمر نجم")
    ('ريما حداد', 'سمر نجم', None)
    """
    match = _PLACED.match(line) or _WROTE.match(line)
    return match["name"] if match else None


def with_dateline(found: Found) -> Found:
    """Fill author and day from the dateline of a dispatch where the head names none."""
    if found.author and found.date:
        return found
    told = read_dateline(found.text.partition("\n")[0])
    if told is None:
        return found
    found = replace(found, author=found.author or told.agency)
    if found.date or not told.date:
        return found
    return replace(found, date=told.date.date, published=told.date.moment, date_from="dateline")
