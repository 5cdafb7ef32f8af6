"""TEI documents, one article each, and corpora of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_tools.reading.xml.safe import block_lines, child, local_name, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

_ID, _LANGUAGE = "{http://www.w3.org/XML/1998/namespace}id", "{http://www.w3.org/XML/1998/namespace}lang"
# The header tells of two things, the coded file and its source: who wrote it and when is told of the source.
_TITLES = (".//titleStmt/title", ".//sourceDesc//title[@level='a']", ".//sourceDesc//title")
_AUTHORS = (".//sourceDesc//author", ".//titleStmt/author", ".//sourceDesc//byline")
_DATES = (".//sourceDesc//date", ".//profileDesc/creation/date", ".//publicationStmt/date")
_SOURCES = (".//sourceDesc//title[@level='j']", ".//sourceDesc//publisher", ".//publicationStmt/publisher")
_BLOCKS = frozenset(
    ("p", "ab", "l", "lg", "item", "list", "u", "sp", "div", "div1", "div2", "body", "front", "back", "quote", "row")
).union(("head",))
_NOT_TEXT = frozenset(("note", "fw", "figDesc", "del", "sic", "orig", "teiHeader"))


def read_tei(root: etree._Element) -> Iterator[dict[str, str | None]]:
    """Read each document; the names of its elements lose their namespace."""
    for element in root.iter():
        if name := local_name(element):
            element.tag = name
    for document in [root] if root.tag in ("TEI", "TEI.2") else root.iterdescendants("TEI", "TEI.2"):
        yield _read_document(document)


def _read_document(document: etree._Element) -> dict[str, str | None]:
    header, text = document.find("teiHeader"), document.find("text")
    body = child(text, "body")
    language = child(header, "language")
    lines = [] if text is None else block_lines(text if body is None else body, blocks=_BLOCKS, silent=_NOT_TEXT)
    return {
        "doc_id": document.get(_ID),
        "title": _first(header, _TITLES) or text_of(child(body, "head")),
        "text": "\n\n".join(lines) or None,
        "date": _date(header),
        "source": _first(header, _SOURCES),
        "author": _first(header, _AUTHORS),
        "section": None,
        "language": document.get(_LANGUAGE) or (None if language is None else language.get("ident")),
        "url": next(
            (target for found in _find(header, (".//sourceDesc//ref",)) if (target := found.get("target"))), None
        ),
    }


def _find(header: etree._Element | None, paths: Sequence[str]) -> Iterator[etree._Element]:
    if header is not None:
        for path in paths:
            yield from header.iterfind(path)


def _first(header: etree._Element | None, paths: Sequence[str]) -> str | None:
    return next((text for found in _find(header, paths) if (text := text_of(found))), None)


def _date(header: etree._Element | None) -> str | None:
    stated = (found.get("when") or found.get("from") or text_of(found) for found in _find(header, _DATES))
    return next((date for date in stated if date), None)
