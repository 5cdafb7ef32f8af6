"""Who is named together: actors as points, ties as lines."""

from __future__ import annotations

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

_WIDTH, _HEIGHT = 720, 560
_LABEL_SIZE, _LABEL_MOST, _LINE = 13, 190, 18
_STEPS = 300


def chart_network(
    edges: pl.DataFrame,
    *,
    top: int = 40,
    seed: int = 1,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.Chart:
    """Draw which actors are named together, as points joined by lines.

    Use it after `connect_actors`. A wide line is a pair that is often named together; a large point is an actor
    named with many others often. Nearness on the page follows the ties, but left and right, up and down mean
    nothing.

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
    The layout is Fruchterman and Reingold's, computed before drawing; then names that overlap are pushed apart.

    References
    ----------
    T. Fruchterman, E. Reingold, Graph drawing by force-directed placement, Software: Practice and Experience
    21(11), 1991, 1129-1164, https://doi.org/10.1002/spe.4380211102

    Examples
    --------
    >>> edges = pl.DataFrame({"actor_id_1": ["nato"], "actor_1": ["الناتو"], "kind_1": ["organisation"],
    ...     "actor_id_2": ["russia"], "actor_2": ["روسيا"], "kind_2": ["state"],
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
    nodes = _place_nodes(_collect_nodes(shown, language=language), shown, seed=seed)
    cut = note_shown(len(shown), len(ranked), language=language)
    notes = [word("network_subtitle", language=language, actors=len(nodes)), *cut]
    leaders = [
        f"{one} – {two} {count}" for one, two, count in shown.head(3).select("actor_1", "actor_2", "count").rows()
    ]
    return _draw_layers(nodes, shown, language=language).properties(
        width=_WIDTH,
        height=_HEIGHT,
        title=set_title(title, notes, language=language, width=WIDTH),
        description=describe(title, notes, leaders, language=language),
    )


def _collect_nodes(shown: pl.DataFrame, *, language: str) -> pl.DataFrame:
    """List the actors of the pairs: how many ties each has, and how often it is named with others."""
    sides = [
        shown.select(
            actor_id=f"actor_id_{end}", actor=f"actor_{end}", kind=f"kind_{end}", count=pl.col("count").cast(pl.Int64)
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


def _place_nodes(nodes: pl.DataFrame, shown: pl.DataFrame, *, seed: int) -> pl.DataFrame:
    """Give each actor a place in pixels, from the top left, where its name touches no other name or point."""
    graph = nx.Graph()
    graph.add_nodes_from(nodes["actor_id"])
    for one, two, count in shown.select("actor_id_1", "actor_id_2", "count").iter_rows():
        # The square root keeps one dominant pair from pulling all others into the corners.
        graph.add_edge(one, two, weight=float(count) ** 0.5)
    places = nx.spring_layout(
        graph, seed=seed, weight="weight", iterations=200, k=2.2 / max(1, len(nodes)) ** 0.5, method="force"
    )
    points = np.array([places[actor] for actor in nodes["actor_id"]])
    radius = nodes["radius"].to_numpy()
    half = np.array([measure_text(label, size=_LABEL_SIZE) / 2 for label in nodes["label"]])
    half = np.maximum(half + 5, radius)
    points = _push_apart(_fill_page(points, half, radius), half, radius)
    return nodes.with_columns(x=pl.Series(points[:, 0]), y=pl.Series(points[:, 1]))


def _fill_page(
    points: np.ndarray, half: np.ndarray, radius: np.ndarray
) -> np.ndarray:
    """Stretch a layout over the page, so that names at the edge stay on it."""
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.where(high - low > 1e-9, high - low, 1.0)
    unit = np.where(high - low > 1e-9, (points - low) / span, 0.5)
    left, room = half.max(), _WIDTH - 2 * half.max()
    top, tall = radius.max() + 2, _HEIGHT - 2 * radius.max() - _LINE - 4
    stretched: np.ndarray = np.column_stack([left + unit[:, 0] * room, top + unit[:, 1] * tall])
    return stretched


def _push_apart(
    points: np.ndarray, half: np.ndarray, radius: np.ndarray
) -> np.ndarray:
    """Move boxes (a point with its name under it) that overlap, along the side where they overlap less."""
    points = points.copy()
    above, below = radius + 2, radius + _LINE
    for _ in range(_STEPS):
        moved = False
        for one in range(len(points)):
            for two in range(one + 1, len(points)):
                moved |= _part(points, one, two, half, above, below)
        points[:, 0] = np.clip(points[:, 0], half, _WIDTH - half)
        points[:, 1] = np.clip(points[:, 1], above, _HEIGHT - below)
        if not moved:
            break
    return points


def _part(
    points: np.ndarray, one: int, two: int, half: np.ndarray, above: np.ndarray, below: np.ndarray
) -> bool:
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


def _draw_layers(nodes: pl.DataFrame, shown: pl.DataFrame, *, language: str) -> alt.LayerChart:
    place = {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False)),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[_HEIGHT, 0], nice=False)),
    }
    points = alt.Chart(nodes.drop("kind")).transform_calculate(
        written=isolate_expr("datum.label", language=language),
        whole=isolate_expr("datum.actor", language=language),
        name_y=f"datum.y + datum.radius + {_LINE / 2}",
        area="PI * datum.radius * datum.radius",
    )
    circles = points.mark_circle(opacity=1, stroke="white", strokeWidth=1.5).encode(
        **place,
        size=alt.Size("area:Q", scale=None, legend=None),
        color=colour_kinds(nodes["kind_name"], language=language),
        tooltip=[
            alt.Tooltip("whole:N", title=word("actor", language=language)),
            alt.Tooltip("kind_name:N", title=word("kind", language=language)),
            alt.Tooltip("links:Q", title=word("links", language=language), format=","),
            alt.Tooltip("strength:Q", title=word("strength", language=language), format=","),
        ],
    )
    names = points.encode(x=place["x"], y=alt.Y("name_y:Q"), text="written:N")
    halo = names.mark_text(fontSize=_LABEL_SIZE, stroke="white", strokeWidth=4, strokeJoin="round", color="white")
    text = names.mark_text(fontSize=_LABEL_SIZE, color=INK)
    drawn: alt.LayerChart = _draw_lines(nodes, shown, place, language=language) + circles + halo + text
    return drawn


def _draw_lines(
    nodes: pl.DataFrame, shown: pl.DataFrame, place: dict[str, alt.X | alt.Y], *, language: str
) -> alt.Chart:
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
            **place,
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
