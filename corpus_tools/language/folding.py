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
_LETTERS = str.maketrans("أإآٱىةؤئکیەۀھ", "اااايهويكيههه")
# Arabic keyboards' letters for those of Persian.
_PERSIAN = str.maketrans("يىكةۀھ", "ییکههه")
_PERSIAN_MARKS = str.maketrans("", "", ARABIC_MARKS + TATWEEL + INVISIBLE.replace("\u200c", ""))
# Most words of a text are of these letters alone, which need neither composing nor stripping.
_PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a]+")
# Letters in the shape they have in print, as old exports and PDF hold them (ﻻ for لا).
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC_SIGNS = map(chr, (*range(0x0620, 0x0700), *range(0xFB50, 0xFEFD)))
_ARABIC_LETTER = re.compile(f"[{''.join(sign for sign in _ARABIC_SIGNS if sign.isalpha() and ord(sign) not in _BARE)}]")
_APOSTROPHES = str.maketrans("’‘ʼ＇‐‑", "''''--")
# Lower-case İ would be an i with a second dot, and Turkish I is no capital of i.
_SIGNS = _APOSTROPHES | str.maketrans("İ", "i")
_TURKISH = _SIGNS | str.maketrans("I", "ı")
_DOTLESS = frozenset({"tr", "az"})
_YO = str.maketrans("ё", "е")
_DOTLESS_I = str.maketrans("ı", "i")


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
    if _PLAIN.fullmatch(text):
        return text.translate(_LETTERS)
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    return strip_marks(text).translate(_LETTERS)


def normalise(text: str, *, language: str) -> str:
    """Give the `normal` of a word: Arabic script folded as `fold_arabic`; others lower-case, accents kept.

    Russian ё is е, as newspapers print it. Turkish I is ı; its İ is i in a text of any language.

    >>> normalise("الأميركيّة", language="ar"), normalise("L’Élysée", language="fr")
    ('الاميركيه', "l'élysée")
    >>> normalise("Irak", language="tr"), normalise("İstanbul", language="de")
    ('ırak', 'istanbul')
    """
    lowered = unicodedata.normalize("NFC", text).translate(_TURKISH if language in _DOTLESS else _SIGNS).lower()
    if language in {"ar", "fa", "ur"} or is_arabic(text):
        return fold_arabic(lowered)
    return strip_marks(lowered).translate(_YO)


def fold(text: str) -> str:
    """Fold a word of any script for look-ups: Arabic as `fold_arabic`, others lower-case and without accents.

    >>> fold("Élysée") == fold("ELYSEE"), fold("أوكرانيا") == fold("اوكرانيا"), fold("Yıldırım") == fold("YILDIRIM")
    (True, True, True)
    """
    if text.isascii():
        return text.lower()
    if _PLAIN.fullmatch(text):  # what most words are
        return text.translate(_LETTERS)
    if is_arabic(text):
        return fold_arabic(text).lower()
    decomposed = unicodedata.normalize("NFD", text.translate(_BARE).casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.translate(_APOSTROPHES).translate(_DOTLESS_I)


def spell_persian(word: str) -> str:
    """Write a word with the letters of Persian, as its dictionaries have it; the zero-width non-joiner stays.

    >>> spell_persian("كتاب‌هاي") == "کتاب‌های"
    True
    """
    return unicodedata.normalize("NFC", word.translate(_PERSIAN_MARKS).translate(_PERSIAN))


def is_arabic(text: str) -> bool:
    """Tell whether a text has a letter of the Arabic script."""
    return _ARABIC_LETTER.search(text) is not None
