"""What can stand behind an Arabic noun or verb: number, case, feminine, suffix pronouns.

Endings are only proposed here, each with the form that is left; the lexicon says which one there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Dual and sound plural; those with ت belong to a noun in ة (سيارتان, سيارات).
_FEMININE = ("ات", "تان", "تين", "تا", "تي")
_MASCULINE = ("ين", "ون", "ان")
_CONSTRUCT = ("و", "ي")
_RELATION = ("يتين", "يتان", "يات", "يين", "يون", "يان", "ية", "يا", "ي")
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "نا", "كم", "ه", "ك")
_SHORTEST = 2


def noun_bases(word: str, *, definite: bool) -> Iterator[str]:
    """Yield what a noun can be without its ending, likelier ones first.

    >>> list(noun_bases("سيارات", definite=True)), list(noun_bases("قرارين", definite=False))
    (['سيارة', 'سيار'], ['قرار'])
    """
    for ending in _FEMININE:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            base = word[: -len(ending)]
            # Of تا and تي: only the construct state of the dual, سيارتا.
            yield base + "ة"
            if ending == "ات":
                yield base
    for ending in _MASCULINE:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            yield word[: -len(ending)]
    if word.endswith("ة"):
        yield word[:-1]
    if not definite and word.endswith("ا") and len(word) > _SHORTEST + 1:
        yield word[:-1]
    if not definite and word.endswith(_CONSTRUCT) and len(word) > _SHORTEST + 1:
        yield word[:-1]


def relation_base(word: str) -> str | None:
    """Give the noun under an adjective of relation, or None.

    >>> relation_base("سكانية"), relation_base("فرنسي"), relation_base("مدرسة")
    ('سكان', 'فرنس', None)
    """
    for ending in _RELATION:
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST:
            return word[: -len(ending)]
    return None


def pronoun_bases(word: str) -> Iterator[str]:
    """Yield what a noun can be without a suffix pronoun, in the spelling that it has alone.

    >>> list(pronoun_bases("سياستها")), list(pronoun_bases("بنائهم")), list(pronoun_bases("مستواه"))
    (['سياسة', 'سياست'], ['بناء'], ['مستوا', 'مستوى'])
    """
    for stem in _without_pronoun(word):
        if stem.endswith("ت"):
            yield stem[:-1] + "ة"
        if stem.endswith(("اؤ", "ائ")):
            yield stem[:-1] + "ء"
        else:
            yield stem
        if stem.endswith("ا"):
            yield stem[:-1] + "ى"
    if word.endswith("تي") and len(word) > _SHORTEST + 2:
        yield word[:-2] + "ة"


def verb_bases(word: str) -> Iterator[str]:
    """Yield what a verb can be without an object pronoun.

    >>> list(verb_bases("قتلوه")), list(verb_bases("يراها"))
    (['قتلو', 'قتلوا'], ['يرا', 'يرى'])
    """
    stems = list(_without_pronoun(word))
    if word.endswith("ني"):
        stems.append(word[:-2])
    for stem in stems:
        yield stem
        if stem.endswith("و"):
            yield stem + "ا"
        if stem.endswith("ا"):
            yield stem[:-1] + "ى"


def _without_pronoun(word: str) -> Iterator[str]:
    for pronoun in _PRONOUNS:
        if word.endswith(pronoun) and len(word) - len(pronoun) >= _SHORTEST:
            yield word[: -len(pronoun)]
            return
