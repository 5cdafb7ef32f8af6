"""Networks as files, read back by the same and by another reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import polars as pl
import pytest
from lxml import etree

from corpus_tools import connect_actors, find_actors, measure_network, save_network
from corpus_tools.errors import ArgumentError, FrameError
from tests.charts import frames

if TYPE_CHECKING:
    from pathlib import Path

READERS = {".graphml": nx.read_graphml, ".gexf": nx.read_gexf}


@pytest.fixture
def links():
    return frames.edges("ar").head(20)


@pytest.mark.parametrize("suffix", READERS)
def test_what_is_read_back_is_what_was_saved(suffix: str, links: pl.DataFrame, tmp_path: Path) -> None:
    actors = measure_network(links)
    graph = READERS[suffix](save_network(links, tmp_path / "to" / f"network{suffix}", actors=actors))
    assert not graph.is_directed()
    assert {node: data["label"] for node, data in graph.nodes(data=True)} == dict(
        actors.select("actor_id", "actor").rows()
    )
    ties = {frozenset((one, two)): (data["weight"], data["documents"]) for one, two, data in graph.edges(data=True)}
    expected = links.select("actor_id_1", "actor_id_2", "count", "documents").rows()
    assert ties == {frozenset((one, two)): (count, documents) for one, two, count, documents in expected}
    first = actors.row(0, named=True)
    for name in ("kind", "degree", "betweenness", "community"):
        assert graph.nodes[first["actor_id"]][name] == pytest.approx(first[name])


@pytest.mark.parametrize(("suffix", "label"), [(".graphml", "//*[local-name()='data']/text()"), (".gexf", "//@label")])
def test_the_file_is_utf_8_xml_with_arabic_as_arabic(suffix: str, label: str, links, tmp_path: Path) -> None:
    content = save_network(links, tmp_path / f"n{suffix}").read_bytes()
    assert "الناتو" in content.decode()
    root = etree.fromstring(content)
    assert "روسيا" in root.xpath(label)


@pytest.mark.parametrize("suffix", READERS)
def test_hostile_names_stay_whole(suffix: str, links: pl.DataFrame, tmp_path: Path) -> None:
    name = '<b>"أ & ب"</b>\x0b\u200f'
    odd = links.head(1).with_columns(actor_1=pl.lit(name), kind_2=pl.lit(None, pl.String))
    graph = READERS[suffix](save_network(odd, tmp_path / f"n{suffix}"))
    first, second = odd.row(0, named=True)["actor_id_1"], odd.row(0, named=True)["actor_id_2"]
    assert graph.nodes[first]["label"] == '<b>"أ & ب"</b>\u200f'
    assert "kind" not in graph.nodes[second]


def test_pairs_in_several_rows_are_one_tie_and_strangers_are_left_out(links: pl.DataFrame, tmp_path: Path) -> None:
    twice = pl.concat([links.head(1), links.head(1)])
    actors = pl.DataFrame({"actor_id": ["stranger"], "degree": [1]})
    graph = nx.read_graphml(save_network(twice, tmp_path / "n.graphml", actors=actors))
    assert [data["weight"] for *_, data in graph.edges(data=True)] == [2 * links["count"][0]]
    assert "stranger" not in graph


@pytest.mark.parametrize("suffix", READERS)
def test_a_network_of_nobody_is_a_file_too(suffix: str, links: pl.DataFrame, tmp_path: Path) -> None:
    graph = READERS[suffix](save_network(links.clear(), tmp_path / f"n{suffix}"))
    assert len(graph) == 0


def test_from_texts_in_two_languages(corpus_of, package_actors, tmp_path: Path) -> None:
    corpus = corpus_of("التقى بوتين بايدن", "Putin met Macron", language=["ar", "en"])
    links = connect_actors(find_actors(corpus, actors=package_actors, language="fr"))
    graph = nx.read_gexf(save_network(links, tmp_path / "n.gexf"))
    assert sorted(data["label"] for _, data in graph.nodes(data=True)) == [
        "Emmanuel Macron",
        "Joe Biden",
        "Vladimir Poutine",
    ]


def test_bad_arguments_are_explained(links: pl.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(
        ArgumentError, match=r"save_network: expected a path that ends in \.graphml \.gexf, got 'n.xml'"
    ):
        save_network(links, tmp_path / "n.xml")
    with pytest.raises(FrameError, match="save_network: expected a column 'count'"):
        save_network(links.drop("count"), tmp_path / "n.gexf")
    with pytest.raises(FrameError, match="save_network: expected a column 'actor_id'"):
        save_network(links, tmp_path / "n.gexf", actors=links)
