"""A running text folded letter by letter, with the way back to the offsets of the original.

Words are folded by `folding.fold`; a grammar or a pattern that runs over whole texts needs this.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus_tools.language.folding import TATWEEL, fold

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class FoldedText:
    """A text folded for matching, and for each of its characters the place in the original."""

    text: str
    offsets: Sequence[int]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the original, with the vowel marks and tatweel of its last letter."""
        last = self.offsets[end - 1] + 1
        while last < len(self.original) and _hangs_on(self.original[last]):
            last += 1
        return self.offsets[start], last


def _hangs_on(char: str) -> bool:
    return char == TATWEEL or bool(unicodedata.combining(char))


def _fold_character(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char != "\n" and (char.isspace() or char in "\x1c\x1d\x1e\x1f"):
        return " "
    folded = fold(char)
    return folded if len(folded) < 2 else char.lower()[:1]


# The blocks that news in these scripts uses: Latin with accents, Arabic, punctuation, presentation forms.
_BLOCKS = ((0, 0x250), (0x300, 0x370), (0x600, 0x780), (0x2000, 0x2070), (0x3000, 0x3001), (0xFB50, 0xFF00))
_FOLDED = {code: _fold_character(chr(code)) for low, high in _BLOCKS for code in range(low, high)}
_FOLDED |= {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"}
_FOLDED |= {ord(slash): "/" for slash in "\u060d\u2044\u2215"} | {ord("٫"): "."}
_FOLDED[0xFEFF] = ""
_DIGITS = {code: text for code, text in _FOLDED.items() if chr(code).isdecimal()}


def fold_digits(text: str) -> str:
    """Write Arabic-Indic and Persian digits as ASCII; the length stays, so that offsets hold.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The text, same length, with every digit of these scripts as 0–9.

    Examples
    --------
    >>> fold_digits("١٢ يناير ۲۰۲۲")
    '12 يناير 2022'
    """
    return text.translate(_DIGITS)


def fold_text(text: str) -> FoldedText:
    """Fold a running text letter by letter, as `language.fold` folds a word, and keep the way back.

    Marks, tatweel and bidi controls are dropped; every kind of space but the line break is one space; digits,
    dashes and slashes are ASCII. The folded text is never longer than the original.

    Examples
    --------
    >>> folded = fold_text("يومَ الأربعاءِ ١٢")
    >>> folded.text, folded.span(4, 12)
    ('يوم الاربعاء 12', (5, 14))
    """
    folded = text.translate(_FOLDED)
    if len(folded) == len(text):
        return FoldedText(folded, range(len(text)), text)
    kept = [index for index, char in enumerate(text) if _FOLDED.get(ord(char), char)]
    return FoldedText(folded, kept, text)
