"""Counts of terms and n-grams, against cases worked by hand."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from corpus_tools import build_corpus, count_ngrams, count_terms
from corpus_tools.errors import ArgumentError, FrameError

WORDS = st.lists(st.sampled_from(["حرب", "سلام", "في", "وفي", "قمة", "2022", "war", ".", "،", "\n"]), max_size=12)


@pytest.fixture(scope="module")
def press(corpus_of):
    return corpus_of(
        "حرب في حرب", "سلام وقمة", "حرب 2022", "",
        source=["ميزان", "ميزان", None, "أطلس"],
        date=[dt.date(2022, 1, 3), dt.date(2022, 1, 9), dt.date(2022, 1, 10), None],
    )  # fmt: skip


def test_counts_by_hand(press):
    # Words: حرب في حرب | سلام وقمة | حرب = 6 (2022 is a number). حرب 3 of 6 in 2 articles, the others 1 of 6.
    assert count_terms(press).rows() == [
        ("حرب", 3, pytest.approx(500_000), 2),
        ("سلام", 1, pytest.approx(1e6 / 6), 1),
        ("قمة", 1, pytest.approx(1e6 / 6), 1),
    ]


def test_counts_by_hand_in_english(corpus_of):
    # Words: The talks failed / New talks in Geneva = 7; The and in are stopwords; talks 2 of 7.
    counts = count_terms(corpus_of("The talks failed.", "New talks in Geneva", language="en"))
    assert counts.row(0) == ("talks", 2, pytest.approx(2e6 / 7), 2)
    assert sorted(counts["term"]) == ["Geneva", "New", "failed", "talks"]


def test_counts_by_group_have_their_own_denominator(press):
    # No source: حرب 1 of 1 word. ميزان: حرب 2 of 5, the others 1 of 5. أطلس has no word and no row.
    assert count_terms(press, by="source").rows() == [
        (None, "حرب", 1, pytest.approx(1e6), 1),
        ("ميزان", "حرب", 2, pytest.approx(400_000), 1),
        ("ميزان", "سلام", 1, pytest.approx(200_000), 1),
        ("ميزان", "قمة", 1, pytest.approx(200_000), 1),
    ]


def test_a_week_begins_on_monday(press):
    # 3 and 9 January 2022 are the Monday and Sunday of one week, 10 January is the next Monday.
    weeks = count_terms(press, by="week", top=1).select("week", "term", "count").rows()
    assert weeks == [(dt.date(2022, 1, 3), "حرب", 2), (dt.date(2022, 1, 10), "حرب", 1)]


@pytest.mark.parametrize(
    ("by", "expected"),
    [("day", dt.date(2022, 8, 17)), ("week", dt.date(2022, 8, 15)), ("month", dt.date(2022, 8, 1)),
     ("quarter", dt.date(2022, 7, 1)), ("year", dt.date(2022, 1, 1))],
)  # fmt: skip
def test_a_period_is_named_by_its_first_day(corpus_of, by, expected):
    counts = count_terms(corpus_of("قمة", date=[dt.date(2022, 8, 17)]), by=by)
    assert counts[by].to_list() == [expected]


def test_several_columns_make_a_group(press):
    counts = count_terms(press, by=["source", "year", "source"])
    assert counts.columns[:2] == ["source", "year"]
    assert counts.filter(pl.col("source") == "ميزان")["year"].unique().to_list() == [dt.date(2022, 1, 1)]


def test_top_keeps_the_commonest_of_each_group(press):
    assert count_terms(press, by="source", top=1)["term"].to_list() == ["حرب", "حرب"]
    assert count_terms(press, top=2).equals(count_terms(press).head(2))


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("term", {("روسيا", 3), ("أميركا", 2)}),
     ("normal", {("روسيا", 1), ("لروسيا", 1), ("وروسيا", 1), ("اميركا", 2)}),
     ("surface", {("روسيا", 1), ("لروسيا", 1), ("وروسيا", 1), ("أميركا", 1), ("اميركا", 1)})],
)  # fmt: skip
def test_units_of_counting(corpus_of, unit, expected):
    counts = count_terms(corpus_of("روسيا لروسيا وروسيا أميركا اميركا"), unit=unit)
    assert set(counts.select("term", "count").rows()) == expected


def test_hashtags_are_counted_addresses_are_not(corpus_of):
    counts = count_terms(corpus_of("#قمة_جنيف https://example.org desk@example.org 2022"))
    assert counts.select("term", "per_million").rows() == [("#قمة_جنيف", pytest.approx(1e6))]


@given(st.lists(WORDS, max_size=4), st.sampled_from(["term", "normal", "surface"]))
def test_counts_close(corpus_of, articles, unit):
    corpus = corpus_of(*map(" ".join, articles), source=["أ", "ب", None, "أ"][: len(articles)])
    counts = count_terms(corpus, stopwords=True, unit=unit)
    is_word = corpus.vocabulary.filter(pl.col("kind").is_in(["word", "tag"])).select("form")
    assert counts["count"].sum() == corpus.tokens.join(is_word, on="form", how="semi").height
    assert counts["per_million"].sum() == pytest.approx(1e6 if counts.height else 0)
    grouped = count_terms(corpus, stopwords=True, unit=unit, by="source")
    whole = grouped.group_by("term").agg(pl.col("count", "documents").sum()).sort("term")
    assert whole.equals(counts.select("term", "count", "documents").sort("term"))
    assert (counts["documents"] <= counts["count"]).all()


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_leaving_stopwords_out_changes_no_other_row(corpus_of, articles):
    corpus = corpus_of(*map(" ".join, articles))
    everything = count_terms(corpus, stopwords=True, unit="surface")
    content = count_terms(corpus, unit="surface")
    # Polars divides by one number and by a column of it with a different last bit: per_million is compared nearly.
    assert_frame_equal(content, everything.filter(~pl.col("term").is_in(["في", "وفي"])), rel_tol=1e-12)


def test_the_order_of_rows_is_that_of_counts_then_terms(corpus_of):
    texts = ["ب أحمر جبل", "جبل بحر تل", "تل بحر نهر"]
    counts = count_terms(corpus_of(*texts))
    assert counts.equals(counts.sort(["count", "term"], descending=[True, False]))
    assert counts.equals(count_terms(corpus_of(*reversed(texts))))


@pytest.mark.parametrize("texts", [[], [""], ["...", None]])
def test_nothing_to_count(corpus_of, texts):
    corpus = corpus_of(*texts)
    assert count_terms(corpus).rows() == count_ngrams(corpus).rows() == []
    assert count_terms(corpus, by=["source", "month"], top=3).columns == [
        "source",
        "month",
        "term",
        "count",
        "per_million",
        "documents",
    ]
    assert count_ngrams(corpus, by="source").columns == [
        "source",
        "ngram",
        "count",
        "per_million",
        "documents",
    ]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"by": "sorce"}, "by= a column of articles or a period, got 'sorce'. Nearest: 'source'"),
        ({"unit": "lemma"}, "unit one of .*, got 'lemma'"),
        ({"top": 0}, "top of 1 or more, or None, got 0"),
    ],
)
def test_bad_options_of_count_terms(press, options, complaint):
    with pytest.raises(ArgumentError, match=f"count_terms: expected {complaint}"):
        count_terms(press, **options)


def test_ngrams_by_hand(corpus_of):
    corpus = corpus_of("حلف شمال الأطلسي، حلف شمال الاطلسي. حلف", "حلف شمال")
    # Words: 3 + 3 + 1 + 2 = 9. Runs of two: حلف شمال 3 (2 articles), شمال الأطلسي 2; the comma parts a third.
    assert count_ngrams(corpus).rows() == [
        ("حلف شمال", 3, pytest.approx(3e6 / 9), 2),
        ("شمال الأطلسي", 2, pytest.approx(2e6 / 9), 1),
    ]


def test_ngrams_in_french_keep_stopwords_inside_only(corpus_of):
    corpus = corpus_of("la guerre en Ukraine", language="fr")
    found = {row[0] for n in (2, 3, 4) for row in count_ngrams(corpus, n=n, min_count=1).rows()}
    assert found == {"guerre en Ukraine"}
    assert count_ngrams(corpus, n=2, min_count=1, stopwords=True)["ngram"].sort().to_list() == [
        "en Ukraine",
        "guerre en",
        "la guerre",
    ]


@pytest.mark.parametrize("gap", ["، ", ". ", "\n", " «", "  ", " 2022 ", " https://example.org "])
def test_a_run_ends_at_signs_numbers_and_addresses(corpus_of, gap):
    assert count_ngrams(corpus_of(f"حرب{gap}سلام"), min_count=1).is_empty()


def test_a_run_does_not_reach_into_the_next_article(corpus_of):
    # By their offsets alone, end 3 of the first and start 4 of the second, the words would be neighbours.
    assert count_ngrams(corpus_of("حرب", "... سلام"), min_count=1).is_empty()


def test_min_count_holds_in_each_group(corpus_of):
    corpus = corpus_of("بنك مركزي بنك مركزي", "بنك مركزي", source=["أ", "ب"])
    assert count_ngrams(corpus, by="source").select("source", "ngram", "count").rows() == [("أ", "بنك مركزي", 2)]


@given(st.lists(st.sampled_from(["حرب", "سلام", "قمة"]), max_size=12), st.integers(2, 7))
def test_a_plain_sentence_of_k_words_has_k_less_n_plus_1_runs(corpus_of, words, n):
    counts = count_ngrams(corpus_of(" ".join(words)), n=n, min_count=1)
    assert counts["count"].sum() == max(0, len(words) - n + 1)


@pytest.mark.parametrize("n", [1, 8, 0])
def test_bad_n(press, n):
    with pytest.raises(ArgumentError, match=f"count_ngrams: expected n from 2 to 7, got {n}"):
        count_ngrams(press, n=n)


def test_terms_of_a_lazy_build_are_the_same(press):
    assert count_terms(build_corpus(press.articles.lazy())).equals(count_terms(press))


def test_french_elision_does_not_end_a_run(corpus_of):
    corpus = corpus_of("un accord de l’OTAN. Un accord de l'OTAN", language="fr")
    assert count_ngrams(corpus, n=4).select("ngram", "count").rows() == [("accord de l'OTAN", 2)]


@pytest.mark.parametrize("name", ["count", "term", "per_million"])
def test_a_column_of_articles_named_as_one_of_the_result_is_refused(name):
    corpus = build_corpus(pl.DataFrame({"text": ["قمة"], name: ["أ"]}))
    with pytest.raises(ArgumentError, match=f"count_terms: expected by= .*, got '{name}'. Hint: rename it"):
        count_terms(corpus, by=name)


def test_a_frame_is_no_corpus():
    with pytest.raises(FrameError, match=r"count_terms: expected a Corpus, got 'DataFrame'\. Hint: build one"):
        count_terms(pl.DataFrame({"text": ["قمة"]}))
