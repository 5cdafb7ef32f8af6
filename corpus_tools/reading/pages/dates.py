"""The day of publication of a saved page: stated in its markup, printed on it, or in its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.language.calendar import find_full_dates
from corpus_tools.reading.days.dating import date_of_address, read_dates
from corpus_tools.reading.text.date_lines import date_line
from corpus_tools.reading.text.hygiene import clean_line
from corpus_tools.reading.xml.safe import block_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import html

    from corpus_tools.reading.days.fields import Moment

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datePublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "publication_date",
    "publish-date",
    "publish_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
)
LONGEST_HEAD_LINE = 120
_HEAD_LINES = 60  # old pages part lines by `<br>` only: the date stands in one of the first


def find_page_date(
    tree: html.HtmlElement, stated: str | None, meta: Mapping[str, str], url: str | None
) -> tuple[Moment, str, str]:
    """Find the date of a page, where it was found, and how it is written there.

    `stated` is what the JSON-LD of the article says. Where something is stated that cannot be read, and no day is
    found elsewhere, the place is "unreadable".
    """
    candidates = [
        (stated, "json-ld"),
        (next((meta[name] for name in _PUBLISHED if name in meta), None), "meta"),
        (_time(tree), "time"),
    ]
    for value, where in candidates:
        moment_of = read_dates(pl.Series([value], dtype=pl.String))[0]
        if moment_of[0]:
            return moment_of, where, value or ""
    printed, line = _printed_date(tree)
    if printed[0]:
        return printed, "page", line
    day = date_of_address(url)
    unread = "unreadable" if any(value and value.strip() for value, _ in candidates) else "none"
    return (day, None), "url" if day else unread, ""


def _time(tree: html.HtmlElement) -> str | None:
    """Give the day of the first `<time>` beside or below the heading, else of the first: lists have days too."""
    for path in (".//article[.//h1]//time", ".//h1/following::time", ".//time"):
        found = [value for element in tree.xpath(path) if (value := element.get("datetime"))]
        if found:
            return str(found[0])
    return None


def short_lines(tree: html.HtmlElement) -> Iterator[str]:
    """Give the short lines of a page in order, those of scripts and menus left out."""
    for element in tree.iter("p", "div", "span", "td", "li", "time", "address"):
        line = clean_line(str(element.text_content()))
        if line and len(line) <= LONGEST_HEAD_LINE:
            yield line


def _printed_date(tree: html.HtmlElement) -> tuple[Moment, str]:
    """Find the first date that stands on a line of its own, else the first on a short line."""
    lines = list(short_lines(tree))
    broken = [line for line in block_lines(tree)[:_HEAD_LINES] if len(line) <= LONGEST_HEAD_LINE]
    for line in (*lines, *broken):
        found = date_line(line)
        if found:
            return (found.date, found.moment), line
    for line in lines:
        dates = find_full_dates(line)
        if dates and not line.startswith("©"):
            return (dates[0].date, dates[0].moment), line
    return (None, None), ""
