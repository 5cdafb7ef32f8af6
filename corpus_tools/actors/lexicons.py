"""The package's own word lists for finding names that no table has (`data/*.txt`), folded for look-up."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from corpus_tools.language import fold, split_proclitics

_DATA = files("corpus_tools.actors") / "data"


@cache
def read_lexicon(name: str) -> dict[str, tuple[str, ...]]:
    """Read a list: section → its entries, in their order and as they are written; `_` joins the words of one.

    >>> read_lexicon("titles_latin")["form"][:3]
    ('Mr', 'Mrs', 'Ms')
    """
    sections: dict[str, tuple[str, ...]] = {}
    section = ""
    for line in (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif not line.startswith("#"):
            entries = tuple(entry.replace("_", " ") for entry in line.split())
            sections[section] = sections.get(section, ()) + entries
    return sections


@cache
def folded_words(name: str, *sections: str) -> frozenset[str]:
    """Give the folded one-word entries of some sections of a list, or of all.

    >>> "ابراهيم" in folded_words("given_ar", "arabic")
    True
    """
    lists = read_lexicon(name)
    chosen = sections or tuple(lists)
    return frozenset(fold(entry) for section in chosen for entry in lists[section] if " " not in entry)


@cache
def given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Give the Arabic given names that are sure to be one, and those that are ordinary words too.

    >>> sure, doubtful = given_names()
    >>> "فاطمه" in sure, "سعيد" in doubtful, "سعيد" in sure
    (True, True, False)
    """
    doubtful = folded_words("given_ar", "words") | folded_words("given_foreign_ar", "words")
    every = folded_words("given_ar") | folded_words("given_foreign_ar")
    sure = frozenset(name for name in every - doubtful if len(name) > 2)
    return sure | (egyptian(sure) - doubtful), doubtful


def egyptian(names: frozenset[str]) -> frozenset[str]:
    """Spell foreign names as the papers of Egypt do, with ج for the g that others write غ, where that is no word.

    >>> sorted(egyptian(frozenset({"غوتيريش", "دراغان", "غاري", "فرانك"})))
    ['جوتيريش']
    """
    spelt = frozenset(name.replace("غ", "ج") for name in names if "غ" in name and len(name) > 4)
    return spelt - folded_words("egyptian_ar", "words")


@cache
def given_names_latin() -> tuple[frozenset[str], frozenset[str]]:
    """Give the given names in Latin script that are sure, and those that are ordinary words or places too."""
    doubtful = folded_words("given_latin", "words")
    return folded_words("given_latin") - doubtful, doubtful


def sure_names(name: str) -> list[str]:
    """List the entries of a list that need no cue: those that no section [words] doubts.

    >>> "جنوب لبنان" in sure_names("places_ar"), "صور" in sure_names("places_ar")
    (True, False)
    """
    lists = read_lexicon(name)
    doubtful = frozenset(map(fold, lists["words"]))
    every = dict.fromkeys(entry for section, entries in lists.items() if section != "words" for entry in entries)
    return [entry for entry in every if fold(entry) not in doubtful and re.search(r"\w{2}", entry)]


def is_title(word: str) -> bool:
    """Tell whether a folded word is a title of a person, with or without an article and what is written with it.

    >>> is_title("وللوزير"), is_title("mrs"), is_title("مانشستر")
    (True, True, False)
    """
    titles = folded_words("titles_ar") | folded_words("titles_latin")
    return any(rest in titles or rest.removeprefix("ال") in titles for _, rest in split_proclitics(word))
