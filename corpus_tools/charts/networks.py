"""Who is named together: actors as points, ties as lines."""

from __future__ import annotations

import altair as alt
import numpy as np
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.kinds import OTHER_COLOUR, colour_kinds, name_kinds
from corpus_tools.charts.layouts import LINE, place_graph
from corpus_tools.charts.legends import colour_names
from corpus_tools.charts.setting import (
    check_columns,
    check_seed,
    check_top,
    choose_language,
    describe,
    draw_nothing,
    isolate,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import INK, PALETTE, WIDTH, isolate_expr
from corpus_tools.charts.typesetting import measure_text, shorten_text
from corpus_tools.charts.words import word

_WIDTH = 720
_LABEL_SIZE, _LABEL_MOST = 13, 190


@check_arguments
def chart_network(
    edges: pl.DataFrame,
    *,
    actors: pl.DataFrame | None = None,
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
    actors
        What `measure_network` gave: points get the colour of their community, which is named by its foremost actor.
        None, or a single community, colours them by kind.
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
    apart. Actors without a tie to the largest group stand below it, group by group. The page grows with the
    number of actors.

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
    check_seed("chart_network", seed)
    language = choose_language("chart_network", language, edges["actor_1"].head(200))
    if actors is not None:
        check_columns("chart_network", actors, others=["actor_id", "community"])
    apart = edges.filter(pl.col("actor_id_1") != pl.col("actor_id_2"))
    ranked = apart.sort(["count", "actor_id_1", "actor_id_2"], descending=[True, False, False])
    shown = ranked.head(top)
    if shown.is_empty():
        return draw_nothing(title or word("network_title", language=language), language=language)
    nodes, height = _place_nodes(_collect_nodes(shown, language=language), shown, seed=seed)
    communities = None if actors is None else _name_communities(nodes, actors, language=language)
    if communities is None:
        colour = colour_kinds(nodes["kind_name"], language=language)
    else:
        nodes, colour = communities
    title = title or word("network_title" if communities is None else "community_title", language=language)
    cut = note_shown(len(shown), len(ranked), language=language)
    notes = [word("network_subtitle", language=language, actors=len(nodes)), *cut]
    leaders = [
        f"{one} – {two} {count}" for one, two, count in shown.head(3).select("actor_1", "actor_2", "count").rows()
    ]
    return _draw_layers(nodes, shown, colour, height=height, language=language).properties(
        width=_WIDTH,
        height=height,
        title=set_title(title, [" · ".join(notes)], language=language, width=WIDTH),
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
    largest = pl.max_horizontal(pl.col("strength").max(), 1)
    return nodes.with_columns(
        label=pl.Series(labels),
        kind_name=name_kinds(nodes["kind"], language=language),
        radius=5 + 13 * (pl.col("strength") / largest).sqrt(),
    )


def _place_nodes(nodes: pl.DataFrame, shown: pl.DataFrame, *, seed: int) -> tuple[pl.DataFrame, int]:
    """Give each actor a place in pixels, from the top left, and the page the height that the names need."""
    order = {actor: rank for rank, actor in enumerate(nodes["actor_id"])}
    # The square root keeps one dominant pair from pulling all others into the corners.
    ties = [
        (order[one], order[two], float(count) ** 0.5)
        for one, two, count in shown.select("actor_id_1", "actor_id_2", "count").iter_rows()
    ]
    radius = nodes["radius"].to_numpy()
    half = np.array([measure_text(label, size=_LABEL_SIZE) / 2 for label in nodes["label"]])
    points, height = place_graph(ties, np.maximum(half + 5, radius), radius, width=_WIDTH, seed=seed)
    return nodes.with_columns(x=pl.Series(points[:, 0]), y=pl.Series(points[:, 1])), height


def _name_communities(
    nodes: pl.DataFrame, actors: pl.DataFrame, *, language: str
) -> tuple[pl.DataFrame, alt.Color] | None:
    """Name each community by the actor most often named in it, and colour the largest; the others are grey.

    None where all actors are of one: then a colour says nothing.
    """
    known = actors.select("actor_id", "community").unique("actor_id")
    nodes = nodes.join(known, on="actor_id", how="left", maintain_order="left")
    groups = nodes.drop_nulls("community").group_by("community", maintain_order=True)
    largest = groups.agg(pl.len(), pl.col("label").first()).sort("len", descending=True, maintain_order=True)
    leaders = largest.filter(pl.col("len") > 1).head(len(PALETTE))
    other = word("other", language=language)
    named = pl.col("community").replace_strict(leaders["community"], leaders["label"], default=other)
    nodes = nodes.with_columns(kind_name=named.fill_null(other)).drop("community")
    colours = dict(zip([*leaders["label"], other], [*PALETTE[: len(leaders)], OTHER_COLOUR], strict=True))
    present = {name: shade for name, shade in colours.items() if name in nodes["kind_name"]}
    if len(present) < 2:
        return None
    return nodes, colour_names("kind_name", present, title=word("community", language=language), language=language)


def _draw_layers(
    nodes: pl.DataFrame, shown: pl.DataFrame, colour: alt.Color, *, height: int, language: str
) -> alt.LayerChart:
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    points = alt.Chart(nodes.drop("kind")).transform_calculate(
        written=isolate_expr("datum.label", language=language),
        whole=isolate_expr("datum.actor", language=language),
        name_y=f"datum.y + datum.radius + {LINE / 2}",
        area="PI * datum.radius * datum.radius",
    )
    circles = points.mark_circle(opacity=1, stroke="white", strokeWidth=1.5).encode(
        x=x,
        y=y,
        size=alt.Size("area:Q", scale=None, legend=None),
        color=colour,
        tooltip=[
            alt.Tooltip("whole:N", title=word("actor", language=language)),
            alt.Tooltip("kind_name:N", title=colour["title"]),
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
        .select("actor_1", "actor_2", "pair", "count", "documents", "npmi", "x", "y", "x2", "y2")
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
