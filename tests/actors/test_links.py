"""Actors linked, against cases worked by hand."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import connect_actors, find_actors
from corpus_tools.actors import links as links_module
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import LINKS, MENTIONS, empty_frame
from tests.actors.frames import MEETING, mentions_of


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


ROWS = st.lists(st.tuples(st.sampled_from("12"), st.integers(0, 2), st.sampled_from("abcd")), max_size=15)


@given(ROWS)
def test_totals_close(rows):
    links = connect_actors(mentions_of(*rows))
    together = [
        len({actor for doc, sentence, actor in rows if (doc, sentence) == key}) for key in {row[:2] for row in rows}
    ]
    assert links["count"].sum() == sum(n * (n - 1) // 2 for n in together)
    assert (links["actor_id_1"] < links["actor_id_2"]).all()
    assert ((links["npmi"] >= -1 - 1e-12) & (links["npmi"] <= 1 + 1e-12)).all()
    assert (links["documents"] <= links["count"]).all()
    assert connect_actors(mentions_of(*reversed(rows))).equals(links)


@given(ROWS)
def test_slices_make_no_difference(rows):
    whole = connect_actors(mentions_of(*rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(links_module, "_SLICE", 1)
        assert connect_actors(mentions_of(*rows)).equals(whole)


TWO_LINES = "بوتين هنا. وبايدن هناك.\nلافروف وحده\r\nثم بوتين. ثم لافروف"


def test_a_paragraph_is_a_line_of_the_text(corpus_of, package_actors):
    corpus = corpus_of("عنوان", TWO_LINES)
    mentions = find_actors(corpus, actors=package_actors)
    assert connect_actors(mentions).is_empty()
    links = connect_actors(mentions, within="paragraph", articles=corpus.articles)
    # Lines: {putin biden}, {lavrov}, {putin lavrov}; N = 3.
    assert links.select("actor_id_1", "actor_id_2", "count", "documents").rows() == [
        ("joe-biden", "vladimir-putin", 1, 1),
        ("sergei-lavrov", "vladimir-putin", 1, 1),
    ]
    assert links["npmi"].to_list() == [
        pytest.approx(math.log((1 / 3) / (1 / 3 * 2 / 3)) / math.log(3)),
        pytest.approx(math.log((1 / 3) / (2 / 3 * 2 / 3)) / math.log(3)),
    ]
    assert connect_actors(mentions, within="article")["count"].to_list() == [1, 1, 1]


def test_paragraphs_need_the_texts(corpus_of, package_actors):
    corpus = corpus_of("بوتين وبايدن")
    mentions = find_actors(corpus, actors=package_actors)
    with pytest.raises(ArgumentError, match=r"expected articles= for within=.paragraph.*articles=corpus\.articles"):
        connect_actors(mentions, within="paragraph")
    with pytest.raises(FrameError, match="expected mentions in these articles"):
        connect_actors(mentions, within="paragraph", articles=corpus.articles.clear())


def test_no_mention_no_link(corpus_of):
    corpus = corpus_of("لا أحد")
    for within in ("sentence", "paragraph", "article"):
        links = connect_actors(empty_frame(MENTIONS), within=within, articles=corpus.articles)
        assert links.schema == pl.Schema(dict(LINKS.columns))
        assert links.is_empty()


def test_an_unknown_span_is_refused():
    with pytest.raises(ArgumentError, match=r"within one of .*got 'page'"):
        connect_actors(MEETING, within="page")


def test_a_frame_that_is_no_mentions_is_refused():
    with pytest.raises(FrameError, match="connect_actors: expected a column 'doc_id'"):
        connect_actors(pl.DataFrame({"id": ["1"]}))
