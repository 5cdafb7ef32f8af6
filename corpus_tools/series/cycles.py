"""The rhythm of publication: hours of the day, days of the week, months of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.measures.formulas import wilson_interval
from corpus_tools.schema import CYCLE, check_choice
from corpus_tools.series.articles import article_columns
from corpus_tools.series.calendars import day_expr, moment_expr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus

# First and last value of each cycle.
CYCLES = {"hour": (0, 23), "weekday": (1, 7), "month": (1, 12)}


@check_arguments
def count_cycle(
    corpus: Corpus,
    *,
    cycle: str = "weekday",
    by: str | Sequence[str] | None = None,
    time_zone: str | None = None,
) -> pl.DataFrame:
    """Count the articles of each hour of the day, day of the week or month of the year.

    Use it to know the rhythm of a newsroom before you call a quiet Friday news. For the rhythm of a topic, filter the
    corpus to it and compare.

    Parameters
    ----------
    corpus
        The corpus.
    cycle
        "hour", "weekday" or "month".
    by
        Article columns, such as "source": one rhythm each.
    time_zone
        Where `published` is in UTC, the zone of the clock; None takes hours and days as printed
        (`count_over_time`).

    Returns
    -------
    polars.DataFrame
        One row an hour, weekday or month (of a group), in their order, those without an article too:

        ======= === ================================================================================
        [by]        the columns of `by`
        hour    u8  0 to 23; or `weekday`, 1 (Monday) to 7 (Sunday); or `month`, 1 to 12
        count   u32 articles
        total   u32 articles of all the hours (weekdays, months) of the group
        share   f64 count / total; null where total is 0
        low     f64 lower bound of the share's 95 % Wilson interval; null where total is 0
        high    f64 upper bound
        untimed u32 articles of the group that are left out: without a clock time (a date)
        ======= === ================================================================================

    Raises
    ------
    ArgumentError
        An option is unknown, or `by` names the column of the cycle.
    FrameError
        `corpus` is no Corpus.

    Notes
    -----
    A month or weekday that the corpus covers once more than others has more articles for that alone: filter to
    whole years or weeks where it matters. Midnight sharp counts as an hour: some sites write it for "no time".

    Examples
    --------
    >>> from datetime import date
    >>> from corpus_tools import build_corpus
    >>> articles = pl.DataFrame({"text": ["قمة", "حرب", "سلام"], "date": [date(2022, 1, 3), date(2022, 1, 7), None]})
    >>> count_cycle(build_corpus(articles)).filter(pl.col("count") > 0).select("weekday", "share", "untimed").rows()
    [(1, 0.5, 1), (5, 0.5, 1)]
    """
    check_choice("count_cycle", "cycle", cycle, tuple(CYCLES))
    columns = article_columns("count_cycle", corpus, by)
    if taken := {cycle, "untimed"} & {*columns}:
        expected = "by= a name that the result does not have itself"
        raise ArgumentError(explain("count_cycle", expected=expected, got=taken.pop()))
    moment = moment_expr("count_cycle", time_zone) if cycle == "hour" else day_expr("count_cycle", time_zone)
    place = {"hour": moment.dt.hour, "weekday": moment.dt.weekday, "month": moment.dt.month}[cycle]()
    articles = corpus.articles.select(*columns, place.cast(pl.UInt8).alias(cycle))
    first, last = CYCLES[cycle]
    places = pl.int_range(first, last + 1, dtype=pl.UInt8, eager=True).alias(cycle).to_frame()
    groups = articles.group_by(columns) if columns else articles.lazy().group_by(pl.lit(0).alias("all"))
    sizes = groups.agg(total=pl.col(cycle).count(), untimed=pl.col(cycle).null_count()).lazy().collect()
    keys = [*columns, cycle]
    counts = articles.drop_nulls(cycle).group_by(keys).agg(count=pl.len())
    return (
        sizes.join(places, how="cross")
        .join(counts, on=keys, how="left", nulls_equal=True)
        .with_columns(pl.col("count").fill_null(0).cast(pl.UInt32), pl.col("total", "untimed").cast(pl.UInt32))
        .with_columns(*wilson_interval("count", "total"))
        .sort(keys)
        .select(*keys, *CYCLE.columns)
    )
