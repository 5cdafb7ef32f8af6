"""Which language a text is in: Arabic by its script, the others by the model that ships with py3langid."""

from __future__ import annotations

import re
import sys
from collections import Counter
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

from corpus_tools.language.registry import list_languages

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Those that have an entry, and the languages that newsrooms of the region and their wire services publish in
# besides, and the great languages of each further script, so that a Greek text is not taken for Russian. A
# longer list costs sureness on short texts.
PLAUSIBLE = (
    *list_languages(),
    *("ur", "ps", "he", "am", "it", "pt", "nl", "sv", "fi", "pl", "cs", "ro", "hu", "az", "so", "sw", "id"),
    *("uk", "bg", "sr", "el", "hy", "ka", "zh", "ja", "ko", "hi", "th"),
)
_ARABIC_SCRIPT = ("ar", "fa", "ur", "ps")
_ABJAD = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي")
_OPENING = 1_000  # characters: enough for every article with words in it, and longer samples cost time
_FEWEST_LETTERS = 8
_TOGETHER = 10_000  # texts
_LEAST_SURE = 0.6
# What a text has to say for a language of its corpus before it is given that one: over twice what chance gives
# each of `PLAUSIBLE`.
_LEAST_HELD = 0.06
_SURE = 0.9
_SURE_AMONG_HELD = 0.8
# A language of fewer of the texts is not what the corpus is written in: it may be an error.
_HELD_SHARE = 0.02
# Arabic news write گ پ چ ڤ in names only: below 0.7 % of the letters in 99 of 100 texts (11,700 measured),
# where Persian ی and ک alone make up a tenth.
_FOREIGN_LETTERS = 0.02
# Words that no Arabic text has two of: old Persian pages are typed with the Arabic ي and ك.
_PERSIAN = frozenset(
    ["از", "در", "كه", "که", "را", "است", "مي", "می", "هاي", "های", "براي", "برای", "اين", "این", "با", "شد"]
)
_FEWEST_PERSIAN = 2
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
    return _first_guess(_quiet(text[:_OPENING]))[0]


def fill_languages(stated: pl.Series, texts: pl.Series, *, held: tuple[str, ...] | None = None) -> pl.Series:
    """Detect the languages that are not stated, the unsure ones among those that the corpus holds.

    A headline says too little among forty languages, and enough among the two that an outlet publishes in: of
    1,866 openings of eight words in three languages, 20 stay unsure, where 54 do one by one. The corpus holds
    the languages of at least 2 % of the texts that are told by themselves; `held` gives them where the texts are
    a part of it only. A text that is told as none of them keeps its language if that is at least 90 % sure.

    >>> stated = pl.Series([None, None, "fr"], dtype=pl.String)
    >>> texts = pl.Series(["The talks in Brussels lasted four hours.", "Geneva summit ends", "Oui"])
    >>> fill_languages(stated, texts).to_list()
    ['en', 'en', 'fr']
    """
    unknown = stated.is_null().arg_true()
    asked = texts.gather(unknown)
    guesses = guess_languages(asked)
    if held is None:
        held = list_held(Counter(stated.drop_nulls()) + Counter(guesses["language"]))
    return stated.clone().scatter(unknown, _settle_guesses(asked, guesses, held))


def count_languages(stated: pl.Series, texts: pl.Series) -> Counter[str]:
    """Count the languages that texts are stated, or told by themselves, to be in."""
    guesses = guess_languages(texts.filter(stated.is_null()))
    return Counter(stated.drop_nulls()) + Counter(guesses["language"])


def guess_languages(texts: pl.Series) -> pl.DataFrame:
    """Guess the language of each text by itself: columns `language` and `confidence`, from 0 to 1.

    >>> guess_languages(pl.Series(["انطلقت في بروكسل جلسة مفاوضات", "ok"])).rows()
    [('ar', 1.0), ('und', 0.0)]
    """
    # The openings of all texts at once would take as much memory again as short articles do.
    parts = [_guess_part(part.to_series()) for part in texts.to_frame().iter_slices(_TOGETHER)]
    return pl.concat([pl.DataFrame(schema={"language": pl.String, "confidence": pl.Float64}), *parts])


