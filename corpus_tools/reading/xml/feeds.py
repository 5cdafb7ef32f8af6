"""Feeds: RSS (0.9x, 1.0, 2.0) and Atom, each item an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from corpus_tools.reading.xml.safe import block_lines, child, html_lines, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_rss(feed: etree._Element) -> Iterator[dict[str, str | None]]:
    """Read the items; the full text of `content:encoded` comes before the summary."""
    channel = _own(feed, "channel")
    holder = feed if channel is None else channel
    for item in feed.iter("{*}item"):
        yield {
            "doc_id": _said(item, "guid"),
            "title": _said(item, "title"),
            "text": _markup(_own(item, "encoded")) or _markup(_own(item, "description")),
            "date": _said(item, "pubDate", "date", "published"),
            "source": _said(item, "source") or _said(holder, "title"),
            "author": _said(item, "creator", "author"),
            "section": ", ".join(text for found in item.iterfind("{*}category") if (text := text_of(found))) or None,
            "language": _said(holder, "language"),
            "url": _said(item, "link"),
        }


def read_atom(feed: etree._Element) -> Iterator[dict[str, str | None]]:
    """Read the entries; the day of a change serves where there is none of publication."""
    for entry in feed.iter("{*}entry"):
        links = [link.get("href") for link in entry.iterfind("{*}link") if link.get("rel", "alternate") == "alternate"]
        authors = [text_of(child(author, "name")) for above in (entry, feed) for author in above.iterfind("{*}author")]
        categories = [found.get("label") or found.get("term") for found in entry.iterfind("{*}category")]
        yield {
            "doc_id": _said(entry, "id"),
            "title": _said(entry, "title"),
            "text": _markup(_own(entry, "content")) or _markup(_own(entry, "summary")),
            "date": _said(entry, "published", "issued", "updated", "modified"),
            "source": _said(feed, "title") if feed is not entry else None,
            "author": next((author for author in authors if author), None),
            "section": ", ".join(str(name) for name in categories if name) or None,
            "language": feed.get("{http://www.w3.org/XML/1998/namespace}lang"),
            "url": str(links[0]) if links and links[0] else None,
        }


def _own(element: etree._Element, name: str) -> etree._Element | None:
    """Find a child by its local name, one of the feed's own before one of an extension (`media:title`)."""
    found = element.findall("{*}" + name)
    space = etree.QName(element).namespace
    return next((inner for inner in found if etree.QName(inner).namespace == space), found[0] if found else None)


def _said(element: etree._Element, *names: str) -> str | None:
    """Give the text of the first child of these names that has some."""
    return next((text for name in names if (text := text_of(_own(element, name)))), None)


def _markup(element: etree._Element | None) -> str | None:
    """Give the paragraphs of a piece of HTML, spelled with entities, as CDATA, or as elements."""
    if element is None:
        return None
    spelled = not any(isinstance(inner.tag, str) for inner in element)
    own = [element.text or "", *(inner.tail or "" for inner in element)]
    lines = html_lines("".join(own)) if spelled else block_lines(element)
    return "\n\n".join(lines) or None
