"""Which words look like adjectives, by lists and endings (`data/adjectives.csv`); no part of speech is analysed."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from corpus_tools.language import fold

_SHORTEST_STEM = 3
# Gender, number and case, where they add an ending; written folded (ه for ة).
_INFLECTIONS = {"ar": ("تين", "تان", "ات", "ون", "ين", "ان", "ه"), "fr": ("es", "e", "s")}


def looks_like_adjective(word: str, *, language: str) -> bool:
    """Tell whether a word is listed as an adjective, or ends like one and is not listed as something else.

    >>> looks_like_adjective("العسكرية", language="ar"), looks_like_adjective("القضية", language="ar")
    (True, False)
    >>> looks_like_adjective("dangerous", language="en"), looks_like_adjective("Paris", language="fr")
    (True, False)
    """
    rules = _rules()
    if (language, "ending") not in rules and (language, "word") not in rules:
        return False
    # French writes adjectives of nations small; a capital is a name's. Folding would make قوى (powers) one of قوي.
    if (language == "fr" and word[:1].isupper()) or word.endswith("ى"):
        return False
    bases = _bases(word, language)
    if not bases.isdisjoint(rules.get((language, "word"), ())):
        return True
    return bases.isdisjoint(rules.get((language, "not"), ())) and any(
        base.endswith(ending) and len(base) - len(ending) >= _SHORTEST_STEM
        for base in bases
        for ending in rules.get((language, "ending"), ())
    )


def is_listed_noun(word: str, *, language: str) -> bool:
    """Tell whether a word is listed as something else than an adjective: الخارجية is a ministry, whatever its lemma.

    >>> is_listed_noun("الخارجية", language="ar"), is_listed_noun("الخارجي", language="ar")
    (True, False)
    """
    bases, rules = _bases(word, language), _rules()
    # قوي is strong and the powers: what is listed as both is an adjective.
    return bases.isdisjoint(rules.get((language, "word"), ())) and not bases.isdisjoint(
        rules.get((language, "not"), ())
    )


def _bases(word: str, language: str) -> set[str]:
    """Give the forms under which a word may be listed: folded, without the article, without an ending."""
    plain = fold(word)
    if language == "ar" and len(plain) > _SHORTEST_STEM + 1:
        plain = plain.removeprefix("ال")
    return {plain, *(plain.removesuffix(ending) for ending in _INFLECTIONS.get(language, ()))}


@cache
def _rules() -> dict[tuple[str, str], frozenset[str]]:
    """Read the lists, folded: (language, rule) → words or endings."""
    lines = (files("corpus_tools.actors") / "data" / "adjectives.csv").read_text(encoding="utf-8").splitlines()
    rules: dict[tuple[str, str], set[str]] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        rules.setdefault((row["language"], row["rule"]), set()).update(map(fold, row["words"].split()))
    return {key: frozenset(words) for key, words in rules.items()}
