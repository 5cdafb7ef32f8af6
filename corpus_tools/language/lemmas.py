"""Lemmas of the words of a vocabulary: dictionary first, proclitics only where the rest is a known word.

The dictionary is simplemma's. It knows no proclitic of Arabic and takes some names apart, so names are
protected, a prefix is cut only off a form that is unknown whole, and what is cut must leave a word that is
known or commoner.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import simplemma

from corpus_tools.language.arabic_lemmas import UNKNOWN, Guess, Reading, head_cost, read_stem
from corpus_tools.language.arabic_lexicon import listed_names
from corpus_tools.language.folding import TANWIN_FATH, fold_arabic, normalise, strip_marks
from corpus_tools.language.registry import get_language, is_stopword

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Conjunction, then preposition, then article, as they are written together: وبالمحادثات is و + ب + ال +
# محادثات.
_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "بال", "كال", "لل", "ال", "ب", "ك", "ل")
_HEADS = tuple(conjunction + preposition for conjunction in _CONJUNCTIONS for preposition in _PREPOSITIONS)
_FIRST_LETTERS = frozenset(head[0] for head in _HEADS if head)
# No word of the rest may be shorter: below this nearly every cut is wrong (بلد is not ب + لد).
_SHORTEST = 3
_SHORT_PREPOSITIONS = ("ب", "ك")
# What costs less rests on the lists alone.
_TRUSTED = 1.7
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
    return {word: reading.lemma for word, reading in read_forms(words, language=language, names=names).items()}


def read_forms(words: Mapping[str, int], *, language: str, names: frozenset[str] = frozenset()) -> dict[str, Reading]:
    """Read each word form once: what is left without proclitics, and the lemma (see `lemmatise`).

    >>> readings = read_forms({"والتعاون": 9, "للأمم": 2, "وزير": 1}, language="ar")
    >>> [reading.bare for reading in readings.values()]
    ['التعاون', 'الأمم', 'وزير']
    """
    if language != "ar":
        return {word: Reading(word, _latin_lemma(word, language)) for word in words}
    counts: dict[str, int] = {}
    for word, count in words.items():
        folded = fold_arabic(word)
        counts[folded] = counts.get(folded, 0) + count
    return {word: _read_arabic(word, counts, names) for word in words}


def split_proclitics(word: str) -> Iterator[tuple[str, str]]:
    """Yield every way to read proclitics off an Arabic word, as (proclitics, rest), none first.

    >>> [rest for _, rest in split_proclitics("وللناتو")]
    ['وللناتو', 'للناتو', 'ناتو', 'الناتو', 'لناتو']
    """
    yield "", word
    if word[:1] not in _FIRST_LETTERS:
        return
    seen = {word}
    for head in _HEADS[1:]:
        if not word.startswith(head) or len(word) - len(head) < _SHORTEST - 1:
            continue
        # لل swallows the alef of the article: للناتو is ل + الناتو as well as لل + ناتو.
        after = word[len(head) :]
        for rest in (after, "ال" + after) if head.endswith("لل") else (after,):
            if rest not in seen:
                seen.add(rest)
                yield head, rest


def _read_arabic(word: str, counts: Mapping[str, int], names: frozenset[str]) -> Reading:
    whole = strip_marks(word) or word
    is_noise = is_stopword(whole, language="ar")
    # روسياً is the accusative of the adjective روسي, not the name روسيا.
    is_accusative = TANWIN_FATH in word and whole.endswith("ا") and len(whole) > _SHORTEST and not is_noise
    bare = whole[:-1] if is_accusative else whole
    splits = [(head, rest, fold_arabic(rest)) for head, rest in split_proclitics(bare)]
    for head, rest, folded in splits:
        # A dictionary word is not split to make a name of it: بابل is Babylon, not ب + أبل.
        if (folded in names or folded in listed_names()) and not (head and is_dictionary_word(bare, language="ar")):
            return Reading(rest, rest)
    if is_noise:
        return _read_stopword(whole)
    corrections = get_language("ar").corrections
    best, reading = UNKNOWN, Reading(whole, bare)
    for head, rest, folded in splits:
        conjunction = head[0] if head[:1] in _CONJUNCTIONS[1:] and head else ""
        # The dictionary errs on السكان as on سكان: a correction holds with the article, too.
        fixed = corrections.get(folded) or corrections.get(folded.removeprefix("ال"))
        has_article = head.endswith(("ال", "لل"))
        if fixed:
            guess = Guess(0.0, rest, fixed)
        elif (head and len(rest) < _SHORTEST) or (has_article and rest.startswith("ال")):
            continue
        else:
            guess = read_stem(rest, head.removeprefix(conjunction))
        cost = guess.cost + head_cost(head)
        if guess.cost >= UNKNOWN and head and _is_commoner(folded, splits[0][2], counts):
            cost = 4.0
        if cost < best:
            # The ending stays (غزواً), the article comes back: what is cut is what stands before it.
            shown = whole[len(head) :] if guess.bare == rest else guess.bare
            best, reading = cost, Reading("ال" + shown if has_article else shown, guess.lemma)
    return reading


def _read_stopword(whole: str) -> Reading:
    """Give a stopword its lemma where the lists know it for sure (وكانت is كان); particles stay as they are."""
    best, reading = _TRUSTED, Reading(whole, whole)
    for head, rest in split_proclitics(whole):
        if len(rest) < _SHORTEST + (head[-1:] in _SHORT_PREPOSITIONS):
            continue
        guess = read_stem(rest, head[1:] if head[:1] in _CONJUNCTIONS[1:] and head else head)
        cost = guess.cost + head_cost(head)
        if cost < best:
            best, reading = cost, Reading(guess.bare, guess.lemma)
    return reading


def _is_commoner(rest: str, whole: str, counts: Mapping[str, int]) -> bool:
    return counts.get(rest, 0) > 4 * counts.get(whole, 0)


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
    lemma = str(simplemma.lemmatize(word, lang=language)).lower()
    if language == "ar" and lemma == word and word.endswith("ية") and not word.startswith("ال"):
        # The dictionary takes إيرانية for a noun, and الإيرانية for the adjective إيراني: one of them is right.
        definite = str(simplemma.lemmatize("ال" + word, lang=language))
        return definite if definite + "ة" == word else lemma
    return lemma


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
    fixed = get_language(language).corrections.get(normalise(word, language=language))
    if fixed is not None:
        # A correction that keeps the form whole makes it a word (بروس); one that gives it another lemma says
        # that it is not the word that the dictionary takes it for (لبوتين).
        return fixed == word
    return bool(simplemma.is_known(strip_marks(word) or word, lang=language))
