"""Web archives (WARC): the pages that a crawler was answered with."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from corpus_tools.reading.article import UnreadableError
from corpus_tools.reading.packed.archives import Member, Meter, read_stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

# Of what servers send, that which may be an article; the rest (pictures, styles, scripts) is skipped by name.
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
}


def open_warc(data: bytes, *, meter: Meter) -> Iterator[Member]:
    """Give the answers of a web archive; requests and notes of the crawler are no records of their own."""
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            if record.rec_type in ("response", "resource"):
                yield _member(record, meter, packed=len(data))
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError, IndexError) as error:
        message = f"broken web archive: {str(error)[:120]}"
        raise UnreadableError(message) from error


def _member(record: ArcWarcRecord, meter: Meter, *, packed: int) -> Member:
    url = record.rec_headers.get_header("WARC-Target-URI") or "no address"
    url = url.strip("<>")
    headers = record.http_headers or record.rec_headers
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    if not status.startswith("2"):
        return Member(url, reason=f"answer of the server: {status}", outcome="skipped", url=url)
    if kind and kind not in _SUFFIXES:
        return Member(url, reason=f"no reader for {kind!r}", outcome="skipped", url=url)
    packing = (headers.get_header("Content-Encoding") or "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        return Member(url, reason=f"packed as {packing!r}", url=url)
    content = read_stream(record.content_stream(), meter=meter, packed=packed)
    return Member("page" + _SUFFIXES.get(kind, ".html"), content, url=url)