def _guess_part(texts: pl.Series) -> pl.DataFrame:
    openings = texts.fill_null("").str.slice(0, _OPENING)
    plain = _are_plain_arabic(openings)
    others = (~plain).arg_true()
    schema = {"language": pl.String, "confidence": pl.Float64}
    guesses = [_first_guess(_quiet(opening)) for opening in openings.gather(others)]
    guessed = pl.DataFrame(guesses, schema=schema, orient="row")
    frame = pl.select(language=pl.repeat("ar", len(texts)), confidence=pl.repeat(1.0, len(texts)))
    return frame.select(frame[name].scatter(others, guessed[name]) for name in schema)


def list_held(counts: Counter[str]) -> tuple[str, ...]:
    """List the languages that a corpus holds, of how many of its texts are in which."""
    total = counts.total() - counts["und"]
    return tuple(code for code in PLAUSIBLE if counts[code] and counts[code] >= _HELD_SHARE * total)


def _settle_guesses(texts: pl.Series, guesses: pl.DataFrame, held: tuple[str, ...]) -> pl.Series:
    """Give the texts their languages: the unsure guesses are made anew among the languages that are held."""
    confidence = guesses["confidence"]
    unsure = ((confidence > 0) & (confidence < _SURE) & ~guesses["language"].is_in(held)).arg_true()
    openings = map(_quiet, texts.gather(unsure).str.slice(0, _OPENING))
    codes = guesses["language"]
    again = [_guess_among(opening, held) or code for opening, code in zip(openings, codes.gather(unsure), strict=True)]
    return codes.clone().scatter(unsure, pl.Series(again, dtype=pl.String))


def _are_plain_arabic(openings: pl.Series) -> pl.Series:
    """Tell the openings with no letters but Arabic ones and no word that may be Persian: most of an Arabic corpus."""
    abjad = "".join(sorted(_ABJAD))
    text = pl.col("text")
    other = text.str.contains(rf"[\p{{L}}\p{{Nl}}\p{{No}}--[{abjad}]]|{'|'.join(map(re.escape, _NOISY))}")
    persian = text.str.contains(rf"(?:^|\s)(?:{'|'.join(sorted(_PERSIAN))})(?:\s|$)")
    enough = text.str.contains(f"(?:[{abjad}][^{abjad}]*){{{_FEWEST_LETTERS}}}")
    return openings.to_frame("text").select(enough & ~other & ~persian).to_series()


def _quiet(opening: str) -> str:
    return _NOISE.sub(" ", opening) if any(sign in opening for sign in _NOISY) else opening


def _first_guess(opening: str) -> tuple[str, float]:
    """Give the language of an opening and how sure it is; 0.0 where there is too little text to say more."""
    others, foreign, abjad = _count_letters(opening)
    arabic = abjad + foreign
    if others + arabic < _FEWEST_LETTERS:
        return "und", 0.0
    if arabic <= others:
        return _guess(opening, PLAUSIBLE)
    if foreign > _FOREIGN_LETTERS * arabic:
        return _guess(opening, _ARABIC_SCRIPT)
    return "fa" if len(_PERSIAN.intersection(opening.split())) >= _FEWEST_PERSIAN else "ar", 1.0


def _guess_among(opening: str, held: tuple[str, ...]) -> str | None:
    """Give the language of a corpus that an unsure opening is in, None where it speaks for none of them."""
    likely = dict(_identifier(PLAUSIBLE).rank(" ".join(opening.split())))
    known = {code: float(likely[code]) for code in held}
    best = max(known, key=lambda code: known[code], default=None)
    is_likely = best is not None and known[best] >= max(_LEAST_HELD, _SURE_AMONG_HELD * sum(known.values()))
    return best if is_likely else None


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


def _guess(text: str, languages: tuple[str, ...]) -> tuple[str, float]:
    language, confidence = _identifier(languages).classify(" ".join(text.split()))
    return str(language) if confidence >= _LEAST_SURE else "und", float(confidence)


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    identifier = copy(_model())  # `set_languages` makes tables of its own and leaves those of the model alone
    identifier.set_languages(languages)
    return identifier


@cache
def _model() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
