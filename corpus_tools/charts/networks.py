"""Who is named together: actors as points, ties as lines."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import altair as alt
import networkx as nx  # type: ignore[import-untyped]
import numpy as np
import polars as pl

from corpus_tools.charts.kinds import colour_kinds, name_kinds
from corpus_tools.charts.setting import (
    check_columns,
    check_top,
    choose_language,
    describe,
    draw_nothing,
    isolate,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import INK, WIDTH, isolate_expr
from corpus_tools.charts.typesetting import measure_text, shorten_text
from corpus_tools.charts.words import word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_WIDTH, _LOWEST, _HIGHEST = 720, 420, 1100
_LABEL_SIZE, _LABEL_MOST, _LINE = 13, 190, 18
_STEPS = 200
_FILLED = 0.3  # the part of the page that points and names cover: above a third they crowd


def chart_network(
    edges: pl.DataFrame,
    *,
    top: int = 40,
    seed: int = 1,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.Chart:
    """Draw which actors are named together, as points joined by lines.

    Use it after `connect_actors`. A wide line is a pair that is often named together; a large point is an
    actor often named with others. Nearness on the page follows the ties, but left and right, up and down
    mean nothing.

    Parameters
    ----------
    edges
        What `connect_actors` gave: one row a pair, with `count`, `documents` and `npmi`.
    top
        How many pairs: those most often named together; 40 stay readable.
    seed
        The start of the layout: the same seed always gives the same picture; try another for a clearer one.
    title
        The chart's title; by default it says what a line is.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most names.

    Returns
    -------
    altair.LayerChart
        Lines, points, and names on a white edge.

    Raises
    ------
    FrameError
        When a column is missing.

    Notes
    -----
    The layout is Fruchterman and Reingold's, computed before drawing; then names that overlap are pushed
    apart. The page grows with the number of actors.

    References
    ----------
    T. Fruchterman, E. Reingold, Graph drawing by force-directed placement, Software: Practice and Experience
    21(11), 1991, 1129-1164, https://doi.org/10.1002/spe.4380211102

    Examples
    --------
    >>> edges = pl.DataFrame({"actor_id_1": ["nato"], "actor_1": ["الناتو"],
    ...     "kind_1": ["organisation"], "actor_id_2": ["russia"], "actor_2": ["روسيا"], "kind_2": ["state"],
    ...     "count": [5], "documents": [3], "npmi": [0.4]})
    >>> [layer["mark"]["type"] for layer in chart_network(edges, language="ar").to_dict()["layer"]]
    ['rule', 'circle', 'text', 'text']
    """
    ends = [f"{name}_{end}" for end in (1, 2) for name in ("actor_id", "actor", "kind")]
    check_columns("chart_network", edges, numbers=["count", "documents", "npmi"], others=ends)
    top = check_top("chart_network", top)
    language = choose_language("chart_network", language, edges["actor_1"].head(200))
    title = title or word("network_title", language=language)
    apart = edges.filter(pl.col("actor_id_1") != pl.col("actor_id_2"))
    ranked = apart.sort(["count", "actor_id_1", "actor_id_2"], descending=[True, False, False])
    shown = ranked.head(top)
    if shown.is_empty():
        return draw_nothing(title, language=language)
    nodes, height = _place_nodes(_collect_nodes(shown, language=language), shown, seed=seed)
    cut = note_shown(len(shown), len(ranked), language=language)
    notes = [word("network_subtitle", language=language, actors=len(nodes)), *cut]
    leaders = [
        f"{one} – {two} {count}" for one, two, count in shown.head(3).select("actor_1", "actor_2", "count").rows()
    ]
    return _draw_layers(nodes, shown, height=height, language=language).properties(
        width=_WIDTH,
        height=height,
        title=set_title(title, notes, language=language, width=WIDTH),
        description=describe(title, notes, leaders, language=language),
    )


def _collect_nodes(shown: pl.DataFrame, *, language: str) -> pl.DataFrame:
    """List the actors of the pairs: how many ties each has, and how often it is named with others."""
    sides = [
        shown.select(
            actor_id=f"actor_id_{end}",
            actor=f"actor_{end}",
            kind=f"kind_{end}",
            count=pl.col("count").cast(pl.Int64),
        )
        for end in (1, 2)
    ]
    nodes = (
        pl.concat(sides)
        .group_by("actor_id", maintain_order=True)
        .agg(pl.col("actor", "kind").first(), links=pl.len(), strength=pl.col("count").sum())
        .with_columns(actor=pl.col("actor").fill_null(pl.col("actor_id")))
        .sort(["strength", "actor_id"], descending=[True, False])
    )
    labels = [shorten_text(name, width=_LABEL_MOST, size=_LABEL_SIZE) for name in nodes["actor"]]
    largest = nodes["strength"].max()
    return nodes.with_columns(
        label=pl.Series(labels),
        kind_name=name_kinds(nodes["kind"], language=language),
        radius=5 + 13 * (pl.col("strength") / largest).sqrt(),
    )


def _place_nodes(nodes: pl.DataFrame, shown: pl.DataFrame, *, seed: int) -> tuple[pl.DataFrame, int]:
    """Give each actor a place in pixels, from the top left, and the page the height that the names need."""
    graph = nx.Graph()
    order = {actor: rank for rank, actor in enumerate(nodes["actor_id"])}
    graph.add_nodes_from(order)
    for one, two, count in shown.select("actor_id_1", "actor_id_2", "count").iter_rows():
        # The square root keeps one dominant pair from pulling all others into the corners.
        graph.add_edge(one, two, weight=float(count) ** 0.5)
    # Groups without a tie between them would drive each other off the page: a weak tie holds them together.
    parts = [min(part, key=order.__getitem__) for part in nx.connected_components(graph)]
    graph.add_edges_from(pairwise(sorted(parts, key=order.__getitem__)), weight=0.3)
    apart = 2.2 / len(nodes) ** 0.5
    places = nx.spring_layout(graph, seed=seed, weight="weight", iterations=200, k=apart, method="force")
    points = np.array([places[actor] for actor in nodes["actor_id"]])
    radius = nodes["radius"].to_numpy()
    half = np.array([measure_text(label, size=_LABEL_SIZE) / 2 for label in nodes["label"]])
    half = np.maximum(half + 5, radius)
    needed = float((2 * half * (2 * radius + _LINE)).sum()) / (_FILLED * _WIDTH)
    height = round(min(max(needed, min(_LOWEST, 200 + 30 * len(nodes))), _HIGHEST))
    points = _push_apart(_fill_page(points, half, radius, height=height), half, radius, height=height)
    return nodes.with_columns(x=pl.Series(points[:, 0]), y=pl.Series(points[:, 1])), height


def _fill_page(points: Points, half: Points, radius: Points, *, height: float) -> Points:
    """Turn a layout so that it is wider than tall, and stretch it over the page with all names on it."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    # The sign of an axis is free: fixed here, or the picture would depend on the machine's linear algebra.
    axes = axes * np.where(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)] < 0, -1.0, 1.0)[:, None]
    turned = centred @ axes.T
    low, span = turned.min(axis=0), np.ptp(turned, axis=0)
    unit = np.where(span > 1e-6, (turned - low) / np.where(span > 1e-6, span, 1.0), 0.5)
    # Half the place, half the rank of the place: crowded parts open up, and order stays.
    ranks = turned.argsort(axis=0).argsort(axis=0) / max(1, len(points) - 1)
    unit = np.where(span > 1e-6, (unit + ranks) / 2, unit)
    across = half.max() + unit[:, 0] * (_WIDTH - 2 * half.max())
    down = radius.max() + 2 + unit[:, 1] * (height - 2 * radius.max() - _LINE - 4)
    return np.column_stack([across, down])


