"""Frames of time series, made by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = dt.date(2022, 1, 3)


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def series_of(
    count: Sequence[int], total: Sequence[int] | int = 20, *, days: int = 1, **labels: object
) -> pl.DataFrame:
    """Make one series with periods of so many days."""
    totals = [total] * len(count) if isinstance(total, int) else list(total)
    frame = pl.DataFrame(
        {"period": [day(days * i) for i in range(len(count))], "count": list(count), "total": totals},
        schema={"period": pl.Date, "count": pl.UInt32, "total": pl.UInt32},
    )
    share = pl.when(pl.col("total") > 0).then(pl.col("count") / pl.col("total"))
    named = [pl.lit(value, dtype=pl.String).alias(name) for name, value in labels.items()]
    return frame.select("period", *named, "count", "total", share=share)
