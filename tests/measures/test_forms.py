"""What was merged into a term, and the unit and layers that every measure counts by."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from corpus_tools import (
    compare_terms,
    count_ngrams,
    count_over_time,
    count_terms,
    find_concordance,
    show_forms,
)
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.measures import counting


@pytest.fixture(scope="module")
def press(corpus_of):
    return corpus_of(
        "رفضت روسيا العرض، وروسيا ترفض. أميركا واميركا", "لروسيا مطالب يوم الأربعاء 12 مارس", "روسيا وأميركا",
        source=["ميزان", "أطلس", "ميزان"],
        date=[dt.date(2022, 1, 3), dt.date(2022, 1, 10), dt.date(2022, 1, 11)],
    )  # fmt: skip


def test_forms_of_a_term_commonest_first_with_their_shares(press):
    assert show_forms(press, "روسيا").rows() == [
        ("روسيا", "روسيا", "ar", 2, 0.5, True),
        ("لروسيا", "روسيا", "ar", 1, 0.25, True),
        ("وروسيا", "روسيا", "ar", 1, 0.25, True),
    ]


@pytest.mark.parametrize("word", ["روسيا", "لروسيا", "وروسيا", " روسيا ", "فروسيا"])
def test_any_form_stands_for_its_term(press, word):
    assert show_forms(press, word).equals(show_forms(press, "روسيا"))


def test_forms_of_a_spelling_and_of_a_surface(press):
    assert set(show_forms(press, "اميركا")["surface"]) == {"أميركا", "واميركا", "وأميركا"}
    assert set(show_forms(press, "واميركا", unit="normal")["surface"]) == {"واميركا", "وأميركا"}
    assert show_forms(press, "واميركا", unit="surface")["surface"].to_list() == ["واميركا"]


def test_forms_of_several_languages_stand_side_by_side(corpus_of):
    corpus = corpus_of("A table of tables", "La table", language=["en", "fr"])
    shown = show_forms(corpus, "table").select("surface", "language", "count", "share_of_term")
    assert shown.rows() == [("table", "en", 1, 1 / 3), ("table", "fr", 1, 1 / 3), ("tables", "en", 1, 1 / 3)]


def test_forms_that_are_left_out_of_counts_are_marked(press):
    assert show_forms(press, "مارس")["is_counted"].to_list() == [False]


@pytest.mark.parametrize("unit", ["term", "normal", "surface"])
def test_forms_add_up_to_the_count_of_the_term(press, unit):
    for term, count in count_terms(press, unit=unit).select("term", "count").rows():
        forms = show_forms(press, term, unit=unit).filter("is_counted")
        assert forms["count"].sum() == count


@pytest.mark.parametrize(
    ("word", "options", "complaint"),
    [
        ("روسسيا", {}, r"words of the corpus, got 'روسسيا'\. Nearest: 'روسيا'"),
        ("", {}, "a word of the corpus, got ''"),
        (7, {}, "term as a text, got 7"),
        ("روسيا", {"unit": "lemma"}, "unit one of"),
    ],
)
def test_what_is_no_word_of_the_corpus_is_refused(press, word, options, complaint):
    with pytest.raises(ArgumentError, match=complaint):
        show_forms(press, word, **options)


def test_articles_are_no_corpus(press):
    with pytest.raises(FrameError, match="show_forms: expected a Corpus"):
        show_forms(press.articles, "روسيا")


def test_words_of_time_and_numbers_are_left_out_unless_asked_for(press):
    layer = {"يوم", "الأربعاء", "12", "مارس"}
    without, with_them = set(count_terms(press)["term"]), set(count_terms(press, time_words=True)["term"])
    assert with_them - without == layer
    assert not without & layer


def test_keyness_leaves_words_of_time_out_unless_asked_for(press):
    options = {"target": pl.col("source") == "أطلس"}
    assert "مارس" not in compare_terms(press, **options)["term"]
    assert "مارس" in compare_terms(press, time_words=True, **options)["term"]
    frame = pl.DataFrame({"term": ["مارس", "غاز"], "count": [3, 4]})
    assert "مارس" not in compare_terms(press, reference=frame, **options)["term"]
    assert "مارس" in compare_terms(press, reference=frame, time_words=True, **options)["term"]


def test_runs_neither_begin_nor_end_with_words_of_time_unless_asked_for(press):
    assert "مطالب يوم" not in count_ngrams(press, min_count=1)["ngram"]
    runs = count_ngrams(press, min_count=1, time_words=True)["ngram"]
    assert {"مطالب يوم", "الأربعاء 12", "12 مارس"} <= set(runs)


def test_runs_are_compared_by_the_unit(corpus_of):
    corpus = corpus_of("وزير الدفاع، وزير الدفاع، وزراء الدفاع، لوزير الدفاع")
    counts = {unit: count_ngrams(corpus, min_count=1, unit=unit) for unit in ("term", "normal", "surface")}
    rows = {unit: frame.select("ngram", "count").rows() for unit, frame in counts.items()}
    assert rows["term"] == [("وزير الدفاع", 4)]
    assert rows["normal"] == [("وزير الدفاع", 3), ("وزراء الدفاع", 1)]
    assert rows["surface"] == [("وزير الدفاع", 2), ("لوزير الدفاع", 1), ("وزراء الدفاع", 1)]


@pytest.mark.parametrize(("unit", "articles"), [("term", 3), ("normal", 2), ("surface", 2)])
def test_one_unit_holds_for_counts_series_and_hits(press, unit, articles):
    counted = count_terms(press, unit=unit).filter(pl.col("term") == "روسيا")
    assert counted["documents"].item() == articles
    assert count_over_time(press, terms="روسيا", unit=unit)["count"].sum() == articles
    assert find_concordance(press, "روسيا", unit=unit).height == counted["count"].item()


@pytest.mark.parametrize("by", [None, "source", "week", ["source", "doc_id"]])
def test_counts_do_not_depend_on_how_many_tokens_are_taken_at_a_time(press, monkeypatch, by):
    whole = count_terms(press, by=by)
    for size in (1, 3, 8):
        monkeypatch.setattr(counting, "_SLICE", size)
        assert count_terms(press, by=by).equals(whole)
