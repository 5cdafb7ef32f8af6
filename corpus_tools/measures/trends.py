"""How the number and share of articles changes over time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.errors import ArgumentError, explain
from corpus_tools.measures.grouping import PERIODS, UNITS, by_columns, named_forms
from corpus_tools.schema import MENTIONS, check_choice, check_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus

_Z = 1.959963984540054  # 97.5 % point of the normal distribution: a 95 % interval


def count_over_time(
    corpus: Corpus,
    *,
    every: str = "week",
    by: str | Sequence[str] | None = None,
    terms: str | Sequence[str] | None = None,
    actors: pl.DataFrame | None = None,
    unit: str = "term",
) -> pl.DataFrame:
    """Count articles in each period: all of them, those with a term, or those that mention an actor.

    Compare periods by `share`: a busy week has more of everything. Trust a share no more than its interval.

    Parameters
    ----------
    corpus
        The corpus. Articles without a date are left out; where none has one, there are no rows.
    every
        "day", "week" (from Monday), "month", "quarter" or "year".
    by
        Article columns, such as "source": one series each.
    terms
        Terms as `count_terms` labels them, or any form or spelling variant of theirs: one series each, named
        as written here.
    actors
        Mentions (`find_actors`), filtered to the actors wanted: one series an actor. Not together with
        `terms`.
    unit
        What a word of `terms` finds: "term" (every form of its term), "normal" (its spelling variants), "surface"
        (itself).

    Returns
    -------
    polars.DataFrame
        One row a period and series, sorted by series and period; a period in which nothing happened is a row
        with 0:

        ====== ==== =====================================================================
        period date first day of the period
        [by]        the columns of `by`
        term   str  where `terms` is given (`actor` where `actors` is)
        count  u32  articles of the series in the period
        total  u32  articles in the period (of the same group where `terms` or `actors` is given)
        share  f64  count / total; null where total is 0
        low    f64  lower bound of the share's 95 % Wilson interval; null where total is 0
        high   f64  upper bound
        ====== ==== =====================================================================

    Raises
    ------
    ArgumentError
        `every`, `by` or `unit` is unknown, a column of `by` has the name of a column of the result, a term is not in
        the corpus, or both terms and actors are given.
    FrameError
        `corpus` is no Corpus, or `actors` lacks a column.

    Notes
    -----
    share = count / total. The interval is Wilson's: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), z =
    1.96. It treats articles as drawn independently; wire copies make it too narrow.

    References
    ----------
    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22,
    209-212.

    Examples
    --------
    >>> from datetime import date
    >>> from corpus_tools import build_corpus
    >>> dates = [date(2022, 1, day) for day in (3, 4, 18)]
    >>> articles = pl.DataFrame({"text": ["قمة", "حرب", "قمة"], "date": dates})
    >>> count_over_time(build_corpus(articles), terms=["قمة"]).select("count", "total").rows()
    [(1, 2), (0, 0), (1, 1)]
    """
    check_choice("count_over_time", "every", every, tuple(PERIODS))
    check_choice("count_over_time", "unit", unit, UNITS)
    if terms is not None and actors is not None:
        raise ArgumentError(explain("count_over_time", expected="terms or actors", got="both", hint="call it twice."))
    wanted = [terms] if isinstance(terms, str) else terms
    if wanted is not None and not wanted:
        raise ArgumentError(explain("count_over_time", expected="at least one term", got=terms))
    columns = _article_columns(corpus, by)
    articles = corpus.articles.select(
        *columns,
        doc=pl.int_range(pl.len(), dtype=pl.UInt32),
        period=pl.col("date").dt.truncate(PERIODS[every]),
    ).filter(pl.col("period").is_not_null())
    periods = _all_periods(articles["period"], PERIODS[every])
    if wanted is not None:
        label, hits = "term", _term_docs(corpus, wanted, unit)
    elif actors is not None:
        label, hits = "actor", _actor_docs(corpus, actors)
    else:
        totals = articles.group_by("period").agg(total=pl.len().cast(pl.UInt32))
        return _series(articles, periods, columns, totals, ["period"])
    totals = articles.group_by("period", *columns).agg(total=pl.len().cast(pl.UInt32))
    marked = articles.join(hits, on="doc")
    # A series without a hit in its group is a row of zeros too, so the groups come from all articles.
    groups = articles.select(columns).unique(maintain_order=True) if columns else pl.DataFrame({"_": [0]})
    labels = groups.join(hits.select(label).unique(maintain_order=True), how="cross").select(*columns, label)
    return _series(marked, periods, [*columns, label], totals, ["period", *columns], labels)


def _all_periods(present: pl.Series, interval: str) -> pl.DataFrame:
    """Every period from the first to the last that is present; none where none is."""
    first, last = present.min(), present.max()
    if not isinstance(first, date) or not isinstance(last, date):
        return pl.DataFrame(schema={"period": pl.Date})
    return pl.date_range(first, last, interval=interval, eager=True).alias("period").to_frame()


def _article_columns(corpus: Corpus, by: str | Sequence[str] | None) -> list[str]:
    columns = by_columns("count_over_time", corpus, by)
    for name in columns:
        if name not in corpus.articles.columns:
            raise ArgumentError(
                explain(
                    "count_over_time",
                    expected="by= a column of articles",
                    got=name,
                    hint="a period goes to every=.",
                )
            )
    return columns


def _series(
    hits: pl.DataFrame,
    periods: pl.DataFrame,
    columns: list[str],
    totals: pl.DataFrame,
    keys: list[str],
    labels: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Count the hits of each period and series, zeros included, and give shares of the totals."""
    counts = hits.group_by("period", *columns).agg(count=pl.col("doc").n_unique().cast(pl.UInt32))
    if columns:
        series = hits.select(columns).unique() if labels is None else labels
        grid = periods.join(series.sort(columns), how="cross")
    else:
        grid = periods
    return (
        grid.join(counts, on=["period", *columns], how="left", nulls_equal=True)
        .join(totals, on=keys, how="left", nulls_equal=True)
        .with_columns(pl.col("count", "total").fill_null(0))
        .with_columns(*wilson_interval("count", "total"))
        .select("period", *columns, "count", "total", "share", "low", "high")
        .sort([*columns, "period"])
    )


