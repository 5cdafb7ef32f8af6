"""Actors counted, against cases worked by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import count_actors, find_actors
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import ACTOR_COUNTS, MENTIONS, empty_frame
from tests.actors.frames import MEETING, mentions_of


def test_counts_by_hand():
    # a: 3 mentions in articles 1 and 2; c: 2 in 2 and 3; b: 2 in 1. Three articles name somebody, 7 times in all.
    assert count_actors(MEETING).rows() == [
        ("a", "A", "person", 3, 2, pytest.approx(3 / 7), pytest.approx(2 / 3)),
        ("c", "C", "person", 2, 2, pytest.approx(2 / 7), pytest.approx(2 / 3)),
        ("b", "B", "person", 2, 1, pytest.approx(2 / 7), pytest.approx(1 / 3)),
    ]


def test_counts_by_group_have_the_groups_articles_as_denominator():
    sources = pl.DataFrame({"doc_id": ["1", "2", "3"], "source": ["أ", "أ", None]})
    counts = count_actors(MEETING.join(sources, on="doc_id"), by="source")
    assert counts.select("source", "actor_id", "count", "documents", "share").rows() == [
        (None, "c", 1, 1, 1.0),
        ("أ", "a", 3, 2, 1.0),
        ("أ", "b", 2, 1, 0.5),
        ("أ", "c", 1, 1, 0.5),
    ]


def test_kinds_are_counted_beside_each_other():
    counts = count_actors(MEETING, by="kind")
    assert counts.columns == ["kind", "actor_id", "actor", "count", "documents", "mention_share", "share"]
    assert counts.select("kind", "actor_id", "count").rows() == [
        ("person", "a", 3),
        ("person", "c", 2),
        ("person", "b", 2),
    ]


@pytest.mark.parametrize("name", ["actor", "actor_id", "count", "share"])
def test_counting_by_a_column_of_the_result_is_refused(name):
    with pytest.raises(ArgumentError, match=f"count_actors: expected by= .*got '{name}'"):
        count_actors(MEETING.with_columns(count=1, share=1), by=name)


def test_with_the_articles_given_the_share_is_one_of_all_articles():
    # أ has articles 1, 2 and 4, nobody is named in 4; article 3 has no source.
    articles = pl.DataFrame({"doc_id": ["1", "2", "3", "4"], "source": ["أ", "أ", None, "أ"]})
    shares = count_actors(MEETING, articles=articles).select("actor_id", "documents", "share")
    assert shares.rows() == [("a", 2, 0.5), ("c", 2, 0.5), ("b", 1, 0.25)]
    by_source = count_actors(MEETING, by="source", articles=articles).select("source", "actor_id", "share")
    assert by_source.rows() == [
        (None, "c", 1.0),
        ("أ", "a", pytest.approx(2 / 3)),
        ("أ", "b", pytest.approx(1 / 3)),
        ("أ", "c", pytest.approx(1 / 3)),
    ]


def test_counts_of_texts_in_english_and_arabic(corpus_of, package_actors):
    corpus = corpus_of("Putin met Biden. Putin left.", "بوتين وبايدن", language=["en", "ar"])
    counts = count_actors(find_actors(corpus, actors=package_actors))
    assert counts.select("actor_id", "count", "documents", "share").rows() == [
        ("vladimir-putin", 3, 2, 1.0),
        ("joe-biden", 2, 2, 1.0),
    ]


@given(st.lists(st.tuples(st.sampled_from("12"), st.integers(0, 2), st.sampled_from("abcd")), max_size=15))
def test_totals_close(rows):
    mentions = mentions_of(*rows)
    counts = count_actors(mentions)
    assert counts["count"].sum() == len(rows)
    assert ((counts["share"] > 0) & (counts["share"] <= 1)).all()
    assert counts["mention_share"].sum() == pytest.approx(1 if rows else 0)
    assert count_actors(mentions_of(*reversed(rows))).equals(counts)


def test_no_mention_no_row():
    none = empty_frame(MENTIONS)
    assert count_actors(none).is_empty()
    assert count_actors(none, by="how").columns == ["how", *ACTOR_COUNTS.columns]


def test_an_unknown_group_is_refused_with_the_way_to_get_it():
    with pytest.raises(
        FrameError, match=r"by= columns of mentions or articles, or a period, got 'source'\..*Hint: .*articles="
    ):
        count_actors(MEETING, by="source")


def test_shares_of_mentions_add_up_to_one_in_each_group():
    articles = pl.DataFrame({"doc_id": ["1", "2", "3"], "source": ["أ", "أ", "ب"]})
    counts = count_actors(MEETING, by="source", articles=articles)
    # أ: a 3, b 2, c 1 of 6 mentions; ب: c alone.
    assert counts.select("source", "actor_id", "mention_share").rows() == [
        ("أ", "a", 0.5),
        ("أ", "b", pytest.approx(1 / 3)),
        ("أ", "c", pytest.approx(1 / 6)),
        ("ب", "c", 1.0),
    ]


def test_outlet_and_period_together():
    # 2022-01-15 and 2022-01-30 are of one month; article 4 names nobody, 3 has no date.
    articles = pl.DataFrame(
        {
            "doc_id": ["1", "2", "3", "4"],
            "source": ["أ", "أ", "أ", "أ"],
            "date": [date(2022, 1, 15), date(2022, 2, 1), None, date(2022, 1, 30)],
        }
    )
    counts = count_actors(MEETING, by=["source", "month"], articles=articles)
    assert counts.select("source", "month", "actor_id", "documents", "share").rows() == [
        ("أ", None, "c", 1, 1.0),
        ("أ", date(2022, 1, 1), "a", 1, 0.5),
        ("أ", date(2022, 1, 1), "b", 1, 0.5),
        ("أ", date(2022, 2, 1), "a", 1, 1.0),
        ("أ", date(2022, 2, 1), "c", 1, 1.0),
    ]


def test_a_week_begins_on_monday():
    articles = pl.DataFrame({"doc_id": ["1", "2", "3"], "date": [date(2022, 1, day) for day in (9, 10, 16)]})
    weeks = count_actors(MEETING, by="week", articles=articles)["week"].unique().sort()
    assert weeks.to_list() == [date(2022, 1, 3), date(2022, 1, 10)]


def test_a_period_needs_dates():
    with pytest.raises(FrameError, match="count_actors: expected a column 'date'"):
        count_actors(MEETING, by="month", articles=pl.DataFrame({"doc_id": ["1"]}))
    with pytest.raises(FrameError, match=r"got 'month'.*need articles=corpus\.articles"):
        count_actors(MEETING, by="month")


def test_mentions_in_other_articles_are_left_out():
    counts = count_actors(MEETING, articles=pl.DataFrame({"doc_id": ["3"]}))
    assert counts.select("actor_id", "count", "mention_share", "share").rows() == [("c", 1, 1.0, 1.0)]


def test_a_name_is_the_commonest_in_the_mentions_counted():
    named = MEETING.with_columns(actor=pl.Series(["أ", "ب", "ب", "ا", "ا", "ج", "ج"]))
    assert count_actors(named).select("actor_id", "actor").rows() == [("a", "ا"), ("c", "ج"), ("b", "ب")]


def test_a_frame_that_is_no_mentions_is_refused():
    with pytest.raises(FrameError, match="count_actors: expected a column 'doc_id'"):
        count_actors(pl.DataFrame({"id": ["1"]}))
