"""Rows of the audit: what became of each file or record, and why a text is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from corpus_tools.schema import AUDIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.reading.article import Found, Origin

_DAMAGED = 0.3  # of the characters: old conversions wrote a question mark for each Arabic letter


def found_row(found: Found, origin: Origin, *, record: int | None) -> dict[str, Any]:
    """Write the row of an article that was found, accepted or rejected for its text."""
    reason = refuse_text(found.text)
    if reason and found.note:
        reason = f"{reason}: {found.note}"
    told = {
        "title_from": found.title_from,
        "date_from": found.date_from,
        "source_from": found.source_from if found.source else "folder" if origin.folder else "none",
        "words": len(found.text.split()),
        "dropped": list(found.dropped),
    }
    outcome = "rejected" if reason else "article"
    return refused_row(origin, record=record, outcome=outcome, reason=reason or note_damage(found, origin)) | told


def note_damage(found: Found, origin: Origin) -> str | None:
    """Say what was lost of an article that is read all the same; None where nothing was."""
    lost = found.text.count("\ufffd") + (found.title or "").count("\ufffd")
    replaced = f"{lost} letters that could not be decoded stand as \ufffd" if lost else None
    return "; ".join(filter(None, (replaced, origin.note, found.note))) or None


def repeated_id(settled: str, own: str | None) -> str | None:
    """Say why an article has an id with a number behind; None where it has its own, or a new one.

    >>> repeated_id("7-2", "7"), repeated_id("7", "7")
    ('its id occurs before: a number was added', None)
    """
    if own is not None:
        return None if settled == own else "its id occurs before: a number was added"
    return "same title, text and date as an article before" if "-" in settled else None


def refused_row(
    origin: Origin, *, reason: str | None, record: int | None = None, outcome: str = "rejected"
) -> dict[str, Any]:
    """Write the row of a file or record that could not be read as an article."""
    empty: dict[str, Any] = dict.fromkeys(AUDIT.columns)
    return empty | {
        "path": origin.path,
        "record": record,
        "format": origin.kind,
        "encoding": origin.encoding,
        "dropped": [],
        "outcome": outcome,
        "reason": reason,
    }


def refuse_text(text: str) -> str | None:
    """Say why a text is no body of an article; None where it is one.

    >>> refuse_text(" "), refuse_text("قال الوزير"), refuse_text("??? ????? ?? C????")
    ('no body text', None, 'damaged: question marks instead of letters')
    """
    marks = text.count("?") + text.count("\ufffd")
    if len(text) > 2 and marks > _DAMAGED * len(text):
        return "damaged: question marks instead of letters"
    return None if any(char.isalnum() for char in text) else "no body text"


def audit_frame(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Make the frame of some rows, sorted by the number of the record."""
    ordered = sorted(rows, key=lambda row: row["record"] or 0)
    return pl.DataFrame({name: [row[name] for row in ordered] for name in AUDIT.columns}, schema=dict(AUDIT.columns))
