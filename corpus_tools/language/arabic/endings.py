"""What can stand behind an Arabic noun or verb: number, case, feminine, suffix pronouns.

Endings are only proposed here, each with the form that is left; the lexicon says which one there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Dual and sound plural, feminine, and what stands instead: those with ت belong to a noun in ة (سيارتان, سيارات).
_NOUN = {
    "ات": ("ة", ""), "تان": ("ة",), "تين": ("ة",), "تا": ("ة",), "تي": ("ة",),
    "ين": ("",), "ون": ("",), "ان": ("",), "ة": ("",),
}  # fmt: skip
# The accusative (قرارا) and the construct state of the plural (مسؤولو الحزب): never behind an article.
_INDEFINITE = ("ا", "و", "ي")
_RELATION = ("يتين", "يتان", "يات", "يين", "يون", "يان", "ية", "يا", "ي")
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "نا", "كم", "ه", "ك")


def _by_last_letter(endings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    listed = tuple(endings)
    return {letter: tuple(ending for ending in listed if ending[-1] == letter) for letter in {e[-1] for e in listed}}


# Looked up by the last letter, so that a word is asked for two or three endings, not for twenty.
_NOUN_BY_LAST = _by_last_letter(_NOUN)
_RELATION_BY_LAST = _by_last_letter(_RELATION)
_PRONOUN_BY_LAST = _by_last_letter(_PRONOUNS)
_SHORTEST = 2


def noun_bases(word: str, *, definite: bool) -> list[str]:
    """Give what a noun can be without its ending, likelier ones first.

    >>> noun_bases("سيارات", definite=True), noun_bases("قرارين", definite=False)
    (['سيارة', 'سيار'], ['قرار'])
    """
    bases = [
        word[: -len(ending)] + instead
        for ending in _NOUN_BY_LAST.get(word[-1], ())
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST
        for instead in _NOUN[ending]
    ]
    if not definite and word[-1] in _INDEFINITE and len(word) > _SHORTEST + 1:
        bases.append(word[:-1])
    return bases


def relation_base(word: str) -> str | None:
    """Give the noun under an adjective of relation, or None.

    >>> relation_base("سكانية"), relation_base("فرنسي"), relation_base("مدرسة")
    ('سكان', 'فرنس', None)
    """
    for ending in _RELATION_BY_LAST.get(word[-1], ()):
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST:
            return word[: -len(ending)]
    return None


def relation_nouns(base: str) -> Iterator[str]:
    """Yield the nouns that an adjective of relation can be made of, by what stands before its ي.

    >>> list(relation_nouns("تنمو")), list(relation_nouns("سياس")), list(relation_nouns("معلومات"))
    (['تنمو', 'تنموة', 'تنمة', 'تنمى', 'تنماء', 'تنمية'], ['سياس', 'سياسة'], ['معلومات', 'معلوماتة', 'معلومة', 'معلوم'])
    """
    yield from (base, base + "ة")
    if base.endswith("و"):
        yield from (base[:-1] + ending for ending in ("ة", "ى", "اء", "ية"))
    if base.endswith("ات"):
        yield from (base[:-2] + "ة", base[:-2])


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
    stems = _without_pronoun(word)
    if word.endswith("ني"):
        stems.append(word[:-2])
    for stem in stems:
        if len(stem) <= _SHORTEST:
            continue
        yield stem
        if stem.endswith("و"):
            yield stem + "ا"
        if stem.endswith("ا"):
            yield stem[:-1] + "ى"


def _without_pronoun(word: str) -> list[str]:
    for pronoun in _PRONOUN_BY_LAST.get(word[-1], ()):
        if word.endswith(pronoun) and len(word) - len(pronoun) >= _SHORTEST:
            return [word[: -len(pronoun)]]
    return []
