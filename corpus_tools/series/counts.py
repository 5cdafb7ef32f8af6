"""How the number and share of articles changes over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.arguments import check_arguments, check_whole
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.measures.formulas import wilson_interval
from corpus_tools.series.articles import article_columns, dated_articles, series_articles
from corpus_tools.series.calendars import all_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus
    from corpus_tools.series.articles import Query


@check_arguments
def count_over_time(
    corpus: Corpus,
    *,
    every: str = "week",
    by: str | Sequence[str] | None = None,
    terms: Query | Sequence[Query] | None = None,
    actors: pl.DataFrame | None = None,
    unit: str = "term",
    weight: str | None = None,
    min_total: int = 1,
    window: int | None = None,
    week_start: str = "monday",
    time_zone: str | None = None,
) -> pl.DataFrame:
    """Count articles in each period: all of them, those with a term or phrase, or those that mention an actor.

    Compare periods by `share`: a busy week has more of everything. Trust a share no more than its interval.

    Parameters
    ----------
    corpus
        The corpus. Articles without a date are left out; where none has one, there are no rows.
    every
        "day", "week", "month", "quarter" or "year".
    by
        Article columns, such as "source": one series each.
    terms
        Queries as `find_concordance` takes them: a word, a phrase ("زلزال الساحل"), a pattern of `re.compile`. One
        series each, named as written here.
    actors
        Mentions (`find_actors`), filtered to the actors wanted: one series an actor. Not together with
        `terms`.
    unit
        What a word of `terms` finds: "term" (every form of its term), "normal" (its spelling variants), "surface"
        (itself).
    weight
        An article column, as a rule "source", each value of which counts alike in the share: an outlet that prints
        more, or a corpus that gains an outlet of many articles, then makes no trend. None counts articles alike.
    min_total
        In a period with fewer articles `share`, `low` and `high` are null: nothing is to be read there. Counts stay.
    window
        So many periods, this one in their middle, go into `rolling_count` and `rolling_share`; None leaves these two
        columns out.
    week_start
        "monday", "sunday" or "saturday".
    time_zone
        Where `published` is in UTC, as programs write it, the zone whose days count ("Asia/Beirut"). None takes
        days as printed, which is what `read_articles` gives; so do articles without a clock time.

    Returns
    -------
    polars.DataFrame
        One row a period and series, sorted by series and period; a period in which nothing happened is a row
        with 0:

        ============= ==== ================================================================================
        period        date first day of the period
        [by]               the columns of `by`
        term          str  where `terms` is given (`actor` where `actors` is)
        count         u32  articles of the series in the period
        total         u32  articles in the period (of the same group where `terms` or `actors` is given)
        share         f64  count / total, or the mean of the outlets' shares; null where total < min_total
        low           f64  lower bound of the share's 95 % Wilson interval; null where the share is
        high          f64  upper bound
        rolling_count f64  with `window`: mean count of a period in the window
        rolling_share f64  with `window`: share of the whole window; null where it has no article
        ============= ==== ================================================================================

    Raises
    ------
    ArgumentError
        An option is unknown or too small, a column of `by` has the name of a column of the result, a word is not in
        the corpus, `weight` is in `by`, or both terms and actors are given.
    FrameError
        `corpus` is no Corpus, or `actors` lacks a column.

    Notes
    -----
    share = count / total. The interval is Wilson's: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), z =
    1.96. It treats articles as drawn independently; wire copies make it too narrow.

    With `weight` and K outlets that have articles in the period, share = Σ cₖ/nₖ / K, and the interval is that of
    n = K² / Σ 1/nₖ articles (Kish's effective size: with a fifth of the articles each, five outlets lose nothing;
    one outlet of three articles beside one of three hundred leaves twelve). Articles without a value are one outlet.
    Outlets that come and go still change the mix: look at `by` too.

    The rolling share is Σ counts / Σ totals of the window, not the mean of shares, so that a period of few articles
    weighs little (with `weight`, n as above takes the place of totals). At the ends the window is cut.

    References
    ----------
    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22,
    209-212. Kish, L. (1965), Survey Sampling, 11.7.

    Examples
    --------
    >>> from datetime import date
    >>> from corpus_tools import build_corpus
    >>> dates = [date(2022, 1, day) for day in (3, 4, 18)]
    >>> articles = pl.DataFrame({"text": ["قمة جنيف", "حرب", "قمة"], "date": dates})
    >>> count_over_time(build_corpus(articles), terms=["قمة", "قمة جنيف"]).select("count", "total").rows()
    [(1, 2), (0, 0), (1, 1), (1, 2), (0, 0), (0, 1)]
    """
    columns = article_columns("count_over_time", corpus, by)
    outlet = _outlet_column(corpus, weight, columns)
    check_whole("count_over_time", "min_total", min_total, least=1)
    if window is not None:
        check_whole("count_over_time", "window", window, least=1)
    articles = dated_articles(
        "count_over_time", corpus, [*columns, *outlet], every=every, week_start=week_start, time_zone=time_zone
    )
    found = series_articles("count_over_time", corpus, terms=terms, actors=actors, unit=unit)
    grid, marked, keys = all_periods(articles["period"], every=every), articles, list[str]()
    labels = articles.select(columns).unique()
    if found is not None:
        hits, names = found
        marked, keys = articles.join(hits, on="doc"), columns
        # A series without a hit in its group is a row of zeros too, so the groups come from all articles.
        labels = labels.join(names, how="cross") if columns else names
        columns = [*columns, *names.columns]
    if columns:
        grid = grid.join(labels, how="cross")
    rolling = [] if window is None else _rolling(columns, window)
    return (
        grid.join(
            _counts(marked, articles, columns, keys, outlet), on=["period", *columns], how="left", nulls_equal=True
        )
        .join(_totals(articles, keys, outlet), on=["period", *keys], how="left", nulls_equal=True)
        .with_columns(pl.col("count", "total", "hits", "size").fill_null(0))
        .sort([*columns, "period"])
        .with_columns(
            *(pl.when(pl.col("total") >= min_total).then(part) for part in wilson_interval("hits", "size")), *rolling
        )
        .select("period", *columns, "count", "total", "share", "low", "high", pl.col("^rolling_(count|share)$"))
    )


def _outlet_column(corpus: Corpus, weight: str | None, columns: list[str]) -> list[str]:
    if weight is None:
        return []
    known = [name for name in corpus.articles.columns if name not in columns]
    if weight not in known:
        expected = "weight= an article column that is not in by="
        raise ArgumentError(explain("count_over_time", expected=expected, got=weight, known=known))
    return [weight]


def _totals(articles: pl.DataFrame, keys: list[str], outlet: list[str]) -> pl.DataFrame:
    """Count the articles of each period: `total`, and `size`, as how many of them an interval may count."""
    by_outlet = articles.group_by("period", *keys, *outlet).agg(total=pl.len().cast(pl.UInt32))
    size = pl.len() ** 2 / (1 / pl.col("total")).sum() if outlet else pl.col("total").sum()
    return by_outlet.group_by("period", *keys).agg(pl.col("total").sum(), size=size.cast(pl.Float64))


def _counts(
    marked: pl.DataFrame, articles: pl.DataFrame, columns: list[str], keys: list[str], outlet: list[str]
) -> pl.DataFrame:
    """Count the articles of each period and series: `count`, and `hits`, how many of `size` they stand for."""
    counts = marked.group_by("period", *columns, *outlet).agg(count=pl.col("doc").n_unique().cast(pl.UInt32))
    if not outlet:
        return counts.with_columns(hits=pl.col("count").cast(pl.Float64))
    by_outlet = articles.group_by("period", *keys, *outlet).agg(total=pl.len())
    sizes = by_outlet.group_by("period", *keys).agg(size=pl.len() / (1 / pl.col("total")).sum())
    return (
        counts.join(by_outlet, on=["period", *keys, *outlet], nulls_equal=True)
        .join(sizes, on=["period", *keys], nulls_equal=True)
        .group_by("period", *columns)
        # Mean of the outlets' shares × size: their sum / K × K² / Σ 1/n.
        .agg(pl.col("count").sum(), hits=(pl.col("count") / pl.col("total")).sum() * pl.col("size").first())
    )


def _rolling(columns: list[str], window: int) -> list[pl.Expr]:
    """Give the mean count of a window of periods, and the share of all its articles."""

    def within(rolling: pl.Expr) -> pl.Expr:
        return rolling.over(columns) if columns else rolling

    mean = within(pl.col("count").cast(pl.Float64).rolling_mean(window, min_samples=1, center=True))
    hits, size = (within(pl.col(name).rolling_sum(window, min_samples=1, center=True)) for name in ("hits", "size"))
    # Sums that roll on leave 1e-17 where nothing is.
    share = pl.when(size > 1e-9).then((hits / size).clip(0.0, 1.0))
    return [mean.alias("rolling_count"), share.alias("rolling_share")]