def _push_apart(points: Points, half: Points, radius: Points, *, height: float) -> Points:
    """Move boxes (a point with its name under it) that overlap, along the side where they overlap less."""
    points = points.copy()
    above, below = radius + 2, radius + _LINE
    for _ in range(_STEPS):
        moved = False
        for one, two in combinations(range(len(points)), 2):
            moved |= _part(points, one, two, half, above, below)
        points[:, 0] = np.clip(points[:, 0], half, _WIDTH - half)
        points[:, 1] = np.clip(points[:, 1], above, height - below)
        if not moved:
            break
    return points


def _part(points: Points, one: int, two: int, half: Points, above: Points, below: Points) -> bool:
    """Part two boxes if they overlap; tell whether they did."""
    across = half[one] + half[two] - abs(points[one, 0] - points[two, 0])
    upper, lower = (one, two) if points[one, 1] <= points[two, 1] else (two, one)
    down = points[upper, 1] + below[upper] - (points[lower, 1] - above[lower])
    if across <= 0 or down <= 0:
        return False
    if across < down:
        left, right = (one, two) if points[one, 0] <= points[two, 0] else (two, one)
        points[left, 0] -= across / 2 + 0.5
        points[right, 0] += across / 2 + 0.5
    else:
        points[upper, 1] -= down / 2 + 0.5
        points[lower, 1] += down / 2 + 0.5
    return True


