"""Keyness, against cases worked by hand."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import compare_terms, count_terms
from corpus_tools.errors import ArgumentError, FrameError

TARGET = pl.col("source") == "أ"


@pytest.fixture(scope="module")
def press(corpus_of):
    return corpus_of("حرب حرب سلام", "سلام سلام قمح", source=["أ", "ب"])


def test_by_hand(press):
    # n1 = n2 = 3, so E1 = E2 = (a + b) / 2.
    # حرب: a 2, b 0, E 1: G2 = 2 (2 ln 2) = 4 ln 2; ratio log2((2/3) / (.5/3)) = 2.
    # سلام: a 1, b 2, E 1.5: G2 = 2 (ln(2/3) + 2 ln(4/3)) = .3398; ratio log2(1/2) = -1.
    # قمح: a 0, b 1, E .5: G2 = 2 ln 2; ratio log2(.5/1) = -1.
    third = 1e6 / 3
    assert compare_terms(press, target=TARGET).rows() == [
        ("حرب", 2, 0, pytest.approx(2 * third), 0.0, pytest.approx(4 * math.log(2)), pytest.approx(2)),
        ("قمح", 0, 1, 0.0, pytest.approx(third), pytest.approx(2 * math.log(2)), pytest.approx(-1)),
        (
            "سلام",
            1,
            2,
            pytest.approx(third),
            pytest.approx(2 * third),
            pytest.approx(0.33980, abs=1e-5),
            pytest.approx(-1),
        ),
    ]


def test_stopwords_are_left_out_but_count_as_words(corpus_of):
    corpus = corpus_of("the war of the worlds", "peace in the valley", language="en", source=["أ", "ب"])
    keyness = compare_terms(corpus, target=TARGET)
    assert sorted(keyness["term"]) == ["peace", "valley", "war", "worlds"]
    # 1 of the 5 words of the target.
    assert keyness.filter(pl.col("term") == "war")["target_per_million"].item() == pytest.approx(200_000)
    assert "the" in compare_terms(corpus, target=TARGET, stopwords=True)["term"]


def test_an_explicit_reference_leaves_the_rest_out(corpus_of):
    corpus = corpus_of("حرب", "سلام", "قمح", source=["أ", "ب", "ج"])
    keyness = compare_terms(corpus, target=TARGET, reference=pl.col("source") == "ب")
    assert set(keyness["term"]) == {"حرب", "سلام"}


def test_articles_for_which_the_expression_is_null_belong_to_the_rest(corpus_of):
    corpus = corpus_of("حرب", "سلام", source=["أ", None])
    assert compare_terms(corpus, target=TARGET).select("term", "target", "reference").rows() == [
        ("حرب", 1, 0),
        ("سلام", 0, 1),
    ]


def test_swapping_target_and_reference_turns_the_ratio_round(press):
    one = compare_terms(press, target=TARGET).sort("term")
    other = compare_terms(press, target=~TARGET).sort("term")
    assert one["log_likelihood"].to_list() == pytest.approx(other["log_likelihood"].to_list())
    assert one["log_ratio"].to_list() == pytest.approx((-other["log_ratio"]).to_list())


def test_equal_use_gives_zero(corpus_of):
    corpus = corpus_of("حرب سلام", "حرب سلام حرب سلام", source=["أ", "ب"])
    keyness = compare_terms(corpus, target=TARGET)
    assert keyness["log_likelihood"].to_list() == pytest.approx([0, 0])
    assert keyness["log_ratio"].to_list() == pytest.approx([0, 0])


def test_measures_asked_for_are_the_columns_given(press):
    keyness = compare_terms(press, target=TARGET, measures=["log_ratio"])
    assert keyness.columns[-1] == "log_ratio"
    assert "log_likelihood" not in keyness.columns
    assert keyness.select("term", "target").rows() == [("حرب", 2), ("سلام", 1), ("قمح", 0)]


def test_a_frequency_frame_is_a_reference(press):
    frame = pl.DataFrame({"term": ["سلام", "قمح", "سلام"], "count": [1, 1, 1]})
    given_frame = compare_terms(press, target=TARGET, reference=frame)
    assert given_frame.equals(compare_terms(press, target=TARGET))


def test_stopwords_of_a_frequency_frame_are_left_out_with_those_of_the_target(corpus_of):
    corpus = corpus_of("حرب في قمة")
    frame = pl.DataFrame({"term": ["في", "حرب"], "count": [900, 100]})
    everything = pl.lit(value=True)
    assert set(compare_terms(corpus, target=everything, reference=frame)["term"]) == {"حرب", "قمة"}
    kept = compare_terms(corpus, target=everything, reference=frame, stopwords=True)
    assert kept.filter(pl.col("term") == "في").select("target", "reference").row(0) == (1, 900)
    # The words of the frame are 1,000 all the same.
    assert kept.filter(pl.col("term") == "حرب")["reference_per_million"].item() == pytest.approx(100_000)


@given(st.lists(st.sampled_from(["حرب", "سلام", "قمح", "في"]), min_size=1, max_size=9), st.integers(0, 8))
def test_no_number_is_missing_or_infinite(corpus_of, words, cut):
    corpus = corpus_of(" ".join(words[: cut + 1]), " ".join(words[cut:]) or "ريف", source=["أ", "ب"])
    keyness = compare_terms(corpus, target=TARGET, stopwords=True)
    numbers = keyness.drop("term").cast(pl.Float64)
    assert numbers.select(pl.all_horizontal(pl.all().is_finite().all())).item()
    assert (keyness["log_likelihood"] >= 0).all()
    counts = count_terms(corpus, stopwords=True)
    assert keyness["target"].sum() + keyness["reference"].sum() == counts["count"].sum()


@pytest.mark.parametrize(
    ("options", "error", "complaint"),
    [
        ({"target": pl.col("source") == "x"}, ArgumentError, "a target with articles, got no article"),
        ({"target": pl.lit(value=True)}, ArgumentError, "a reference with articles, got no article"),
        ({"target": TARGET, "reference": TARGET}, ArgumentError, "without a common article, got '1 common'"),
        ({"target": TARGET, "measures": ["logratio"]}, ArgumentError, "got 'logratio'. Nearest: 'log_ratio'"),
        ({"target": TARGET, "unit": "word"}, ArgumentError, "unit one of .*got 'word'"),
        (
            {"target": TARGET, "reference": pl.DataFrame({"word": ["x"]})},
            FrameError,
            "a reference with column 'term'",
        ),
        (
            {"target": TARGET, "reference": pl.DataFrame({"term": ["x"]})},
            FrameError,
            "a reference with column 'count'",
        ),
        (
            {"target": TARGET, "reference": pl.DataFrame({"term": ["x"], "count": [0]})},
            ArgumentError,
            "got no word",
        ),
        ({"target": TARGET, "reference": pl.DataFrame({"term": ["x"], "count": ["3"]})}, FrameError, "whole numbers"),
        ({"target": TARGET, "reference": pl.DataFrame({"term": ["x"], "count": [-3]})}, FrameError, "whole numbers"),
        ({"target": "ميزان"}, ArgumentError, "true or false of each article, got 'ميزان'. Hint: write a condition"),
        ({"target": pl.col("source")}, ArgumentError, "true or false of each article, got 'one of String'"),
        ({"target": pl.col("sorce") == "x"}, FrameError, "got 'unable to find column .*There are: 'doc_id'"),
    ],
)
def test_bad_options(press, options, error, complaint):
    with pytest.raises(error, match=f"compare_terms: expected .*{complaint}"):
        compare_terms(press, **options)


def test_a_part_without_a_word_is_refused(corpus_of):
    corpus = corpus_of("...", "حرب", source=["أ", "ب"])
    with pytest.raises(ArgumentError, match="words in target and reference, got no word"):
        compare_terms(corpus, target=TARGET)
