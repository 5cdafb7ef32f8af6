"""Participles and verbal nouns of the listed verbs: words of their own, whose endings are then sure to be endings.

That مستخدم is a word tells that المستخدمين is its plural; that تنظيم is one, that تنظيمها is theirs. Irregular
nouns of the first form (وصول) cannot be derived: they stand in the list of nouns.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from corpus_tools.language.arabic.verbs import listed_verbs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WEAK = "اىويء"


@cache
def derived_adjectives() -> dict[str, str]:
    """Map the participles of the listed verbs, active and passive, masculine singular, to their lemma.

    A weak last letter is written or not (ماض, الماضي): the lemma has it.

    >>> {"متوقع", "مستخدم", "كاتب", "مكتوب", "مستمر", "قائم"} <= set(derived_adjectives()), derived_adjectives()["باق"]
    (True, 'باقي')
    """
    return _with_weak_ending(word for verb in listed_verbs() for word in participles(*verb))


@cache
def derived_nouns() -> dict[str, str]:
    """Map the regular verbal nouns of the listed verbs to their lemma.

    >>> {"تنظيم", "مقاومة", "إعادة", "انسحاب", "اختيار", "استعادة", "تسمية", "قتل"} <= set(derived_nouns())
    True
    """
    return _with_weak_ending(word for verb in listed_verbs() for word in verbal_nouns(*verb))


def _with_weak_ending(words: Iterable[str]) -> dict[str, str]:
    lemmas = {word: word for word in words}
    lemmas.update({word[:-1]: word for word in lemmas if word.endswith("ي") and word[:-1] in lemmas})
    return lemmas


def participles(perfect: str, imperfect: str) -> Iterator[str]:
    """Yield the participles of a verb.

    >>> list(participles("استخدم", "يستخدم")), list(participles("قال", "يقول")), list(participles("نفى", "ينفي"))
    (['مستخدم'], ['قائل', 'مقول'], ['ناف', 'نافي', 'منفي'])
    """
    stem = imperfect[1:]
    if len(perfect) > 3 or stem[0] == "ؤ":
        if stem[-1] in "يى":
            yield from ("م" + stem[:-1], "م" + stem[:-1] + "ي", "م" + stem[:-1] + "ى")
        else:
            yield "م" + stem
            if stem[-2] == "ي" and perfect[-2] == "ا":
                yield "م" + stem[:-2] + "ا" + stem[-1]
    elif len(perfect) == 3:
        yield from _first_form_participles(perfect, imperfect)
        if stem == perfect:
            # The second form is written like the first: مقدم beside قادم.
            yield "م" + perfect


def _first_form_participles(perfect: str, imperfect: str) -> Iterator[str]:
    first, second, third = tuple(perfect)
    if second == "ا":
        weak = imperfect[2] if imperfect[2] in "وي" else "و"
        if third != "ء":
            yield from (first + "ائ" + third, "م" + first + weak + third)
    elif third in "ىيا":
        yield from (first + "ا" + second, first + "ا" + second + "ي")
        yield "م" + first + second + ("و" if imperfect[-1] == "و" else "ي")
    elif first == "أ":
        yield from ("آ" + second + third, "مأ" + second + "و" + third)
    elif third == "أ":
        yield first + "ا" + second + "ئ"
    else:
        middle = "ئ" if second == "أ" else second
        yield from (first + "ا" + middle + third, "م" + first + second + "و" + third)


def verbal_nouns(perfect: str, imperfect: str) -> Iterator[str]:
    """Yield the verbal nouns of a verb that its letters tell.

    >>> list(verbal_nouns("أعلن", "يعلن")), list(verbal_nouns("استعاد", "يستعيد")), list(verbal_nouns("احتل", "يحتل"))
    (['إعلان'], ['استعادة'], ['احتلال'])
    """
    last, stem = perfect[-1], perfect[:-1]
    is_hollow = perfect[-2] == "ا" and last not in _WEAK
    if len(perfect) <= 3 and (perfect[0] != "أ" or imperfect[1] == "ؤ"):
        yield from _short_nouns(perfect)
    elif perfect[1:2] == "ا" and len(perfect) == 4 and not is_hollow:
        yield "م" + (stem + "اة" if last == "ى" else perfect + "ة")
    elif perfect[0] == "ت":
        yield from (stem, stem + "ي") if last == "ى" else (perfect,)
    elif perfect[0] in "أا":
        yield from _long_nouns(perfect)


def _short_nouns(perfect: str) -> Iterator[str]:
    """Yield قتل and تنظيم: a verb of three letters may be of the first form or the second."""
    if len(perfect) < 3:
        yield perfect
    elif perfect[-1] == "ى":
        yield "ت" + perfect[:-1] + "ية"
    elif perfect[1] != "ا" and perfect[-1] not in _WEAK:
        yield from (perfect, "ت" + perfect[:-1] + "ي" + perfect[-1])


def _long_nouns(perfect: str) -> Iterator[str]:
    """Yield the nouns of the fourth, seventh, eighth and tenth form."""
    last, stem = perfect[-1], perfect[:-1]
    head = "إ" + stem[1:] if perfect[0] == "أ" else stem
    body = "إي" if perfect.startswith("أو") else "استي" if perfect.startswith("استو") else ""
    if body:
        head = body + stem[len(body) :]
    if last in "ىا":
        yield head + "اء"
    elif perfect[-2] == "ا" and (perfect[0] == "أ" or perfect.startswith("است")):
        yield head + last + "ة"
    elif perfect[-2] == "ا":
        yield head[:-1] + "يا" + last
    else:
        # استمر is doubled and استمع is not: five letters do not tell, so there are both استمرار and استماع.
        is_either = perfect.startswith("است") and len(perfect) == 5
        is_doubled = len(perfect) == 3 or (perfect[0] == "ا" and len(perfect) == 4)
        if is_either or is_doubled:
            yield head + last + "ا" + last
        if is_either or not is_doubled:
            yield head + "ا" + last
