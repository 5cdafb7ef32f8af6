"""Exports of LexisNexis and its successor Nexis Uni: several articles in one text.

LexisNexis (the older text): every article begins with a line `3 of 25 DOCUMENTS`; then the outlet, the day and the
edition in centred lines, the headline, fields in capitals (`BYLINE:`, `SECTION:`, `LENGTH:`, `DATELINE:`), `BODY:` and
the text; behind it further fields (`LOAD-DATE:`, `LANGUAGE:`, `GRAPHIC:`) and the copyright.

Nexis Uni (Word, RTF or text): headline, outlet, day, edition, copyright; the fields with small letters (`Byline:`,
`Length:`); a line `Body`, the text; `Graphic`, `Classification`, `Load-Date:`, and last a line `End of Document`.
"""

from __future__ import annotations

import re

from corpus_tools.reading.days.fields import begins_with_date
from corpus_tools.reading.text.date_lines import date_line

Fields = dict[str, str | None]
_START = re.compile(r"^[ \t]*(?:Document )?\d+ (?:of|de|von|sur) \d+(?: DOCUMENTS?)?[ \t]*$", re.MULTILINE)
_END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
_BODY = re.compile(r"(?:Body|BODY:)(?:\s+(\S.*))?")
_FIELD = re.compile(r"([A-Z][A-Za-z]+(?:[ -][A-Za-z]+)?):\s*(.*)")
_COPYRIGHT = re.compile(r"(?:copyright|©|all rights reserved|tous droits réservés|جميع الحقوق)", re.IGNORECASE)
# Fields that stand behind the text; a line of the text that begins with another word and a colon stays text.
_BEHIND = re.compile(
    r"(?:classification|graphic|load-date|language|publication-type|subject|company|organization|industry|geographic"
    r"|person|journal[ -]code|document-type|ticker|country|city|state|acc-no|notes|series|dateline|url)(?::.*)?",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"(?:dateline|series|highlight|correction-date):", re.IGNORECASE)
# The cover page of a delivery: the order and the list of its documents, before the first article.
_COVER = re.compile(
    r"(?:user name|date and time|job number|client/matter|search terms|search type|narrowed by|content type)\s*:.*"
    r"|.*\babout lexisnexis\b.*|page \d+ of \d+",
    re.IGNORECASE,
)
_FURTHER = ("classification", "graphic")  # stand alone on their line
_BYLINE = re.compile(r"^(?:by|par|von|por|بقلم)\s*:?\s+", re.IGNORECASE)


def split_nexis(text: str) -> list[str]:
    """Cut an export into articles; none where the text is no such export."""
    ends = list(_END.finditer(text))
    if ends and re.search(r"^[ \t]*Body[ \t]*$", text, re.MULTILINE):
        starts = [0, *(match.end() for match in ends)]
        pieces = [text[start : end.start()] for start, end in zip(starts, ends, strict=False)]
        rest = text[ends[-1].end() :].strip()
        return [*pieces, rest] if len(rest.split()) > _FEWEST_WORDS else pieces
    marks = [match for match in _START.finditer(text) if "DOCUMENT" in match[0]]
    if not marks:
        return []
    ends_of = [*(match.start() for match in marks[1:]), len(text)]
    return [text[match.end() : end] for match, end in zip(marks, ends_of, strict=True)]


_FEWEST_WORDS = 20


def read_nexis(piece: str) -> Fields:
    """Read one article of either layout."""
    lines = [line.strip() for line in piece.split("\n")]
    head, body, behind = _parts(lines)
    head = head[max((place for place, line in enumerate(head) if _COVER.fullmatch(line)), default=-1) + 1 :]
    fields = {match[1].lower(): match[2] for line in (*head, *behind) if (match := _FIELD.fullmatch(line))}
    plain = [line for line in head if line and not _FIELD.fullmatch(line) and not _COPYRIGHT.match(line)]
    plain = [line for line in plain if not _START.fullmatch(line)]
    dated = next((place for place, line in enumerate(plain) if _is_dated(line, place)), None)
    title, source = _title_and_source(plain, dated)
    return {
        "title": fields.get("headline") or title,
        "source": source,
        "date": plain[dated] if dated is not None else None,  # Load-Date is the day of storing
        "author": _BYLINE.sub("", fields.get("byline", "")).strip() or None,
        "section": fields.get("section"),
        "language": fields.get("language", "").split(";")[0].strip() or None,
        "text": "\n\n".join(_paragraphs(body)),
    }


def _is_dated(line: str, place: int) -> bool:
    """Tell the line of the day; the first line is headline or outlet, and may begin with a date as well."""
    return date_line(_without_hours(line)) is not None or (place > 0 and begins_with_date(line))


def _without_hours(line: str) -> str:
    """Leave out the edition that may follow on the day's own line."""
    return line.split("  ")[0]


def _title_and_source(plain: list[str], dated: int | None) -> tuple[str | None, str | None]:
    """Tell headline and outlet apart: the older layout has the outlet above the day and the headline below."""
    if dated is None:
        return (plain[0] if plain else None), (plain[1] if len(plain) > 1 else None)
    if dated >= 2:
        return " ".join(plain[: dated - 1]), plain[dated - 1]
    below = plain[dated + 1 :]
    return (below[-1] if below else None), (plain[0] if dated else None)


def _parts(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Cut an article into head, text and what stands behind the text."""
    start = next((place for place, line in enumerate(lines) if _BODY.fullmatch(line)), None)
    if start is None:
        start = _last_field(lines)
        inline = ""
    else:
        matched = _BODY.fullmatch(lines[start])
        inline = (matched[1] if matched else "") or ""
    end = next((place for place in range(start + 1, len(lines)) if _BEHIND.fullmatch(lines[place])), len(lines))
    body = [inline, *lines[start + 1 : end]]
    return lines[: start + 1], body, lines[end:]


def _last_field(lines: list[str]) -> int:
    """Find where the fields above a text without `BODY` end: at the length, or at the place or series below it."""
    last = max((place for place, line in enumerate(lines) if re.match(r"length:", line, re.I)), default=-1)
    for place in range(last + 1, len(lines)):
        if _ABOVE.match(lines[place]):
            last = place
        elif lines[place]:
            break
    return last


def _paragraphs(lines: list[str]) -> list[str]:
    """Join printed lines; an empty one parts paragraphs, where there are any, and the copyright goes."""
    text = "\n".join(line for line in lines if not (_COPYRIGHT.match(line) and len(line) < 120)).strip()
    parted = "\n\n" in text
    return [" ".join(part.split()) for part in re.split(r"\n{2,}" if parted else r"\n", text) if part.strip()]
