"""Languages and their lists."""

from __future__ import annotations

import pytest

from corpus_tools.language import get_language, is_stopword, normalise, read_words
from corpus_tools.language.registry import CURATED


@pytest.mark.parametrize(("code", "is_rtl"), [("ar", True), ("fa", True), ("he", True), ("en", False), ("fi", False)])
def test_direction_of_writing(code, is_rtl):
    assert get_language(code).is_rtl is is_rtl


@pytest.mark.parametrize("code", ["fi", "und", ""])
def test_a_language_without_lists_has_none_and_is_no_error(code):
    assert get_language(code).stopwords == frozenset()
    assert get_language(code).corrections == {}
    assert not is_stopword("the", language=code)


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("في", "ar"),
        ("إلى", "ar"),
        ("الى", "ar"),
        ("وأضاف", "ar"),
        ("أكّد", "ar"),
        ("بشأن", "ar"),
        ("أنّ", "ar"),
        ("وبأن", "ar"),
        ("The", "en"),
        ("said", "en"),
        ("don’t", "en"),
        ("l'", "fr"),
        ("QUE", "fr"),
        ("déclaré", "fr"),
    ],
)
def test_function_words_and_verbs_of_reporting_are_stopwords(word, language):
    assert is_stopword(word, language=language)


@pytest.mark.parametrize(
    ("word", "language"),
    [("عام", "ar"), ("يوم", "ar"), ("مليون", "ar"), ("فلسطين", "ar"), ("واشنطن", "ar"), ("فتحت", "ar"), ("وحدة", "ar"),
     ("و", "ar"), ("", "ar"), ("war", "en"), ("in", "fr"), ("guerre", "fr"), ("OTAN", "fr")],
)  # fmt: skip
def test_content_words_are_not(word, language):
    assert not is_stopword(word, language=language)


@pytest.mark.parametrize("code", CURATED)
def test_lists_hold_words_that_the_language_itself_writes_so(code):
    language = get_language(code)
    assert len(language.stopwords) > 100
    assert all(normalise(word, language=code) == word for word in language.stopwords)
    assert not language.stopwords & language.content_words
    in_arabic = [word for word in language.stopwords if "\u0620" <= word[0] <= "\u064a"]
    assert len(in_arabic) == (len(language.stopwords) if code == "ar" else 0)


def test_word_lists_leave_comments_out():
    words = read_words("ar/stopwords.txt")
    assert "في" in words
    assert not [word for word in words if word.startswith(("#", "["))]
