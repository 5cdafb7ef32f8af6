"""A frame of time series, cut into its series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from corpus_tools.errors import FrameError, explain
from corpus_tools.schema import SERIES, Frame, check_frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def split_series(function: str, series: pl.DataFrame, result: Frame) -> tuple[list[str], list[pl.DataFrame]]:
    """Give the columns that tell series apart, and each series by period, without periods of no articles.

    They are the columns before `count`, as `count_over_time` has them; `by=`, `term` and `actor` need not be named.
    """
    check_frame(function, series, SERIES, columns=("period", "count", "total", "share"))
    columns = [name for name in series.columns[: series.columns.index("count")] if name not in SERIES.columns]
    if taken := next((name for name in columns if name in result.columns), None):
        hint = f'rename it: series.rename({{"{taken}": "own_{taken}"}}).'
        raise FrameError(explain(function, expected="columns that the result does not have", got=taken, hint=hint))
    if series.select("period", *columns).is_duplicated().any():
        hint = "put the columns that tell series apart before `count`."
        raise FrameError(explain(function, expected="one row a period and series", got="several", hint=hint))
    if (series["count"] > series["total"]).any():
        raise FrameError(explain(function, expected="`count` of `total` articles", got="a count above its total"))
    seen = series.filter(pl.col("total") > 0).sort([*columns, "period"])
    return columns, seen.partition_by(columns, maintain_order=True) if columns else [seen]


def counts_everything(part: pl.DataFrame) -> bool:
    """Tell a series of all articles from one of a term: how many there are is its only news, shares are all 1."""
    return bool((part["count"] == part["total"]).all())


def with_labels(rows: Iterator[Mapping[str, Any]], part: pl.DataFrame, columns: list[str]) -> list[dict[str, Any]]:
    """Put the values of a series' own columns before those of its rows."""
    labels = part.select(columns).row(0, named=True) if columns else {}
    return [{**labels, **row} for row in rows]


def result_frame(rows: list[dict[str, Any]], series: pl.DataFrame, columns: list[str], result: Frame) -> pl.DataFrame:
    """Make the frame of a result: the columns of the series first."""
    return pl.DataFrame(
        rows, schema={**{name: series.schema[name] for name in columns}, **result.columns}, orient="row"
    )
