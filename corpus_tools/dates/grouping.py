"""Which dated sentences tell of one event: sentences of one date whose words of content are alike."""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Cosine of two groups, each the sum of its sentences, from which they are one event.
ALIKE = 0.3
# Two sentences so alike are one wording.
COPY = 0.8
_SHORT_ALIKE = 0.6
# Words that so many sentences of one date share say which day it was, not which event: they find no pairs.
_MOST_SHARING = 150


def group_sentences(rows: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Give each row the `event` it is of, its mean `similarity` to the others of it, and whether it `is_copy`.

    `rows` has `row`, `date`, `latest` and `terms`, in the order of reporting; `words` has `row`, `term` and
    `weight`, with which a term counts.
    """
    # Sentences of the same words are one node: a dispatch that hundreds print is compared once.
    nodes = rows.select("row", "date", "latest", node=pl.col("row").min().over("date", "latest", "terms"))
    size = nodes.group_by("node").agg(size=pl.len())
    pairs = _compare(nodes.filter(pl.col("row") == pl.col("node")), words)
    groups = pl.DataFrame(
        list(_join_groups(pairs.iter_rows(), dict(size.iter_rows()))),
        schema={"node": pl.UInt32, "event": pl.UInt32},
        orient="row",
    )
    grouped = nodes.join(groups, on="node", how="left", maintain_order="left").with_columns(
        event=pl.coalesce("event", "node")
    )
    return _describe(grouped, pairs, groups, size)


def _compare(nodes: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Give the cosine of the pairs of one date that share a word: `one` < `two`, `cosine`."""
    length = pl.col("weight").pow(2).sum().sqrt().over("row")
    postings = (
        words.join(nodes.select("row", "date", "latest"), on="row")
        .with_columns(weight=pl.col("weight") / length)
        .filter(pl.len().over("date", "latest", "term").is_between(2, _MOST_SHARING))
    )
    return (
        postings.join(postings, on=["date", "latest", "term"], suffix="_two")
        .filter(pl.col("row") < pl.col("row_two"))
        .group_by(one="row", two="row_two")
        .agg(cosine=(pl.col("weight") * pl.col("weight_two")).sum(), shared=pl.len())
        # Two words in common are a phrase (friendly match), unless there is hardly any other.
        .filter(pl.col("cosine") >= ALIKE / 2, (pl.col("shared") > 2) | (pl.col("cosine") >= _SHORT_ALIKE))
        .drop("shared")
        .sort("one", "two")
    )


def _join_groups(pairs: Iterable[tuple[int, int, float]], size: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Join the two most similar groups until none are alike; yield each node and the first node of its group.

    Groups are compared by the cosine of their sums; pairs that are not among `pairs` count as 0.
    """
    shared: dict[int, dict[int, float]] = defaultdict(dict)
    for one, two, cosine in pairs:
        shared[one][two] = shared[two][one] = cosine * size[one] * size[two]
    members = {node: [node] for node in shared}
    square = {node: float(size[node] ** 2) for node in shared}
    queue: list[tuple[float, int, int]] = []

    def offer(one: int, other: int) -> None:
        cosine = shared[one][other] / (square[one] * square[other]) ** 0.5
        if cosine >= ALIKE:
            heapq.heappush(queue, (-cosine, min(one, other), max(one, other)))

    for one, others in shared.items():
        for two in others:
            if one < two:
                offer(one, two)
    while queue:
        cosine, one, two = heapq.heappop(queue)
        # Groups have changed since this was offered, or are no more.
        if two not in shared.get(one, {}) or -cosine != shared[one][two] / (square[one] * square[two]) ** 0.5:
            continue
        _merge(one, two, shared, square)
        members[one] += members.pop(two)
        for other in shared[one]:
            offer(one, other)
    yield from ((node, min(nodes)) for nodes in members.values() for node in nodes)


def _merge(one: int, two: int, shared: dict[int, dict[int, float]], square: dict[int, float]) -> None:
    """Add group `two` to group `one`: what they share with others, and the square of the length of their sum."""
    square[one] += square.pop(two) + 2 * shared[one].pop(two)
    for other, total in shared.pop(two).items():
        if other != one:
            del shared[other][two]
            shared[one][other] = shared[other][one] = shared[one].get(other, 0.0) + total


def _describe(grouped: pl.DataFrame, pairs: pl.DataFrame, groups: pl.DataFrame, size: pl.DataFrame) -> pl.DataFrame:
    inner = (
        pairs.join(groups.select(one="node", event="event"), on="one")
        .join(groups.select(two="node", other="event"), on="two")
        .filter(pl.col("event") == pl.col("other"))
    )
    both = pl.concat(
        [inner.select(node="one", near="two", cosine="cosine"), inner.select(node="two", near="one", cosine="cosine")]
    )
    sums = (
        both.join(size.rename({"node": "near"}), on="near")
        .group_by("node")
        .agg(
            total=(pl.col("cosine") * pl.col("size")).sum(),
            has_earlier=((pl.col("cosine") >= COPY) & (pl.col("near") < pl.col("node"))).any(),
        )
    )
    others = pl.len().over("event") - 1
    return (
        grouped.join(sums, on="node", how="left")
        .join(size, on="node")
        .with_columns(pl.col("total").fill_null(0.0) + pl.col("size") - 1)
        .select(
            "row",
            "event",
            similarity=pl.when(others > 0).then(pl.col("total") / others),
            is_copy=(pl.col("row") != pl.col("node")) | pl.col("has_earlier").fill_null(value=False),
        )
        .sort("row")
    )
