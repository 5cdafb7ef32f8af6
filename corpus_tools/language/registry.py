"""What the package knows of each language: a row of `data/languages.csv`, and its lists in `data/<code>/`."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import stopwordsiso

from corpus_tools.language.folding import fold, normalise, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DATA = files("corpus_tools.language") / "data"


@dataclass(frozen=True)
class Language:
    """A language: its direction of writing and its lists.

    Attributes
    ----------
    code
        ISO 639-1.
    name
        In English; empty for a language that has no entry.
    is_rtl
        Whether it is written from right to left.
    has_dictionary
        Whether simplemma has its lemmas.
    has_ordinal_stop
        Whether a full stop makes an ordinal number (am 3. Januar).
    stopwords, content_words
        By their `normal`: function words and verbs of reporting; words that only look like و or ف and one.
    stop_endings
        Endings that make a word a stopword (French -t-il).
    content_spellings
        As they are written: words that are none although they fold to one (علي and على, US and us).
    time_words
        By their `normal`: weekdays, months, numbers in words, today and the like. None of them is a stopword.
        One that is a time word only when capitalised (March) stands as it is written.
    abbreviations, elisions, whole_words
        Folded: words before a full stop that ends no sentence; elided words (l'); words that look elided.
    corrections
        `normal` → lemma, where the dictionary errs.
    """

    code: str
    name: str = ""
    is_rtl: bool = False
    has_dictionary: bool = False
    has_ordinal_stop: bool = False
    stopwords: frozenset[str] = frozenset()
    content_words: frozenset[str] = frozenset()
    stop_endings: tuple[str, ...] = ()
    content_spellings: frozenset[str] = frozenset()
    time_words: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    elisions: frozenset[str] = frozenset()
    whole_words: frozenset[str] = frozenset()
    corrections: dict[str, str] = field(default_factory=dict)


# Languages without an entry that are written from right to left.
_RIGHT_TO_LEFT = frozenset({"ur", "he", "ps", "ckb", "sd", "ug", "yi", "dv"})
_YES = "yes"
# *-t-il in a list stands for every word that ends so.
_ANY = "*"
# What is written before an Arabic word as one with it. لل swallows the alef of the article: لليوم is ل + اليوم.
_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل")
_ARTICLE = "ال"
_SHORTEST = 3


@cache
def get_language(code: str) -> Language:
    """Look up a language; one without an entry has at most a list of stopwords, and is never an error.

    >>> get_language("ar").is_rtl, "في" in get_language("ar").stopwords, get_language("ar").name
    (True, True, 'Arabic')
    """
    general = frozenset(fold(word) for word in read_words("abbreviations.txt"))
    entry = _entries().get(code)
    if entry is None:
        return Language(code, is_rtl=code in _RIGHT_TO_LEFT, stopwords=_listed_elsewhere(code), abbreviations=general)
    times = frozenset(_time_word(word, code) for word in _words(code, "time_words.txt"))
    stopwords, content, spellings = _stopwords(code, entry["stopwords"])
    # What is elided is an article, a pronoun or a preposition.
    elisions, whole = _split_minus(_words(code, "elisions.txt"))
    return Language(
        code,
        entry["name"],
        is_rtl=entry["direction"] == "rtl",
        has_dictionary=entry["dictionary"] == _YES,
        has_ordinal_stop=entry["ordinal_stop"] == _YES,
        # The lists of others hold numbers and days, which stand in a layer of their own here.
        stopwords=(stopwords | {normalise(word, language=code) for word in elisions}) - times,
        content_words=content - stopwords,
        stop_endings=tuple(word[1:] for word in _words(code, "stopwords.txt") if word[0] == _ANY),
        content_spellings=spellings,
        time_words=times,
        abbreviations=general | {_folded(word) for word in _words(code, "abbreviations.txt")},
        elisions=frozenset(map(fold, elisions)),
        whole_words=frozenset(map(fold, whole)),
        corrections=_corrections(code),
    )


def list_languages() -> tuple[str, ...]:
    """Give the codes of the languages that have an entry.

    >>> list_languages()
    ('ar', 'en', 'fr', 'es', 'de', 'ru', 'fa', 'tr')
    """
    return tuple(_entries())


def is_stopword(
    word: str, *, language: str, added: frozenset[str] = frozenset(), removed: frozenset[str] = frozenset()
) -> bool:
    """Tell whether a word is a stopword of the language; Arabic ones with و or ف in front count too.

    `added` and `removed` are a user's own changes, by their `normal` (see `read_changes`).

    >>> [is_stopword(word, language="ar") for word in ("وأضاف", "ولهذا", "فلسطين")]
    [True, True, False]
    """
    known = get_language(language)
    normal = normalise(word, language=language)
    if normal in known.stopwords or normal in added:
        return normal not in removed and (normal in added or strip_marks(word) not in known.content_spellings)
    if known.stop_endings and normal.endswith(known.stop_endings):
        return normal not in removed
    rest = normal[1:]
    if language != "ar" or normal[:1] not in _CONJUNCTIONS[1:] or not (rest in known.stopwords or rest in added):
        return False
    is_content = normal in known.content_words or strip_marks(word)[1:] in known.content_spellings
    return normal not in removed and rest not in removed and not is_content


def is_time_word(word: str, *, language: str) -> bool:
    """Tell whether a word says when or how many: a weekday, a month, a number in words, today, year.

    Such words are no stopwords: whoever counts terms may leave them in or take them out. Arabic ones with a
    conjunction, a preposition or the article in front count too.

    >>> [is_time_word(word, language="ar") for word in ("الأربعاء", "وبالأمس", "ثلاثة", "المفاوضات")]
    [True, True, True, False]
    >>> is_time_word("March", language="en"), is_time_word("march", language="en")
    (True, False)
    """
    times = get_language(language).time_words
    normal = normalise(word, language=language)
    if language != "ar":
        return normal in times or (word[:1].isupper() and normal.capitalize() in times)
    # Proclitics leave the end of a word as it is: most words are told by it.
    ends = _time_endings()
    return (normal[-3:] in ends or normal[-2:] in ends) and any(rest in times for rest in _without_proclitics(normal))


@cache
def _time_endings() -> frozenset[str]:
    return frozenset(word[-3:] for word in get_language("ar").time_words)


def read_changes(words: str | Iterable[str], *, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Read a user's changes of a stopword list: words to add, and words to remove with a minus before them.

    A string holds words between spaces, as the lists of the package do.

    >>> added, removed = read_changes(["Reuters", "-said"], language="en")
    >>> is_stopword("reuters", language="en", added=added), is_stopword("said", language="en", removed=removed)
    (True, False)
    """
    added, removed = _split_minus(words.split() if isinstance(words, str) else words)
    return (
        frozenset(normalise(word, language=language) for word in added),
        frozenset(normalise(word, language=language) for word in removed),
    )


def read_table(package: str, name: str) -> list[dict[str, str]]:
    """Read a table of a package's `data/`: a CSV with a header; `#` begins a comment line.

    >>> read_table("corpus_tools.language", "ar/lemma_corrections.csv")[0]["lemma"]
    'أيضا'
    """
    content = (files(package) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in content.splitlines() if line and not line.startswith("#")))


