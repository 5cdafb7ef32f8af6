"""Files of XML: which kind they are, and their articles as a table."""

from __future__ import annotations

import polars as pl

from corpus_tools.reading.article import UnreadableError
from corpus_tools.reading.feeds import read_atom, read_rss
from corpus_tools.reading.tables import Table
from corpus_tools.reading.tei import read_tei
from corpus_tools.reading.xml import local_name, parse_xml

_READERS = {
    **dict.fromkeys(("rss", "RDF"), read_rss),
    **dict.fromkeys(("feed", "entry"), read_atom),
    **dict.fromkeys(("TEI", "TEI.2", "teiCorpus", "teiCorpus.2"), read_tei),
}
_COLUMNS = ("doc_id", "title", "text", "date", "source", "author", "section", "language", "url")


def read_xml(data: bytes) -> Table:
    """Read a feed or TEI; UnreadableError where the XML is of another kind."""
    root = parse_xml(data)
    reader = _READERS.get(local_name(root))
    if reader is None:
        message = f"XML of no known kind: <{local_name(root)}>"
        raise UnreadableError(message)
    rows = [{name: row[name] for name in _COLUMNS} for row in reader(root)]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String))
    return Table(frame, tuple(range(1, frame.height + 1)))
