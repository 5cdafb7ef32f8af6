"""Where sentences end: at a stop that is none of an abbreviation, an initial or an ordinal, and at a line's end.

A text is read piece by piece (see `tokens.tokenise`), so the end of a sentence is told in two halves: how sure
the piece before it is (`GOES_ON`, `MAY_END`, `ENDS`), and whether the piece behind it goes on (`goes_on`).
"""

from __future__ import annotations

import re

from corpus_tools.language.folding import fold
from corpus_tools.language.registry import get_language

# A sentence goes on; ends unless the next word is in lower case; ends.
GOES_ON, MAY_END, ENDS = 0, 1, 2

_LINE = re.compile(r"[\n\r\u2028\u2029]")
# Stops of scripts that write no space behind them, and those that no number or abbreviation uses.
_FULL = re.compile("[。！？｡।॥።។៕။։]")
_CLOSING = r"\"'”’»›)\]}」』\u200e\u200f\u202c\u2069"
_STOP = re.compile(rf"(?P<stop>[.!?؟…۔]+)(?P<closing>[{_CLOSING}\u00a0\u202f]*)(?P<space>\s*)(?P<after>[,،;؛:]?)")
_GOING_ON = re.compile(rf"[\s{_CLOSING}]*[,،;؛:]")
# The longest word that may be an abbreviation which no list has (approx. is in the list, vol. need not be).
_SHORT = 4
_LONGEST_ORDINAL = 2


def end_of_sentence(gap: str, before: str, *, language: str, is_last: bool = False, is_glued: bool = False) -> int:
    """Tell whether a sentence ends in the gap behind a word: `GOES_ON`, `MAY_END` or `ENDS`.

    `is_last` says that a space follows the gap; `is_glued`, that the word stands right behind a letter or digit
    (the م of 2022م is no initial).

    >>> end_of_sentence(". ", "Geneva", language="en"), end_of_sentence(". ", "Mr", language="en")
    (2, 0)
    """
    if not gap:
        return GOES_ON
    if _LINE.search(gap) or _FULL.search(gap):
        return ENDS
    found = _STOP.search(gap)
    if not found or found["after"] or not (found["space"] or (is_last and found.end() == len(gap))):
        return GOES_ON
    if found["stop"] != "." or found["closing"].strip():
        return MAY_END
    if found.start():
        return ENDS
    if _is_shortened(before, language, is_glued):
        return GOES_ON
    return MAY_END if 0 < len(before) <= _SHORT else ENDS


def goes_on(piece: str) -> bool:
    """Tell whether a piece goes on with the sentence before it: it begins in lower case, or with a comma.

    Of "Never!" he said, the second piece takes the end back that the first one gives.

    >>> goes_on("he"), goes_on("»,"), goes_on("He"), goes_on("قال")
    (True, True, False, False)
    """
    if _GOING_ON.match(piece):
        return True
    first = next((char for char in piece if char.isalnum()), "")
    return first.islower()


def begins_line(text: str) -> bool:
    """Tell whether a text holds the end of a line."""
    return bool(_LINE.search(text))


def _is_shortened(word: str, language: str, is_glued: bool) -> bool:
    """Tell whether the full stop behind a word is a part of it: initials, abbreviations, ordinals."""
    if len(word) == 1 and word.isalpha():
        return not is_glued
    known = get_language(language)
    if word.isdecimal():
        return known.has_ordinal_stop and len(word) <= _LONGEST_ORDINAL
    # An entry in capitals holds for the capitalised word only: No. 5, but "he said no."
    return word in known.abbreviations or fold(word) in known.abbreviations
