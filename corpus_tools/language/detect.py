"""Which language a text is in: Arabic by its script, the others by the model that ships with py3langid."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The languages that newsrooms of the region and their wire services publish in, and the great languages of
# each further script, so that a Greek text is not taken for Russian. A longer list costs sureness on short
# texts.
PLAUSIBLE = (
    *("ar", "fa", "ur", "ps", "he", "am"),
    *("en", "fr", "es", "de", "it", "pt", "nl", "sv", "fi", "pl", "cs", "ro", "hu"),
    *("tr", "az", "so", "sw", "id"),
    *("ru", "uk", "bg", "sr", "el", "hy", "ka", "zh", "ja", "ko", "hi", "th"),
)
_ARABIC_SCRIPT = ("ar", "fa", "ur", "ps")
_ABJAD = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي")
_OPENING = 1_000  # characters: enough for every article with words in it, and longer samples cost time
_FEWEST_LETTERS = 8
_LEAST_SURE = 0.6
# Arabic news write گ پ چ ڤ in names only: below 0.7 % of the letters in 99 of 100 texts (11,700 measured),
# where Persian ی and ک alone make up a tenth.
_FOREIGN_LETTERS = 0.02
_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC_BLOCK = slice(0x0620, 0x0700)
_NOISY = ("://", "www.", "@", "#")
_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+")


def detect_language(text: str) -> str:
    """Detect the language of a text.

    Use it for articles whose files do not say their language. It looks at the opening of the text only.
    Arabic is told by its letters alone, Persian, Urdu and Pashto apart from it by the letters that Arabic
    lacks; the rest is a statistical guess among the languages of `PLAUSIBLE`.

    Parameters
    ----------
    text
        A running text; the more words the better, a sentence is enough.

    Returns
    -------
    str
        ISO 639-1 code, or "und" where the text is shorter than 8 letters or no language is likely enough.

    Notes
    -----
    A text in several languages gets that of the most letters in its opening. Dialects of Arabic are "ar";
    Arabic in Latin letters is unreliable; tables of figures are often "und". Nothing is fetched: the model is
    a file of the installed package.

    Examples
    --------
    >>> detect_language("انطلقت في بروكسل جلسة مفاوضات"), detect_language("ok")
    ('ar', 'und')
    >>> detect_language("The talks in Brussels lasted four hours.")
    'en'
    """
    opening = text[:_OPENING]
    if any(sign in opening for sign in _NOISY):
        opening = _NOISE.sub(" ", opening)
    others, foreign, abjad = _count_letters(opening)
    arabic = abjad + foreign
    if others + arabic < _FEWEST_LETTERS:
        return "und"
    if arabic <= others:
        return _guess(opening, PLAUSIBLE)
    return "ar" if foreign <= _FOREIGN_LETTERS * arabic else _guess(opening, _ARABIC_SCRIPT)


def _count_letters(text: str) -> tuple[int, int, int]:
    """Count the letters of other scripts, the foreign ones of the Arabic script, and the Arabic ones."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    _, others, foreign, abjad = np.bincount(_letter_classes()[codes], minlength=4).tolist()
    return others, foreign, abjad


@cache
def _letter_classes() -> NDArray[np.uint8]:
    """Tell of every character whether it is a letter (1), one of the Arabic script (2), one of Arabic (3)."""
    classes = np.zeros(sys.maxunicode + 1, dtype=np.uint8)
    for run in _LETTERS.finditer("".join(map(chr, range(sys.maxunicode + 1)))):
        classes[run.start() : run.end()] = 1
    block = classes[_ARABIC_BLOCK]
    block[block == 1] = 2
    classes[[ord(letter) for letter in _ABJAD]] = 3
    return classes


def _guess(text: str, languages: tuple[str, ...]) -> str:
    language, confidence = _identifier(languages).classify(" ".join(text.split()))
    return str(language) if confidence >= _LEAST_SURE else "und"


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(languages)
    return identifier
