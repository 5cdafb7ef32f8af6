"""Cleaning changes what a machine sees, not what a reader sees."""

import unicodedata

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.reading.text.hygiene import (
    clean_column,
    clean_line,
    clean_lines,
    clean_text,
    strip_markup,
    strip_markup_column,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("سطر\r\nثان\rثالث\u2028رابع\u2029خامس\x85سادس", "سطر\nثان\nثالث\nرابع\nخامس\nسادس"),
        ("قال\u00a0 \tالوزير", "قال الوزير"),
        ("\u200fروسيا\u200e \u202bو\u202cالناتو\u2066\u2069\u200b\ufeff", "روسيا والناتو"),
        ("كتـــاب مُحَمَّدٌ", "كتـــاب مُحَمَّدٌ"),
        ("\ufedf\ufe8e", "لا"),
        ("\ufefb \ufdf2 \ufd3eآية\ufd3f", "لا الله \ufd3eآية\ufd3f"),
        ("\ufb01nance o\ufb03ce", "finance office"),
        ("ا\u0653", "آ"),
        ("e\u0301te\u0301", "été"),
        ("أ\n\n\n\n\nب", "أ\n\nب"),
        ("  أ  \n  ب  ", "أ\nب"),
        ("نص\x00\x07 مع\ud800 شوائب\uffff", "نص مع شوائب"),
        ("", ""),
    ],
)
def test_text_is_as_readers_see_it(raw, clean):
    assert clean_text(raw) == clean


def test_joiners_stay_only_where_they_spell():
    assert clean_text("می\u200cرویم") == "می\u200cرویم"
    assert clean_text("روس\u200cيا") == "روسيا"
    assert clean_text("👩\u200d🚀") == "👩\u200d🚀"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("<p>أول</p><p>ثان</p>", "أول\n\nثان"),
        ("سطر<br/>سطر <strong>مهم</strong> <a href='x'>رابط</a>", "سطر\nسطر مهم رابط"),
        ("<p>نص</p><script>alert('</p>')</script>", "نص"),
        ("Tom &amp; Jerry &quot;x&quot; &#1585; &nbsp;y", 'Tom & Jerry "x" ر y'),
        ("Shares of <A> and <TD> and 3 < 4", "Shares of <A> and <TD> and 3 < 4"),
        ("AT&T; R&D", "AT&T; R&D"),
    ],
)
def test_markup_goes_and_what_only_looks_like_it_stays(raw, clean):
    assert strip_markup(raw) == clean


def test_a_line_is_one_line_or_nothing():
    assert clean_line(" عنوان\n في سطرين ") == "عنوان في سطرين"
    assert clean_line(" \u200f\n") is None
    assert clean_line(None) is None


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_gets_clean_once_and_for_all(text):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert unicodedata.is_normalized("NFC", clean)


SPACES = " \n\t\r\u00a0\u2028\u200c\u200d\u200f\ufeff"
ARABIC = "اأإبتةىي\u0640\u064b\u0651\u064e\u0653\u0654\ufefb\ufef5ﷲیک"
LETTERS = st.one_of(st.sampled_from(f"{SPACES}{ARABIC}eE\u0301&<>/p;👩🚀"), st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.none() | st.text(LETTERS, max_size=30), max_size=6))
def test_a_column_is_cleaned_as_each_of_its_texts(texts):
    column = pl.Series(texts, dtype=pl.String)
    assert clean_column(column).to_list() == [text and clean_text(text) for text in texts]
    assert strip_markup_column(column).to_list() == [text and strip_markup(text) for text in texts]
    assert clean_lines(column).to_list() == [clean_line(text) for text in texts]