def wilson_interval(count: str, total: str) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Give `share`, `low` and `high` of the 95 % Wilson interval; null where the total is 0."""
    n = pl.when(pl.col(total) > 0).then(pl.col(total).cast(pl.Float64))
    p = pl.col(count) / n
    centre = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * (p * (1 - p) / n + _Z**2 / (4 * n**2)).sqrt()
    # At the ends the formula gives 0 and 1 but for rounding.
    low = pl.when(pl.col(count) == 0).then(p).otherwise((centre - half).clip(lower_bound=0.0))
    high = pl.when(pl.col(count) == pl.col(total)).then(p).otherwise((centre + half).clip(upper_bound=1.0))
    return p.alias("share"), low.alias("low"), high.alias("high")


def _term_docs(corpus: Corpus, terms: Sequence[str], unit: str) -> pl.DataFrame:
    """`doc`, `term` of every article that has one of the terms, each in the caller's spelling."""
    parts = [
        named_forms("count_over_time", corpus, wanted, unit=unit).to_frame().with_columns(term=pl.lit(wanted))
        for wanted in dict.fromkeys(terms)
    ]
    return corpus.tokens.join(pl.concat(parts), on="form").select("doc", "term").unique(maintain_order=True)


def _actor_docs(corpus: Corpus, mentions: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `actor` of every article that mentions one of the actors."""
    check_frame("count_over_time", mentions, MENTIONS, columns=("doc_id", "actor"))
    docs = corpus.articles.select("doc_id", doc=pl.int_range(pl.len(), dtype=pl.UInt32))
    return mentions.select("doc_id", "actor").unique(maintain_order=True).join(docs, on="doc_id").select("doc", "actor")
