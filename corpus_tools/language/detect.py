"""Which language a text is in: Arabic by its script, the others by the model that ships with py3langid."""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from typing import Any

import polars as pl
from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

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
# Runs rather than single letters: each text is looked through in a few steps.
_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_ARABIC = re.compile("[^\u0620-\u06ff]+")
_LETTER = r"[\p{L}\p{Nl}\p{No}]"  # as Polars writes what `_LETTERS` are made of
_ABJAD_RUN = re.compile(f"[{''.join(sorted(_ABJAD))}]+")
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
    letters = "".join(_LETTERS.findall(opening))
    if len(letters) < _FEWEST_LETTERS:
        return "und"
    arabic = _NOT_ARABIC.sub("", letters)
    if 2 * len(arabic) <= len(letters):
        return _guess(opening, PLAUSIBLE)
    foreign = _ABJAD_RUN.sub("", arabic)
    return "ar" if len(foreign) <= _FOREIGN_LETTERS * len(arabic) else _guess(opening, _ARABIC_SCRIPT)


def detect_languages(texts: pl.Series) -> pl.Series:
    """Detect the language of each text of a column, as `detect_language` does; Arabic ones are told all at once.

    >>> detect_languages(pl.Series(["انطلقت في بروكسل جلسة مفاوضات", "ok", None])).to_list()
    ['ar', 'und', 'und']
    """
    openings = texts.fill_null("").str.slice(0, _OPENING)
    in_arabic = _are_arabic(openings)
    codes = [
        "ar" if known else detect_language(text)
        for known, text in zip(in_arabic, openings.set(in_arabic, ""), strict=True)
    ]
    return pl.Series(texts.name, codes, dtype=pl.String)


def _are_arabic(openings: pl.Series) -> pl.Series:
    """Tell the openings that are Arabic without any doubt: the rest is looked at one by one."""
    abjad = "".join(sorted(_ABJAD))
    text = pl.col("text")
    looks = openings.to_frame("text").select(
        other=text.str.contains(f"[{_LETTER}--[{abjad}]]"),
        enough=text.str.contains(f"(?:[{abjad}][^{abjad}]*){{{_FEWEST_LETTERS}}}"),
        noisy=text.str.contains("|".join(map(re.escape, _NOISY))),
    )
    pure = looks["enough"] & ~looks["other"]
    # With Latin names, or with the letters that Arabic lends from Persian, it is a matter of counting.
    places = (~pure & ~looks["noisy"]).arg_true()
    counts = (
        text.str.replace_all(f"[^{kind}]+", "").str.len_chars().cast(pl.Int64).alias(name)
        for name, kind in (("letters", _LETTER), ("arabic", f"[\u0620-\u06ff]&&{_LETTER}"), ("abjad", abjad))
    )
    mostly = (pl.col("letters") >= _FEWEST_LETTERS) & (2 * pl.col("arabic") > pl.col("letters"))
    native = pl.col("arabic") - pl.col("abjad") <= _FOREIGN_LETTERS * pl.col("arabic")
    counted = pl.LazyFrame({"text": openings.gather(places)}).select(counts).select(mostly & native).collect()
    return pure.scatter(places, counted.to_series())


def _guess(text: str, languages: tuple[str, ...]) -> str:
    language, confidence = _identifier(languages).classify(" ".join(text.split()))
    return str(language) if confidence >= _LEAST_SURE else "und"


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    identifier = copy(_model())  # `set_languages` makes tables of its own and leaves those of the model alone
    identifier.set_languages(languages)
    return identifier


@cache
def _model() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
