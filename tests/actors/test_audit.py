"""What an actor's number is made of."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import count_actors, explain_actor, find_actors
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import SURFACES
from tests.actors.frames import MEETING, mentions_of


@pytest.fixture(scope="module")
def press(corpus_of, package_actors):
    corpus = corpus_of(
        "رفض الناتو الطلب. وقال: «للناتو موقف».\nثم صمت الناتو.",
        "حلف الناتو باقٍ",
        "NATO stays. Nato left.",
        language=["ar", "ar", "en"],
        doc_id=["1", "2", "3"],
    )
    return corpus, find_actors(corpus, actors=package_actors)


def test_every_spelling_with_its_counts_and_sentences(press):
    corpus, mentions = press
    found = explain_actor(mentions, "nato", corpus=corpus)
    assert found.columns == list(SURFACES.columns)
    rows = {surface: (count, docs, doc, quoted) for surface, _, count, docs, _, doc, quoted in found.rows()}
    assert rows["الناتو"] == (2, 1, "1", ["رفض الناتو الطلب."])
    assert rows["للناتو"] == (1, 1, "1", ["وقال: «للناتو موقف»."])
    assert rows["NATO"] == (1, 1, "3", ["NATO stays."])
    assert found["count"].to_list() == sorted(found["count"], reverse=True)


def test_an_actor_goes_by_name_or_id(press):
    _, mentions = press
    name = mentions.filter(actor_id="nato")["actor"][0]
    assert explain_actor(mentions, name).equals(explain_actor(mentions, "nato"))


def test_without_a_corpus_there_are_no_sentences(press):
    _, mentions = press
    assert explain_actor(mentions, "nato")["examples"].null_count() == len(explain_actor(mentions, "nato"))


def test_examples_are_of_several_articles_and_copies_are_shown_once(corpus_of, package_actors):
    corpus = corpus_of("قال بوتين نعم. بوتين هنا", "قال بوتين نعم.", "قال بوتين لا.", "ضحك بوتين.", doc_id=list("1234"))
    found = explain_actor(find_actors(corpus, actors=package_actors), "vladimir-putin", corpus=corpus)
    assert found["examples"].to_list() == [["قال بوتين نعم.", "قال بوتين لا."]]
    more = explain_actor(find_actors(corpus, actors=package_actors), "vladimir-putin", corpus=corpus, examples=3)
    assert len(more["examples"][0]) == 3


@given(st.lists(st.tuples(st.sampled_from("12"), st.integers(0, 2), st.sampled_from("ab")), min_size=1, max_size=12))
def test_the_rows_add_up_to_the_count(rows):
    spelt = pl.Series([f"{actor}{sentence}" for _, sentence, actor in rows])
    mentions = mentions_of(*rows).with_columns(surface=spelt, start=pl.int_range(pl.len(), dtype=pl.UInt32))
    for actor, count in count_actors(mentions).select("actor_id", "count").rows():
        found = explain_actor(mentions, actor)
        assert found["count"].sum() == count
        assert found["mention_share"].sum() == pytest.approx(1)
        assert explain_actor(mentions.reverse(), actor).equals(found)


def test_bad_arguments_are_explained(press):
    corpus, mentions = press
    with pytest.raises(
        ArgumentError, match=r"explain_actor: expected an actor of the mentions, got 'natoo'\. Nearest: 'nato'"
    ):
        explain_actor(mentions, "natoo")
    twins = MEETING.with_columns(actor=pl.lit("سوليفان"))
    with pytest.raises(ArgumentError, match=r"the name of one actor, got 'سوليفان'\. There are: 'a', 'b', 'c'"):
        explain_actor(twins, "سوليفان")
    with pytest.raises(ArgumentError, match="examples as a whole number of at least 1, got 0"):
        explain_actor(mentions, "nato", examples=0)
    with pytest.raises(FrameError, match="explain_actor: expected a Corpus"):
        explain_actor(mentions, "nato", corpus=corpus.articles)
    with pytest.raises(FrameError, match="explain_actor: expected a column 'surface'"):
        explain_actor(mentions.drop("surface"), "nato")
    with pytest.raises(ArgumentError, match="There are none"):
        explain_actor(mentions.clear(), "nato")
