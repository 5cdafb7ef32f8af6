"""Save who is named with whom for programs that draw and measure networks."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import networkx as nx  # type: ignore[import-untyped]
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.schema import LINKS, NETWORK, check_frame
from corpus_tools.sharing.atomic import take_path, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# What XML 1.0 cannot hold, however it is written.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FACTS = ("actor", "kind")
_OPTIONAL = frozenset({"documents", "npmi"})


@check_arguments
def save_network(links: pl.DataFrame, path: str | Path, *, actors: pl.DataFrame | None = None) -> Path:
    """Save who is named with whom as GraphML or GEXF, for Gephi, Cytoscape, igraph and others.

    Use it where a network is too large for a chart, or to go on with other measures.

    Parameters
    ----------
    links
        What `connect_actors` gives, filtered as you like. `count` becomes the weight of a tie; its other columns
        (`documents`, `npmi` …) go along.
    path
        The file to write, `.graphml` or `.gexf`; its folder is made if need be. A file of that name is replaced,
        whole or not at all.
    actors
        What `measure_network` gives, or any frame with one row an `actor_id`: its columns become attributes of the
        points. Actors without a link are left out.

    Returns
    -------
    Path
        The file that was written: undirected, the slug of an actor as the point's id, its name as its label.

    Raises
    ------
    ArgumentError
        The suffix is another one.
    FrameError
        A column is missing.

    Notes
    -----
    Pairs in several rows, as of two filtered frames set together, are one tie: their counts are added up, of other
    columns the first value stays. Names are written as they are, in UTF-8; control characters, which XML cannot hold,
    are dropped.

    Examples
    --------
    >>> import tempfile
    >>> from corpus_tools import build_corpus, connect_actors, find_actors
    >>> links = connect_actors(find_actors(build_corpus(pl.DataFrame({"text": ["التقى بوتين بايدن."]}))))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     saved = nx.read_graphml(save_network(links, f"{folder}/network.graphml"))
    >>> saved.nodes["joe-biden"]["label"], saved.edges["joe-biden", "vladimir-putin"]["weight"]
    ('جو بايدن', 1)
    """
    target = take_path("save_network", path)
    check_frame("save_network", links, LINKS, columns=[name for name in LINKS.columns if name not in _OPTIONAL])
    if actors is not None:
        check_frame("save_network", actors, NETWORK, columns=["actor_id"])
    writers: dict[str, Callable[[nx.Graph, io.BytesIO], None]] = {".graphml": nx.write_graphml, ".gexf": nx.write_gexf}
    write = writers.get(target.suffix.lower())
    if write is None:
        hint = f"write {target.stem or 'network'}.graphml."
        expected = "a path that ends in " + " ".join(writers)
        raise ArgumentError(explain("save_network", expected=expected, got=target.name, hint=hint))
    buffer = io.BytesIO()
    write(_build_graph(links, actors), buffer)
    return write_atomically(target, buffer.getvalue(), function="save_network")


def _build_graph(links: pl.DataFrame, actors: pl.DataFrame | None) -> nx.Graph:
    graph = nx.Graph()
    apart = links.filter(pl.col("actor_id_1") != pl.col("actor_id_2"))
    ends = {f"{name}_{end}" for end in (1, 2) for name in ("actor_id", *_FACTS)}
    for row in apart.iter_rows(named=True):
        for end in (1, 2):
            name, kind = (row[f"{fact}_{end}"] for fact in _FACTS)
            graph.add_node(row[f"actor_id_{end}"], **_attributes({"label": name, "kind": kind}))
        one, two = row["actor_id_1"], row["actor_id_2"]
        if graph.has_edge(one, two):
            graph.edges[one, two]["weight"] += row["count"]
        else:
            further = {name: value for name, value in row.items() if name not in ends and name != "count"}
            graph.add_edge(one, two, weight=row["count"], **_attributes(further))
    for row in [] if actors is None else actors.iter_rows(named=True):
        if row["actor_id"] in graph:
            facts = {name: value for name, value in row.items() if name not in ("actor_id", "actor", "kind")}
            graph.nodes[row["actor_id"]].update(_attributes(facts))
    return graph


def _attributes(row: dict[str, Any]) -> dict[str, Any]:
    """Keep what the formats can hold: numbers and texts; null is no attribute, dates and the like are written out."""
    kept: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, bool | int | float):
            kept[name] = value
        elif value is not None:
            kept[name] = _NO_XML.sub("", str(value))
    return kept
