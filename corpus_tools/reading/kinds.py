"""Which format a file is in: by its first bytes, then by its suffix, then by how its text begins."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import PurePosixPath

from corpus_tools.reading.files import split_suffix
from corpus_tools.reading.tables.columns import match_columns
from corpus_tools.reading.text.encodings import MARKS, decode_bytes

HEAD = 65_536  # bytes that are enough to tell any of the formats
_SUFFIXES = {
    **dict.fromkeys((".txt", ".text", ".asc"), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".ndjson", ".jsonl", ".jl"), "ndjson"),
    ".json": "json",
    **dict.fromkeys((".csv", ".tsv", ".tab"), "csv"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    **dict.fromkeys((".arrow", ".arrows", ".feather", ".ipc"), "arrow"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), "xlsx"),
    ".docx": "docx",
    ".docm": "docx",
    ".doc": "doc",
    ".odt": "odt",
    ".rtf": "rtf",
    ".pdf": "pdf",
    ".epub": "epub",
    **dict.fromkeys((".eml", ".mht", ".mhtml"), "eml"),
    **dict.fromkeys((".mbox", ".mbx"), "mbox"),
    **dict.fromkeys((".xml", ".rss", ".atom", ".tei", ".rdf"), "xml"),
    ".warc": "warc",
    ".zip": "zip",
    ".tar": "tar",
    **dict.fromkeys((".gz", ".tgz"), "gzip"),
    **dict.fromkeys((".bz2", ".tbz2"), "bzip2"),
    **dict.fromkeys((".xz", ".txz"), "xz"),
}
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
    (b"ARROW1", "arrow"),
    (b"WARC/1.", "warc"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_PACKAGES = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsx"}
_PACKED = ("docx", "xlsx", "odt", "epub")
_MIMETYPES = {
    "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "xlsx",
}
# Where the suffix says nothing of what is inside: text is looked at, so that an export under the wrong name is read.
_LOOSE = (None, "text", "xml", "xlsx", "doc")
_XML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)?<([\w:.-]+)", re.DOTALL
)
_XML_ROOTS = ("rss", "feed", "rdf:rdf", "tei", "teicorpus", "tei.2")
_FEWEST_WORDS = 20
_LONGEST_HEADER = 4_000  # characters of the names of columns
_LONGEST_NAME = 40
_PARTED = re.compile(rb"[^\r\n]*?[\t;,|]")
_MAILBOX = re.compile(r"From \S+.*\d{4}\r?\n[!-9;-~]+:", re.A)
_HEADER = re.compile(r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}", re.A)
_MAIL_HEADERS = re.compile(r"^(?:Message-ID|MIME-Version|Received|Content-Type):", re.I | re.M)


def suffix_kind(name: str) -> str | None:
    """Name the format that the suffix of a file stands for.

    >>> suffix_kind("news.TSV"), suffix_kind("news.tar.gz"), suffix_kind("news")
    ('csv', 'gzip', None)
    """
    return _SUFFIXES.get(split_suffix(name.rpartition("/")[2])[1].lower())


def find_kind(name: str, data: bytes) -> str | None:
    """Name the format of a file from its name and its content; None where no reader is made for it.

    What the first bytes say is believed rather than the suffix: a PDF called `.txt` is a PDF.

    >>> find_kind("a.txt", b"%PDF-1.7"), find_kind("a", b'{"text": "x"}'), find_kind("a.py", b"import os")
    ('pdf', 'json', None)
    """
    stated = suffix_kind(name)
    signed = _signed(data, stated)
    if signed:
        return signed
    if stated in _LOOSE and (kind := _text_kind(data)):
        return kind
    return "text" if stated is None and _is_plain(name, data) else stated


def _signed(data: bytes, stated: str | None) -> str | None:
    """Name a format by the bytes it always begins with."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(_OLE):
        return "xlsx" if stated == "xlsx" else "doc"
    if data.startswith(_ZIPPED):
        kind = _zip_kind(data)
        return stated if stated in _PACKED and kind == "zip" else kind
    return "tar" if data[257:262] == b"ustar" else None


def _zip_kind(data: bytes) -> str:
    """Tell documents that are zip files inside from archives."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            if "mimetype" in names and package.getinfo("mimetype").file_size < 100:
                stated = package.read("mimetype").decode("ascii", errors="replace").strip()
                return _MIMETYPES.get(stated, "zip")
    except Exception:  # broken in one of many ways: the archive reader says what is wrong with it
        return "zip"
    return next((kind for name, kind in _PACKAGES.items() if name in names), "zip")


def _text_kind(data: bytes) -> str | None:
    """Tell the formats that are text by how they begin."""
    # All but tables begin with a sign or a Latin letter, and the first line of a table is parted by signs.
    if data[:1] > b"\x7f" and not data.startswith(MARKS) and not _PARTED.match(data, 0, _LONGEST_HEADER):
        return None
    decoded = decode_bytes(data[:HEAD])
    text = decoded[0].lstrip("\ufeff\r\n\t ") if decoded else ""
    if text.startswith(("{", "[")):
        return _json_kind(text, whole=len(data) <= HEAD)
    if text.startswith("<"):
        root = _XML.match(text)
        name = root[1].lower() if root else ""
        return "html" if name == "html" else "xml" if text.startswith("<?xml") or name in _XML_ROOTS else None
    if _MAILBOX.match(text):
        return "mbox"
    if ":" in text.partition("\n")[0]:
        headers = _HEADER.match(text.replace("\r\n", "\n"))
        if headers and _MAIL_HEADERS.search(headers[0]):
            return "eml"
    return "csv" if _is_table(text) else None


def _is_table(text: str) -> bool:
    """Tell a table under another name: its first line names a column of texts and one more, parted by one sign."""
    first, end, _ = text[:_LONGEST_HEADER].lstrip("\r\n").partition("\n")
    sign = max("\t;,|", key=first.count)
    names = [name.strip(' "\r') for name in first.split(sign)]
    if not end or len(names) < 2 or any(len(name) > _LONGEST_NAME for name in names):
        return False
    matched = match_columns(names)
    return "text" in matched and len(matched) > 1


def _json_kind(text: str, *, whole: bool) -> str | None:
    """Tell JSON from text that begins with a bracket: the first line, or all of it, must parse."""
    first = text.split("\n", 1)[0]
    try:
        if isinstance(json.loads(first), dict):
            return "ndjson" if "\n" in text.strip() else "json"
        return "json"
    except (ValueError, RecursionError):
        pass
    opening = re.match(r'[\[{]\s*(?:[\[{]\s*)*"(?:[^"\\\n]|\\.){0,200}"\s*[:,\]]', text)
    return "json" if opening and (not whole or text.rstrip().endswith(("]", "}"))) else None


def _is_plain(name: str, data: bytes) -> bool:
    """Tell a file without a suffix that holds running text: corpora such as 20 Newsgroups name files by number."""
    path = PurePosixPath(name)
    if path.suffix and not path.suffix[1:].isdigit():
        return False
    decoded = decode_bytes(data[:HEAD])
    return decoded is not None and len(decoded[0].split()) >= _FEWEST_WORDS
