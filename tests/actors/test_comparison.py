"""Share of voice, against cases worked by hand."""

from __future__ import annotations

import math
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import build_corpus, compare_actors, count_actors, find_actors
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import MENTIONS, VOICES, empty_frame
from tests.actors.frames import mentions_of

TARGET = pl.col("source") == "أ"


def corpus_with(**sources):
    """Build a corpus of articles named by their ids, each of the source given; nobody reads their text."""
    frame = {"doc_id": list(sources), "text": ["نص"] * len(sources), "source": list(sources.values())}
    return build_corpus(pl.DataFrame(frame, schema_overrides={"source": pl.String}))


def wilson(count, total):
    z, share = 1.959963984540054, count / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return middle - half, middle + half


def pairs(article, **counts):
    return [(article, 0, actor) for actor, times in counts.items() for _ in range(times)]


def test_newcombes_own_example():
    # Newcombe (1998), table II, example (a): 56/70 against 48/80, method 10: difference .2, .0524 to .3339.
    sources = {f"d{i}": "أ" if i < 70 else "ب" for i in range(150)}
    named = [(f"d{i}", 0, "x") for i in range(150) if i < 56 or 70 <= i < 118]
    voices = compare_actors(corpus_with(**sources), mentions_of(*named), target=TARGET, of="articles")
    row = voices.row(0, named=True)
    assert (row["target"], row["reference"]) == (56, 48)
    assert row["difference"] == pytest.approx(0.2)
    assert (row["difference_low"], row["difference_high"]) == (
        pytest.approx(0.0524, abs=5e-5),
        pytest.approx(0.3339, abs=5e-5),
    )
    assert (row["target_low"], row["target_high"]) == pytest.approx(wilson(56, 70))
    assert row["log_ratio"] == pytest.approx(math.log2(0.8 / 0.6))


def test_with_one_mention_an_article_the_interval_is_wilsons_own():
    sources = {f"d{i}": "أ" if i < 10 else "ب" for i in range(20)}
    named = [(f"d{i}", 0, "x" if i % 3 else "y") for i in range(20)]
    voices = compare_actors(corpus_with(**sources), mentions_of(*named), target=TARGET).filter(actor_id="x")
    assert voices.select("target_low", "target_high").row(0) == pytest.approx(wilson(6, 10))
    assert voices.select("reference_low", "reference_high").row(0) == pytest.approx(wilson(7, 10))


def test_mentions_of_one_article_are_not_independent():
    # x has 4 of 12 mentions, all in one of three articles that have 4 each: p = 1/3, Σ(c - pt)² = (8/3)² + 2 (4/3)²
    # = 32/3, times 3/2 = 16; deff = 16 / (12 · 2/9) = 6, held at Σt²/n = 4; so n = 12 / 4 = 3.
    mentions = mentions_of(*pairs("1", x=4), *pairs("2", y=4), *pairs("3", z=4), *pairs("4", x=1))
    corpus = corpus_with(**{"1": "أ", "2": "أ", "3": "أ", "4": "ب"})
    row = compare_actors(corpus, mentions, target=TARGET).filter(actor_id="x").row(0, named=True)
    assert (row["target"], row["target_share"]) == (4, pytest.approx(1 / 3))
    assert (row["target_low"], row["target_high"]) == pytest.approx(wilson(1, 3))
    # x 1 and y 3 of 4 in one article, 3 and 1 in another: p = 1/2, Σ = 1 + 1, times 2; deff = 4 / (8 / 4) = 2; n = 4.
    mentions = mentions_of(*pairs("1", x=1, y=3), *pairs("2", x=3, y=1))
    row = compare_actors(corpus, mentions, target=TARGET).filter(actor_id="x").row(0, named=True)
    assert (row["target_low"], row["target_high"]) == pytest.approx(wilson(2, 4))


def test_who_is_never_named_has_an_interval_too():
    # Ten mentions of y in two articles of five: as good as two. log ratio: 0 counts as .5.
    mentions = mentions_of(*pairs("1", y=5), *pairs("2", y=5), *pairs("3", x=1))
    voices = compare_actors(corpus_with(**{"1": "أ", "2": "أ", "3": "ب"}), mentions, target=TARGET)
    row = voices.filter(actor_id="x").row(0, named=True)
    assert (row["target"], row["target_share"], row["target_low"]) == (0, 0.0, 0.0)
    assert row["target_high"] == pytest.approx(wilson(0, 2)[1])
    assert row["log_ratio"] == pytest.approx(math.log2((0.5 / 10) / (1 / 1)))


def test_each_outlet_against_all_others_and_those_without_one():
    mentions = mentions_of(*pairs("1", x=3, y=1), *pairs("2", y=1), *pairs("3", x=1))
    corpus = corpus_with(**{"1": "أ", "2": "ب", "3": None, "4": "ج"})
    voices = compare_actors(corpus, mentions, by="source")
    columns = ["source", "actor_id", "target", "reference", "target_share", "reference_share"]
    assert voices.select(columns).sort("source", "actor_id").rows() == [
        (None, "x", 1, 3, 1.0, 0.6),
        (None, "y", 0, 2, 0.0, 0.4),
        ("أ", "x", 3, 1, 0.75, 0.5),
        ("أ", "y", 1, 1, 0.25, 0.5),
        ("ب", "x", 0, 4, 0.0, 0.8),
        ("ب", "y", 1, 1, 1.0, 0.2),
        ("ج", "x", 0, 4, None, pytest.approx(2 / 3)),
        ("ج", "y", 0, 2, None, pytest.approx(1 / 3)),
    ]
    one = compare_actors(corpus, mentions, target=TARGET)
    assert voices.filter(source="أ").drop("source").equals(one)


