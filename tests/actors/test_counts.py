"""Actors counted and linked, against cases worked by hand."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import connect_actors, count_actors, find_actors
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import MENTIONS, empty_frame


def mentions_of(*rows):
    """One mention a row of (doc_id, sentence, actor_id); names and kinds follow from the id."""
    frame = pl.DataFrame(rows, schema={"doc_id": pl.String, "sentence": pl.UInt32, "actor_id": pl.String}, orient="row")
    named = frame.with_columns(actor=pl.col("actor_id").str.to_uppercase(), kind=pl.lit("person"), how=pl.lit("name"))
    return pl.concat([empty_frame(MENTIONS), named], how="diagonal").select(list(MENTIONS.columns))


MEETING = mentions_of(
    ("1", 0, "a"), ("1", 0, "b"), ("1", 0, "b"), ("1", 1, "a"), ("2", 0, "a"), ("2", 0, "c"), ("3", 0, "c")
)


def test_counts_by_hand():
    # a: 3 mentions in articles 1 and 2; c: 2 in 2 and 3; b: 2 in 1. Three articles name somebody.
    assert count_actors(MEETING).rows() == [
        ("a", "A", "person", 3, 2, pytest.approx(2 / 3)),
        ("c", "C", "person", 2, 2, pytest.approx(2 / 3)),
        ("b", "B", "person", 2, 1, pytest.approx(1 / 3)),
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
    assert counts.columns == ["kind", "actor_id", "actor", "count", "documents", "share"]
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


def test_links_by_hand():
    # Sentences: 1.0 {a b}, 1.1 {a}, 2.0 {a c}, 3.0 {c}; N = 4, a in 3, b in 1, c in 2.
    # ab: p = 1/4, npmi = ln((1/4) / (3/4 * 1/4)) / ln 4 = ln(4/3) / ln 4; ac: ln((1/4) / (3/4 * 1/2)) / ln 4.
    assert connect_actors(MEETING).rows() == [
        ("a", "A", "person", "b", "B", "person", 1, 1, pytest.approx(math.log(4 / 3) / math.log(4))),
        ("a", "A", "person", "c", "C", "person", 1, 1, pytest.approx(math.log(2 / 3) / math.log(4))),
    ]


def test_links_within_articles_by_hand():
    # Articles: {a b}, {a c}, {c}; N = 3. ab: ln((1/3) / (2/3 * 1/3)) / ln 3; ac: ln((1/3) / (2/3 * 2/3)) / ln 3.
    links = connect_actors(MEETING, within="article").select("actor_id_1", "actor_id_2", "count", "npmi")
    assert links.rows() == [
        ("a", "b", 1, pytest.approx(math.log(3 / 2) / math.log(3))),
        ("a", "c", 1, pytest.approx(math.log(3 / 4) / math.log(3))),
    ]


def test_a_pair_of_two_sentences_of_one_article_counts_twice():
    links = connect_actors(mentions_of(("1", 0, "a"), ("1", 0, "b"), ("1", 5, "a"), ("1", 5, "b"), ("2", 0, "c")))
    # N = 3, both in 2: npmi = ln((2/3) / (4/9)) / ln(3/2) = 1.
    assert links.select("count", "documents", "npmi").rows() == [(2, 1, pytest.approx(1))]


def test_a_pair_that_is_everywhere_has_npmi_one():
    assert connect_actors(mentions_of(("1", 0, "a"), ("1", 0, "b")))["npmi"].to_list() == [1.0]


def test_the_same_sentence_number_of_two_articles_is_not_one_sentence():
    assert connect_actors(mentions_of(("1", 0, "a"), ("2", 0, "b"))).is_empty()


def test_links_are_sorted_by_count_then_ids():
    links = connect_actors(mentions_of(*[("1", s, x) for s, pair in enumerate(["cd", "ab", "cd", "ac"]) for x in pair]))
    assert links.select("actor_id_1", "actor_id_2", "count").rows() == [("c", "d", 2), ("a", "b", 1), ("a", "c", 1)]


@given(st.lists(st.tuples(st.sampled_from("12"), st.integers(0, 2), st.sampled_from("abcd")), max_size=15))
def test_totals_close(rows):
    mentions = mentions_of(*rows)
    counts, links = count_actors(mentions), connect_actors(mentions)
    assert counts["count"].sum() == len(rows)
    assert ((counts["share"] > 0) & (counts["share"] <= 1)).all()
    together = [
        len({actor for doc, sentence, actor in rows if (doc, sentence) == key}) for key in {row[:2] for row in rows}
    ]
    assert links["count"].sum() == sum(n * (n - 1) // 2 for n in together)
    assert (links["actor_id_1"] < links["actor_id_2"]).all()
    assert ((links["npmi"] >= -1 - 1e-12) & (links["npmi"] <= 1 + 1e-12)).all()
    assert (links["documents"] <= links["count"]).all()
    shuffled = mentions_of(*reversed(rows))
    assert count_actors(shuffled).equals(counts)
    assert connect_actors(shuffled).equals(links)


def test_no_mention_no_row():
    none = empty_frame(MENTIONS)
    assert count_actors(none).is_empty()
    assert count_actors(none, by="how").columns == ["how", "actor_id", "actor", "kind", "count", "documents", "share"]
    assert connect_actors(none).columns == [
        "actor_id_1", "actor_1", "kind_1", "actor_id_2", "actor_2", "kind_2", "count", "documents", "npmi",
    ]  # fmt: skip


def test_an_unknown_group_is_refused_with_the_way_to_get_it():
    with pytest.raises(FrameError, match=r"by= columns of mentions or articles, got 'source'\..*Hint: .*articles="):
        count_actors(MEETING, by="source")


def test_an_unknown_span_is_refused():
    with pytest.raises(ArgumentError, match=r"within one of .*got 'paragraph'"):
        connect_actors(MEETING, within="paragraph")


@pytest.mark.parametrize("function", [count_actors, connect_actors])
def test_a_frame_that_is_no_mentions_is_refused(function):
    with pytest.raises(FrameError, match=f"{function.__name__}: expected a column 'doc_id'"):
        function(pl.DataFrame({"id": ["1"]}))
