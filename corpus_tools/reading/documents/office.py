"""Word, OpenDocument, RTF and EPUB files: their paragraphs in reading order, and what they say of themselves."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import polars as pl
from striprtf.striprtf import rtf_to_text

from corpus_tools.reading.article import UnreadableError
from corpus_tools.reading.days.dating import read_dates
from corpus_tools.reading.documents.document import Document
from corpus_tools.reading.packed.archives import Meter, read_package
from corpus_tools.reading.tables.columns import language_code
from corpus_tools.reading.text.encodings import decode_bytes
from corpus_tools.reading.xml.safe import child, html_lines, local_name, parse_xml, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

_TITLES = ("title", "heading 1")
_DOCX_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_ODT_SIGNS = {"tab": "\t", "line-break": "\n", "s": " "}
# Deleted text, the second copy of a drawing for old programs, notes and remarks: none of it is the body.
_DOCX_NOT_BODY = frozenset(("del", "delText", "Fallback", "pPr", "rPr", "instrText", "moveFrom"))
_ODT_NOT_BODY = frozenset(("tracked-changes", "annotation", "note", "meta", "sequence-decls"))
_RTF_CODE_PAGE = re.compile(r"\\ansicpg(\d+)")
_RTF_TITLE = re.compile(r"\{\\title\s+((?:[^{}]|\{[^{}]*\})*)\}")
_OBFUSCATED_FONT = re.compile(rb'Algorithm="http://(?:www\.idpf\.org/2008/embedding|ns\.adobe\.com/pdf/enc#RC)"')


def read_docx(data: bytes, *, meter: Meter) -> Document:
    """Read a Word file. Its dates are those of saving, not of publication, and stay out."""
    parts = read_package(data, meter=meter)
    root = parse_xml(_part(parts, "word/document.xml"))
    names = _style_names(parts)
    lines: list[str] = []
    heading = None
    for paragraph in root.iter("{*}p"):
        line = "".join(_run_text(paragraph)).strip()
        if not line or _is_inside(paragraph, _DOCX_NOT_BODY):
            continue
        if heading is None and len(lines) < 3 and _docx_style(paragraph, names) in _TITLES:
            heading = line
        lines.extend(line.split("\n"))
    return Document(lines, heading=heading, title=_core_title(parts))


def _part(parts: Mapping[str, bytes], name: str) -> bytes:
    if name not in parts:
        message = f"broken document: {name} is missing"
        raise UnreadableError(message)
    return parts[name]


def _style_names(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Map ids of styles, which are in the language of the program, to their fixed English names."""
    if "word/styles.xml" not in parts:
        return {}
    names = {}
    for style in parse_xml(parts["word/styles.xml"]).iter("{*}style"):
        name = style.find("{*}name")
        if name is not None:
            names[_attribute(style, "styleId")] = _attribute(name, "val").lower()
    return names


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.items() if str(key).endswith(("}" + name, name))), "")


def _docx_style(paragraph: etree._Element, names: Mapping[str, str]) -> str:
    style = paragraph.find("{*}pPr/{*}pStyle")
    identity = _attribute(style, "val") if style is not None else ""
    return names.get(identity, re.sub(r"(\D)(\d)$", r"\1 \2", identity).lower())


def _run_text(element: etree._Element) -> Iterator[str]:
    """Give the text of a paragraph; paragraphs inside it (text boxes) stand for themselves."""
    for inner in element:
        name = local_name(inner)
        if name == "t":
            yield inner.text or ""
        elif name in _DOCX_SIGNS:
            yield _DOCX_SIGNS[name]
        elif name != "p" and name not in _DOCX_NOT_BODY:
            yield from _run_text(inner)


def _is_inside(element: etree._Element, names: frozenset[str]) -> bool:
    return any(local_name(above) in names for above in element.iterancestors())


def _core_title(parts: Mapping[str, bytes]) -> str | None:
    return text_of(child(parse_xml(parts["docProps/core.xml"]), "title")) if "docProps/core.xml" in parts else None


