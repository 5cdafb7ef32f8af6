"""The likeliest reading of an Arabic word form: proclitics, stem, ending and pronoun, weighed by what is known.

Every way to read a form has a cost: a word of the project's lists is cheaper than one of simplemma's dictionary,
each cut costs, and a cut must leave a known word. The cheapest reading wins; of two alike, the one that cuts less.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus_tools.language.arabic_endings import noun_bases, pronoun_bases, relation_base, verb_bases
from corpus_tools.language.arabic_lexicon import find_in_dictionary, find_listed, listed_names
from corpus_tools.language.arabic_verbs import ALEFS, skeleton, verb_forms
from corpus_tools.language.folding import fold_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN = 6.0
_HEAD_COSTS = {"و": 0.6, "ف": 1.0, "ب": 0.8, "ل": 0.8, "ك": 1.2, "ال": 0.1, "بال": 0.6, "كال": 1.0, "لل": 0.5}
# A word of the lists is certain; a derived adjective (سياسي) and a form of the dictionary less so.
_LISTED, _VERB, _DERIVED, _RELATION, _OWN_VERB, _TRUSTED, _DICTIONARY = 0.0, 0.2, 0.3, 0.5, 1.5, 1.8, 2.4
_ENDING, _PRONOUN = 0.4, 0.6
_PERSONS = ("ي", "ت", "ن")
# Below this length a dictionary word under an ending is mostly chance: خونان is no dual.
_SHORTEST_BASE = 4


class Reading(NamedTuple):
    """What the rules make of a word form: the form without its clitics (the article stays), and its lemma."""

    bare: str
    lemma: str


class Guess(NamedTuple):
    """A way to read what is left of a form without proclitics, and how far it is to be believed (less is better)."""

    cost: float
    bare: str
    lemma: str


def head_cost(head: str) -> float:
    """Weigh the proclitics that a reading takes off.

    >>> head_cost(""), round(head_cost("وال"), 1), round(head_cost("ب"), 1)
    (0.0, 0.7, 0.8)
    """
    if not head:
        return 0.0
    if head in _HEAD_COSTS:
        return _HEAD_COSTS[head]
    return _HEAD_COSTS[head[0]] + _HEAD_COSTS[head[1:]]


@cache
def read_stem(stem: str, preposition: str) -> Guess:
    """Read a form without proclitics; `preposition` is what stood before it, the article included.

    >>> read_stem("سياستها", "").lemma, read_stem("يعارضون", "").lemma, read_stem("أسئلة", "ال").lemma
    ('سياسة', 'عارض', 'سؤال')
    """
    definite = preposition.endswith(("ال", "لل"))
    # لتصبح is a verb; behind another preposition or the article there is none.
    verbal = not preposition or (preposition == "ل" and stem.startswith(_PERSONS))
    guesses = [*_read_noun(stem, definite, verbal)]
    if verbal:
        guesses += _read_verb(stem, after_particle=bool(preposition))
    if not definite:
        guesses += _read_with_pronoun(stem, verbal, after_particle=bool(preposition))
    return min(guesses, key=lambda guess: guess.cost, default=Guess(UNKNOWN, stem, stem))


def _read_noun(stem: str, definite: bool, verbal: bool) -> Iterator[Guess]:
    listed = find_listed(stem)
    if listed:
        yield Guess(_DERIVED if listed.kind == "derived" else _LISTED, stem, listed.lemma)
        return
    known = _known(stem, definite, verbal)
    if known:
        yield Guess(_TRUSTED if known == stem or find_listed(known) else _DICTIONARY, stem, known)
    for base in noun_bases(stem, definite=definite):
        listed = find_listed(base)
        if listed:
            yield Guess(_LISTED + _ENDING, stem, listed.lemma)
        elif len(base) >= _SHORTEST_BASE and stem[-1] not in "وي" and _known(base, definite, False) == base:
            yield Guess(_TRUSTED + _ENDING, stem, base)
    relation = relation_base(stem)
    if relation and _is_named_or_listed(relation):
        yield Guess(_RELATION, stem, relation + "ي")
    elif relation and _known(relation + "ي", definite, False):
        yield Guess(_TRUSTED + _ENDING, stem, relation + "ي")


def _is_named_or_listed(base: str) -> bool:
    """Tell whether an adjective of relation has a known noun under it: سكاني of سكان, ألماني of ألمانيا."""
    names = listed_names()
    folded = fold_arabic(base)
    return bool(find_listed(base)) or any(folded + ending in names for ending in ("", "ا", "يا", "ه"))


def _known(stem: str, definite: bool, verbal: bool) -> str | None:
    """Ask the dictionary; not for a verb where there can be none."""
    for form in ("ال" + stem, stem) if definite else (stem,):
        found = find_in_dictionary(form)
        if found and (verbal or not found.is_verb):
            return found.lemma.removeprefix("ال") if definite else found.lemma
    return None


def _read_verb(stem: str, *, after_particle: bool) -> Iterator[Guess]:
    forms = verb_forms()
    plain = skeleton(stem)
    found = (forms.imperfect if after_particle else forms.every).get
    verb = found(stem) or found(plain)
    if verb:
        yield Guess(_VERB, stem, verb)
    # سيري is a name; what is written for سيرى in Cairo is left out.
    if stem.startswith("س") and (
        verb := forms.imperfect.get(stem[1:]) or forms.imperfect.get(stem.translate(ALEFS)[1:])
    ):
        yield Guess(_VERB, stem[1:], verb)
    person = stem[1:] if stem.startswith("سأ") else stem
    if person.startswith("أ") and (verb := forms.imperfect.get("ي" + person[1:])):
        yield Guess(_OWN_VERB, person, verb)


def _read_with_pronoun(stem: str, verbal: bool, *, after_particle: bool) -> Iterator[Guess]:
    for base in pronoun_bases(stem):
        for guess in _read_noun(base, False, False):
            if guess.cost < _TRUSTED or len(base) >= _SHORTEST_BASE:
                yield Guess(guess.cost + _PRONOUN, base, guess.lemma)
    for base in verb_bases(stem) if verbal else ():
        for guess in _read_verb(base, after_particle=after_particle):
            yield Guess(guess.cost + _PRONOUN, base, guess.lemma)
