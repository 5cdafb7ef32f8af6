"""XML without its dangers: no entity is resolved, nothing is fetched, and what only bombs declare is refused."""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import TYPE_CHECKING

from lxml import etree, html

from corpus_tools.reading.article import UnreadableError
from corpus_tools.reading.text.hygiene import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECLARED = re.compile(r"<!ENTITY\s+(?:%\s+)?[\w:.-]+\s+([\"'])(.*?)\1", re.DOTALL)
_LONGEST_ENTITY = 1_000
_AMPERSAND = re.compile(rb"&(?!#\d+;|#x[0-9a-fA-F]+;|(?:amp|lt|gt|quot|apos);)(?:(\w+);)?")
_NAMED = {name.encode(): f"&#{number};".encode() for name, number in name2codepoint.items()}
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dt", "dd", "table", "tr", "blockquote", "pre")
).union(("section", "article", "header", "footer", "figure", "figcaption", "body"))
_SILENT = frozenset(("script", "style", "head", "template"))


class BrokenXmlError(UnreadableError):
    """XML that breaks its own rules, other than a bomb."""


def parse_xml(data: bytes, *, recover: bool = False) -> etree._Element:
    """Parse XML; UnreadableError where it is broken or a bomb. `recover` takes what can be had of a broken one.

    >>> parse_xml(b"<a>x</a>").text
    'x'
    """
    head = data[:100_000].replace(b"\x00", b"").decode("utf-8", errors="replace")  # also UTF-16, nearly
    for declared in _DECLARED.finditer(head):
        if "&" in declared[2] or len(declared[2]) > _LONGEST_ENTITY:
            message = "XML entity bomb: entities made of entities"
            raise UnreadableError(message)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        collect_ids=False,
        recover=recover,
    )
    try:
        root = etree.fromstring(_with_ampersands(data) if recover else data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"broken XML: {str(error).splitlines()[0][:120]}"
        raise BrokenXmlError(message) from error
    if root is None:
        message = "broken XML: no element"
        raise BrokenXmlError(message)
    return root


def _with_ampersands(data: bytes) -> bytes:
    """Write bare ampersands, and names that only HTML knows, as XML asks: feeds often have them."""
    return _AMPERSAND.sub(lambda found: _NAMED.get(found[1] or b"", b"&amp;" + found[0][1:]), data)


def local_name(element: etree._Element) -> str:
    """Give the name of an element without its namespace; "" for comments and entities."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Find the first element below that has one of these local names, the first name first."""
    if element is None:
        return None
    found = {name: list(element.iter("{*}" + name)) for name in names}
    return next((found[name][0] for name in names if found[name]), None)


def text_of(element: etree._Element | None) -> str | None:
    """Give all text of an element on one line, None where there is none; entities that are not resolved go."""
    if element is None:
        return None
    return clean_line("".join(_strings(element)))


def _strings(element: etree._Element) -> Iterator[str]:
    if isinstance(element.tag, str):
        yield element.text or ""
        for inner in element:
            yield from _strings(inner)
            yield inner.tail or ""


def html_lines(content: str) -> list[str]:
    """Give the paragraphs of a page or a piece of one as lines: for e-books, mails and feeds.

    >>> html_lines("<h1>قمة</h1><p>بدأت <b>القمة</b>.<br>نعم</p><script>x</script>")
    ['قمة', 'بدأت القمة.', 'نعم']
    """
    content = re.sub(r"^\s*<\?xml[^>]*\?>", "", content)
    if not content.strip():
        return []
    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True)
        tree = html.document_fromstring(content.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    return block_lines(tree)


def block_lines(
    element: etree._Element, *, blocks: frozenset[str] = _BLOCKS, silent: frozenset[str] = _SILENT
) -> list[str]:
    """Give the text of an element as lines: one for each block, those named silent left out."""
    lines = (" ".join(line.split()) for line in "".join(_pieces(element, blocks, silent)).split("\n"))
    return [line for line in lines if line]


def _pieces(element: etree._Element, blocks: frozenset[str], silent: frozenset[str]) -> Iterator[str]:
    name = local_name(element)
    if name and name not in silent:  # comments and entities have no name; what follows them stays
        edge = "\n" if name in blocks or name in ("br", "lb") else " " if name in ("td", "cell") else ""
        yield edge + (element.text or "").replace("\n", " ")
        for inner in element:
            yield from _pieces(inner, blocks, silent)
            yield (inner.tail or "").replace("\n", " ")
        yield edge
