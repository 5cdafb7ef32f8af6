"""Days and periods: the day of an article in a time zone, the first and the last day of a period."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import polars as pl

from corpus_tools.errors import ArgumentError, explain
from corpus_tools.measures.grouping import PERIODS

# Days from the first day of a week back to its Monday.
WEEK_STARTS = {"monday": 0, "sunday": 1, "saturday": 2}
# The shortest distance between two periods of a kind, in days.
_SHORTEST = {"year": 360, "quarter": 88, "month": 27, "week": 6, "day": 1}


def moment_expr(function: str, time_zone: str | None) -> pl.Expr:
    """Give the clock time of an article as printed, or, of a `published` in UTC, that in a time zone."""
    if time_zone is None:
        return pl.col("published")
    try:
        if not isinstance(time_zone, str) or not time_zone:
            # Polars takes an empty name for no zone.
            raise pl.exceptions.ComputeError
        # Polars looks zones up here or later, by version.
        moment = pl.col("published").dt.replace_time_zone("UTC").dt.convert_time_zone(time_zone)
        pl.DataFrame(schema={"published": pl.Datetime("us")}).select(moment)
    except pl.exceptions.ComputeError as error:
        known = sorted(zoneinfo.available_timezones())
        hint = 'write an area and a city: "Asia/Beirut".'
        message = explain(function, expected="the name of a time zone", got=time_zone, known=known, hint=hint)
        raise ArgumentError(message) from error
    return moment.dt.replace_time_zone(None)


def day_expr(function: str, time_zone: str | None) -> pl.Expr:
    """Give the day of an article, in the time zone where its clock time is known."""
    if time_zone is None:
        return pl.col("date")
    return pl.coalesce(_nameable(moment_expr(function, time_zone).dt.date()), pl.col("date"))


def period_expr(day: pl.Expr, *, every: str, week_start: str) -> pl.Expr:
    """Give the first day of the period that a day is in."""
    if every != "week":
        return day.dt.truncate(PERIODS[every])
    ahead = pl.duration(days=WEEK_STARTS[week_start])
    return _nameable((day + ahead).dt.truncate("1w") - ahead)


def _nameable(day: pl.Expr) -> pl.Expr:
    """Make null of days before the year 1 or after 9999, which Python has no date for."""
    return pl.when(day.dt.year().is_between(1, 9999)).then(day)


def all_periods(present: pl.Series, *, every: str) -> pl.DataFrame:
    """List every period from the first to the last that is present; none where none is."""
    first, last = present.min(), present.max()
    if not isinstance(first, dt.date) or not isinstance(last, dt.date):
        return pl.DataFrame(schema={"period": pl.Date})
    return pl.date_range(first, last, interval=PERIODS[every], eager=True).alias("period").to_frame()


def last_days(starts: pl.Expr, periods: pl.Series) -> pl.Expr:
    """Give the last day of periods, whose length is guessed from the distances between all of them.

    >>> weeks = pl.Series("period", [dt.date(2022, 1, 3), dt.date(2022, 1, 10)])
    >>> weeks.to_frame().select(last_days(pl.col("period"), weeks)).to_series().to_list()[-1]
    datetime.date(2022, 1, 16)
    """
    gap = periods.unique().sort().diff().dt.total_days().min()
    days = gap if isinstance(gap, int) else 1
    every = next(name for name, shortest in _SHORTEST.items() if days >= shortest)
    return last_day(starts, every=every)


def last_day(starts: pl.Expr, *, every: str) -> pl.Expr:
    """Give the last day of periods of a known length; the last there is, where it would be after 9999."""
    return pl.min_horizontal(starts.dt.offset_by(PERIODS[every]).dt.offset_by("-1d"), pl.lit(dt.date.max))
