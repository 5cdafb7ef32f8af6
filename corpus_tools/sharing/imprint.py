"""Facts inside a file, where programs and archives look for them: PNG text, SVG metadata, PDF information."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, cast

from lxml import etree
from PIL.PngImagePlugin import PngInfo, putchunk
from pypdf import PdfReader, PdfWriter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pypdf.generic import DictionaryObject

_SVG, _RDF = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_HEADER_BYTES = 33  # of a PNG: its signature, and the chunk that every PNG begins with


def stamp_png(picture: bytes, *, title: str, facts: Mapping[str, Any]) -> bytes:
    """Put text chunks into a PNG (keywords of the PNG specification; all facts as JSON under Comment)."""
    info = PngInfo()
    words = {"Title": title, "Software": facts["software"], "Creation Time": facts["date"], "Comment": as_json(facts)}
    for keyword, text in words.items():
        info.add_itxt(keyword, text)
    chunks = io.BytesIO()
    for kind, data, *_ in info.chunks:
        putchunk(chunks, kind, data)
    return picture[:_HEADER_BYTES] + chunks.getvalue() + picture[_HEADER_BYTES:]


def stamp_svg(root: etree._Element, *, title: str, facts: Mapping[str, Any]) -> None:
    """Put Dublin Core metadata into a drawing, and what a screen reader says of it."""
    root.set("role", "img")
    root.set("aria-label", title)
    metadata = etree.Element(f"{{{_SVG}}}metadata")
    rdf = etree.SubElement(metadata, f"{{{_RDF}}}RDF", nsmap={"rdf": _RDF, "dc": _DC})
    about = etree.SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    words = {"title": title, "creator": facts["software"], "date": facts["date"], "source": as_json(facts)}
    for name, text in words.items():
        etree.SubElement(about, f"{{{_DC}}}{name}").text = text
    root.insert(0, metadata)


def stamp_pdf(document: bytes, *, title: str, facts: Mapping[str, Any]) -> bytes:
    """Put the information dictionary into a PDF; all facts as JSON under Subject."""
    reader = PdfReader(io.BytesIO(document))
    _sort_fonts(reader)
    writer = PdfWriter(clone_from=reader)
    created = f"D:{facts['date'].replace('-', '')}000000Z"
    words = {"/Title": title, "/Creator": facts["software"], "/CreationDate": created, "/Subject": as_json(facts)}
    writer.add_metadata(words)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _sort_fonts(reader: PdfReader) -> None:
    """List the fonts of each page in order: svg2pdf does so as chance has it, and copies are numbered after it."""
    for page in reader.pages:
        fonts = cast("DictionaryObject", page["/Resources"]).get("/Font")
        if fonts is not None:
            ordered = sorted(fonts.items())
            fonts.clear()
            fonts.update(ordered)


def as_json(facts: Mapping[str, Any]) -> str:
    """Write facts as one line of JSON."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
