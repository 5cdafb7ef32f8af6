import re
from string import Formatter

import pytest

from corpus_tools.charts.words import LANGUAGES, _read_words, format_number, has_word, word
from corpus_tools.errors import ArgumentError

KEYS = sorted(_read_words())


@pytest.mark.parametrize("key", KEYS)
def test_each_word_is_there_in_each_language_with_the_same_places(key: str) -> None:
    row = _read_words()[key]
    places = [{name for _, name, _, _ in Formatter().parse(row[language]) if name} for language in LANGUAGES]
    assert all(row[language].strip() for language in LANGUAGES)
    assert places[0] == places[1] == places[2]


@pytest.mark.parametrize("key", KEYS)
def test_arabic_is_arabic_and_none_carries_bidi_controls(key: str) -> None:
    row = _read_words()[key]
    assert re.search("[\u0600-\u06ff]", row["ar"])
    assert not re.search("[\u0600-\u06ff]", row["en"] + row["fr"])
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "".join(row.values()))


def test_unknown_key_names_the_nearest() -> None:
    with pytest.raises(ArgumentError, match=r"got 'terms_titel'. Nearest: 'terms_title'"):
        word("terms_titel", language="ar")
    assert not has_word("terms_titel")


def test_whole_numbers_are_grouped_and_everything_else_is_left() -> None:
    assert format_number(1234567, language="ar") == "1,234,567"
    assert format_number(1234, language="fr") == "1\u202f234"
    assert format_number("1234", language="fr") == "1234"
    assert format_number(True, language="en") == "True"
