"""Frames of time series, and of what stands out in them, as the measures give them."""

from __future__ import annotations

import datetime as dt

import polars as pl

from corpus_tools.schema import BURSTS, CHANGEPOINTS, CYCLE, PEAKS
from tests.charts.frames import wilson

START = dt.date(2021, 11, 15)


def published(*, periods: int = 20, step: int = 7, window: bool = False) -> pl.DataFrame:
    """All articles: a loud tenth period, and none in the fourth."""
    counts = [0 if rank == 3 else 30 if rank == 9 else 3 + rank % 4 for rank in range(periods)]
    days = [START + dt.timedelta(days=step * rank) for rank in range(periods)]
    frame = pl.DataFrame({"period": days, "count": counts}, schema_overrides={"count": pl.UInt32})
    frame = frame.with_columns(
        total=pl.col("count"), share=pl.when(pl.col("count") > 0).then(1.0), low=pl.lit(0.9), high=pl.lit(1.0)
    )
    return frame.with_columns(rolling_count=pl.lit(4.5), rolling_share=pl.lit(1.0)) if window else frame


def bursts() -> pl.DataFrame:
    day = START + dt.timedelta(days=63)
    row = (day, day + dt.timedelta(days=6), 1, 41.5, 30, 30, day)
    return pl.DataFrame([row], schema=dict(BURSTS.columns), orient="row")


def changepoints() -> pl.DataFrame:
    rows = [
        (START + dt.timedelta(days=7 * rank), 4.4, 12.6, gain, 0.005) for rank, gain in ((4, 9.0), (5, 8.0), (14, 30.0))
    ]
    return pl.DataFrame(rows, schema=dict(CHANGEPOINTS.columns), orient="row")


def peaks(*, number: int = 3) -> pl.DataFrame:
    rows = []
    for rank in range(number):
        day = START + dt.timedelta(days=7 * (2 + 3 * rank))
        headline = f"عنوان (NATO) رقم {rank} عن محادثات طويلة بين موسكو وواشنطن في جنيف حول الضمانات الأمنية"
        row = (day, day + dt.timedelta(days=6), 5 + rank, 5 + rank, 1.0, 3.0 + rank, ["غاز", "gas"], [headline], ["a"])
        rows.append(row)
    return pl.DataFrame(rows, schema=dict(PEAKS.columns), orient="row")


def actors(*, number: int = 8, months: int = 6) -> pl.DataFrame:
    names = ["روسيا", "الناتو", "أوكرانيا", "بوتين (Putin)", "الولايات المتحدة", "NATO", "فرنسا", "ألمانيا"]
    rows = [
        (dt.date(2022, month, 1), names[rank], 0 if month == 3 else 20 - 2 * rank + month, 40)
        for rank in range(number)
        for month in range(1, months + 1)
    ]
    return pl.DataFrame(rows, schema=["period", "actor", "count", "total"], orient="row")


def cycle(kind: str = "weekday", *, groups: tuple[str, ...] = ()) -> pl.DataFrame:
    first, last = {"hour": (0, 23), "weekday": (1, 7), "month": (1, 12)}[kind]
    rows = []
    for size, group in enumerate(groups or ("",), start=1):
        counts = [size * (1 + place % 5) for place in range(first, last + 1)]
        for place, count in zip(range(first, last + 1), counts, strict=True):
            rows.append((group, place, count, sum(counts), *wilson(count, sum(counts)), 2))
    frame = pl.DataFrame(rows, schema=["source", kind, *CYCLE.columns], orient="row").cast(dict(CYCLE.columns))
    return frame if groups else frame.drop("source")
