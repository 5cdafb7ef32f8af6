"""Files of XML: which kind they are, and their articles as a table."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.reading.article import UnreadableError
from corpus_tools.reading.tables.columns import match_columns
from corpus_tools.reading.tables.table import Table
from corpus_tools.reading.xml.feeds import read_atom, read_rss
from corpus_tools.reading.xml.safe import BrokenXmlError, block_lines, local_name, parse_xml
from corpus_tools.reading.xml.tei import read_tei

if TYPE_CHECKING:
    from lxml import etree

_READERS = {
    **dict.fromkeys(("rss", "RDF"), read_rss),
    **dict.fromkeys(("feed", "entry"), read_atom),
    **dict.fromkeys(("TEI", "TEI.2", "teiCorpus", "teiCorpus.2"), read_tei),
}
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
_HEAD = 2_000
_MOST_FIELDS = 60
_COLUMNS = ("doc_id", "title", "text", "date", "source", "author", "section", "language", "url")


def read_xml(data: bytes) -> Table:
    """Read a feed, TEI or a list of articles; UnreadableError where the XML is of another kind.

    A feed that is broken somewhere is read as far as it goes, each of its articles with a note.
    """
    try:
        return _read_root(parse_xml(data))
    except BrokenXmlError as error:
        if not _FEED.search(data[:_HEAD]):
            raise
        table = _read_root(parse_xml(data, recover=True))
        if not table.frame["text"].count():
            raise
        return replace(table, notes=dict.fromkeys(table.numbers, f"{error}; read as far as it goes"))


def _read_root(root: etree._Element) -> Table:
    reader = _READERS.get(local_name(root))
    if reader is None:
        frame = _read_list(root)
    else:
        rows = [{name: row[name] for name in _COLUMNS} for row in reader(root)]
        frame = pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String))
    return Table(frame, tuple(range(1, frame.height + 1)))


def _read_list(root: etree._Element) -> pl.DataFrame:
    """Read elements that have one child with a text and another with a title or a date, as databases write them."""
    rows = [fields for element in root.iter() if _is_article(fields := _fields(element))]
    if not rows:
        message = f"XML of no known kind: <{local_name(root)}>"
        raise UnreadableError(message)
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame(
        [{name: row.get(name) for name in names} for row in rows], schema=dict.fromkeys(names, pl.String)
    )


def _fields(element: etree._Element) -> dict[str, str]:
    children = [child for child in element if local_name(child)]
    if not 1 < len(children) <= _MOST_FIELDS:
        return {}
    return {local_name(child): "\n\n".join(block_lines(child)) for child in children}


def _is_article(fields: dict[str, str]) -> bool:
    matched = match_columns(fields)
    return "text" in matched and bool({"title", "date"} & set(matched)) and bool(fields[matched["text"][0]])
