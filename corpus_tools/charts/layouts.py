"""Where the actors of a network stand: each group of tied actors by itself, the groups packed on one page."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx  # type: ignore[import-untyped]
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

LINE = 18  # the height of a name under its point
_STEPS = 200
_FILLED = 0.3  # the part of a box that points and names cover: above a third they crowd
_LARGE, _LOWEST = 7, 420  # a group of so many actors has the width of the page, and grows to this height at least
_TIE = 46  # the shortest visible line between two points that are tied to each other only
_GAP_ACROSS, _GAP_DOWN = 28, 24


def place_graph(
    ties: Sequence[tuple[int, int, float]], half: Points, radius: Points, *, width: float, seed: int
) -> tuple[Points, int]:
    """Place points, numbered from 0, in pixels from the top left; give the height of the page, too.

    Groups without a tie between them would drive each other off the page, and their distance means nothing:
    each is laid out in a box of its own, and boxes fill the page in rows, the largest first. `half` is half
    the width that a point needs with its name.
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(len(half)))
    graph.add_weighted_edges_from(ties)
    groups = sorted((sorted(group) for group in nx.connected_components(graph)), key=lambda group: (-len(group), group))
    boxes = []
    for group in groups:
        own = nx.Graph(graph.subgraph(group))
        boxes.append(_lay_out(own, group, half[group], radius[group], width=width, seed=seed))
    points = np.zeros((len(half), 2))
    top = 0.0
    for row in _fill_rows([size for _, size in boxes], width=width):
        free = width - sum(boxes[rank][1][0] for rank in row)
        gap, left = free / (len(row) + 1), 0.0
        tallest = max(boxes[rank][1][1] for rank in row)
        for rank in row:
            places, (across, down) = boxes[rank]
            left += gap
            points[groups[rank]] = places + np.array([left, top + (tallest - down) / 2])
            left += across
        top += tallest + _GAP_DOWN
    return points, round(top - _GAP_DOWN)


def _fill_rows(sizes: Sequence[tuple[float, float]], *, width: float) -> list[list[int]]:
    """Put boxes into rows as they come, each into the first row that has room for it."""
    rows: list[list[int]] = []
    for rank, (across, _) in enumerate(sizes):
        for row in rows:
            if sum(sizes[other][0] + _GAP_ACROSS for other in row) + across <= width:
                row.append(rank)
                break
        else:
            rows.append([rank])
    return rows


def _lay_out(
    graph: nx.Graph, group: Sequence[int], half: Points, radius: Points, *, width: float, seed: int
) -> tuple[Points, tuple[float, float]]:
    """Lay one group out in a box; give the places in it and its size."""
    above, below = radius.max() + 2, radius.max() + LINE + 2
    if len(group) <= 2:
        across = min(width - half.sum(), max(half.sum(), radius.sum() + _TIE)) if len(group) == 2 else 0.0
        places = np.array([[half[0] + across * rank, above] for rank in range(len(group))])
        return places, (float(half.sum() + across if len(group) == 2 else 2 * half[0]), float(above + below))
    needed = float((2 * half * (2 * radius + LINE)).sum()) / _FILLED
    alone = len(group) >= _LARGE
    across = float(min(width, width if alone else 2 * half.sum()))
    down = max(needed / across, min(_LOWEST, above + below + 24 * (len(group) - 2)))
    found = nx.spring_layout(
        graph, seed=seed, weight="weight", iterations=200, k=2.2 / len(group) ** 0.5, method="force"
    )
    points = np.array([found[node] for node in group])
    points = _fill_box(points, half, radius, width=across, height=down)
    return _push_apart(points, half, radius, width=across, height=down), (across, down)


def _fill_box(points: Points, half: Points, radius: Points, *, width: float, height: float) -> Points:
    """Turn a layout so that it is wider than tall, and stretch it over the box with all names in it."""
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
    across = half.max() + unit[:, 0] * (width - 2 * half.max())
    down = radius.max() + 2 + unit[:, 1] * (height - 2 * radius.max() - LINE - 4)
    return np.column_stack([across, down])


def _push_apart(points: Points, half: Points, radius: Points, *, width: float, height: float) -> Points:
    """Move boxes (a point with its name under it) that overlap, along the side where they overlap less."""
    points = points.copy()
    above, below = radius + 2, radius + LINE
    for _ in range(_STEPS):
        moved = False
        for one, two in combinations(range(len(points)), 2):
            moved |= _part(points, one, two, half, above, below)
        points[:, 0] = np.clip(points[:, 0], half, width - half)
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
