"""Files inside archives: zip, tar and compressed files, unpacked in memory only and within limits.

Nothing is ever written to a disk: names such as `../../evil.txt` are shown, and lead nowhere. Links are not followed.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from corpus_tools.errors import ArgumentError, explain
from corpus_tools.reading.article import UnreadableError
from corpus_tools.reading.text.encodings import decode_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CHUNK = 1 << 20
_SMALL = 1 << 20  # bytes: what unpacks to less is no bomb, however well it was packed
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_BROKEN = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
_OPENERS: dict[str, Callable[..., Any]] = {"gzip": gzip.open, "bzip2": bz2.open, "xz": lzma.open}
_RECORDS = (b"WARC/", b"{")  # what is made of many records, of which the first may be whole
PACKED = ("zip", "tar", *_OPENERS)


@dataclass(frozen=True)
class ReadLimits:
    """Limits within which archives and packed documents are unpacked.

    Raise them for a large archive that you trust; what goes beyond them gets a row in the audit.

    Parameters
    ----------
    depth
        How many archives may lie in each other; 3 takes a page in a tar in a zip.
    size
        Bytes that one file of the source may unpack to, all its members together; 2 GiB by default.
    ratio
        How many times its packed size a file may grow; text packs to a tenth, tables to a thirtieth.

    Raises
    ------
    ArgumentError
        A limit is not above zero.

    Examples
    --------
    >>> ReadLimits(depth=1).size
    2147483648
    """

    depth: int = 3
    size: int = 2**31
    ratio: float = 200.0

    def __post_init__(self) -> None:
        """Refuse limits that would let nothing through."""
        for name in ("depth", "size", "ratio"):
            if getattr(self, name) <= 0:
                raise ArgumentError(explain("ReadLimits", expected=f"{name}= above 0", got=getattr(self, name)))


@dataclass
class Meter:
    """Counts what one file of the source unpacks to, archives in archives included."""

    limits: ReadLimits
    packed: int
    unpacked: int = 0
    refused: int = 0

    def add(self, count: int) -> None:
        """Count some bytes; UnreadableError where a limit is passed."""
        self.unpacked += count
        if self.unpacked > self.limits.size:
            message = f"unpacks to more than {self.limits.size:,} bytes (limits.size); the rest was not read"
            raise UnreadableError(message)
        self.check_ratio(self.unpacked - self.refused, self.packed)

    def refuse_since(self, before: int) -> None:
        """Take what was unpacked since then out of the ratio: a bomb among articles costs itself only."""
        self.refused += self.unpacked - before

    def check_ratio(self, unpacked: int, packed: int) -> None:
        """Raise UnreadableError where something has grown as only bombs do."""
        if unpacked > _SMALL and unpacked > self.limits.ratio * max(packed, 1):
            message = f"unpacks to more than {self.limits.ratio:g} times its size (limits.ratio)"
            raise UnreadableError(message)


class Member(NamedTuple):
    """One file of an archive: its name there and its bytes, or why it was not read."""

    name: str
    data: bytes = b""
    reason: str | None = None
    outcome: str = "rejected"
    url: str | None = None


def open_archive(data: bytes, kind: str, *, meter: Meter) -> Iterator[Member]:
    """Give the files of an archive one after another; a compressed single file has the name "".

    Raises UnreadableError where the archive itself is broken, or a limit is passed.
    """
    if kind == "zip":
        yield from _open_zip(data, meter)
    elif kind == "tar":
        yield from _open_tar(io.BytesIO(data), meter)
    else:
        yield from _open_compressed(data, kind, meter)


def read_stream(stream: IO[bytes], *, meter: Meter, packed: int) -> bytes:
    """Read a stream that unpacks as it is read, and stop at the limits."""
    chunks, size = [], 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        meter.check_ratio(size, packed)
        meter.add(len(chunk))
        chunks.append(chunk)
    return b"".join(chunks)


def read_package(data: bytes, *, meter: Meter) -> dict[str, bytes]:
    """Unpack a document that is a zip file inside (Word, OpenDocument, EPUB, Excel): its parts by name."""
    parts = {}
    for member in _open_zip(data, meter):
        if member.reason and member.outcome == "rejected":
            raise UnreadableError(member.reason)
        parts[member.name] = member.data
    return parts


def _open_zip(data: bytes, meter: Meter) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, *_BROKEN) as error:
        message = f"broken zip: {error}"
        raise UnreadableError(message) from error
    with archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if not info.is_dir():
                yield _zip_member(archive, info, meter)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> Member:
    name = _zip_name(info)
    if info.flag_bits & _ENCRYPTED:
        return Member(name, reason="protected by a password")
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        return Member(name, reason="link, not followed", outcome="skipped")
    before = meter.unpacked
    try:
        with archive.open(info) as stream:
            return Member(name, read_stream(stream, meter=meter, packed=info.compress_size))
    except UnreadableError as error:
        if meter.unpacked > meter.limits.size:
            raise
        meter.refuse_since(before)
        return Member(name, reason=str(error))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, *_BROKEN) as error:
        return Member(name, reason=f"broken in the archive: {error}")


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Read a name that does not say its encoding: Windows tools write that of the system, others UTF-8."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename.replace("\\", "/")  # as some Windows tools part folders
    try:
        decoded = decode_bytes(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename
    return decoded[0] if decoded else info.filename


@dataclass
class _Metered(io.RawIOBase):
    """A stream that counts what is read from it: a tar is walked through, skipped members too."""

    stream: IO[bytes]
    meter: Meter

    def read(self, size: int = -1, /) -> bytes:
        chunk = self.stream.read(size)
        self.meter.add(len(chunk))
        return chunk


def _open_tar(stream: IO[bytes], meter: Meter) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=_Metered(stream, meter), mode="r|") as archive:
            for info in archive:
                member = _tar_member(archive, info)
                if member:
                    yield member
    except (tarfile.TarError, *_BROKEN) as error:
        message = f"broken tar: {error}"
        raise UnreadableError(message) from error


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member | None:
    name = info.name.encode("utf-8", errors="surrogateescape")
    decoded = decode_bytes(name)
    shown = decoded[0] if decoded else name.decode("utf-8", errors="replace")
    if info.isdir():
        return None
    if not info.isfile():
        return Member(shown, reason="link or device, not followed", outcome="skipped")
    stream = archive.extractfile(info)
    content = stream.read() if stream else b""
    cut = len(content) < info.size
    return Member(shown, content, reason="broken in the archive: cut off" if cut else None)


def _open_compressed(data: bytes, kind: str, meter: Meter) -> Iterator[Member]:
    stream: IO[bytes] = _OPENERS[kind](io.BytesIO(data))
    try:
        head = stream.read(512)
        stream.seek(0)
        if head[257:262] == b"ustar":
            yield from _open_tar(stream, meter)
        else:
            yield Member("", read_stream(stream, meter=meter, packed=len(data)))
    except _BROKEN as error:
        message = f"broken {kind}: {error}"
        whole = _before_break(data, kind, meter)
        if whole.startswith(_RECORDS):
            message += "; what comes before was read"
            yield Member("", whole)
        raise UnreadableError(message) from error


def _before_break(data: bytes, kind: str, meter: Meter) -> bytes:
    """Unpack a broken file as far as it goes: a download that broke off still holds whole records."""
    chunks = []
    try:
        stream = _OPENERS[kind](io.BytesIO(data))
        while chunk := stream.read1(_CHUNK):
            meter.add(len(chunk))
            chunks.append(chunk)
    except _BROKEN:
        pass
    return b"".join(chunks)
