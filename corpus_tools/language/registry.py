"""What the package knows of each language: one entry a language, its lists in `data/<code>/`."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from corpus_tools.language.folding import normalise

_DATA = files("corpus_tools.language") / "data"


@dataclass(frozen=True)
class Language:
    """A language: code, direction of writing, stopwords, words that only look like one, corrected lemmas.

    Words are kept by their `normal`.
    """

    code: str
    is_rtl: bool = False
    stopwords: frozenset[str] = frozenset()
    content_words: frozenset[str] = frozenset()
    corrections: dict[str, str] = field(default_factory=dict)


CURATED = ("ar", "en", "fr")
_CONJUNCTIONS = frozenset("وف")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he", "ps", "ckb"})


@cache
def get_language(code: str) -> Language:
    """Look up a language; one without data of its own gets no stopwords and no corrections, never an error.

    >>> get_language("ar").is_rtl, "في" in get_language("ar").stopwords, get_language("fi").stopwords
    (True, True, frozenset())
    """
    if code not in CURATED:
        return Language(code, is_rtl=code in _RIGHT_TO_LEFT)
    listed = read_words(f"{code}/stopwords.txt")
    words = {normalise(word, language=code) for word in listed if word[0] != "-"}
    content = {normalise(word[1:], language=code) for word in listed if word[0] == "-"}
    table = f"{code}/lemma_corrections.csv"
    rows = read_table("corpus_tools.language", table) if (_DATA / table).is_file() else []
    corrections = {normalise(row["form"], language=code): row["lemma"] for row in rows}
    return Language(code, code in _RIGHT_TO_LEFT, frozenset(words), frozenset(content - words), corrections)


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


def is_stopword(word: str, *, language: str) -> bool:
    """Tell whether a word is a stopword of the language; Arabic ones with و or ف in front count too.

    >>> [is_stopword(word, language="ar") for word in ("وأضاف", "ولهذا", "فلسطين")]
    [True, True, False]
    """
    known = get_language(language)
    normal = normalise(word, language=language)
    if normal in known.stopwords or language != "ar":
        return normal in known.stopwords
    return normal[:1] in _CONJUNCTIONS and normal[1:] in known.stopwords and normal not in known.content_words