@cache
def read_words(name: str) -> tuple[str, ...]:
    """Read a word list of `data/`: words between spaces, `#` begins a comment line."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _entries() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_table("corpus_tools.language", "languages.csv")}


def _words(code: str, name: str) -> tuple[str, ...]:
    return read_words(f"{code}/{name}") if (_DATA / code / name).is_file() else ()


def _split_minus(words: Iterable[str]) -> tuple[list[str], list[str]]:
    listed = list(words)
    return [word for word in listed if word[:1] != "-"], [word[1:] for word in listed if word[:1] == "-"]


def _stopwords(code: str, source: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give a language's stopwords, the words that are none, and those of them that fold to one.

    The list is the language's own on top of stopwordsiso's, or alone.
    """
    words, minus = _split_minus(_words(code, "stopwords.txt"))
    own = frozenset(normalise(word, language=code) for word in words if word[0] != _ANY)
    content = frozenset(normalise(word, language=code) for word in minus)
    listed = own if source == "own" else own | (_listed_elsewhere(code) - content)
    return listed, content, frozenset(map(strip_marks, minus)) - frozenset(map(strip_marks, words))


def _listed_elsewhere(code: str) -> frozenset[str]:
    """Read the list of stopwordsiso: words, that is, no digits, signs and single letters of the alphabet."""
    if not stopwordsiso.has_lang(code):
        return frozenset()
    normals = (normalise(word, language=code) for word in stopwordsiso.stopwords(code))
    return frozenset(word for word in normals if any(char.isalpha() for char in word))


def _time_word(word: str, code: str) -> str:
    """Give the `normal` of a time word; one that is listed with a capital keeps it (March, not march)."""
    normal = normalise(word, language=code)
    return normal.capitalize() if word[:1].isupper() else normal


def _folded(word: str) -> str:
    return word if word[:1].isupper() else fold(word)


def _corrections(code: str) -> dict[str, str]:
    table = f"{code}/lemma_corrections.csv"
    rows = read_table("corpus_tools.language", table) if (_DATA / table).is_file() else []
    return {normalise(row["form"], language=code): row["lemma"] for row in rows}


def _without_proclitics(normal: str) -> Iterator[str]:
    """Yield an Arabic word, and what is left of it without each reading of its first letters."""
    yield normal
    for conjunction in _CONJUNCTIONS:
        for preposition in _PREPOSITIONS:
            head = conjunction + preposition
            rest = normal[len(head) :]
            # Below three letters nearly every cut is wrong: لست (I am not) is not ل + ست (six).
            if normal.startswith(head) and len(rest) > _SHORTEST - 1:
                whole = _ARTICLE + rest[1:] if preposition == "ل" and rest.startswith("ل") else rest
                yield whole
                yield whole.removeprefix(_ARTICLE)