def _draw_layers(nodes: pl.DataFrame, shown: pl.DataFrame, *, height: int, language: str) -> alt.LayerChart:
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    points = alt.Chart(nodes.drop("kind")).transform_calculate(
        written=isolate_expr("datum.label", language=language),
        whole=isolate_expr("datum.actor", language=language),
        name_y=f"datum.y + datum.radius + {_LINE / 2}",
        area="PI * datum.radius * datum.radius",
    )
    circles = points.mark_circle(opacity=1, stroke="white", strokeWidth=1.5).encode(
        x=x,
        y=y,
        size=alt.Size("area:Q", scale=None, legend=None),
        color=colour_kinds(nodes["kind_name"], language=language),
        tooltip=[
            alt.Tooltip("whole:N", title=word("actor", language=language)),
            alt.Tooltip("kind_name:N", title=word("kind", language=language)),
            alt.Tooltip("links:Q", title=word("links", language=language), format=","),
            alt.Tooltip("strength:Q", title=word("strength", language=language), format=","),
        ],
    )
    names = points.encode(x=x, y=alt.Y("name_y:Q"), text="written:N")
    halo = names.mark_text(fontSize=_LABEL_SIZE, stroke="white", strokeWidth=4, strokeJoin="round", color="white")
    text = names.mark_text(fontSize=_LABEL_SIZE, color=INK)
    drawn: alt.LayerChart = _draw_lines(nodes, shown, x, y, language=language) + circles + halo + text
    return drawn


def _draw_lines(nodes: pl.DataFrame, shown: pl.DataFrame, x: alt.X, y: alt.Y, *, language: str) -> alt.Chart:
    spots = nodes.select("actor_id", "x", "y")
    pairs = [
        isolate(f"{one} – {two}", language=language) for one, two in shown.select("actor_1", "actor_2").iter_rows()
    ]
    frame = (
        shown.with_columns(pair=pl.Series(pairs))
        .join(spots, left_on="actor_id_1", right_on="actor_id", maintain_order="left")
        .join(
            spots.rename({"x": "x2", "y": "y2"}),
            left_on="actor_id_2",
            right_on="actor_id",
            maintain_order="left",
        )
        .select("pair", "count", "documents", "npmi", "x", "y", "x2", "y2")
    )
    most = max(frame["count"])
    lines: alt.Chart = (
        alt.Chart(frame)
        .mark_rule(color="#9AA3AB", opacity=0.75, strokeCap="round")
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth(
                "count:Q", scale=alt.Scale(type="sqrt", domain=[0, most], range=[0.4, 8]), legend=None
            ),
            tooltip=[
                alt.Tooltip("pair:N", title=word("pair", language=language)),
                alt.Tooltip("count:Q", title=word("together", language=language), format=","),
                alt.Tooltip("documents:Q", title=word("documents", language=language), format=","),
                alt.Tooltip("npmi:Q", title=word("npmi", language=language), format=".2f"),
            ],
        )
    )
    return lines
