"""What the project's own lists and simplemma's dictionary know of an Arabic word without proclitics."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from simplemma.strategies import DictionaryLookupStrategy

from corpus_tools.language.arabic_derivation import derived_adjectives, derived_nouns
from corpus_tools.language.arabic_verbs import listed_verbs, skeleton
from corpus_tools.language.folding import fold_arabic
from corpus_tools.language.registry import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator


_DICTIONARY = DictionaryLookupStrategy()


class Entry(NamedTuple):
    """A lemma of the lists, and what it is: noun, adjective, or derived from a verb."""

    lemma: str
    kind: str


@cache
def listed_words() -> dict[str, Entry]:
    """Map each written form of the listed nouns, adjectives and names to its entry.

    A word that stands for itself goes before a plural that is written the same (كتاب is a book before it is scribes).

    >>> words = listed_words()
    >>> words["أسئلة"].lemma, words["كبرى"].lemma, words["كتاب"].lemma, words["جامعة"].kind
    ('سؤال', 'أكبر', 'كتاب', 'noun')
    """
    words: dict[str, Entry] = {}
    tables = [("noun", list(_entries("ar/nouns.txt"))), ("adjective", list(_entries("ar/adjectives.txt")))]
    for kind, entries in tables:
        for lemma, _ in entries:
            words.setdefault(lemma, Entry(lemma, kind))
    for kind, entries in tables:
        for lemma, others in entries:
            for other in others:
                words.setdefault(other, Entry(lemma, kind))
    for lemma in derived_nouns():
        words.setdefault(lemma, Entry(lemma, "derived"))
    for lemma, _ in tables[1][1]:
        words.setdefault(lemma + "ة", Entry(lemma, "adjective"))
    for lemma in derived_adjectives():
        words.setdefault(lemma, Entry(lemma, "derived"))
        words.setdefault(lemma + "ة", Entry(lemma, "derived"))
    for form, entry in list(words.items()):
        words.setdefault(skeleton(form), entry)
    return words


def find_listed(word: str) -> Entry | None:
    """Look a word up in the lists: as it is written, or else without the hamza and with the ى that it may lack.

    >>> find_listed("اسئلة").lemma, find_listed("قوى").lemma, find_listed("قوي").lemma
    ('سؤال', 'قوة', 'قوي')
    """
    words = listed_words()
    return words.get(word) or words.get(skeleton(word))


def _entries(name: str) -> Iterator[tuple[str, list[str]]]:
    for entry in read_words(name):
        if "[" not in entry and "]" not in entry:
            lemma, _, others = entry.partition(":")
            yield lemma, others.split(",") if others else []


@cache
def listed_names() -> frozenset[str]:
    """Give the names that are never taken apart, folded.

    >>> "بوتين" in listed_names()
    True
    """
    return frozenset(fold_arabic(name) for name in read_words("ar/names.txt") if "[" not in name)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(perfect for perfect, _ in listed_verbs())


class Found(NamedTuple):
    """A lemma of the dictionary, and whether it is a verb."""

    lemma: str
    is_verb: bool


@cache
def find_in_dictionary(word: str) -> Found | None:
    """Look a word up in simplemma's dictionary, as it is written.

    The dictionary derives participles and verbal nouns from their verbs (متوقع from توقع, كتابة from كتب); for a
    reader of news they are words of their own, and come out as such.

    >>> find_in_dictionary("بغال"), find_in_dictionary("كتابة").lemma, find_in_dictionary("ناتوو")
    (Found(lemma='بغل', is_verb=False), 'كتابة', None)
    """
    lemma = _DICTIONARY.get_lemma(word, "ar")
    if lemma is None:
        return None
    if _is_verb(lemma) and not (lemma == word and find_listed(word)):
        return Found(lemma, True) if _looks_conjugated(word, lemma) else Found(word, False)
    if word.endswith("ي") and not lemma.endswith(("ي", "ى")):
        # Rather the adjective of relation (كوري) than the noun with a pronoun or a construct plural.
        return Found(word, False)
    return Found(word if word[0] == "م" and lemma[0] != "م" else lemma, False)


@cache
def _is_verb(lemma: str) -> bool:
    """Tell a verb by the feminine of its perfect, which the dictionary has too: كتبت, انتهت."""
    feminine = lemma[:-1] + "ت" if lemma[-1] in "ىا" else lemma + "ت"
    return lemma in _verbs() or _DICTIONARY.get_lemma(feminine, "ar") == lemma


def _looks_conjugated(word: str, lemma: str) -> bool:
    """Tell a form with an affix of the verb from a participle (هائل), a verbal noun (تأليف) or an imperative (دوس)."""
    if word == lemma:
        return True
    is_verbal_noun = word[0] == "ت" and len(word) == 5 and word[3] == "ي"
    if word[0] == "م" or is_verbal_noun:
        return False
    has_prefix = word[0] in "يتن" and lemma[0] != word[0]
    return has_prefix or (word.startswith(lemma[:2]) and word.endswith(("ت", "تا", "وا", "ا", "نا", "تم", "ن")))
