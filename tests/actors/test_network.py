"""The measures of a network, against graphs small enough for a pencil."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import connect_actors, measure_network
from corpus_tools.actors import network as network_module
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import LINKS, NETWORK, empty_frame
from tests.actors.frames import MEETING, mentions_of


def links_of(*pairs):
    """One tie a (actor, actor, count); names and kinds follow from the ids."""
    frame = pl.DataFrame(pairs, schema=["actor_id_1", "actor_id_2", "count"], orient="row")
    named = frame.with_columns(
        *(pl.col(f"actor_id_{end}").cast(pl.String).alias(f"actor_{end}") for end in (1, 2)),
        kind_1=pl.lit("person"),
        kind_2=pl.lit("person"),
        documents=pl.lit(1),
        npmi=pl.lit(0.0),
    )
    return named.select(pl.col(name).cast(dtype) for name, dtype in LINKS.columns.items())


def test_a_star_by_hand():
    # نجم is tied to three who have no tie among them: every shortest way between two of them leads through it.
    star = measure_network(links_of(("نجم", "أ", 1), ("نجم", "ب", 1), ("ج", "نجم", 1)))
    centre = star.row(0, named=True)
    assert (centre["actor_id"], centre["degree"], centre["weighted_degree"]) == ("نجم", 3, 3.0)
    assert centre["betweenness"] == 1.0
    # Leading eigenvector of a star of four: 1 / √2 in the middle, 1 / √6 at each point.
    assert star["eigenvector"].to_list() == pytest.approx([1 / math.sqrt(2), *[1 / math.sqrt(6)] * 3])
    # Middle m, points p: m = .0375 + .85 · 3p, p = .0375 + .85 m / 3, so that m = .133125 / .2775.
    middle = 0.133125 / 0.2775
    assert star["pagerank"].to_list() == pytest.approx([middle, *[0.0375 + 0.85 * middle / 3] * 3])
    assert star["betweenness"][1:].to_list() == [0.0, 0.0, 0.0]


def test_a_strong_tie_is_a_short_way():
    # From a to b it is 1 straight, and 1/4 + 1/4 by way of c.
    ways = measure_network(links_of(("a", "b", 1), ("a", "c", 4), ("b", "c", 4)))
    assert dict(ways.select("actor_id", "betweenness").rows()) == {"c": 1.0, "a": 0.0, "b": 0.0}
    assert ways["weighted_degree"].to_list() == [8.0, 5.0, 5.0]


def test_two_circles_with_one_tie_between_are_two_communities():
    circles = [
        (*sorted(pair), 5) for group in ("abcd", "xyz") for pair in zip(group, group[1:] + group[0], strict=True)
    ]
    found = measure_network(links_of(*circles, ("a", "x", 1)))
    assert dict(found.select("actor_id", "community").rows()) == {**dict.fromkeys("abcd", 1), **dict.fromkeys("xyz", 2)}


def test_ties_can_be_weighed_by_articles():
    links = links_of(("a", "b", 9), ("b", "c", 1)).with_columns(documents=pl.Series([2, 1], dtype=pl.UInt32))
    measured = measure_network(links, weight="documents")
    assert measured.select("actor_id", "weighted_degree").rows() == [("b", 3.0), ("a", 2.0), ("c", 1.0)]


def test_a_pair_in_two_rows_is_one_tie_and_an_actor_no_tie_to_itself():
    split = measure_network(links_of(("a", "b", 2), ("b", "a", 3), ("a", "a", 7)))
    assert split.equals(measure_network(links_of(("a", "b", 5))))


TIES = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("defghi"), st.integers(1, 9)), max_size=20, min_size=1
)


@given(TIES)
def test_what_holds_for_every_network(rows):
    links = links_of(*rows)
    measured = measure_network(links)
    assert measured.schema == pl.Schema(dict(NETWORK.columns))
    apart = [row for row in rows if row[0] != row[1]]
    assert measured["weighted_degree"].sum() == 2 * sum(count for *_, count in apart)
    assert measured["degree"].sum() == 2 * len({frozenset(row[:2]) for row in apart})
    assert measured["pagerank"].sum() == pytest.approx(1 if apart else 0)
    assert measured["eigenvector"].pow(2).sum() == pytest.approx(1 if apart else 0)
    assert ((measured["betweenness"] >= 0) & (measured["betweenness"] <= 1)).all()
    assert sorted(measured["community"].unique()) == list(range(1, measured["community"].n_unique() + 1))
    turned = links.select(
        *(
            pl.col(f"{name}_{3 - end}").alias(f"{name}_{end}")
            for end in (1, 2)
            for name in ("actor_id", "actor", "kind")
        ),
        "count",
        "documents",
        "npmi",
    )
    assert measure_network(turned.reverse()).equals(measured)


def test_of_a_large_network_betweenness_is_estimated(monkeypatch):
    ring = links_of(*((f"a{i:03}", f"a{(i + 1) % 120:03}", 1) for i in range(120)))
    exact = measure_network(ring)["betweenness"]
    monkeypatch.setattr(network_module, "_STEPS", 1)
    estimate = measure_network(ring)["betweenness"]
    assert exact.max() == pytest.approx(exact.min())
    assert estimate.mean() == pytest.approx(exact.mean(), rel=0.02)
    assert estimate.max() > estimate.min()


def test_links_of_mentions_can_be_measured():
    measured = measure_network(connect_actors(MEETING))
    assert measured.select("actor_id", "actor", "degree").rows() == [("a", "A", 2), ("b", "B", 1), ("c", "C", 1)]


def test_no_link_no_row():
    assert measure_network(empty_frame(LINKS)).equals(empty_frame(NETWORK))
    assert measure_network(connect_actors(mentions_of(("1", 0, "a")))).is_empty()


def test_bad_arguments_are_explained():
    with pytest.raises(ArgumentError, match=r"measure_network: expected weight one of .*got 'npmi'"):
        measure_network(links_of(("a", "b", 1)), weight="npmi")
    with pytest.raises(FrameError, match="expected 'count' above 0, got 0"):
        measure_network(links_of(("a", "b", 0)))
    with pytest.raises(FrameError, match="measure_network: expected a column 'actor_id_1'"):
        measure_network(MEETING)
