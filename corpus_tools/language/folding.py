"""Spelling folded for comparison: what readers take for the same word compares equal.

`normalise` gives the `normal` of the vocabulary; `fold` is coarser and serves look-ups (names, stopwords,
months).
"""

from __future__ import annotations

import re
import unicodedata

# Harakat, Koranic marks, dagger alef: a reader takes the word with and without them for the same.
ARABIC_MARKS = "".join(map(chr, [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE)]))
TATWEEL = "\u0640"
# Zero-width joiners, bidi marks, embeddings and isolates, byte order mark, soft hyphen: no letter at all.
INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
TANWIN_FATH = "\u064b"

_BARE = str.maketrans("", "", ARABIC_MARKS + TATWEEL + INVISIBLE)
# Hamza seats, final ya and ta marbuta are the letters that newsrooms and keyboards interchange most.
_LETTERS = str.maketrans("أإآٱىةؤئکیە", "اااايهويكيه")
# Letters in the shape they have in print, as old exports and PDF hold them (ﻻ for لا).
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_APOSTROPHES = str.maketrans("’‘ʼ＇‐‑", "''''--")


def strip_marks(text: str) -> str:
    """Drop Arabic vowel marks, tatweel and invisible controls; keep every letter as it stands."""
    # Composed before, so that a decomposed أ keeps its hamza; and after, where a control had stood in
    # between.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_BARE))


def fold_arabic(text: str) -> str:
    """Fold hamza seats, ى to ي, ة to ه, Persian kaf and ya, and drop marks.

    >>> fold_arabic("إلى أُورُوبّا") == fold_arabic("الي اوروبا")
    True
    """
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    return strip_marks(text).translate(_LETTERS)


def normalise(text: str, *, language: str) -> str:
    """Give the `normal` of a word: Arabic folded as `fold_arabic`; others lower-case, accents kept.

    >>> normalise("الأميركيّة", language="ar"), normalise("L’Élysée", language="fr")
    ('الاميركيه', "l'élysée")
    """
    lowered = unicodedata.normalize("NFC", text).translate(_APOSTROPHES).lower()
    is_arabic_word = language in {"ar", "fa", "ur"} or is_arabic(text)
    return fold_arabic(lowered) if is_arabic_word else strip_marks(lowered)


def fold(text: str) -> str:
    """Fold a word of any script for look-ups: Arabic as `fold_arabic`, others lower-case and without accents.

    >>> fold("Élysée") == fold("ELYSEE"), fold("أوكرانيا") == fold("اوكرانيا")
    (True, True)
    """
    if is_arabic(text):
        return fold_arabic(text).lower()
    decomposed = unicodedata.normalize("NFD", text.translate(_BARE).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_APOSTROPHES)


def is_arabic(text: str) -> bool:
    """Tell whether a text has a letter of the Arabic script."""
    return any(
        ("\u0620" <= char <= "\u06ff" or "\ufb50" <= char <= "\ufefc") and char.isalpha() and ord(char) not in _BARE
        for char in text
    )
