"""Lemmas of the words of a vocabulary: Arabic by rules and lists of its own, others by simplemma's dictionary."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import simplemma

from corpus_tools.language.arabic.lemmas import Reading
from corpus_tools.language.arabic.lexicon import is_known_whole
from corpus_tools.language.arabic.words import read_words_of_corpus
from corpus_tools.language.folding import normalise, spell_persian
from corpus_tools.language.registry import get_language, is_stopword

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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
    readings = read_forms(words, language=language, names=names)
    return {word: reading.lemma for word, reading in zip(words, readings, strict=True)}


def read_forms(words: Mapping[str, int], *, language: str, names: frozenset[str] = frozenset()) -> Iterator[Reading]:
    """Read the word forms one by one: what is left without proclitics, and the lemma (see `lemmatise`).

    >>> readings = read_forms({"والتعاون": 9, "للأمم": 2, "وزير": 1}, language="ar")
    >>> [reading.bare for reading in readings]
    ['التعاون', 'الأمم', 'وزير']
    """
    if language == "ar":
        return read_words_of_corpus(words, names)
    return (Reading(word, _latin_lemma(word, language)) for word in words)


def _latin_lemma(word: str, language: str) -> str:
    normal = normalise(word, language=language)
    fixed = get_language(language).corrections.get(normal)
    if fixed:
        return fixed
    if language == "en" and normal.endswith("'s"):
        word, normal = word[:-2], normal[:-2]
    # A lone tatweel has no letter left.
    if not normal or not get_language(language).has_dictionary:
        return normal
    # A capitalised word that is not in the dictionary is a name: the rules for endings would maul it. US and WHO
    # are no forms of we and who.
    named = word[:1].isupper() and not simplemma.is_known(normal, lang=language)
    if named or (
        word != normal and is_stopword(normal, language=language) and not is_stopword(word, language=language)
    ):
        return normal
    # The dictionary has Persian words as Persians spell them, the vocabulary as Arabs do.
    return (
        normalise(_dictionary(spell_persian(word), language), language="fa")
        if language == "fa"
        else _dictionary(normal, language)
    )


@cache
def _dictionary(word: str, language: str) -> str:
    return str(simplemma.lemmatize(word, lang=language)).lower()


def is_dictionary_word(word: str, *, language: str) -> bool:
    """Tell whether the dictionary has a word in just this form; False for a language without a dictionary.

    >>> is_dictionary_word("كابل", language="ar"), is_dictionary_word("ولبنان", language="ar")
    (True, False)
    """
    known = get_language(language)
    if not known.has_dictionary:
        return False
    if language == "ar":
        return is_known_whole(word)
    fixed = known.corrections.get(normalise(word, language=language))
    return fixed == word if fixed is not None else bool(simplemma.is_known(word, lang=language))
