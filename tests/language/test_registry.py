"""Languages and their lists."""

from __future__ import annotations

import pytest

from corpus_tools.language import get_language, is_stopword, list_languages, read_words
from corpus_tools.language.registry import read_table


@pytest.mark.parametrize(("code", "is_rtl"), [("ar", True), ("fa", True), ("he", True), ("en", False), ("fi", False)])
def test_direction_of_writing(code, is_rtl):
    assert get_language(code).is_rtl is is_rtl


@pytest.mark.parametrize("code", ["xx", "und", ""])
def test_a_language_that_nobody_lists_has_no_words_and_is_no_error(code):
    known = get_language(code)
    assert (known.name, known.stopwords, known.time_words, known.corrections) == ("", frozenset(), frozenset(), {})
    assert not is_stopword("the", language=code)


@pytest.mark.parametrize(("word", "language"), [("kaj", "eo"), ("et", "la"), ("کہ", "ur")])
def test_a_language_without_an_entry_has_the_stopwords_of_a_list_of_many(word, language):
    assert get_language(language).name == ""
    assert is_stopword(word, language=language)


@pytest.mark.parametrize("code", list_languages())
def test_every_registered_language_has_an_entry_and_lists(code):
    known = get_language(code)
    assert (known.code, bool(known.name), known.has_dictionary) == (code, True, True)
    assert len(known.stopwords) > 150
    assert len(known.time_words) > 80
    assert len(known.abbreviations) > 8
    for name in ("stopwords", "time_words", "abbreviations"):
        assert read_words(f"{code}/{name}.txt")


@pytest.mark.parametrize(
    ("code", "elides", "writes_ordinals"), [("fr", 1, 0), ("de", 0, 1), ("tr", 0, 1), ("ar", 0, 0)]
)
def test_rules_that_some_languages_have(code, elides, writes_ordinals):
    known = get_language(code)
    assert (bool(known.elisions), known.has_ordinal_stop) == (elides, writes_ordinals)
    assert all(is_stopword(word, language=code) for word in known.elisions)


def test_the_table_of_languages_says_yes_or_no():
    rows = read_table("corpus_tools.language", "languages.csv")
    assert {row[column] for row in rows for column in ("dictionary", "ordinal_stop")} <= {"yes", "no"}
    assert {row["stopwords"] for row in rows} <= {"own", "more"}
    assert {row["direction"] for row in rows} <= {"ltr", "rtl"}
    assert len({row["code"] for row in rows}) == len(rows)


def test_word_lists_leave_comments_out():
    words = read_words("ar/stopwords.txt")
    assert "في" in words
    assert not [word for word in words if word.startswith(("#", "["))]
