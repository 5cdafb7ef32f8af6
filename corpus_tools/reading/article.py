"""What a reader of one format hands over: the article as found, before ids and languages are settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class Found:
    """One article as a file holds it, and where its parts were found.

    `published` is null where the file names only a day. `dropped` holds the lines that were taken out of the
    body, each with its rule in front. `note` says what is doubtful about it, for the audit.
    """

    text: str
    title: str | None = None
    date: dt.date | None = None
    published: dt.datetime | None = None
    source: str | None = None
    author: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    caption: str | None = None
    title_from: str = "none"
    date_from: str = "none"
    source_from: str = "none"
    dropped: tuple[str, ...] = ()
    note: str | None = None
    order: str | None = None  # of day and month, where they are numbers (see `order.written_order`)


class Origin(NamedTuple):
    """The file that an article comes from: its path, folder, format and encoding; in a web archive its address.

    `note` says what was lost of it at decoding.
    """

    path: str
    folder: str | None
    kind: str | None = None
    encoding: str | None = None
    url: str | None = None
    note: str | None = None


class UnreadableError(Exception):
    """A file cannot be read as its format asks; the message is the reason in the audit."""
