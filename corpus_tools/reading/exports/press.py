"""Exports of press archives, told by the marks that each sets: several articles in one file, each a record.

The layouts are described in `nexis`, `factiva` and `europresse`. Media Cloud and GDELT GKG name articles and hold no
texts: their records are refused with that reason unless a column of texts is named. GKG 2.1 has no header and 27
columns parted by tabs, the first of them a number such as `20220112101500-12`.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import polars as pl

from corpus_tools.language.registry import read_table
from corpus_tools.reading.exports.europresse import read_europresse, read_page_article, split_europresse, split_page
from corpus_tools.reading.exports.factiva import read_factiva, split_factiva
from corpus_tools.reading.exports.nexis import read_nexis, split_nexis
from corpus_tools.reading.pages.tables import read_page_table
from corpus_tools.reading.tables.table import Table
from corpus_tools.reading.xml.safe import html_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_COLUMNS = ("doc_id", "title", "text", "date", "source", "author", "section", "language")
# The word in front is in every export of that kind, and spares other texts the search.
_SPLITTERS: tuple[tuple[str, Callable[[str], list[str]], Callable[[str], dict[str, str | None]]], ...] = (
    ("End of Document", split_nexis, read_nexis),
    (" DOCUMENT", split_nexis, read_nexis),
    ("Document ", split_factiva, read_factiva),
    ("·", split_europresse, read_europresse),
)
_GKG = re.compile(r"\d{14}-T?\d+\t\d{14}\t\d\t")
_FACTIVA = re.compile(r"class=[\"'][^\"']*\b(?:articleParagraph|[a-z]{2}Headline|[a-z]{2}Article)\b|<b>\s*HD\s*</b>")
_NO_GKG_TEXT = "no body text (GDELT GKG holds no article text)"
_NO_MEDIA_CLOUD_TEXT = "no body text (Media Cloud holds titles and addresses; columns={'text': 'title'} takes those)"


def read_export(text: str) -> Table | None:
    """Read a text as an export of several articles; None where it has the marks of none."""
    for word, split, read in _SPLITTERS:
        pieces = split(text) if word in text else []
        if pieces:
            return _table(map(read, pieces))
    return None


def read_export_page(page: str) -> Table | None:
    """Read a page as an export of several articles; None where it is another page."""
    articles = split_page(page)
    if len(articles):
        return _table(map(read_page_article, articles))
    pieces = split_factiva("\n".join(html_lines(page))) if _FACTIVA.search(page) else []
    return _table(map(read_factiva, pieces)) if pieces else read_page_table(page)


def _table(rows: Iterable[dict[str, Any]]) -> Table:
    frame = pl.DataFrame([dict.fromkeys(_COLUMNS) | row for row in rows], schema=dict.fromkeys(_COLUMNS, pl.String))
    return Table(frame, tuple(range(1, frame.height + 1)))


def read_gkg(text: str) -> Table | None:
    """Read a table of GDELT's Global Knowledge Graph; None where the text is none."""
    if not _GKG.match(text):
        return None
    names = [row["name"] for row in read_table("corpus_tools.reading", "gkg.csv")]
    width = len(names)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    numbers = [number for number, row in enumerate(rows, start=1) if len(row) == width]
    broken = [
        (number, f"{len(row)} fields where GDELT GKG has {width}")
        for number, row in enumerate(rows, start=1)
        if row and len(row) != width
    ]
    kept = [[value or None for value in row] for row in rows if len(row) == width]
    frame = pl.DataFrame(kept, schema=dict.fromkeys(names, pl.String), orient="row")
    return Table(frame, tuple(numbers), tuple(broken))


def no_text(names: Iterable[str]) -> str | None:
    """Say why tables of these columns hold no texts, where the columns are those of a known service."""
    known = {name.lower() for name in names}
    if {"gkgrecordid", "documentidentifier"} <= known or {"v2themes", "v2tone"} <= known:
        return _NO_GKG_TEXT
    if "media_name" in known and {"url", "title"} <= known and known & {"stories_id", "indexed_date", "publish_date"}:
        return _NO_MEDIA_CLOUD_TEXT
    return None
