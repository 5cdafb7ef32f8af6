"""Terms near an actor, against windows counted by hand and against keyness."""

from __future__ import annotations

import math

import polars as pl
import pytest

from corpus_tools import compare_terms, find_actors, profile_actor
from corpus_tools.actors.adjectives import looks_like_adjective
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import MENTIONS, PROFILE, empty_frame

ALL = {"min_count": 1, "min_log_likelihood": 0, "top": None}


@pytest.fixture(scope="module")
def press(corpus_of, package_actors):
    corpus = corpus_of(
        "قمح قمح الناتو القوي قمح قمح",
        "رفض الناتو القوي. قمح",
        "حرب قمح قمح قمح قمح حرب",
        source=["أ", "أ", "ب"],
        doc_id=["1", "2", "3"],
    )
    return corpus, find_actors(corpus, actors=package_actors)


def near(found):
    return dict(found.select("term", "near").rows())


def test_a_window_by_hand(press):
    corpus, mentions = press
    # One word on each side of الناتو: قمح, القوي; رفض, القوي. 4 words are near, and 2 of 16 are the name.
    found = profile_actor(corpus, mentions, "nato", window=1, **ALL)
    assert found.columns == list(PROFILE.columns)
    strong = found.filter(is_adjective=True).row(0, named=True)
    assert (strong["near"], strong["elsewhere"], strong["documents"]) == (2, 0, 2)
    total = 16 - 2 - 4
    expected = 2 * (2 * math.log(2 / (2 * 4 / (4 + total))))
    assert strong["log_likelihood"] == pytest.approx(expected)
    assert strong["log_ratio"] == pytest.approx(math.log2((2 / 4) / (0.5 / total)))
    assert strong["near_per_million"] == pytest.approx(500_000)
    assert strong["examples"] == ["قمح قمح الناتو القوي قمح قمح", "رفض الناتو القوي."]
    # Wheat is commoner elsewhere: it has no row.
    assert "قمح" not in found["term"]


def test_a_window_ends_with_the_sentence(press):
    corpus, mentions = press
    second = corpus.filter(pl.col("doc_id") == "2")
    whole = profile_actor(second, mentions, "nato", within="sentence", **ALL)
    assert profile_actor(second, mentions, "nato", window=9, **ALL).equals(whole)
    assert "قمح" not in near(profile_actor(second, mentions, "nato", window=9, **ALL))


def test_a_word_between_two_mentions_counts_once(corpus_of, package_actors):
    corpus = corpus_of("بوتين يهاجم بوتين. شيء آخر بعيد")
    found = profile_actor(corpus, find_actors(corpus, actors=package_actors), "vladimir-putin", **ALL)
    assert found["near"].to_list() == [1]


def test_names_of_several_words_are_neither_near_nor_elsewhere(corpus_of, package_actors):
    corpus = corpus_of("قال فلاديمير بوتين أمس. كتاب", "كتاب فلاديمير")
    found = profile_actor(corpus, find_actors(corpus, actors=package_actors), "vladimir-putin", window=2, **ALL)
    assert not {"فلاديمير", "بوتين"} & set(found["term"])


def test_the_figures_are_those_of_keyness_where_articles_are_sentences(corpus_of, package_actors):
    texts = ["Putin attacks markets", "Putin attacks", "markets rise", "farmers wait"]
    corpus = corpus_of(*texts, language="en", named=[True, True, False, False])
    found = profile_actor(
        corpus, find_actors(corpus, actors=package_actors), "vladimir-putin", within="sentence", **ALL
    )
    # Without the name itself, the target has attacks 2, markets 1.
    bare = corpus_of(*(text.replace("Putin ", "") for text in texts), language="en", named=[True, True, False, False])
    keys = compare_terms(bare, target=pl.col("named")).filter(pl.col("log_ratio") > 0)
    assert found.select("term", "log_likelihood", "log_ratio").rows() == [
        (term, pytest.approx(evidence), pytest.approx(ratio))
        for term, evidence, ratio in keys.select("term", "log_likelihood", "log_ratio").rows()
    ]


def test_one_outlets_profile_is_that_of_its_sub_corpus(press):
    corpus, mentions = press
    part = corpus.filter(pl.col("source") == "أ")
    found = profile_actor(part, mentions.reverse(), "nato", **ALL)
    assert found.equals(profile_actor(part, mentions, "nato", **ALL))
    assert found["near"].sum() + found["elsewhere"].sum() <= part.tokens.height


def test_thresholds_leave_out(press):
    corpus, mentions = press
    assert profile_actor(corpus, mentions, "nato", min_count=3, min_log_likelihood=0)["near"].min() in (None, 3, 4)
    assert profile_actor(corpus, mentions, "nato", min_log_likelihood=99).equals(empty_frame(PROFILE))
    assert profile_actor(corpus, mentions, "nato", min_count=1, min_log_likelihood=0, top=1).height == 1


def test_mentions_of_other_articles_are_left_out(press):
    corpus, mentions = press
    with pytest.raises(ArgumentError, match="expected an actor of the mentions, got 'nato'"):
        profile_actor(corpus.filter(pl.col("source") == "ب"), mentions, "nato")


def test_bad_arguments_are_explained(press):
    corpus, mentions = press
    with pytest.raises(ArgumentError, match=r"within one of .*got 'article'"):
        profile_actor(corpus, mentions, "nato", within="article")
    with pytest.raises(ArgumentError, match="window as a whole number from 1 to 500, got 0"):
        profile_actor(corpus, mentions, "nato", window=0)
    with pytest.raises(ArgumentError, match="min_log_likelihood of 0 or more, got -1"):
        profile_actor(corpus, mentions, "nato", min_log_likelihood=-1)
    with pytest.raises(FrameError, match="profile_actor: expected a Corpus"):
        profile_actor(corpus.articles, mentions, "nato")
    with pytest.raises(ArgumentError, match="There are none"):
        profile_actor(corpus, empty_frame(MENTIONS), "nato")


@pytest.mark.parametrize(
    ("language", "adjectives", "others"),
    [
        (
            "ar",
            "قوي القوية العسكريين روسية الأميركيون خطيرة كبار مسلحون",
            "قضية العملية الحرية تركيا وزير بوتين التي حوالي",
        ),
        (
            "en",
            "dangerous Russian military aggressive bold nuclear",
            "war president public-transport live Ocean says relatives",
        ),
        (
            "fr",
            "dangereuse russes militaires agressif grande nationaux",
            "guerre république journal travaux Paris maire",
        ),
        ("de", "", "groß gefährlich"),
    ],
)
def test_forms_of_adjectives(language, adjectives, others):
    assert [word for word in adjectives.split() if not looks_like_adjective(word, language=language)] == []
    assert [word for word in others.split() if looks_like_adjective(word, language=language)] == []


def test_a_foreign_ministry_is_no_adjective(corpus_of, package_actors):
    sentences = [
        "التقى بوتين وزير الخارجية أمس",
        "بوتين والخارجية يؤكدان ذلك",
        "وقع بوتين مع وزارة الخارجية اتفاقا خطيرا",
    ]
    corpus = corpus_of(*sentences, *["قمح كثير في المخازن"] * 9)
    mentions = find_actors(corpus, actors=package_actors)
    found = dict(profile_actor(corpus, mentions, "vladimir-putin", **ALL).select("term", "is_adjective").rows())
    assert found["الخارجية"] is False
    assert found["خطيرا"] is True