def read_odt(data: bytes, *, meter: Meter) -> Document:
    """Read an OpenDocument text."""
    parts = read_package(data, meter=meter)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        message = "protected by a password"
        raise UnreadableError(message)
    root = parse_xml(_part(parts, "content.xml"))
    titled = {_attribute(style, "name") for style in root.iter("{*}style") if _is_title_style(style)} | {"Title"}
    lines: list[str] = []
    heading = None
    for element in root.iter("{*}p", "{*}h"):
        line = "".join(_odt_text(element)).strip()
        if not line or _is_inside(element, _ODT_NOT_BODY):
            continue
        first = local_name(element) == "h" and _attribute(element, "outline-level") in ("", "1")
        if heading is None and len(lines) < 3 and (first or _attribute(element, "style-name") in titled):
            heading = line
        lines.extend(line.split("\n"))
    title = text_of(child(parse_xml(parts["meta.xml"]), "title")) if "meta.xml" in parts else None
    return Document(lines, heading=heading, title=title)


def _is_title_style(style: etree._Element) -> bool:
    return _attribute(style, "parent-style-name") == "Title"


def _odt_text(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        name = local_name(inner)
        if name in _ODT_SIGNS:
            yield _ODT_SIGNS[name]
        elif name not in ("p", "h") and name not in _ODT_NOT_BODY:
            yield from _odt_text(inner)
        yield inner.tail or ""


def read_rtf(data: bytes) -> Document:
    """Read a Rich Text file."""
    source = data.decode("latin-1")
    page = _RTF_CODE_PAGE.search(source[:2000])
    encoding = f"cp{page[1]}" if page and page[1] in ("1250", "1251", "1252", "1256") else "cp1252"
    text = _plain_rtf(source, encoding)
    title = _RTF_TITLE.search(source[:20_000])
    stated = _plain_rtf(rf"{{\rtf1\ansi\ansicpg{encoding[2:]} {title[1]}}}", encoding) if title else None
    return Document(text.split("\n"), title=stated)


def _plain_rtf(source: str, encoding: str) -> str:
    try:
        text = str(rtf_to_text(source, encoding=encoding, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, LookupError, RecursionError) as error:
        message = f"broken RTF: {error}"
        raise UnreadableError(message) from error
    # RTF spells letters beyond the basic plane as two halves.
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")


def refuse_doc(data: bytes) -> Document:
    """Say what an old office file is: programs that lock a new one put it into the old container."""
    locked = "EncryptedPackage".encode("utf-16-le") in data
    message = "protected by a password" if locked else "old Word format (.doc): save it as .docx, .odt or .txt"
    raise UnreadableError(message)


def read_epub(data: bytes, *, meter: Meter) -> Document:
    """Read an electronic book as one text, its chapters in reading order."""
    parts = read_package(data, meter=meter)
    locked = parts.get("META-INF/encryption.xml", b"")
    if locked.count(b"<EncryptionMethod") + locked.count(b":EncryptionMethod") > len(_OBFUSCATED_FONT.findall(locked)):
        message = "protected by a password"
        raise UnreadableError(message)
    container = child(parse_xml(_part(parts, "META-INF/container.xml")), "rootfile")
    path = _attribute(container, "full-path") if container is not None else ""
    book = parse_xml(_part(parts, path))
    pages = [item for item in book.iter("{*}item") if "nav" not in _attribute(item, "properties").split()]
    items = {_attribute(item, "id"): _attribute(item, "href") for item in pages}
    lines: list[str] = []
    for reference in book.iter("{*}itemref"):
        chapter = posixpath.normpath(
            posixpath.join(posixpath.dirname(path), unquote(items.get(_attribute(reference, "idref"), "")))
        )
        decoded = decode_bytes(parts.get(chapter, b""))
        lines.extend(html_lines(decoded[0]) if decoded else [])
    return _book(book, lines)


def _book(book: etree._Element, lines: list[str]) -> Document:
    """Take what a book says of itself; its date is that of publication unless it says otherwise."""
    metadata = child(book, "metadata")
    stated = {name: text_of(child(metadata, name)) for name in ("title", "creator", "publisher", "language")}
    dates = [] if metadata is None else list(metadata.iter("{*}date"))
    published = [text_of(date) for date in dates if _attribute(date, "event") in ("", "publication")]
    days = [day for day, _ in read_dates(pl.Series(published, dtype=pl.String)) if day]
    return Document(
        lines,
        title=stated["title"],
        author=stated["creator"],
        source=stated["publisher"],
        language=language_code(stated["language"]),
        date=days[0] if days else None,
    )
