"""The likeliest reading of an Arabic word form: proclitics, stem, ending and pronoun, weighed by what is known.

Every way to read a form has a cost: a word of the project's lists is cheaper than one of simplemma's dictionary,
each cut costs, and a cut must leave a known word. The cheapest reading wins; of two alike, the one that cuts less.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus_tools.language.arabic.endings import noun_bases, pronoun_bases, relation_base, relation_nouns, verb_bases
from corpus_tools.language.arabic.lexicon import (
    find_in_dictionary,
    find_listed,
    is_verbal_root,
    listed_names,
    looks_adjectival,
)
from corpus_tools.language.arabic.verbs import plain_alefs, skeleton, verb_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

UNKNOWN = 6.0
# What costs less rests on the project's own lists alone.
TRUSTED = 1.7
# A word of the lists is certain; a derived adjective (سياسي) and a form of the dictionary less so.
_LISTED, _VERB, _DERIVED, _RELATION, _OWN_VERB, _IN_DICTIONARY, _DICTIONARY = 0.0, 0.2, 0.3, 0.5, 1.5, 1.8, 2.4
_ENDING, _PRONOUN = 0.4, 0.6
# Any noun makes such adjectives: behind an article an unknown one in ية is no noun.
_PRODUCTIVE = 4.5
_PERSONS = ("ي", "ت", "ن")
# Below this length a dictionary word under an ending is mostly chance: خونان is no dual.
_SHORTEST_BASE = 4
_OF_SINGULAR = ("و", "ي", "ان", "ين", "ون")
_OF_NAMES, _OF_NAMES_ALONE = ("و", "ي"), ("ان", "ون")


class Reading(NamedTuple):
    """What the rules make of a word form: the form without its clitics (the article stays), and its lemma."""

    bare: str
    lemma: str


class Guess(NamedTuple):
    """A way to read what is left of a form without proclitics, and how far it is to be believed (less is better)."""

    cost: float
    bare: str
    lemma: str


@cache
def read_stem(stem: str, preposition: str) -> Guess:
    """Read a form without proclitics; `preposition` is what stood before it, the article included.

    >>> read_stem("سياستها", "").lemma, read_stem("يعارضون", "").lemma, read_stem("أسئلة", "ال").lemma
    ('سياسة', 'عارض', 'سؤال')
    """
    definite = preposition.endswith(("ال", "لل"))
    # لتصبح is a verb; behind another preposition or the article there is none.
    verbal = not preposition or (preposition == "ل" and stem.startswith(_PERSONS))
    best = _likeliest(_read_noun(stem, definite, verbal), Guess(UNKNOWN, stem, stem))
    # What cannot cost less is not looked for.
    if verbal and best.cost > _VERB:
        best = _likeliest(_read_verb(stem, after_particle=bool(preposition)), best)
    if not definite and best.cost > _PRONOUN:
        best = _likeliest(_read_with_pronoun(stem, verbal, after_particle=bool(preposition)), best)
    return best


def _likeliest(guesses: Iterable[Guess], best: Guess) -> Guess:
    for guess in guesses:
        if guess.cost < best.cost:
            best = guess
    return best


def _read_noun(stem: str, definite: bool, verbal: bool) -> Iterator[Guess]:
    listed = find_listed(stem)
    if listed:
        yield Guess(_DERIVED if listed.kind == "derived" else _LISTED, stem, listed.lemma)
        return
    known = _known(stem, definite, verbal)
    if known:
        yield Guess(_IN_DICTIONARY if known == stem or find_listed(known) else _DICTIONARY, stem, known)
    for base in noun_bases(stem, definite=definite):
        listed = find_listed(base)
        if listed and stem[-1] == "ة" and not looks_adjectival(base):
            # صرخة is no feminine of صرخ.
            continue
        if listed and stem.endswith(_OF_SINGULAR) and skeleton(base) != skeleton(listed.lemma):
            # سيري does not come of سير, the plural of سيرة.
            continue
        if listed:
            lemma = base + "ة" if stem.endswith("ات") and is_verbal_root(base, listed) else listed.lemma
            yield Guess(_LISTED + _ENDING, stem, lemma)
        elif len(base) >= _SHORTEST_BASE and _may_end_so(stem, definite) and _known(base, definite, False) == base:
            yield Guess(_IN_DICTIONARY + _ENDING, stem, base)
    yield from _read_relation(stem, definite)


def _may_end_so(stem: str, definite: bool) -> bool:
    """Tell whether an ending is believed on a word of the dictionary; كابلان and بوابو are names, not كابل and بواب."""
    return not stem.endswith(_OF_NAMES) and (definite or not stem.endswith(_OF_NAMES_ALONE))


def _read_relation(stem: str, definite: bool) -> Iterator[Guess]:
    """Read an adjective of relation: سكاني of سكان, سياسية of سياسة, ألمانيين of ألمانيا, تنموي of تنمية."""
    base = relation_base(stem)
    # Names end in يا, too (كيليا): with a short noun before it, سياسيا must be listed.
    if not base or (stem.endswith("يا") and len(base) < _SHORTEST_BASE):
        return
    folded = plain_alefs(base)
    is_of_name = any(folded + ending in listed_names() for ending in ("", "ا", "يا", "ه"))
    if is_of_name or any(find_listed(noun) for noun in relation_nouns(base)):
        yield Guess(_RELATION, stem, base + "ي")
    elif _known(base + "ي", definite, False):
        yield Guess(_IN_DICTIONARY + _ENDING, stem, base + "ي")
    elif definite and stem.endswith("ية") and len(base) >= _SHORTEST_BASE:
        yield Guess(_PRODUCTIVE, stem, base + "ي")


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
    # الهاني is a noun with its article, not ألهاني without its hamza.
    verb = found(stem) or found(plain)
    if verb and not (stem.startswith("ال") and verb.startswith("أ")):
        yield Guess(_VERB, stem, verb)
    if stem.startswith("س") and (verb := forms.imperfect.get(stem[1:])):
        yield Guess(_VERB, stem[1:], verb)
    person = stem[1:] if stem.startswith("سأ") else stem
    if person.startswith("أ") and (verb := forms.imperfect.get("ي" + person[1:])):
        yield Guess(_OWN_VERB, person, verb)


def _read_with_pronoun(stem: str, verbal: bool, *, after_particle: bool) -> Iterator[Guess]:
    for base in pronoun_bases(stem):
        for guess in _read_noun(base, False, False):
            # إيريك and إيرينا are names: only a listed word takes these.
            if guess.cost < _IN_DICTIONARY or (len(base) >= _SHORTEST_BASE and not stem.endswith(("ك", "نا", "كم"))):
                yield Guess(guess.cost + _PRONOUN, base, guess.lemma)
    for base in verb_bases(stem) if verbal else ():
        for guess in _read_verb(base, after_particle=after_particle):
            yield Guess(guess.cost + _PRONOUN, base, guess.lemma)
