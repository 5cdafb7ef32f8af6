"""A document as lines, with what its own metadata say → an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus_tools.reading.text.hygiene import clean_text
from corpus_tools.reading.text.layouts import read_layout
from corpus_tools.reading.text.lines import line_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from corpus_tools.reading.article import Found

_HEAD = 9
# What programs write into the title field when nobody has: the name of the program or of the file.
_NO_TITLE = re.compile(
    r"(?:microsoft|word document|powerpoint|untitled|document ?\d*|sans titre|title|\(anonymous\)|مستند ?\d*"
    r"|بدون عنوان|غير معنون)\b.*|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|txt|html?)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Document:
    """The lines of a document; `heading` is what it sets as its title, the rest is what its metadata say."""

    lines: Sequence[str]
    heading: str | None = None
    title: str | None = None
    author: str | None = None
    source: str | None = None
    language: str | None = None
    date: dt.date | None = None
    dropped: tuple[str, ...] = ()


def settle_document(document: Document) -> Found:
    """Read the lines as a scraped article is read, under the title that the document itself gives.

    >>> found = settle_document(Document(["12 يناير 2022", "قمة في بروكسل", "بدأت القمة."], title="قمة في بروكسل"))
    >>> found.title, str(found.date), found.text, found.title_from
    ('قمة في بروكسل', '2022-01-12', 'بدأت القمة.', 'meta')
    """
    lines = [line for line in clean_text("\n".join(document.lines)).split("\n") if line]
    title, title_from = _title(document)
    if title:
        lines = _title_first(lines, title)
    found = read_layout("\n\n".join(lines))
    if title and len(lines) > 1:
        found = replace(found, title=title, title_from=title_from)
    elif title:
        found = replace(found, text="", title=title, title_from=title_from)
    return replace(
        found,
        date=found.date or document.date,
        date_from=found.date_from if found.date or not document.date else "meta",
        author=found.author or _one_line(document.author),
        source=_one_line(document.source) or found.source,
        source_from="meta" if _one_line(document.source) else found.source_from,
        language=document.language,
        dropped=document.dropped + found.dropped,
    )


def _one_line(text: str | None) -> str | None:
    """Clean a line; signs that look like markup are signs here."""
    return " ".join(clean_text(text).split()) or None if text else None


def _title(document: Document) -> tuple[str | None, str]:
    heading, title = _one_line(document.heading), _one_line(document.title)
    if heading:
        return heading, "heading"
    return (title, "meta") if title and not _NO_TITLE.fullmatch(title) else (None, "none")


def _title_first(lines: list[str], title: str) -> list[str]:
    """Put the title above the lines, and take it out of those that follow."""
    key = line_key(title)
    place = next((place for place, line in enumerate(lines[:_HEAD]) if line_key(line) == key), None)
    return [title, *(line for number, line in enumerate(lines) if number != place)]
