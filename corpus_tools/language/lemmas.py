"""Lemmas of the words of a vocabulary: dictionary first, proclitics only where the rest is a known word.

The dictionary is simplemma's. It knows no proclitic of Arabic and takes some names apart, so names are
protected, a prefix is cut only off a form that is unknown whole, and what is cut must leave a word that is
known or commoner.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import simplemma

from corpus_tools.language.folding import TANWIN_FATH, fold_arabic, normalise, strip_marks
from corpus_tools.language.registry import get_language, is_stopword

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Conjunction, then preposition, then article, as they are written together: وبالمحادثات is و + ب + ال +
# محادثات.
_CONJUNCTIONS = ("و", "ف", "")
_PREPOSITIONS = ("بال", "كال", "لل", "ال", "ب", "ك", "ل", "")
# No word of the rest may be shorter: below this nearly every cut is wrong (بلد is not ب + لد).
_SHORTEST = 3
_LANGUAGES = frozenset({"ar", "en", "fr", "es", "de", "ru", "tr", "fa"})


def lemmatise(words: Mapping[str, int], *, language: str, names: frozenset[str] = frozenset()) -> dict[str, str]:
    """Give the lemma of each word form.

    Parameters
    ----------
    words
        Word forms with their counts in the corpus: the counts tell a commoner rest from a chance one.
    language
        ISO 639-1 code; a language without a dictionary keeps each form's `normal`.
    names
        Folded names that no rule may take apart (one word each).

    Returns
    -------
    dict
        form → lemma, for every form.

    Examples
    --------
    >>> words = {"وروسيا": 2, "روسيا": 9, "وزير": 4, "للمحادثات": 1}
    >>> lemmatise(words, language="ar", names=frozenset({"روسيا"}))
    {'وروسيا': 'روسيا', 'روسيا': 'روسيا', 'وزير': 'وزير', 'للمحادثات': 'محادثة'}
    """
    if language == "ar":
        counts = _folded_counts(words)
        return {word: _read_arabic(word, counts, names)[1] for word in words}
    return {word: _latin_lemma(word, language) for word in words}


def strip_proclitics(words: Mapping[str, int], *, language: str, names: frozenset[str] = frozenset()) -> dict[str, str]:
    """Give each word form without the proclitics that `lemmatise` reads off it; the article stays.

    >>> strip_proclitics({"والتعاون": 9, "للأمم": 2, "وزير": 1}, language="ar")
    {'والتعاون': 'التعاون', 'للأمم': 'الأمم', 'وزير': 'وزير'}
    """
    if language != "ar":
        return {word: word for word in words}
    counts = _folded_counts(words)
    return {word: _read_arabic(word, counts, names)[0] for word in words}


def _folded_counts(words: Mapping[str, int]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word, count in words.items():
        folded = fold_arabic(word)
        counts[folded] = counts.get(folded, 0) + count
    return counts


def split_proclitics(word: str) -> Iterator[tuple[str, str]]:
    """Yield every way to read proclitics off an Arabic word, as (proclitics, rest), none first.

    >>> [rest for _, rest in split_proclitics("وللناتو")]
    ['وللناتو', 'للناتو', 'ناتو', 'الناتو', 'لناتو']
    """
    yield "", word
    seen = {word}
    for conjunction in ("", *_CONJUNCTIONS[:2]):
        if not word.startswith(conjunction):
            continue
        for preposition in ("", *_PREPOSITIONS[:-1]):
            head = conjunction + preposition
            if not word.startswith(head) or len(word) - len(head) < _SHORTEST - 1:
                continue
            # لل swallows the alef of the article: للناتو is ل + الناتو as well as لل + ناتو.
            for rest in (word[len(head) :], "ال" + word[len(head) :]) if preposition == "لل" else (word[len(head) :],):
                if rest not in seen:
                    seen.add(rest)
                    yield head, rest


def _read_arabic(word: str, counts: Mapping[str, int], names: frozenset[str]) -> tuple[str, str]:
    """Read a form as (form without proclitics, lemma)."""
    whole = strip_marks(word) or word
    is_noise = is_stopword(whole, language="ar")
    # روسياً is the accusative of the adjective روسي, not the name روسيا.
    is_accusative = TANWIN_FATH in word and whole.endswith("ا") and len(whole) > _SHORTEST and not is_noise
    bare = whole[:-1] if is_accusative else whole
    for head, rest in split_proclitics(bare):
        # A dictionary word is not split to make a name of it: بابل is Babylon, not ب + أبل.
        if fold_arabic(rest) in names and not (head and is_dictionary_word(bare, language="ar")):
            return rest, rest
    if is_noise:
        return whole, whole
    corrections = get_language("ar").corrections
    for head, rest in split_proclitics(bare):
        fixed = corrections.get(normalise(rest, language="ar"))
        if fixed or (
            (not head or len(rest) >= _SHORTEST) and (_is_known(rest) or (head and _is_commoner(rest, bare, counts)))
        ):
            # The ending stays (غزواً), the article comes back: what is cut is what stands before it.
            shown = whole[len(head) :]
            return ("ال" + shown if head.endswith(("ال", "لل")) else shown), fixed or _dictionary(rest, "ar")
    return whole, _dictionary(bare, "ar")


def _is_commoner(rest: str, whole: str, counts: Mapping[str, int]) -> bool:
    return counts.get(fold_arabic(rest), 0) > 4 * counts.get(fold_arabic(whole), 0)


def _latin_lemma(word: str, language: str) -> str:
    normal = normalise(word, language=language)
    fixed = get_language(language).corrections.get(normal)
    if fixed:
        return fixed
    if language == "en" and normal.endswith("'s"):
        word, normal = word[:-2], normal[:-2]
    if language not in _LANGUAGES or is_stopword(word, language=language):
        return normal
    # A capitalised word that is not in the dictionary is a name: the rules for endings would maul it.
    if word[:1].isupper() and not simplemma.is_known(normal, lang=language):
        return normal
    return _dictionary(normal, language)


@cache
def _dictionary(word: str, language: str) -> str:
    return str(simplemma.lemmatize(word, lang=language)).lower()


@cache
def _is_known(word: str) -> bool:
    return bool(simplemma.is_known(word, lang="ar"))


def is_dictionary_word(word: str, *, language: str) -> bool:
    """Tell whether the dictionary has a word in just this form; False for a language without a dictionary.

    >>> is_dictionary_word("كابل", language="ar"), is_dictionary_word("ولبنان", language="ar")
    (True, False)
    """
    if language not in _LANGUAGES:
        return False
    # A form that a correction gives another lemma is not the word that the dictionary takes it for (لبوتين).
    fixed = get_language(language).corrections.get(normalise(word, language=language))
    return fixed in (None, word) and bool(simplemma.is_known(strip_marks(word) or word, lang=language))
