"""Scraped `.txt` articles: title, date, by-line, caption and section above the body, boilerplate below it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from corpus_tools.reading.article import Found
from corpus_tools.reading.text.date_lines import SENTENCE_END, date_line
from corpus_tools.reading.text.heads import gather_head, match_address, name_beside, outlet_of, untitled, with_dateline
from corpus_tools.reading.text.lines import (
    drop_lines,
    drop_lines_of_all,
    line_key,
    load_rules,
    match_line,
    opening,
    without_title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD = 9  # filled lines: the longest head has section, two dates, title twice, by-line, caption, buttons
_LONGEST_TITLE = 200
_LONGEST_CAPTION = 300
# A full stop after the bracket makes it a sentence of the body.
_BRACKETED = re.compile(r"^(?P<what>.{3,}?[^.!؟?\s])\s*\((?P<credit>[^()]{2,60})\)$")
_CREDITED = re.compile(r"^.{10,}\s(?:©|Photo(?:graph)?\s?:|Crédits?(?: photo)?\s?:|تصوير\s?:)\s?\S.{1,60}$")
_LABEL_COLON = re.compile(r"[^\d\s]\s*:|:\s*[^\d\s]")  # of `Published: 12 January`, not of a time of day
_CAPTIONED = re.compile(r"(?:Photo|Picture|Image|Caption|Légende|الصورة|صورة|تعليق الصورة) ?: ?\S.{8,}", re.IGNORECASE)


def read_layout(text: str) -> Found:
    r"""Take a scraped article apart; where nothing is recognised the title is the first line.

    >>> found = read_layout("قمة بروكسل\nكتبت: سمر نجم\nالأربعاء 12 كانون الثاني 2022 - 14:35\n\nبدأت القمة.")
    >>> found.title, found.author, str(found.published), found.text
    ('قمة بروكسل', 'سمر نجم', '2022-01-12 14:35:00', 'بدأت القمة.')
    """
    head = _read_head(text)
    if head is None:
        return Found(text=text)
    body, dropped, outlet = drop_lines(head.body)
    return _whole(head, body, dropped, outlet)


def read_layouts(texts: Sequence[str]) -> list[Found]:
    """Take many scraped articles apart as `read_layout` does one: much faster than one by one."""
    heads = [_read_head(text) for text in texts]
    bodies = pl.Series([head.body if head else "" for head in heads], dtype=pl.String)
    kept, dropped, outlets = drop_lines_of_all(bodies)
    return [
        Found(text=text) if head is None else _whole(head, body, lines, outlet)
        for text, head, body, lines, outlet in zip(texts, heads, kept, dropped, outlets, strict=True)
    ]


class _Head(NamedTuple):
    """What stands above a body: the parts of the article in it, the lines dropped from it, and the rest."""

    parts: dict[str, Any]
    dropped: tuple[str, ...]
    body: str


def _read_head(text: str) -> _Head | None:
    """Read the head of a text; None where it has no two lines to part."""
    lines = text.split("\n", 2 * _HEAD)  # between two filled lines there is one blank one at most; the rest is one
    filled = [number for number, line in enumerate(lines) if line]
    if len(filled) < 2:
        return None
    kinds = _label_head(lines, filled[:_HEAD])
    while max(kinds, default=-1) == filled[-1] and len(kinds) > 1:
        kinds.popitem()  # an article is no head alone: its last line is the body, whatever it looks like
    head_end = max(kinds, default=-1) + 1
    dropped = tuple(_dropped(lines[number], kind) for number, kind in kinds.items() if kind.startswith("drop"))
    return _Head(gather_head(lines, kinds), dropped, "\n".join(lines[head_end:]).strip())


def _whole(head: _Head, body: str, dropped: Sequence[str], outlet: str | None) -> Found:
    found = Found(text=without_title(body, head.parts["title"]), **head.parts, dropped=(*head.dropped, *dropped))
    return with_dateline(found if found.source or not outlet else replace(found, source=outlet, source_from="footer"))


def _dropped(line: str, kind: str) -> str:
    rule = match_line(line, "drop", "read", where="top") if kind == "drop" else None
    return f"{rule.name if rule else 'title again'}: {line}"


def _label_head(lines: Sequence[str], head: Sequence[int]) -> dict[int, str]:
    """Say what each line of the head is; the head ends at the first line that is none of its parts."""
    kinds: dict[int, str] = {}
    title: str | None = None
    for place, number in enumerate(head):
        line = lines[number]
        below = [lines[later] for later in head[place + 1 :]]
        kind = _kind(line, title=title, below=below, above=kinds.get(number - 1), first=place == 0)
        if kind is None and title is None and below and len(line) <= _LONGEST_TITLE:
            kind, title = "title", untitled(line)
        if kind is None:
            break
        kinds[number] = kind
    return kinds


def _kind(line: str, *, title: str | None, below: Sequence[str], above: str | None, first: bool) -> str | None:
    """Name the part of a head that a line is, or None."""
    if match_line(line, "drop", "read", where="top"):
        return "drop"
    if date_line(line):
        return "date"
    if match_address(line):
        return "address"
    if outlet_of(line) and (title or (below and not below[0].endswith("."))):
        return "outlet"
    if title is None:
        return "section" if first and _is_section(line, below) else None
    # Marks and tatweel, which do not count, at most double a line: a paragraph is not folded for this.
    if len(line) <= 3 * len(title) and opening(line) == opening(title) and line_key(line) == line_key(title):
        return "drop title"
    if _is_byline(line, below):
        return "byline"
    if date_line(line, placed=True):
        return "date"
    if is_caption(line) or (above == "date" and _stands_above_buttons(line, below)):
        return "caption"
    return "section" if match_line(line, "section", where="top") else None


def _is_section(line: str, below: Sequence[str]) -> bool:
    """Tell a section: a listed name, or one to three words over a labelled date line with a title below."""
    if len(below) < 2 or line.endswith(SENTENCE_END):
        return False
    if match_line(line, "section", where="top"):
        return True
    # What ends in a full stop is a paragraph, so that the short line is the title itself.
    short = len(line.split()) <= 3 and len(line) <= 25 and not below[1].endswith(".")
    dated = date_line(below[0]) is not None and _LABEL_COLON.search(below[0]) is not None
    return short and dated and date_line(below[1]) is None and not _is_byline(below[1], below[2:])


def _is_byline(line: str, below: Sequence[str]) -> bool:
    """Tell a by-line: a labelled one, or `بيروت - ريما حداد` over a date line or a caption."""
    if line.endswith(SENTENCE_END):
        return False
    if match_line(line, "byline", where="top"):
        return True
    short = len(line) <= 45 and len(line.split()) <= 7 and name_beside(line) is not None
    return short and bool(below) and (date_line(below[0]) is not None or is_caption(below[0]))


def _stands_above_buttons(line: str, below: Sequence[str]) -> bool:
    """Tell a caption without a credit: the line between the date and the buttons for the font size."""
    rule = match_line(below[0], "drop", where="top") if below else None
    return rule is not None and rule.name == "font size" and len(line) <= _LONGEST_CAPTION


def is_caption(line: str) -> bool:
    """Tell the caption of a picture: a short line that ends in a credit in brackets or after a sign.

    >>> is_caption("غروشكو في بروكسل (أوليفييه هوسليه/فرانس برس)"), is_caption("حلف شمال الأطلسي (الناتو)")
    (True, False)
    """
    if len(line) > _LONGEST_CAPTION:
        return False
    if _CAPTIONED.match(line):
        return True
    match = _BRACKETED.match(line)
    if match is None:
        return _CREDITED.match(line) is not None
    if len(match["what"].split()) < 3 or match["what"].endswith(("-", "–", "—")):
        return False  # `القاهرة - (رويترز)` is the dateline of a dispatch
    credit = line_key(match["credit"])
    agency = any(re.search(rf"(?<!\w){re.escape(rule.key)}(?!\w)", credit) for rule in load_rules("credit"))
    return agency or "/" in match["credit"] or "©" in match["credit"]
