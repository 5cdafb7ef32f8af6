"""Which reader reads which format: archives, tables of records, and documents of one article each."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus_tools.reading.article import UnreadableError
from corpus_tools.reading.documents.document import Document, settle_document
from corpus_tools.reading.documents.mail import read_eml, read_mbox
from corpus_tools.reading.documents.office import read_docx, read_epub, read_odt, read_rtf, refuse_doc
from corpus_tools.reading.documents.pdf import read_pdf
from corpus_tools.reading.exports.press import read_export, read_export_page, read_gkg
from corpus_tools.reading.packed.archives import PACKED, open_archive
from corpus_tools.reading.packed.warc import open_warc
from corpus_tools.reading.tables.sheets import read_arrow, read_workbook
from corpus_tools.reading.tables.table import Table, read_csv, read_json, read_ndjson, read_parquet
from corpus_tools.reading.xml.articles import read_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from corpus_tools.reading.article import Found
    from corpus_tools.reading.packed.archives import Member, Meter

# From text that is decoded.
TEXT_TABLES: Mapping[str, Callable[[str], Table]] = {"ndjson": read_ndjson, "json": read_json}
# From bytes: formats that say their encoding themselves.
TABLES: Mapping[str, Callable[[bytes], Table]] = {
    "parquet": read_parquet,
    "arrow": read_arrow,
    "xml": read_xml,
    "mbox": read_mbox,
}
DOCUMENTS: Mapping[str, Callable[[bytes], Document]] = {"rtf": read_rtf, "pdf": read_pdf, "doc": refuse_doc}
# Zip files inside, unpacked within the limits.
PACKAGES: Mapping[str, Callable[..., Document]] = {"docx": read_docx, "odt": read_odt, "epub": read_epub}


ARCHIVES = (*PACKED, "warc")


@contextmanager
def _nothing_stops(kind: str) -> Iterator[None]:
    """Turn whatever a library fails with on a broken file into a reason: one file must not stop a load.

    Parsers meet broken files with errors that no list foresees, those in Rust with a panic, which is no Exception.
    """
    try:
        yield
    except UnreadableError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        message = f"broken {kind}: {type(error).__name__}"
        raise UnreadableError(message) from error


def open_members(data: bytes, kind: str, *, meter: Meter) -> Iterator[Member]:
    """Give the files of an archive one after another."""
    with _nothing_stops(kind):
        yield from open_warc(data, meter=meter) if kind == "warc" else open_archive(data, kind, meter=meter)


def read_document(data: bytes, kind: str, *, meter: Meter) -> Found | Table | None:
    """Read a file that holds one article, or an export of several; None where the format is none of them."""
    if kind not in (*PACKAGES, *DOCUMENTS, "eml"):
        return None
    with _nothing_stops(kind):
        if kind == "eml":
            return read_eml(data)
        document = PACKAGES[kind](data, meter=meter) if kind in PACKAGES else DOCUMENTS[kind](data)
    return read_export("\n".join(document.lines)) or settle_document(document)


def read_text_table(text: str, kind: str | None) -> Table | None:
    """Read a text that holds records: a table, or an export of several articles; None where it holds one article."""
    if kind == "text":
        return read_export(text.replace("\r\n", "\n"))
    if kind == "html":
        return read_export_page(text)
    if kind == "csv":
        return read_gkg(text) or read_csv(text)
    reader = TEXT_TABLES.get(kind or "")
    return reader(text) if reader else None


def read_tables(data: bytes, kind: str, *, meter: Meter) -> Sequence[Table] | None:
    """Read the tables of a file of records, one for each sheet; None where the format is none of them."""
    if kind != "xlsx" and kind not in TABLES:
        return None
    with _nothing_stops(kind):
        return read_workbook(data, meter=meter) if kind == "xlsx" else [TABLES[kind](data)]
