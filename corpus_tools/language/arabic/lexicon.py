"""What the project's own lists and simplemma's dictionary know of an Arabic word without proclitics."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from simplemma.strategies import DEFAULT_DICTIONARY_FACTORY

from corpus_tools.language.arabic.derivation import derived_adjectives, derived_nouns
from corpus_tools.language.arabic.verbs import listed_verbs, plain_alefs, skeleton, verb_forms
from corpus_tools.language.folding import fold_arabic, strip_marks
from corpus_tools.language.registry import get_language, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


# Shapes of an adjective whose feminine takes ة: relation (سياسي), participles (قادم, مفتوح), جديد, كسلان.
_ADJECTIVE = re.compile(r".{2,}ي|م.{3,}|.ا..|..ي.|...ان")
_DECLENSION = frozenset({"ات", "ان", "ين", "ون", "ا", "تان", "تين", "تا", "وات", "يات", "يان", "يين", "اوات"})
# Shapes of a broken plural: أفعال, أفعلة, أفعل, أفعلاء, فعلاء, فعول, فعال, فواعل, فعائل, مفاعيل, فعالة, فعلان, فعلى.
_BROKEN_PLURAL = re.compile(
    r"أ..ا.|آ.ا.|أ...?ة|أ..|أ..?..?اء|...اء|..و.|..ا.|.وا.ي?.?|..ائ.|..ا.ي?.|..ا.ي?.ة|..ا.ى|..ا.ي|...ان|..?..?ة|.ا.ة|..ى"
)


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
    words = _written_words()
    written = list(words.items())
    # A form without its hamza goes before one whose ى is written as ي: اولى is أولى, not أولي.
    for respell in (plain_alefs, skeleton):
        for form, entry in written:
            words.setdefault(respell(form), entry)
    return words


def _written_words() -> dict[str, Entry]:
    nouns, adjectives = list(_entries("ar/nouns.txt")), list(_entries("ar/adjectives.txt"))
    tables = (("noun", nouns), ("adjective", adjectives))
    words: dict[str, Entry] = {}
    for kind, entries in tables:
        for lemma, _ in entries:
            words.setdefault(lemma, Entry(lemma, kind))
    for kind, entries in tables:
        for lemma, others in entries:
            for other in others:
                words.setdefault(other, Entry(lemma, kind))
    derived = derived_adjectives()
    for form, lemma in (derived_nouns() | derived).items():
        words.setdefault(form, Entry(lemma, "derived"))
    for lemma, _ in adjectives:
        words.setdefault(lemma + "ة", Entry(lemma, "adjective"))
    for form, lemma in derived.items():
        words.setdefault(form + "ة", Entry(lemma, "derived"))
    return words


def find_listed(word: str) -> Entry | None:
    """Look a word up in the lists: as it is written, or else without the hamza and with the ى that it may lack.

    >>> find_listed("اسئلة").lemma, find_listed("قوى").lemma, find_listed("قوي").lemma
    ('سؤال', 'قوة', 'قوي')
    """
    words = listed_words()
    return words.get(word) or words.get(plain := plain_alefs(word)) or words.get(skeleton(plain))


def _entries(name: str) -> Iterator[tuple[str, list[str]]]:
    for entry in read_words(name):
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
def particles() -> frozenset[str]:
    """Give the particles and pronouns, and how they are written without hamza, unless that is a verb (كأن, كان).

    >>> [word in particles() for word in ("عليه", "إلى", "الي", "كأن", "كان")]
    [True, True, True, True, False]
    """
    words = read_words("ar/particles.txt")
    folded = (fold_arabic(word) for word in words)
    return frozenset(words) | frozenset(word for word in folded if word not in verb_forms().every)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(perfect for perfect, _ in listed_verbs())


class Found(NamedTuple):
    """A lemma of the dictionary, and whether it is a verb."""

    lemma: str
    is_verb: bool


@cache
def _dictionary() -> Mapping[str, str]:
    # simplemma's own look-up tries a word in capitals and with other apostrophes, which Arabic has not.
    return DEFAULT_DICTIONARY_FACTORY.get_dictionary("ar")


def find_in_dictionary(word: str) -> Found | None:
    """Look a word up in simplemma's dictionary, as it is written.

    The dictionary derives participles and verbal nouns from their verbs (متوقع from توقع, كتابة from كتب); for a
    reader of news they are words of their own, and come out as such.

    >>> find_in_dictionary("بغال"), find_in_dictionary("كتابة").lemma, find_in_dictionary("ناتوو")
    (Found(lemma='بغل', is_verb=False), 'كتابة', None)
    """
    lemma = _dictionary().get(word)
    if lemma is None:
        return None
    if word.startswith("ال") and not lemma.startswith("ال"):
        word = word[2:]
    if lemma == word:
        return Found(word, False)
    if _is_verb(lemma) or (word[0] == "ي" and lemma[0] != "ي"):
        return Found(lemma, True) if _looks_conjugated(word, lemma) else Found(word, False)
    return Found(lemma if _looks_declined(word, lemma) else word, False)


@cache
def _is_verb(lemma: str) -> bool:
    """Tell a verb by the feminine of its perfect, which the dictionary has too: كتبت, انتهت."""
    feminine = lemma[:-1] + "ت" if lemma[-1] in "ىا" else lemma + "ت"
    return lemma in _verbs() or _dictionary().get(feminine) == lemma


def _looks_conjugated(word: str, lemma: str) -> bool:
    """Tell a form with an affix of the verb from a participle (هائل), a verbal noun (تأليف) or an imperative (دوس)."""
    is_verbal_noun = word[0] == "ت" and len(word) == 5 and word[3] == "ي"
    if word[0] == "م" or is_verbal_noun:
        return False
    has_prefix = word[0] in "يتن" and lemma[0] != word[0]
    has_ending = word == lemma + "ا" or word.endswith(("ت", "وا", "نا", "تم", "ن"))
    return has_prefix or (word.startswith(lemma[:2]) and has_ending)


def _looks_declined(word: str, lemma: str) -> bool:
    """Tell an ending of the lemma or a broken plural of it from a word of its own that has its root.

    A verbal noun is not its participle (سكوت, ساكت), an abstract noun not a person's name for a thing (نقابة, نقاب).
    """
    if word == lemma + "ة":
        return looks_adjectival(lemma)
    stem = lemma[:-1] if lemma[-1] in "ةى" else lemma
    if word.startswith(stem) and word[len(stem) :] in _DECLENSION:
        return True
    # Rather the adjective of relation (كوري) than the noun with a pronoun or a construct plural.
    if word.endswith("ي") and not lemma.endswith(("ي", "ى")):
        return False
    # كتب and صور are plurals of longer words.
    is_plural = _BROKEN_PLURAL.fullmatch(word) or (len(word) == 3 and len(lemma) > 3)
    return bool(is_plural) and (word[0] != "م" or lemma[0] == "م")


def looks_adjectival(word: str) -> bool:
    """Tell whether a word has the shape of one that makes a feminine in ة: of relation, participle, جديد, كسلان.

    >>> looks_adjectival("قادم"), looks_adjectival("سياسي"), looks_adjectival("نقاب")
    (True, True, False)
    """
    return bool(_ADJECTIVE.fullmatch(word))


def is_verbal_root(word: str, entry: Entry) -> bool:
    """Tell قفز, which is listed as a verb only: قفزات are several of قفزة."""
    return entry.kind == "derived" and len(word) == 3 and word[1] != "ا"


def is_known_whole(word: str) -> bool:
    """Tell whether the dictionary has an Arabic word in just this form.

    >>> is_known_whole("كابل"), is_known_whole("ولبنان")
    (True, False)
    """
    fixed = get_language("ar").corrections.get(fold_arabic(word))
    if fixed is not None:
        # A correction that keeps the form whole makes it a word (بروس); one that gives it another lemma says
        # that it is not the word that the dictionary takes it for (لبوتين).
        return fixed == word
    return _dictionary().get(strip_marks(word) or word) is not None
