"""Stopwords, words of time and number, and what a user changes of them."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.language import (
    get_language,
    is_stopword,
    is_time_word,
    list_languages,
    normalise,
    read_changes,
    read_words,
)

DATA = files("corpus_tools.language") / "data"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "في إلى الى وأضاف أكّد بشأن أنّ وبأن فقال ولهذا"),
        ("en", "The said don’t according"),
        ("fr", "l' QUE déclaré qu’ c’ martèle-t-il Dit-elle peut-on bien"),
        ("es", "el que dijo señaló según más está"),
        ("de", "der und sagte erklärte für über daß"),
        ("ru", "и что ещё её заявил сообщил который"),
        ("fa", "و که گفت می\u200cشود ميشود این است"),
        ("tr", "ve bir için İÇİN olarak dedi değil"),
    ],
)
def test_function_words_and_verbs_of_reporting_are_stopwords(language, words):
    assert [word for word in words.split() if not is_stopword(word, language=language)] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "عام يوم مليون فلسطين واشنطن فتحت وحدة و وزير"),
        ("en", "war president million monday"),
        ("fr", "in guerre OTAN lundi mille porte-parole rendez-vous pouvoir"),
        ("es", "guerra gobierno acuerdo estado trabajo"),
        ("de", "Krieg Regierung Menschen Recht Deutschland"),
        ("ru", "война Россия Москва люди мир страна"),
        ("fa", "جنگ ایران مردم دولت"),
        ("tr", "savaş Türkiye iş kaynak"),
    ],
)
def test_content_words_are_not(language, words):
    assert [word for word in words.split() if is_stopword(word, language=language)] == []
    assert not is_stopword("", language=language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "الأربعاء والأربعاء اليوم لليوم أمس وبالأمس الآن العام عام ثلاثة والثلاثة بمليون آذار يناير الأول"),
        ("en", "today Tuesday two million March April year"),
        ("fr", "hier aujourd’hui mille deux mardi août"),
        ("es", "hoy miércoles dos enero"),
        ("de", "heute Mittwoch zwei Januar Jahr"),
        ("ru", "сегодня среду два января год"),
        ("fa", "امروز چهارشنبه سه\u200cشنبه دو فروردین"),
        ("tr", "bugün Çarşamba iki Ocak yıl"),
    ],
)
def test_words_of_time_and_number_are_a_layer_of_their_own(language, words):
    assert [word for word in words.split() if not is_time_word(word, language=language)] == []
    assert [word for word in words.split() if is_stopword(word, language=language)] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "لست الفيوم أحد المفاوضات وزير"),
        ("en", "march may talks"),
        ("fr", "guerre"),
        ("xx", "two"),
    ],
)
def test_other_words_are_no_words_of_time(language, words):
    assert [word for word in words.split() if is_time_word(word, language=language)] == []


@pytest.mark.parametrize(
    ("language", "content", "stopword"),
    [
        ("ar", "علي", "على"),
        ("ar", "وعلي", "وعلى"),
        ("ar", "فئة", "فيه"),
        ("ar", "آلية", "إليه"),
        ("ar", "إمام", "أمام"),
        ("ar", "رأي", "رأى"),
        ("en", "US", "us"),
        ("en", "WHO", "Who"),
        ("fr", "Est", "est"),
    ],
)
def test_a_content_word_that_folds_to_a_stopword_is_told_by_its_spelling(language, content, stopword):
    assert normalise(content, language=language) == normalise(stopword, language=language)
    assert not is_stopword(content, language=language)
    assert is_stopword(stopword, language=language)


def test_a_user_may_add_a_word_that_only_its_spelling_keeps_out():
    added, _ = read_changes(["علي"], language="ar")
    assert is_stopword("علي", language="ar", added=added)


@pytest.mark.parametrize("code", list_languages())
def test_lists_hold_words_that_the_language_itself_writes_so(code):
    known = get_language(code)
    assert all(normalise(word, language=code) == word for word in known.stopwords)
    assert not known.stopwords & known.content_words
    assert not known.stopwords & known.time_words
    in_arabic = [word for word in known.stopwords if "\u0620" <= word[0] <= "\u06ff"]
    assert len(in_arabic) == (len(known.stopwords) if known.is_rtl else 0)


@pytest.mark.parametrize("code", list_languages())
@pytest.mark.parametrize("name", ["stopwords", "time_words", "abbreviations"])
def test_a_list_says_at_its_head_how_it_was_made(code, name):
    first = (DATA / code / f"{name}.txt").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert len(first) > 40
    assert {word for word in read_words(f"{code}/{name}.txt") if word in {"-", "#"}} == set()


def test_a_user_adds_and_removes_words():
    added, removed = read_changes(["رويترز", "-قال"], language="ar")
    assert is_stopword("ورويترز", language="ar", added=added, removed=removed)
    assert not is_stopword("قال", language="ar", added=added, removed=removed)
    assert not is_stopword("وقال", language="ar", added=added, removed=removed)
    assert is_stopword("في", language="ar", added=added, removed=removed)


def test_changes_are_read_as_the_language_spells_them():
    assert read_changes(["Élysée", "-DIT"], language="fr") == (frozenset({"élysée"}), frozenset({"dit"}))
    assert read_changes("Élysée -DIT", language="fr") == read_changes(["Élysée", "-DIT"], language="fr")
    assert read_changes([], language="en") == (frozenset(), frozenset())


@given(st.text(max_size=12), st.sampled_from(list_languages()))
def test_a_word_that_is_removed_is_no_stopword_and_one_that_is_added_is_one(word, language):
    normal = normalise(word, language=language)
    assert is_stopword(word, language=language, added=frozenset({normal}))
    assert not is_stopword(word, language=language, removed=frozenset({normal}))