def test_periods_are_compared_in_the_order_of_time():
    days = [date(2022, 1, 3), date(2022, 2, 4), date(2022, 2, 5)]
    corpus = build_corpus(pl.DataFrame({"doc_id": ["1", "2", "3"], "text": ["نص"] * 3, "date": days}))
    voices = compare_actors(corpus, mentions_of(*pairs("1", x=1), *pairs("2", y=1)), by="month", of="articles")
    x = voices.filter(actor_id="x").select("month", "target", "target_share").rows()
    assert x == [(date(2022, 1, 1), 1, 1.0), (date(2022, 2, 1), 0, 0.0)]


def test_a_reference_of_ones_own_leaves_the_rest_out():
    mentions = mentions_of(*pairs("1", x=1), *pairs("2", y=1), *pairs("3", z=1))
    corpus = corpus_with(**{"1": "أ", "2": "ب", "3": "ج"})
    voices = compare_actors(corpus, mentions, target=TARGET, reference=pl.col("source") == "ب")
    assert voices["actor_id"].to_list() == ["x", "y"]


def test_of_texts_in_two_languages(corpus_of, package_actors):
    texts = ("بوتين وبايدن، ثم بوتين", "Biden met Macron. Biden left.")
    corpus = corpus_of(*texts, language=["ar", "en"], source=["أ", "ب"])
    voices = compare_actors(corpus, find_actors(corpus, actors=package_actors), target=TARGET)
    shares = {actor: (a, b) for actor, a, b in voices.select("actor_id", "target", "reference").rows()}
    assert shares == {"vladimir-putin": (2, 0), "joe-biden": (1, 2), "emmanuel-macron": (0, 1)}


ROWS = st.lists(st.tuples(st.sampled_from("1234"), st.just(0), st.sampled_from("xyz")), min_size=1, max_size=25)


@given(ROWS, st.sampled_from(["mentions", "articles"]))
def test_what_holds_of_every_comparison(rows, of):
    corpus = corpus_with(**{"1": "أ", "2": "أ", "3": "ب", "4": None})
    mentions = mentions_of(*rows)
    voices = compare_actors(corpus, mentions, by="source", of=of)
    assert voices.schema == pl.Schema({"source": pl.String, **VOICES.columns})
    counts = count_actors(mentions, articles=corpus.articles)
    totals = dict(counts.select("actor_id", "count" if of == "mentions" else "documents").rows())
    for _, group in voices.group_by("source"):
        assert {a: t + r for a, t, r in group.select("actor_id", "target", "reference").rows()} == totals
        if of == "mentions" and group["target_share"].null_count() == 0:
            assert group["target_share"].sum() == pytest.approx(1)
    known = voices.drop_nulls(["target_share", "reference_share"])
    for side in ("target", "reference"):
        assert (known[f"{side}_low"] <= known[f"{side}_share"]).all()
        assert (known[f"{side}_share"] <= known[f"{side}_high"]).all()
    assert (
        known.select(
            (pl.col("difference_low") <= pl.col("difference")) & (pl.col("difference") <= pl.col("difference_high"))
        )
        .to_series()
        .all()
    )
    assert known.select(pl.col("difference_low", "difference_high").is_between(-1, 1).all()).row(0) == (True, True)
    assert compare_actors(corpus, mentions_of(*reversed(rows)), by="source", of=of).equals(voices)


def test_nobody_named_is_no_row():
    corpus = corpus_with(**{"1": "أ", "2": "ب"})
    none = empty_frame(MENTIONS)
    assert compare_actors(corpus, none, target=TARGET).equals(empty_frame(VOICES))
    assert compare_actors(corpus, none, by="source").columns == ["source", *VOICES.columns]
    assert compare_actors(corpus, none, by="source").is_empty()


def test_bad_arguments_are_explained():
    corpus, mentions = corpus_with(**{"1": "أ"}), mentions_of(("1", 0, "x"))
    with pytest.raises(ArgumentError, match="expected either target= or by=, got no target"):
        compare_actors(corpus, mentions)
    with pytest.raises(ArgumentError, match="expected either target= or by=, got 'both'"):
        compare_actors(corpus, mentions, target=TARGET, by="source")
    with pytest.raises(ArgumentError, match="expected a reference with articles, got no article"):
        compare_actors(corpus, mentions, target=TARGET)
    with pytest.raises(ArgumentError, match="without a common article, got '1 common'"):
        compare_actors(corpus, mentions, target=TARGET, reference=TARGET)
    with pytest.raises(ArgumentError, match="target= an expression that is true or false"):
        compare_actors(corpus, mentions, target="أ")
    with pytest.raises(ArgumentError, match="got 'one of String'"):
        compare_actors(corpus, mentions, target=pl.col("source"))
    with pytest.raises(FrameError, match=r"compare_actors: .*outlet.*There are|Nearest"):
        compare_actors(corpus, mentions, target=pl.col("outlet") == "أ")
    with pytest.raises(FrameError, match="by= columns of articles, or a period, got 'outlet'"):
        compare_actors(corpus, mentions, by="outlet")
    with pytest.raises(ArgumentError, match="by= a name that the result does not have itself, got 'actor'"):
        compare_actors(corpus, mentions, by="actor")
    with pytest.raises(ArgumentError, match=r"of one of .*got 'words'"):
        compare_actors(corpus, mentions, by="source", of="words")
    with pytest.raises(FrameError, match="compare_actors: expected a Corpus"):
        compare_actors(corpus.articles, mentions, by="source")
