"""Every hit with its context."""

from __future__ import annotations

import datetime as dt
import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import count_terms, find_concordance
from corpus_tools.errors import ArgumentError


def hits(corpus, query, **options):
    return find_concordance(corpus, query, **options).select("before", "match", "after").rows()


def test_context_by_hand(corpus_of):
    corpus = corpus_of("أعلن الوزير أن القمة ستعقد غدا في جنيف", source=["ميزان"], date=[dt.date(2022, 1, 12)])
    assert find_concordance(corpus, "القمة", width=2).rows() == [
        ("0", dt.date(2022, 1, 12), "ميزان", "الوزير أن", "القمة", "ستعقد غدا", 0, 15, 20)
    ]


def test_context_in_english_crosses_sentences_and_lines(corpus_of):
    corpus = corpus_of("Talks failed.\n\nThe talks, he said", language="en")
    assert hits(corpus, "talks", width=2) == [
        ("", "Talks", "failed. The"),
        ("failed. The", "talks", ", he said"),
    ]


@pytest.mark.parametrize(
    ("unit", "found"),
    [("term", ["أميركا", "اميركا", "لأميركا"]), ("normal", ["أميركا", "اميركا"]), ("surface", ["أميركا"])],
)
def test_units(corpus_of, unit, found):
    corpus = corpus_of("أميركا ثم اميركا ثم لأميركا ثم روسيا")
    assert find_concordance(corpus, "أميركا", unit=unit)["match"].to_list() == found


def test_width_zero_gives_no_context_and_a_great_width_the_whole_article(corpus_of):
    corpus = corpus_of("جنيف", "رفضت موسكو العرض", "بروكسل")
    assert hits(corpus, "موسكو", width=0) == [("", "موسكو", "")]
    assert hits(corpus, "موسكو", width=99) == [("رفضت", "موسكو", "العرض")]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("حلف شمال الأطلسي", True),
        ("حلف شمال\u00a0الأطلسي", True),
        ("حلف «شمال» الأطلسي", True),
        ("حلف  شمال الأطلسي", True),
        ("حلف، شمال الأطلسي", False),
        ("حلف،شمال الأطلسي", False),
        ("حلف (شمال الأطلسي", False),
        ("حلف. شمال الأطلسي", False),
        ("حلف\nشمال الأطلسي", False),
        ("حلف جديد شمال الأطلسي", False),
    ],
)
def test_where_the_words_of_a_phrase_stand(corpus_of, text, is_found):
    corpus = corpus_of(text)
    assert find_concordance(corpus, "حلف شمال الأطلسي", unit="surface").height == int(is_found)


def test_a_phrase_does_not_reach_into_the_next_article(corpus_of):
    assert find_concordance(corpus_of("حلف", "شمال"), "حلف شمال").is_empty()


def test_a_label_of_count_terms_can_be_looked_up_in_a_part_that_lacks_the_form(corpus_of):
    corpus = corpus_of("روسيا روسيا", "رفضت لروسيا", source=["أ", "ب"])
    part = corpus.filter(pl.col("source") == "ب")
    assert "روسيا" in count_terms(part)["term"]
    assert find_concordance(part, "روسيا")["match"].to_list() == ["لروسيا"]


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("position", ["3", "1", "2"]),
        ("date", ["1", "3", "2"]),  # articles without a date last
        ("before", ["2", "3", "1"]),  # by أحمد, بعد, ثم
        ("after", ["1", "2", "3"]),  # by أمس, بقي, جاء
    ],
)
def test_orders(corpus_of, sort, found):
    corpus = corpus_of(
        "بعد قمة جاء", "ثم قمة أمس", "أحمد قمة بقي",
        doc_id=["3", "1", "2"], date=[dt.date(2022, 2, 1), dt.date(2022, 1, 1), None],
    )  # fmt: skip
    assert find_concordance(corpus, "قمة", sort=sort)["doc_id"].to_list() == found


