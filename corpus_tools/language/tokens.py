"""Words and sentences of a piece of text, with character offsets.

The rules see each distinct piece between spaces once (see `corpus.build_corpus`), so they may be thorough.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus_tools.language.folding import ARABIC_MARKS, fold
from corpus_tools.language.registry import read_words

_ARABIC_LETTERS = "\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc"
_MARKS = f"\u0300-\u036f{ARABIC_MARKS}\u200c\u200d"
_ARABIC = f"[{_ARABIC_LETTERS}][{_ARABIC_LETTERS}{_MARKS}]*"
_OTHER = rf"[^\W\d_{_ARABIC_LETTERS}]"
_LATIN = rf"{_OTHER}(?:{_OTHER}|[{_MARKS}])*"
# A hyphen or an apostrophe stays inside a word of Latin, Greek or Cyrillic script: vice-president,
# aujourd'hui.
_PLAIN = rf"""(?P<arabic>{_ARABIC})
    |(?P<acronym>(?:{_OTHER}\.){{2,}})
    |(?P<word>{_LATIN}(?:['’ʼ‑-]{_LATIN})*)
    |(?P<number>\d+(?:[.,٫٬:/-]\d+)*)"""
_WORDS = re.compile(_PLAIN, re.VERBOSE)
_ALL = re.compile(
    rf"""(?P<url>(?:https?://|www\.)[^\s«»"<>]*[\w/])
    |(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    |(?P<tag>[\#@](?:\w|[{_MARKS}])+)
    |{_PLAIN}""",
    re.VERBOSE,
)
_ADDRESS = re.compile(r"[@#]|://|www\.")
# French and Italian elision ends with the apostrophe; these words are whole all the same.
_ELISION = re.compile(r"(?i)^(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ]")
_WHOLE = frozenset({"aujourd'hui", "d'abord", "d'ailleurs", "quelqu'un", "presqu'ile", "d'accord"})
_END = re.compile(r"[.!?؟…۔]")
_NEW_LINE = re.compile(r"[\n\r\u2028\u2029]")
_ABBREVIATIONS = frozenset(map(fold, read_words("abbreviations.txt")))


class Token(NamedTuple):
    """A token of a piece of text: offsets, what it is, and whether a sentence begins with it."""

    start: int
    end: int
    kind: str
    opens: bool


def tokenise(text: str, *, language: str = "und") -> tuple[list[Token], bool]:
    """Split a piece of text into tokens, and tell whether a sentence ends with the piece.

    Kinds are word, number, url, email, tag. Arabic words end at a hyphen (أميركي-روسي is two words); words of
    other scripts keep hyphen and apostrophe, but French elision is cut off: l'OTAN gives l' and OTAN.

    >>> tokens, _ = tokenise("l'OTAN, أميركي-روسي", language="fr")
    >>> ["l'OTAN, أميركي-روسي"[t.start:t.end] for t in tokens]
    ["l'", 'OTAN', 'أميركي', 'روسي']
    """
    tokens: list[Token] = []
    last_end, last_word = 0, ""
    # Addresses and tags are rare and slow to look for: most pieces are spared the search.
    pattern = _ALL if _ADDRESS.search(text) else _WORDS
    for match in pattern.finditer(text):
        opens = bool(tokens) and _is_boundary(text[last_end : match.start()], last_word)
        opens = opens or (not tokens and bool(_NEW_LINE.search(text[: match.start()])))
        tokens += _pieces(match, opens, language)
        last_end, last_word = match.end(), match.group()
    return tokens, _is_boundary(text[last_end:] + " ", last_word)


def _pieces(match: re.Match[str], opens: bool, language: str) -> list[Token]:
    start, end, text = match.start(), match.end(), match.group()
    kind = {"arabic": "word", "acronym": "word"}.get(match.lastgroup or "", match.lastgroup or "word")
    elision = _ELISION.match(text) if language == "fr" and fold(text) not in _WHOLE else None
    if elision:
        middle = start + elision.end()
        return [Token(start, middle, kind, opens), Token(middle, end, kind, False)]
    return [Token(start, end, kind, opens)]


def _is_boundary(gap: str, word: str) -> bool:
    if _NEW_LINE.search(gap):
        return True
    ends = _END.search(gap)
    if not ends or not re.search(r"\s", gap[ends.start() :]):
        return False
    if gap[ends.start()] != "." or ends.start() > 0:
        return True
    is_initial = len(word) == 1 and word.isalpha()
    return not (is_initial or fold(word) in _ABBREVIATIONS)
