"""The class of each form in Latin script, as one letter: see the alphabet in `classes.py`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus_tools.actors.inferred.classes import famous_surnames
from corpus_tools.actors.lexicons import folded_words, given_names_latin
from corpus_tools.language import fold, is_dictionary_word, is_stopword

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Greek and Cyrillic capitals say nothing of names here.
_LATIN = re.compile("[A-Za-zÀ-ɏ]")


@cache
def _latin_classes() -> tuple[dict[str, str], dict[str, str]]:
    """Map folded word → class, for words with a capital and for words in small letters."""
    sure, doubtful = given_names_latin()

    def words(section: str) -> frozenset[str]:
        return folded_words("heads_latin", section)

    capital: dict[str, str] = {}
    for letter, listed in (
        ("p", words("particle")),
        ("S", folded_words("surnames_latin")),
        ("H", doubtful),
        ("G", sure | famous_surnames()),
        ("F", words("placehead")),
        ("Q", words("orghead")),
        ("O", words("orgtail")),
        ("P", words("placetail")),
        ("T", folded_words("titles_latin", "form")),
        ("R", words("common")),
        ("J", frozenset({"jr", "sr", "ii", "iii", "iv", "vi", "vii", "viii", "xiv", "xvi"})),
    ):
        capital |= dict.fromkeys(listed, letter)
    small: dict[str, str] = {}
    for letter, listed in (
        ("v", words("saying")),
        ("t", folded_words("titles_latin", "english", "french")),
        ("d", words("direction")),
        ("p", words("particle")),
        ("i", words("in")),
        ("w", words("being")),
        ("o", frozenset({"of", "for", "and", "et"})),
        ("e", frozenset({"de", "du", "des", "d'", "la", "le", "l'", "the", "les"})),
    ):
        small |= dict.fromkeys(listed, letter)
    return capital, small


def latin_classes(surfaces: Iterable[str], counts: Mapping[str, int], language: str) -> list[str]:
    """Give the classes of forms in Latin script; `counts` holds how often each form of the corpus occurs.

    >>> latin_classes(["Angela", "Merkel", "president", "river", "Zagroville"], {}, "en")
    ['G', 'S', 't', 'd', 'U']
    """
    capital, small = _latin_classes()
    return [_latin_class(surface, counts, language, capital, small) for surface in surfaces]


def _latin_class(
    surface: str, counts: Mapping[str, int], language: str, capital: dict[str, str], small: dict[str, str]
) -> str:
    word = fold(surface).removesuffix("'s")
    if not surface[:1].isupper():
        return small.get(word, "x")
    if not _LATIN.match(surface):
        return "x"
    if len(word.replace(".", "")) == 1 or (len(surface) < 5 and surface.endswith(".")):
        return "I"
    found = capital.get(word)
    # A word that the corpus writes small as a rule has its capital from the beginning of a sentence.
    lower = surface.lower()
    if found in {None, "H", "S"} and counts.get(lower, 0) > counts.get(surface, 0):
        return "C"
    if found:
        return found
    if surface.isupper() and len(surface) > 1:
        return "K"
    return "C" if is_dictionary_word(lower, language=language) or is_stopword(lower, language=language) else "U"
