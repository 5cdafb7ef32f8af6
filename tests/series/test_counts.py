"""Counts and shares of articles over time."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from corpus_tools import count_over_time, find_actors
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.measures.formulas import wilson_interval

JANUARY = [dt.date(2022, 1, day) for day in (3, 4, 18, 19)]


@pytest.fixture(scope="module")
def press(corpus_of):
    # Weeks from 3, 10 and 17 January; the fifth article has no date.
    return corpus_of(
        "قمة الناتو", "حرب", "قمة روسيا والناتو", "سلام", "قمة",
        source=["أ", "ب", "أ", "أ", "ب"], date=[*JANUARY, None],
    )  # fmt: skip


WEEKS = [dt.date(2022, 1, 3), dt.date(2022, 1, 10), dt.date(2022, 1, 17)]


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 857-872, Table I, method 3: the first four.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # By hand, z2 = 3.8415: 1 of 10 has centre (.1 + .19207) / 1.38415 = .21101 and half width
        # 1.95996 / 1.38415 * sqrt(.009 + .0096037) = .19314.
        (1, 10, 0.0179, 0.4042),
        (10, 10, 0.7225, 1.0000),
    ],
)
def test_wilson_intervals_of_the_literature(count, total, low, high):
    frame = pl.DataFrame({"count": [count], "total": [total]}, schema={"count": pl.UInt32, "total": pl.UInt32})
    share, found_low, found_high = frame.select(*wilson_interval("count", "total")).row(0)
    assert share == pytest.approx(count / total)
    assert (found_low, found_high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_the_interval_of_nothing_is_null():
    frame = pl.DataFrame({"count": [0], "total": [0]}, schema={"count": pl.UInt32, "total": pl.UInt32})
    assert frame.select(*wilson_interval("count", "total")).row(0) == (None, None, None)


def test_articles_a_week_empty_ones_included(press):
    found = count_over_time(press)
    assert found.select("period", "count", "total").rows() == [
        (WEEKS[0], 2, 2),
        (WEEKS[1], 0, 0),
        (WEEKS[2], 2, 2),
    ]
    assert found["share"].to_list() == [1.0, None, 1.0]
    assert found.schema["count"] == found.schema["total"] == pl.UInt32


def test_the_share_of_a_term(press):
    found = count_over_time(press, terms=["قمة"])
    assert found.columns == ["period", "term", "count", "total", "share", "low", "high"]
    assert found.select("period", "term", "count", "total", "share").rows() == [
        (WEEKS[0], "قمة", 1, 2, 0.5),
        (WEEKS[1], "قمة", 0, 0, None),
        (WEEKS[2], "قمة", 1, 2, 0.5),
    ]


def test_one_word_is_one_term(press):
    assert count_over_time(press, terms="قمة").equals(count_over_time(press, terms=["قمة"]))


def test_series_by_source_share_the_articles_of_the_week(press):
    found = count_over_time(press, by="source").select("period", "source", "count", "total")
    assert found.rows() == [
        (WEEKS[0], "أ", 1, 2), (WEEKS[1], "أ", 0, 0), (WEEKS[2], "أ", 2, 2),
        (WEEKS[0], "ب", 1, 2), (WEEKS[1], "ب", 0, 0), (WEEKS[2], "ب", 0, 2),
    ]  # fmt: skip


def test_a_term_by_source_is_a_share_of_the_sources_articles(press):
    found = count_over_time(press, by="source", terms=["قمة"]).select(
        "period", "source", "term", "count", "total", "share"
    )
    assert found.rows() == [
        (WEEKS[0], "أ", "قمة", 1, 1, 1.0), (WEEKS[1], "أ", "قمة", 0, 0, None),
        (WEEKS[2], "أ", "قمة", 1, 2, 0.5),
        (WEEKS[0], "ب", "قمة", 0, 1, 0.0), (WEEKS[1], "ب", "قمة", 0, 0, None),
        (WEEKS[2], "ب", "قمة", 0, 0, None),
    ]  # fmt: skip


def test_the_share_of_an_actor(press):
    mentions = find_actors(press).filter(pl.col("actor_id").is_in(["nato", "russia"]))
    found = count_over_time(press, actors=mentions, every="month")
    month = dt.date(2022, 1, 1)
    names = dict(mentions.select("actor_id", "actor").rows())
    expected = {(month, names["nato"], 2, 4), (month, names["russia"], 1, 4)}
    assert set(found.select("period", "actor", "count", "total").rows()) == expected


def test_no_mention_is_no_series(press):
    assert count_over_time(press, actors=find_actors(press).head(0)).is_empty()


def test_a_group_without_a_name_is_a_series_too(corpus_of):
    corpus = corpus_of("قمة", "حرب", source=["أ", None], date=[JANUARY[0]] * 2)
    found = count_over_time(corpus, by="source", terms=["قمة"]).select("source", "count", "total")
    assert set(found.rows()) == {("أ", 1, 1), (None, 0, 1)}


@pytest.mark.parametrize(
    ("every", "periods"),
    [("day", 17), ("week", 3), ("month", 1), ("quarter", 1), ("year", 1)],
)
def test_periods_run_from_the_first_to_the_last_article(press, every, periods):
    found = count_over_time(press, every=every)
    assert found.height == periods
    assert found["count"].sum() == 4
    assert found["period"].is_sorted()


def test_shares_lie_within_their_intervals(press):
    found = count_over_time(press, terms=["قمة", "حرب", "سلام"], by="source").drop_nulls("share")
    assert found.height > 0
    assert (found["low"] <= found["share"]).all()
    assert (found["share"] <= found["high"]).all()
    assert found.filter((pl.col("low") < 0) | (pl.col("high") > 1)).is_empty()


def test_any_spelling_of_a_term_finds_its_group_in_french_too(corpus_of):
    corpus = corpus_of("Les négociations", "Une négociation négociations", language="fr", date=JANUARY[:2])
    assert count_over_time(corpus, terms=["négociation"])["count"].to_list() == [2]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"every": "fortnight"}, "every one of .*got 'fortnight'"),
        ({"by": "sorce"}, "by= a column of articles or a period, got 'sorce'. Nearest: 'source'"),
        ({"by": "month"}, "by= a column of articles, got 'month'. Hint: a period goes to every="),
        ({"terms": ["زرافة"]}, "words of the corpus, got 'زرافة'"),
        ({"terms": []}, r"at least one term, got \[\]"),
    ],
)
def test_bad_options(press, options, complaint):
    with pytest.raises(ArgumentError, match=f"count_over_time: expected {complaint}"):
        count_over_time(press, **options)


def test_terms_and_actors_do_not_go_together(press):
    with pytest.raises(ArgumentError, match="expected terms or actors, got 'both'"):
        count_over_time(press, terms=["قمة"], actors=find_actors(press))


def test_a_frame_that_is_no_mentions_is_refused(press):
    with pytest.raises(FrameError, match="a column 'actor'"):
        count_over_time(press, actors=pl.DataFrame({"doc_id": ["0"]}))


@pytest.mark.parametrize("texts", [[], ["قمة"]])
def test_without_a_date_there_are_no_rows(corpus_of, texts):
    corpus = corpus_of(*texts)
    numbers = {"count": pl.UInt32, "total": pl.UInt32, "share": pl.Float64, "low": pl.Float64, "high": pl.Float64}
    plain = count_over_time(corpus, by="source")
    assert plain.rows() == []
    assert dict(plain.schema) == {"period": pl.Date, "source": pl.String} | numbers
    of_actors = count_over_time(corpus, actors=find_actors(corpus))
    assert of_actors.rows() == []
    assert dict(of_actors.schema) == {"period": pl.Date, "actor": pl.String} | numbers


def test_a_term_of_undated_articles_has_no_rows(corpus_of):
    assert count_over_time(corpus_of("قمة"), terms=["قمة"], by="source", every="month").rows() == []


@pytest.mark.parametrize("spelling", ["أوكرانيا", "اوكرانيا", "لأوكرانيا"])
def test_any_spelling_of_an_arabic_term_finds_it(corpus_of, spelling):
    corpus = corpus_of("دعم أوكرانيا", "دعم لأوكرانيا", "حرب أوكرانيا", date=[dt.date(2022, 1, 12)] * 3)
    assert count_over_time(corpus, terms=spelling).select("term", "count").rows() == [(spelling, 3)]
