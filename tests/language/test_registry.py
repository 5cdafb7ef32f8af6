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


@pytest.mark.parametrize(("word", "language"), [("ja", "fi"), ("della", "it"), ("não", "pt"), ("کہ", "ur")])
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


def test_directions_are_those_of_the_scripts():
    assert {code for code in list_languages() if get_language(code).is_rtl} == {"ar", "fa"}


def test_only_french_elides_and_only_german_and_turkish_write_ordinals_with_a_stop():
    assert {code for code in list_languages() if get_language(code).elisions} == {"fr"}
    assert {code for code in list_languages() if get_language(code).has_ordinal_stop} == {"de", "tr"}


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
