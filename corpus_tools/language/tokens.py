"""Words of a piece of text, with character offsets, and where sentences begin and end in it.

The rules see each distinct piece between spaces once (see `corpus.build_corpus`), so they may be thorough.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from icu4py.breakers import WordBreaker

from corpus_tools.language.folding import fold
from corpus_tools.language.patterns import ALL, PLAIN, RARE, SIMPLE
from corpus_tools.language.registry import get_language
from corpus_tools.language.sentences import ENDS, GOES_ON, MAY_END, begins_line, end_of_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {"arabic": "word", "initials": "word", "acronym": "word", "run": "word"}
_ELIDED = re.compile(r"([^\W\d_]+['’ʼ])(?=(.))")
_VOWELS = frozenset("aeiouyhœæ")
# ICU's rules for these languages; every other one is cut by the rules that hold anywhere.
_SEGMENTED = frozenset({"zh", "ja", "th", "lo", "km", "my"})


class Token(NamedTuple):
    """A token of a piece of text: offsets, what it is, and whether a sentence begins with it."""

    start: int
    end: int
    kind: str
    opens: bool


def tokenise(text: str, *, language: str = "und") -> tuple[list[Token], int]:
    """Split a piece of text into tokens, and tell whether a sentence ends with the piece.

    Kinds are word, number, url, email, tag (@handle, #hashtag), emoji. Arabic words end at a hyphen
    (أميركي-روسي is two words); words of other scripts keep hyphen and apostrophe, but French elision is cut off:
    l'OTAN gives l' and OTAN. Scripts without spaces between words are cut by ICU's dictionaries.

    The second value is `sentences.GOES_ON`, `MAY_END` (unless the next piece `goes_on`) or `ENDS`.

    >>> tokens, _ = tokenise("l'OTAN, أميركي-روسي", language="fr")
    >>> ["l'OTAN, أميركي-روسي"[t.start:t.end] for t in tokens]
    ["l'", 'OTAN', 'أميركي', 'روسي']
    """
    simple = SIMPLE.fullmatch(text)
    if simple:
        start, end = simple.span(1)
        closes = end_of_sentence(simple[2], simple[1], language=language, is_last=True) if "." in simple[2] else GOES_ON
        return [Token(start, end, "word", False)], closes
    tokens: list[Token] = []
    start, end = 0, 0
    for match in (ALL if RARE.search(text) else PLAIN).finditer(text):
        opens = _opens(text, start, end, match.start(), language) if tokens else begins_line(text[: match.start()])
        tokens += _pieces(match, opens, language)
        start, end = match.span()
    return tokens, _ending(text, start, end, len(text), language)


def _opens(text: str, start: int, end: int, following: int, language: str) -> bool:
    """Tell whether a sentence begins at `following`, the last word before it being text[start:end]."""
    ending = _ending(text, start, end, following, language)
    return ending == ENDS or (ending == MAY_END and not text[following].islower())


def _ending(text: str, start: int, end: int, following: int, language: str) -> int:
    is_glued = 0 < start < end and text[start - 1].isalnum()
    gap, before = text[end:following], text[start:end]
    return end_of_sentence(gap, before, language=language, is_last=following == len(text), is_glued=is_glued)


def _pieces(match: re.Match[str], opens: bool, language: str) -> list[Token]:
    start, end, text = match.start(), match.end(), match.group()
    name = match.lastgroup or "word"
    if name == "run":
        cuts = _segments(text, language)
        return [Token(start + first, start + last, "word", opens and not n) for n, (first, last) in enumerate(cuts)]
    kind = _KINDS.get(name, name)
    if name == "number" and text.lower() != text:
        kind = "word"  # 5G and 3D are words; 5th and 10km are numbers
    head = _elision(text, language) if name == "word" else 0
    if head:
        return [Token(start, start + head, kind, opens), Token(start + head, end, kind, False)]
    return [Token(start, end, kind, opens)]


def _elision(text: str, language: str) -> int:
    """Give the length of the elided word that a word begins with, apostrophe included; 0 where there is none.

    N'Djamena begins with none: nothing is elided before a consonant, but for the names of letters (l'ONU, d'LFI).
    """
    elided = _ELIDED.match(text)
    known = get_language(language)
    if not elided or fold(elided[1]) not in known.elisions or fold(text) in known.whole_words:
        return 0
    rest = text[elided.end() :]
    return elided.end() if fold(rest)[:1] in _VOWELS or (len(rest) > 1 and rest.isupper()) else 0


def _segments(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Cut a run of a script that writes no spaces into its words; signs between them are left out."""
    start = 0
    # Pieces rather than offsets: ICU counts those in UTF-16.
    for part in WordBreaker(text, language if language in _SEGMENTED else "root"):
        if any(char.isalnum() for char in part):
            yield start, start + len(part)
        start += len(part)
