"""When the level of a series changes for long: exact segmentation by likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus_tools.arguments import check_arguments, check_number, check_whole
from corpus_tools.schema import CHANGEPOINTS
from corpus_tools.series.frames import counts_everything, result_frame, split_series, with_labels
from corpus_tools.series.noise import measure_dispersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_SHUFFLES = 199


@check_arguments
def find_changepoints(
    series: pl.DataFrame, *, penalty: float | None = None, min_length: int = 3, overdispersed: bool = True
) -> pl.DataFrame:
    """Find where the level of each series changes, and stays changed.

    Use it for turns that last (an outlet takes up a topic, a newsroom shrinks); `find_bursts` is for what passes.
    Trust a change with a low `p_value`, and look at what was collected: a site that was redesigned is one too.

    Parameters
    ----------
    series
        What `count_over_time` gives, by week or month as a rule: terms, actors, outlets, or all articles.
    penalty
        What a change must gain, 0 or more; higher finds fewer. None takes 3 ln n for n periods.
    min_length
        Fewest periods between two changes.
    overdispersed
        Whether neighbouring periods that differ by more than chance (wire copies, days of the week) raise the
        bar for a change. False takes articles as independent.

    Returns
    -------
    polars.DataFrame
        One row a change, sorted by series and period:

        ======= ==== ===========================================================================================
        [...]        the series' own columns: `by`, `term` or `actor`
        period  date first period of the new level
        before  f64  share from the change before to this one (of all articles: mean count of a period)
        after   f64  share from this change to the next
        gain    f64  how much better two levels fit than one, between the neighbouring changes: log-likelihood ratio
        p_value f64  share of 199 shuffles of these periods in which a change gains as much; .005 is the least
        ======= ==== ===========================================================================================

    Raises
    ------
    ArgumentError
        `penalty` or `min_length` is out of its range.
    FrameError
        `series` lacks a column, or has several rows for a period of a series.

    Notes
    -----
    Of all ways to cut the periods, the one with the lowest Σ cost + penalty × changes is found, exactly (optimal
    partitioning). The cost of a segment is -2 × its binomial log-likelihood at its own share, so that periods of
    few articles weigh little; where all articles are counted (count = total throughout), -2 × the Poisson one at its
    mean. Costs are divided by the dispersion: the mean squared standardised difference of neighbouring periods,
    the greatest twentieth of them left out, 1 or more. A penalty of 3 ln n is the modified criterion of Zhang and
    Siegmund without its term for lengths. Periods without an article are left out. A shuffled series has no memory:
    slow swings make p too small.

    References
    ----------
    Jackson, B. et al. (2005), An algorithm for optimal partitioning of data on an interval, IEEE Signal Processing
    Letters 12, 105-108. Zhang, N. R. and Siegmund, D. O. (2007), A modified Bayes information criterion,
    Biometrics 63, 22-32.

    Examples
    --------
    >>> from datetime import date
    >>> import polars as pl
    >>> months = {"period": [date(2022, 1 + i, 1) for i in range(8)], "term": "غاز", "count": [2, 1, 2, 2, 9, 8, 9, 9]}
    >>> series = pl.DataFrame(months).with_columns(pl.col("count").cast(pl.UInt32), total=pl.lit(20, pl.UInt32))
    >>> changes = find_changepoints(series.with_columns(share=pl.col("count") / pl.col("total")))
    >>> changes.select("term", "period", "before", "after").row(0)
    ('غاز', datetime.date(2022, 5, 1), 0.0875, 0.4375)
    """
    if penalty is not None:
        check_number("find_changepoints", "penalty", penalty, least=0)
    check_whole("find_changepoints", "min_length", min_length, least=1)
    columns, parts = split_series("find_changepoints", series, CHANGEPOINTS)
    rows = []
    for part in parts:
        if part.height < 2 * min_length:
            continue
        sums = _Sums.of(part)
        dispersion = measure_dispersion(sums.count, sums.size, is_share=sums.is_share) if overdispersed else 1.0
        price = (3 * np.log(part.height) if penalty is None else penalty) * dispersion
        cuts = _best_cuts(sums, price, min_length)
        rows.extend(with_labels(_changes(part, sums, cuts, dispersion, min_length), part, columns))
    return result_frame(rows, series, columns, CHANGEPOINTS)


@dataclass(frozen=True)
class _Sums:
    """Counts of periods, and of what: articles, or periods where it is the articles themselves that are counted."""

    count: Numbers
    size: Numbers
    is_share: bool

    @classmethod
    def of(cls, part: pl.DataFrame) -> _Sums:
        count, total = (part[name].to_numpy().astype(np.float64) for name in ("count", "total"))
        is_share = not counts_everything(part)
        return cls(count, total if is_share else np.ones_like(count), is_share)

    def cost(self, count: Numbers, size: Numbers) -> Numbers:
        """Give -2 × log-likelihood of segments of so many counts each; what no cut changes is left out."""
        cost = _entropy(count, size)
        return cost + _entropy(size - count, size) if self.is_share else cost


def _entropy(count: Numbers, size: Numbers) -> Numbers:
    """Give -2 c ln(c / n), 0 where c is."""
    return -2 * count * np.log(np.divide(count, size, out=np.ones_like(count), where=count > 0))


def _best_cuts(sums: _Sums, price: float, min_length: int) -> list[int]:
    """Cut the periods where that costs least: 0, the first period of each new level, the number of periods."""
    count, size = (np.concatenate([[0.0], values.cumsum()]) for values in (sums.count, sums.size))
    periods = len(sums.count)
    best, origin = np.full(periods + 1, np.inf), np.zeros(periods + 1, dtype=np.int64)
    best[0] = -price
    for stop in range(min_length, periods + 1):
        starts = slice(0, stop - min_length + 1)
        ways = best[starts] + price + sums.cost(count[stop] - count[starts], size[stop] - size[starts])
        origin[stop] = ways.argmin()
        best[stop] = ways[origin[stop]]
    cuts = [periods]
    while cuts[-1] > 0:
        cuts.append(int(origin[cuts[-1]]))
    return cuts[::-1]


def _changes(
    part: pl.DataFrame, sums: _Sums, cuts: list[int], dispersion: float, min_length: int
) -> Iterator[dict[str, Any]]:
    """Give the change at each cut, held against the periods up to its neighbours."""
    shuffle = np.random.default_rng(0)
    for (first, middle), (_, last) in pairwise(pairwise(cuts)):
        count, size = sums.count[first:last], sums.size[first:last]
        gain = float(_gains(sums, count[None], size[None])[0, middle - first - 1])
        orders = shuffle.permuted(np.tile(np.arange(last - first), (_SHUFFLES, 1)), axis=1)
        places = slice(min_length - 1, last - first - min_length)
        chance = _gains(sums, count[orders], size[orders])[:, places].max(axis=1)
        levels = sums.count[first:middle].sum(), sums.count[middle:last].sum()
        yield {
            "period": part["period"][middle],
            "before": float(levels[0] / sums.size[first:middle].sum()),
            "after": float(levels[1] / sums.size[middle:last].sum()),
            "gain": gain / dispersion,
            "p_value": float((1 + (chance >= gain).sum()) / (1 + _SHUFFLES)),
        }


def _gains(sums: _Sums, count: Numbers, size: Numbers) -> Numbers:
    """Give for each row of periods what a cut after each of them but the last gains."""
    left_count, left_size = count.cumsum(axis=1), size.cumsum(axis=1)
    all_count, all_size = left_count[:, -1:], left_size[:, -1:]
    left = sums.cost(left_count[:, :-1], left_size[:, :-1])
    right = sums.cost(all_count - left_count[:, :-1], all_size - left_size[:, :-1])
    return sums.cost(all_count, all_size) - left - right
