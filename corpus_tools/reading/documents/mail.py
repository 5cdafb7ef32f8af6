"""Mails: newsletters and alerts as single messages (.eml, .mht) or as a mailbox of many (.mbox)."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from corpus_tools.reading.article import Found, UnreadableError
from corpus_tools.reading.days.dating import date_of_address
from corpus_tools.reading.pages.page import read_page
from corpus_tools.reading.tables.table import Table
from corpus_tools.reading.text.encodings import decode_bytes
from corpus_tools.reading.text.hygiene import clean_text
from corpus_tools.reading.text.lines import without_title
from corpus_tools.reading.xml.safe import html_lines

if TYPE_CHECKING:
    import datetime as dt
    from email.message import EmailMessage, MIMEPart

    from polars._typing import PolarsDataType

# A line `From someone date` after an empty one begins a message; in a body the mailbox writes it as `>From`.
_FROM_LINE = re.compile(rb"(?:\A|\r?\n)From [^\r\n]*\d{4}[^\r\n]*\r?\n(?=[!-9;-~]+:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
_FEWEST_CHARACTERS = 200  # what the extraction of an article gives for less is a button, not a letter

_COLUMNS: dict[str, PolarsDataType] = {
    "doc_id": pl.String,
    "title": pl.String,
    "text": pl.String,
    "published": pl.Datetime("us"),
    "author": pl.String,
    "url": pl.String,
    "attachments": pl.List(pl.String),
}


class Letter(NamedTuple):
    """One message as it is read."""

    doc_id: str | None
    title: str | None
    text: str
    published: dt.datetime | None
    sent: str | None
    author: str | None
    url: str | None
    found: Found | None
    attachments: list[str]
    is_page: bool


def read_eml(data: bytes) -> Found:
    """Read one message: subject, sender, day of sending and the text, a page in it as a saved page is read."""
    letter = _read_letter(data)
    page = letter.found or Found(text="")
    if letter.is_page:  # a page saved as a message: sent by nobody, on the day of saving
        letter = letter._replace(title=page.title or letter.title, published=None, author=None)
    attached = tuple(f"attachment, not read: {name}" for name in letter.attachments)
    title = letter.title or page.title
    addressed = None if letter.published or page.date or not letter.is_page else date_of_address(letter.url)
    return Found(
        text=without_title(letter.text, title),
        title=title,
        date=letter.published.date() if letter.published else page.date or addressed,
        published=letter.published or page.published,
        source=page.source,
        source_from=page.source_from,
        author=letter.author or page.author,
        language=page.language,
        url=letter.url or page.url,
        title_from="subject" if letter.title else page.title_from,
        date_from="mail" if letter.published else "url" if addressed else _unread(letter) or page.date_from,
        dropped=attached + page.dropped,
    )


def _unread(letter: Letter) -> str | None:
    return "unreadable" if letter.sent and not letter.is_page else None


def read_mbox(data: bytes) -> Table:
    """Read a mailbox as a table of messages, each under the number of its place."""
    starts = [match.start() for match in _FROM_LINE.finditer(data)]
    if not starts:
        message = "broken mailbox: no line that begins a message"
        raise UnreadableError(message)
    pieces = [data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]
    rows, numbers, broken = [], [], []
    for number, piece in enumerate(pieces, start=1):
        content = _FROM_LINE.sub(b"", piece, count=1)
        try:
            letter = _read_letter(_QUOTED_FROM.sub(rb"\1", content))
        except UnreadableError as error:
            broken.append((number, str(error)))
            continue
        numbers.append(number)
        rows.append({name: getattr(letter, name) for name in _COLUMNS})
    frame = pl.DataFrame(rows, schema=_COLUMNS)
    attached = frame["attachments"].list.len().sum()
    return Table(frame if attached else frame.drop("attachments"), tuple(numbers), tuple(broken))


def _read_letter(data: bytes) -> Letter:
    try:
        message = email.message_from_bytes(data.lstrip(b"\r\n"), policy=email.policy.default)
        text, found = _body(message)
        sent = _header(message, "Date")
        name, address = email.utils.parseaddr(_header(message, "From") or "")
        saved = "Snapshot-Content-Location" in message or message.get_content_type() == "multipart/related"
        attached = [] if saved else list(message.iter_attachments())
        attachments = [part.get_filename() or part.get_content_type() for part in attached]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        # The parser of the standard library lets headers from the wild through to its own mistakes.
        reason = f"broken mail: {type(error).__name__}"
        raise UnreadableError(reason) from error
    return Letter(
        doc_id=(_header(message, "Message-ID") or "").strip("<> ") or None,
        title=_header(message, "Subject"),
        text=text,
        published=_moment(sent),
        sent=sent,
        author=name or address or None,
        url=_header(message, "Snapshot-Content-Location") or _header(message, "Content-Base"),
        found=found,
        attachments=attachments,
        is_page=saved and found is not None,
    )


def _header(message: EmailMessage, name: str) -> str | None:
    """Give a header on one line; raw bytes in it, which no standard allows, are decoded as a file would be."""
    value = message.get(name)
    if value is None:
        return None
    text = str(value)
    if any("\udc80" <= char <= "\udcff" for char in text) or "\ufffd" in text:
        raw = next((str(raw) for key, raw in message.raw_items() if key.lower() == name.lower()), text)
        decoded = decode_bytes(raw.encode("utf-8", errors="surrogateescape"))
        text = decoded[0] if decoded else text
    return " ".join(clean_text(text).split()) or None


def _moment(sent: str | None) -> dt.datetime | None:
    """Read the day and time of sending as printed, the zone left out."""
    try:
        return email.utils.parsedate_to_datetime(sent).replace(tzinfo=None) if sent else None
    except (ValueError, TypeError, IndexError):
        return None


def _body(message: EmailMessage) -> tuple[str, Found | None]:
    """Give the text of a message: its plain part, or the page where that is missing or says only so."""
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    text = clean_text(_content(plain)) if plain is not None else ""
    if page is None or len(text) >= _FEWEST_CHARACTERS:
        return text, None
    source = _content(page)
    lines = html_lines(source)
    found = read_page(source) if page.get_content_type() == "text/html" else None
    whole = "\n\n".join(lines)
    # Newsletters are laid out in tables, which the extraction of articles keeps as tables.
    if found is None or found.text.startswith("|") or len(found.text) < min(_FEWEST_CHARACTERS, len(whole) / 2):
        return max(text, whole, key=len), None
    return found.text, found


def _content(part: MIMEPart) -> str:
    """Decode a part; a charset that is unknown or wrong is told as that of a file is."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset()
    decoded = decode_bytes(data, declared=charset)
    return decoded[0] if decoded else ""
