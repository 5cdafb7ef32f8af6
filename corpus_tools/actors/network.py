"""What place each actor has among those it is named with: ties, centralities, communities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx  # type: ignore[import-untyped]
import numpy as np
import polars as pl

from corpus_tools.actors.roster import ACTOR, list_actors
from corpus_tools.arguments import check_arguments, check_whole
from corpus_tools.errors import FrameError, explain
from corpus_tools.schema import LINKS, NETWORK, check_choice, check_frame, empty_frame

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ends = NDArray[np.int64]
    Values = NDArray[np.float64]

WEIGHTS = ("count", "documents")
# Betweenness visits every tie from every actor; above so many steps it starts from a sample of the actors.
_STEPS, _FEWEST_PIVOTS = 8_000_000, 50
_DAMPING, _CLOSE, _MOST_ROUNDS = 0.85, 1e-12, 5_000


@check_arguments
def measure_network(links: pl.DataFrame, *, weight: str = "count", seed: int = 1) -> pl.DataFrame:
    """Measure the place of each actor among those it is named with: ties, centralities, community.

    Use it after `connect_actors`, on links that are not mere chance (`links.filter(pl.col("count") >= 3)`).
    `weighted_degree` and `pagerank` find those named with many, `betweenness` those who link groups that are seldom
    named together, `community` the groups themselves.

    Parameters
    ----------
    links
        What `connect_actors` gives, filtered as you like.
    weight
        The strength of a tie: "count" or "documents".
    seed
        Where communities are ambiguous another seed may give others: the same seed always gives the same.

    Returns
    -------
    polars.DataFrame
        One row an actor, sorted by weighted degree descending, then actor_id:

        =============== === ================================================================================
        actor_id        str slug of the actor
        actor           str display name
        kind            str kind of actor
        degree          u32 actors it is tied to
        weighted_degree f64 sum of the weights of its ties
        betweenness     f64 part of the shortest ways between two others that lead through it, 0 to 1
        eigenvector     f64 central are those tied to central ones; 0 to 1, length of the vector 1
        pagerank        f64 the same with a chance to start anew anywhere; all add up to 1
        community       u32 number of its group, from 1, the largest first
        =============== === ================================================================================

    Raises
    ------
    ArgumentError
        `weight` is neither.
    FrameError
        A column is missing, or a weight is not above 0.

    Notes
    -----
    A tie is 1 / weight long for betweenness (Brandes' algorithm); where actors times ties are over 4 million, it is
    estimated from a sample of the actors. Communities are Louvain's, which maximise modularity; small groups may be
    merged into large ones. Eigenvector centrality is next to 0 outside the strongest of several parts without a tie
    between them; pagerank (damping 0.85) is not. All of it describes who is named together, not who works together.

    References
    ----------
    Brandes, U. (2001), A faster algorithm for betweenness centrality, J. Math. Sociology 25(2), 163-177. Blondel, V.
    et al. (2008), Fast unfolding of communities in large networks, J. Stat. Mech., P10008. Newman, M. (2010),
    Networks, ch. 7.

    Examples
    --------
    >>> from corpus_tools import build_corpus, connect_actors, find_actors
    >>> corpus = build_corpus(pl.DataFrame({"text": ["التقى بوتين بايدن.", "التقى بوتين ماكرون."]}))
    >>> measure_network(connect_actors(find_actors(corpus))).select("actor_id", "degree", "betweenness").row(0)
    ('vladimir-putin', 2, 1.0)
    """
    check_choice("measure_network", "weight", weight, WEIGHTS)
    check_whole("measure_network", "seed", seed, least=0, most=2**32 - 1)
    check_frame("measure_network", links, LINKS, columns=[*(f"{n}_{e}" for e in (1, 2) for n in ACTOR), weight])
    if links.filter(pl.col(weight).is_null() | (pl.col(weight) <= 0)).height:
        raise FrameError(explain("measure_network", expected=f"{weight!r} above 0", got=links[weight].min()))
    actors, ties = number_links(links, weight=weight)
    if ties.is_empty():
        return empty_frame(NETWORK)
    one, two, weights = (ties[name].to_numpy() for name in ("one", "two", "weight"))
    ends = np.concatenate([one, two])
    both = np.concatenate([weights, weights])
    measured = actors.with_columns(
        degree=pl.Series(np.bincount(ends), dtype=pl.UInt32),
        weighted_degree=pl.Series(np.bincount(ends, weights=both)),
        **_visit(len(actors), ties, seed=seed),
        eigenvector=pl.Series(_find_eigenvector(ends, np.concatenate([two, one]), both)),
        pagerank=pl.Series(_find_pagerank(ends, np.concatenate([two, one]), both)),
    )
    return measured.select(list(NETWORK.columns)).sort(["weighted_degree", "actor_id"], descending=[True, False])


def number_links(links: pl.DataFrame, *, weight: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the actors of links, and each tie once: the two numbers of its actors, from 0 by their ids, and its weight.

    The order of rows and of the ends of a pair makes no difference, so that what is computed from it is the same.
    """
    apart = links.filter(pl.col("actor_id_1") != pl.col("actor_id_2"))
    sides = [apart.select(**{name: f"{name}_{end}" for name in ACTOR}) for end in (1, 2)]
    actors = list_actors(pl.concat(sides))
    codes = actors.select("actor_id").with_row_index("code").with_columns(pl.col("code").cast(pl.Int64))
    ends = [
        apart.select(actor_id=f"actor_id_{end}").join(codes, on="actor_id", maintain_order="left")["code"]
        for end in (1, 2)
    ]
    ties = pl.DataFrame({"a": ends[0], "b": ends[1], "weight": apart[weight].cast(pl.Float64)})
    ordered = ties.group_by(one=pl.min_horizontal("a", "b"), two=pl.max_horizontal("a", "b")).agg(
        pl.col("weight").sum()
    )
    return actors, ordered.sort("one", "two")


def _visit(size: int, ties: pl.DataFrame, *, seed: int) -> dict[str, pl.Series]:
    """Measure what needs the graph itself: betweenness and communities."""
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from((a, b, {"weight": w, "length": 1 / w}) for a, b, w in ties.iter_rows())
    pivots = max(_FEWEST_PIVOTS, _STEPS // (2 * len(ties)))
    between = nx.betweenness_centrality(graph, k=pivots if pivots < size else None, weight="length", seed=seed)
    groups = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    ranked = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    community = {node: number for number, group in enumerate(ranked, start=1) for node in group}
    return {
        "betweenness": pl.Series([between[node] for node in range(size)], dtype=pl.Float64),
        "community": pl.Series([community[node] for node in range(size)], dtype=pl.UInt32),
    }


def _find_eigenvector(ends: Ends, others: Ends, weights: Values) -> Values:
    """Find the leading eigenvector by power iteration; each actor is tied to itself, or a star would swing for ever."""
    vector = np.ones(ends.max() + 1)
    own = weights.max()
    for _ in range(_MOST_ROUNDS):
        before = vector / np.linalg.norm(vector)
        vector = own * before + np.bincount(ends, weights=weights * before[others])
        vector /= np.linalg.norm(vector)
        if np.abs(vector - before).sum() < _CLOSE * len(vector):
            break
    return vector


def _find_pagerank(ends: Ends, others: Ends, weights: Values) -> Values:
    strength = np.bincount(ends, weights=weights)
    flow = weights / strength[others]
    rank = np.full(len(strength), 1 / len(strength))
    for _ in range(_MOST_ROUNDS):
        before = rank
        rank = (1 - _DAMPING) / len(rank) + _DAMPING * np.bincount(ends, weights=flow * before[others])
        if np.abs(rank - before).sum() < _CLOSE:
            break
    return rank
