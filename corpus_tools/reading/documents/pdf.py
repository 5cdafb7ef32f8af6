"""PDF files with a text layer: lines as printed → paragraphs as written."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from corpus_tools.reading.article import UnreadableError
from corpus_tools.reading.documents.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdf import PageObject

_BROKEN = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError)
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:\d{1,4}|page \d+(?: (?:of|sur|/) \d+)?|صفحة \d+|\d+ ?/ ?\d+)[-–—\s]*", re.I)
_SENTENCE_END = (".", "!", "؟", "?", "…", ":", "»", "”", '"')
_FULL = 0.72  # of the common width of a line: a shorter one ends its paragraph
_ARABIC_WORD = re.compile(r"[ء-ي]{3,}")
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_NEUTRAL = " .,:;()[]{}«»<>-–—/،؛؟!\"'“”"
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")

Run = tuple[str, float]  # some text of one direction, and how far from the left it begins

# It reports every flaw of a file to the log, which a notebook shows in red; the audit says what matters.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes) -> Document:
    """Read the text layer of a PDF. Its own dates are those of making the file, and stay out."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            message = "protected by a password"
            raise UnreadableError(message)
        pages = [_extract_page(page) for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except _BROKEN as error:
        message = f"broken PDF: {type(error).__name__}: {str(error)[:100]}"
        raise UnreadableError(message) from error
    if not any(char.isalnum() for page in pages for line in page for char in line):
        message = "PDF without a text layer: pictures of pages, which need character recognition"
        raise UnreadableError(message)
    lines, dropped = _without_furniture(pages)
    return Document(join_lines(lines), title=title, dropped=dropped)


def _extract_page(page: PageObject) -> list[str]:
    """Give the lines of a page in the order of reading.

    The reader turns each run of Arabic letters round, and leaves the runs of a line in the order in which they
    stand on the paper: numbers and Latin words in Arabic lines have to change their places with them.
    """
    runs: list[Run] = []
    text = page.extract_text(visitor_text=lambda text, _, place, *__: runs.append((text, place[4])) if text else None)
    if not _ARABIC.search(text):
        return text.split("\n")
    letters = len(_ARABIC.findall(text))
    backwards = is_visual(unicodedata.normalize("NFKC", text))
    if letters < len(_LATIN.findall(text)) and not backwards:
        return text.split("\n")
    return [_read_runs(line, backwards=backwards) for line in _lines_of(runs)]


def _lines_of(runs: Sequence[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for text, place in runs:
        first, *others = text.split("\n")
        line.append((first, place))
        for other in others:
            yield line
            line = [(other, place)]
    yield line


def _read_runs(line: Sequence[Run], *, backwards: bool) -> str:
    """Join the runs of one line; `backwards` where the file had the letters in order, and the reader turned them."""
    if not any(_ARABIC.search(text) for text, _ in line):
        return "".join(text for text, _ in line)
    if backwards:
        return "".join(text[::-1] if _ARABIC.search(text) else text for text, _ in line)
    merged: list[str] = []
    for text, _ in line:
        if merged and not _ARABIC.search(merged[-1]) and not _ARABIC.search(text):
            merged[-1] += text
        else:
            merged.append(text)
    places = [place for text, place in line if text.strip()]
    in_order = len(places) > 2 and all(left > right for left, right in pairwise(places))
    if not in_order:
        merged = [text if _ARABIC.search(text) else _turn_edges(text) for text in reversed(merged)]
    return _mirror_brackets("".join(merged))


def _turn_edges(text: str) -> str:
    """Turn the signs at the edges of a Latin or numeric run, which belong to the Arabic around it."""
    core = text.strip(_NEUTRAL)
    if not core:
        return text[::-1]
    before, after = text.split(core, 1)
    return after[::-1] + core + before[::-1]


def _mirror_brackets(line: str) -> str:
    """Put brackets right where they are drawn as they look."""
    opening, closing = line.find("("), line.find(")")
    wrong = closing >= 0 and (closing < opening or opening < 0)
    return line.translate(_MIRRORED) if wrong else line


def is_visual(text: str) -> bool:
    """Tell Arabic that is written backwards: taa marbuta and alif maqsura end words and never begin them.

    >>> is_visual("ةمق يف لسكورب ىلع"), is_visual("قمة في بروكسل على")
    (True, False)
    """
    words = _ARABIC_WORD.findall(text)
    forwards: int = sum(word.endswith(("ة", "ى")) or word.startswith("ال") for word in words)
    backwards: int = sum(word.startswith(("ة", "ى")) or word.endswith("لا") for word in words)
    return backwards > forwards


def _without_furniture(pages: Sequence[Sequence[str]]) -> tuple[list[str], tuple[str, ...]]:
    """Leave out page numbers, and the lines that stand at the edge of most pages."""
    filled = [[" ".join(line.split()) for line in page if line.strip()] for page in pages]
    edges = Counter(line for page in filled for line in {*page[:1], *page[-1:]})
    repeated = {line for line, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}
    kept: list[str] = []
    dropped: list[str] = []
    for number, page in enumerate(filled):
        for place, line in enumerate(page):
            edge = place in (0, len(page) - 1)
            if edge and len(page) > 1 and _PAGE_NUMBER.fullmatch(line):
                dropped.append(f"page number: {line}")
            elif edge and line in repeated and (number or place):
                dropped.append(f"head or foot of every page: {line}")
            else:
                kept.append(line)
    return kept, tuple(dropped)


def join_lines(lines: Sequence[str]) -> list[str]:
    """Join printed lines to paragraphs: a line that fills the width of the page goes on in the next one.

    >>> join_lines(["Talks open", "The talks between Russia and the alli-", "ance opened in Brussels, on a", "day."])
    ['Talks open', 'The talks between Russia and the alliance opened in Brussels, on a day.']
    """
    widths = sorted(len(line) for line in lines)
    common = widths[int(len(widths) * 0.85)] if widths else 0
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and _is_broken_word(paragraphs[-1], line):
            paragraphs[-1] = paragraphs[-1][:-1] + line
        elif goes_on:
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
        goes_on = len(line) >= _FULL * common and not line.endswith(_SENTENCE_END)
    return paragraphs


def _is_broken_word(before: str, after: str) -> bool:
    return re.search(r"[^\W\d_]-$", before) is not None and after[:1].islower()
