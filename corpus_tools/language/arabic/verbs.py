"""Conjugation of the verbs of `data/ar/verbs.txt`: from a written form to its verb, without vowel signs.

What no reader sees without vowels is not made: one written form stands for active and passive, for all moods.
Forms are compared as `skeleton` writes them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus_tools.language.registry import read_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SHORT = 3
_OPEN_ENDINGS = ("", "ت", "تا", "ا", "وا")
_CLOSED_ENDINGS = ("ت", "نا", "تم", "تما", "ن", "تن")


def skeleton(word: str) -> str:
    """Write a word as a hurried writer does: no hamza on alef, final ى as ي. Other hamza seats and ة stay.

    >>> skeleton("أكد"), skeleton("مدرسة"), skeleton("إلى"), skeleton("مسؤول")
    ('اكد', 'مدرسة', 'الي', 'مسؤول')
    """
    plain = plain_alefs(word)
    return plain[:-1] + "ي" if plain.endswith("ى") else plain


def plain_alefs(word: str) -> str:
    """Take the hamza off every alef.

    >>> plain_alefs("أإآ")
    'ااا'
    """
    # A chain of replace is five times faster than translate.
    return word.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا")


class VerbForms(NamedTuple):
    """Written form → verb, for all forms and for those of the imperfect alone."""

    every: dict[str, str]
    imperfect: dict[str, str]


@cache
def verb_forms() -> VerbForms:
    """Map each written form of the listed verbs to its verb; a form of two verbs goes to the likelier one.

    The verb's own form goes before all others, the perfect before the imperfect, full forms before shortened ones;
    then the order of the list decides. A verb with an asterisk goes before a verb that is written like its imperfect
    (تمثل is of مثل). Forms without hamza stand behind those with one.

    >>> forms = verb_forms()
    >>> forms.every["يقولون"], forms.every["استطعنا"], forms.every["ينتهي"], forms.every["تمثل"], forms.every["اكدت"]
    ('قال', 'استطاع', 'انتهى', 'مثل', 'أكد')
    """
    first = [split_verb(entry[1:].partition(":")[0]) for entry in _entries() if entry[0] == "*"]
    pairs = listed_verbs()
    every: dict[str, str] = {}
    imperfect: dict[str, str] = {}
    for verb in first:
        _enter(every, verb, imperfect_forms)
    for verb in pairs:
        every.setdefault(verb[0], verb[0])
    for entry in _entries():
        written, _, irregular = entry.removeprefix("*").partition(":")
        every.update(dict.fromkeys(irregular.split(","), split_verb(written)[0]) if irregular else {})
    # Long verbs before short ones in the passive: يعاد is of أعاد, not of عاد.
    passives = sorted(pairs, key=lambda verb: len(verb[0]) <= _SHORT)
    order = ((perfect_forms, pairs), (imperfect_forms, pairs), (shortened_forms, pairs), (passive_forms, passives))
    for make, verbs in order:
        for verb in verbs:
            _enter(every, verb, make)
            if make is not perfect_forms:
                _enter(imperfect, verb, make)
    for form, lemma in list(every.items()):
        every.setdefault(skeleton(form), lemma)
    for form, lemma in list(imperfect.items()):
        # سيري is a name, not what Cairo writes for سيرى.
        imperfect.setdefault(plain_alefs(form), lemma)
    return VerbForms(every, imperfect)


@cache
def listed_verbs() -> tuple[tuple[str, str], ...]:
    """Give the verbs of the list with their imperfects, in its order.

    >>> ("قال", "يقول") in listed_verbs()
    True
    """
    return tuple(split_verb(entry.removeprefix("*").partition(":")[0]) for entry in _entries())


def _entries() -> Iterator[str]:
    return iter(read_words("ar/verbs.txt"))


def _enter(forms: dict[str, str], verb: tuple[str, str], make: Callable[[str, str], Iterator[str]]) -> None:
    for form in make(*verb):
        forms.setdefault(form, verb[0])


def split_verb(entry: str) -> tuple[str, str]:
    """Split an entry of the list into perfect and imperfect; the regular imperfect is not written there.

    >>> split_verb("قال/يقول"), split_verb("استعاد"), split_verb("أعلن"), split_verb("تولى")
    (('قال', 'يقول'), ('استعاد', 'يستعيد'), ('أعلن', 'يعلن'), ('تولى', 'يتولى'))
    """
    perfect, _, imperfect = entry.partition("/")
    if imperfect:
        return perfect, imperfect
    stem = perfect
    if perfect[0] in "اأ" and len(perfect) > 3:
        stem = perfect[1:]
        # أعاد يعيد and استعاد يستعيد, but اختار يختار and انهار ينهار.
        if stem[-2] == "ا" and (perfect[0] == "أ" or (perfect.startswith("است") and len(perfect) == 6)):
            stem = stem[:-2] + "ي" + stem[-1]
    if stem[-1] == "ى" and perfect[0] != "ت":
        stem = stem[:-1] + "ي"
    return perfect, "ي" + stem


def perfect_forms(perfect: str, imperfect: str) -> Iterator[str]:
    """Yield the written forms of the perfect.

    >>> sorted(set(perfect_forms("قال", "يقول")))[:6]
    ['قال', 'قالا', 'قالت', 'قالتا', 'قالوا', 'قلت']
    """
    if perfect[-1] in "ىا":
        # دعا, دعت, دعوا; دعوت. رمى, رمت, رموا; رميت.
        joint = "و" if imperfect.endswith("و") else "ي"
        yield perfect
        yield from (perfect[:-1] + ending for ending in ("ت", "تا", "وا"))
        yield from (perfect[:-1] + joint + ending for ending in ("ا", *_CLOSED_ENDINGS))
        # Before a pronoun ى is an alef: رماه.
        yield perfect[:-1] + "ا"
    elif perfect[-1] == "ي":
        yield perfect[:-1] + "وا"
        yield from (perfect + ending for ending in ("", "ت", "تا", "ا", *_CLOSED_ENDINGS))
    else:
        yield from (perfect + ending for ending in _OPEN_ENDINGS if ending != "تا" or len(perfect) > 2)
        yield from (stem + ending for stem in _closed_stems(perfect, imperfect) for ending in _CLOSED_ENDINGS)
        if perfect[-2] == "ا" and len(perfect) > 3:
            # The passive: أعيد, اختير, استعيد.
            yield from (perfect[:-2] + "ي" + perfect[-1] + ending for ending in _OPEN_ENDINGS)
        if perfect[-1] in "أء":
            yield perfect[:-1] + "ؤوا"


def _closed_stems(perfect: str, imperfect: str) -> Iterator[str]:
    """Yield the stems of the perfect before an ending that begins with a consonant."""
    if perfect[-1] == "ء":
        yield perfect[:-2] + "ئ"
    elif perfect[-2] == "ا":
        yield perfect[:-2] + perfect[-1]
    else:
        yield perfect
        if _may_double(perfect, imperfect):
            yield perfect + perfect[-1]


def _may_double(perfect: str, imperfect: str) -> bool:
    """Tell whether the last letter can be a doubled one: مر, أصر, احتل, استمر."""
    if len(perfect) <= 3:
        return len(imperfect) == 3 and perfect[0] != "و"
    return perfect[0] == "ا" and len(perfect) - 3 * perfect.startswith("است") in (2, 4)


def imperfect_forms(perfect: str, imperfect: str) -> Iterator[str]:
    """Yield the written forms of the imperfect that keep its letters (third persons, first plural).

    >>> sorted(imperfect_forms("دعا", "يدعو"))[:3]
    ['تدعو', 'تدعوا', 'تدعوا']
    """
    stem = imperfect[1:]
    if imperfect[-1] in "ويى":
        soft = stem[:-1] + "ي" if stem[-1] == "ى" else stem
        stems = [soft + ending for ending in ("ان", "ا", "ن")]
        stems += [stem[:-1] + ending for ending in ("ون", "وا", "ين")]
        # Before a pronoun ى is an alef: يراه.
        stems += [stem[:-1] + "ا"] if stem[-1] == "ى" else []
    else:
        # The hamza of يجيء takes a seat before an ending: يجيئون.
        body = stem[:-1] + "ئ" if stem[-1] == "ء" else stem
        stems = [body + ending for ending in ("ان", "ا", "ون", "وا", "ين", "ن")]
    yield from (person + stem for person in "يتن")
    yield from (person + form for form in stems for person in "يت")


def shortened_forms(perfect: str, imperfect: str) -> Iterator[str]:
    """Yield the forms of the imperfect whose letters change: the jussive of weak verbs, doubled letters.

    >>> sorted(form for form in shortened_forms("قال", "يقول") if form[0] == "ي")
    ['يقل', 'يقلن']
    """
    stem = imperfect[1:]
    stems, plurals = [], []
    if imperfect[-1] in "ويى":
        stems = [stem[:-1]]
    elif perfect[-2:-1] == "ا" and len(stem) > 2:
        stems, plurals = [stem[:-2] + stem[-1]], [stem[:-2] + stem[-1] + "ن"]
    elif _may_double(perfect, imperfect):
        stems, plurals = [stem + stem[-1]], [stem + stem[-1] + "ن"]
    elif perfect[-1] in "أء":
        # يقرؤون beside يقرأون: the seat follows the vowel.
        plurals = [stem[:-1] + "ؤ" + ending for ending in ("ون", "وا")]
    # Of one letter is left too little to know the verb by: يع is anything.
    yield from (person + form for form in stems if len(form) > 1 for person in "يتن")
    yield from ("ي" + form for form in plurals)


def passive_forms(perfect: str, imperfect: str) -> Iterator[str]:
    """Yield the forms of the imperfect passive that are written otherwise than the active.

    >>> [next(passive_forms(*verb)) for verb in (("قال", "يقول"), ("وصف", "يصف"), ("دعا", "يدعو"))]
    ['يقال', 'يوصف', 'يدعى']
    """
    stem = imperfect[1:]
    endings: tuple[str, ...] = ("", "ان", "ا", "ون", "وا")
    if perfect[0] == "و" and imperfect[1] != "و":
        base = perfect
    elif imperfect[-1] in "وي":
        base, endings = stem[:-1] + "ى", ("",)
    elif perfect[-2:-1] == "ا" and len(stem) > 2:
        base = stem[:-2] + "ا" + stem[-1]
    else:
        return
    yield from (person + base + ending for ending in endings for person in "يت")
