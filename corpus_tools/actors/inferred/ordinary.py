"""How ordinary an Arabic word is: what the lemmas know of it, weighed against the shapes that only names have."""

from __future__ import annotations

from functools import cache

from corpus_tools.language import is_dictionary_word, split_proclitics, strip_marks
from corpus_tools.language.arabic.lemmas import UNKNOWN, read_stem

# What the reading of a proclitic adds, in the order of how often news writes it.
_HEAD_COSTS = {"و": 0.6, "ف": 1.0, "ب": 0.8, "ل": 0.8, "ك": 1.2, "س": 0.2}
# Below the first a word is itself on the project's lists, below the second with an ending; above the third nothing is
# known of it.
PLAIN, ORDINARY, STRANGE = 0.3, 1.5, 4.5
_PRONOUNS = ("ها", "هم", "هما", "هن", "كم", "وا", "ته", "اه")
_ENDINGS_OF_NAMES = ("ون", "ين", "ان", "ي", "ك")


@cache
def word_cost(surface: str) -> float:
    """Say how far an Arabic form is from an ordinary word: 0 is one of the lists, 6 is known to nobody.

    >>> word_cost("تجنيد"), word_cost("وسيغيب") < 1.4, word_cost("تورفالدز")
    (0.0, True, 6.0)
    """
    word = strip_marks(surface)
    return min((_cost(head, rest) for head, rest in split_proclitics(word) if len(rest) > 2), default=UNKNOWN)


def _cost(head: str, rest: str) -> float:
    article = (
        "ال" if head.endswith("ال") or (not head and rest.startswith("ال")) else "لل" if head.endswith("لل") else ""
    )
    stem = rest.removeprefix("ال") if article == "ال" and not head else rest
    letters = head.removesuffix("ال").removesuffix("لل") if article else head
    preposition = article or letters[-1:].strip("وف")
    return read_stem(stem, preposition).cost + sum(_HEAD_COSTS.get(letter, 0.5) for letter in letters)


def strangeness(surface: str) -> str:
    """Tell an unknown word (U, u: with و), a rare one (w) and an ordinary one (W) without an article.

    >>> [strangeness(word) for word in ("تورفالدز", "وتورفالدز", "سلفان", "فسيجد")]
    ['U', 'u', 'w', 'W']
    """
    word = strip_marks(surface)
    cost = word_cost(surface)
    if len(word) < 3 or "ـ" in word:
        return "W"
    # وحق: what is left is too short to be weighed.
    if len(word) == 3 and word[0] in "وفبلك" and is_dictionary_word(word[1:], language="ar"):
        return "W"
    # بوعيدة, بوشارب: family names of the Maghreb; بوصول and the like are ordinary enough.
    if cost >= ORDINARY and len(word) > 4 and word.startswith("بو"):
        return "U"
    if cost >= STRANGE and len(word) > 4 and word.endswith(_PRONOUNS):
        return "w"
    if cost >= STRANGE:
        return "u" if word[0] == "و" and len(word) > 4 and word[1] not in "اوي" else "U"
    is_cut = read_stem(word, "").cost > cost
    # سلفان, ساجاي: endings that foreign surnames have too, but hardly behind the first letter of a verb.
    is_verbal = word[0] in "يتنأل" or (word[0] == "س" and word[1] in "يتنأ")
    is_plain = is_cut or cost < 0.4 or is_verbal or not word.endswith(_ENDINGS_OF_NAMES)
    return "W" if cost < ORDINARY and is_plain else "w"
