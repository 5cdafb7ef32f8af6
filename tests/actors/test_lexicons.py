"""The package's own word lists: as large as promised, well formed, and apart from each other."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from corpus_tools.actors.lexicons import folded_words, given_names, given_names_latin, read_lexicon, sure_names

LISTS = sorted(item.name for item in (files("corpus_tools.actors") / "data").iterdir() if item.name.endswith(".txt"))


def test_there_are_as_many_as_promised():
    assert sum(map(len, given_names())) > 2000
    assert sum(map(len, given_names_latin())) > 2000
    assert len(folded_words("titles_ar")) + len(folded_words("titles_latin")) > 300


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_how_it_was_made(name):
    text = (files("corpus_tools.actors") / "data" / name).read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "for the project from general knowledge" in re.sub(r"\s*\n# ", " ", text)


@pytest.mark.parametrize("name", LISTS)
def test_entries_are_words(name):
    script = r"[\u0621-\u064a\u0679-\u06d5]" if name.endswith("_ar.txt") else r"[^\W_]"
    entries = [entry for entries in read_lexicon(name.removesuffix(".txt")).values() for entry in entries]
    assert [entry for entry in entries if not re.search(script, entry) or "," in entry[:-6]] == []


def test_doubtful_names_are_not_sure():
    for sure, doubtful in (given_names(), given_names_latin()):
        assert sure & doubtful == frozenset()
    assert "سعيد" in given_names()[1]
    assert "may" in given_names_latin()[1]


def test_a_place_that_is_a_word_needs_a_cue():
    assert "صور" not in sure_names("places_ar")
    assert "Lincoln" not in sure_names("places_latin")
    assert "الشرق الأوسط" in sure_names("places_ar")