def test_before_is_sorted_by_the_word_next_to_the_match_first(corpus_of):
    corpus = corpus_of("b a talks", "a b talks", "c a talks", language="en", doc_id=["ba", "ab", "ca"])
    assert find_concordance(corpus, "talks", sort="before")["doc_id"].to_list() == ["ba", "ca", "ab"]


def test_a_pattern_is_searched_in_the_text_as_it_is(corpus_of):
    corpus = corpus_of("العقوبات الأوروبية وعقوبات أميركية", "عقوبة")
    found = find_concordance(corpus, re.compile(r"عقوب\w+"), width=1)
    assert found.select("doc_id", "match", "start", "end").rows() == [
        ("0", "عقوبات", 2, 8),
        ("0", "عقوبات", 20, 26),
        ("1", "عقوبة", 0, 5),
    ]


def test_a_pattern_across_words_keeps_its_own_bounds(corpus_of):
    assert hits(corpus_of("one two three four", language="en"), re.compile("wo thr"), width=1) == [
        ("one t", "wo thr", "ee four")
    ]


def test_patterns_that_match_nothing_or_no_word(corpus_of):
    corpus = corpus_of("قمة ... قمة")
    assert find_concordance(corpus, re.compile("x*")).is_empty()
    assert find_concordance(corpus, re.compile(r"\.\.\.")).is_empty()


@given(
    st.lists(st.sampled_from(["قمة", "حرب", "في", "😀", "،", ".", "\r\n", "\u00a0"]), max_size=15),
    st.integers(0, 5),
)
def test_a_hit_is_what_stands_there_and_none_is_missed(corpus_of, pieces, width):
    corpus = corpus_of("قمة " + " ".join(pieces))
    text = corpus.articles["text"][0]
    found = find_concordance(corpus, "قمة", width=width)
    assert found.height == 1 + pieces.count("قمة")
    assert all(text[start:end] == "قمة" for start, end in found.select("start", "end").rows())
    assert all(len(re.findall(r"\w+", before)) <= width for before in found["before"])


@pytest.mark.parametrize(
    ("query", "options", "complaint"),
    [
        ("الناتوو", {}, "words of the corpus, got 'الناتوو'. Nearest: 'الناتو'"),
        ("القمة الناتوو", {}, "words of the corpus, got 'الناتوو'"),
        ("…", {}, "a query with a word, got '…'"),
        ("القمة", {"sort": "left"}, "sort one of .*got 'left'"),
        ("القمة", {"unit": "lemma"}, "unit one of .*got 'lemma'"),
        ("القمة", {"width": -1}, "width of 0 or more, got -1"),
    ],
)
def test_bad_queries(corpus_of, query, options, complaint):
    with pytest.raises(ArgumentError, match=f"find_concordance: expected {complaint}"):
        find_concordance(corpus_of("حضر الناتو القمة"), query, **options)


@pytest.mark.parametrize("query", ["l'OTAN", "l’OTAN"])
def test_an_elided_word_is_found_as_french_writes_it(corpus_of, query):
    corpus = corpus_of("Le chef de l'OTAN parle. Otan et OTAN", language="fr")
    assert hits(corpus, query, width=1) == [("de", "l'OTAN", "parle")]


def test_there_are_as_many_hits_as_count_terms_counts(corpus_of):
    corpus = corpus_of("Us and them", "The US and its allies: US troops. Talks, talk", language="en")
    counted = dict(count_terms(corpus).select("term", "count").iter_rows())
    assert {term: len(hits(corpus, term)) for term in counted} == counted


@pytest.mark.parametrize(
    ("language", "text", "query", "found"),
    [("en", "The talks went on", "talk", "talks"), ("ar", "رفضت روسيا العرض", "وبروسيا", "روسيا")],
)
def test_a_form_that_does_not_occur_finds_the_others_of_its_term(corpus_of, language, text, query, found):
    assert find_concordance(corpus_of(text, language=language), query)["match"].to_list() == [found]
