"""Times in which a term, an actor or the news as a whole comes up far more than usual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from corpus_tools.arguments import check_arguments, check_number, check_whole
from corpus_tools.schema import BURSTS, check_choice
from corpus_tools.series.calendars import last_days
from corpus_tools.series.frames import counts_everything, result_frame, split_series, with_labels
from corpus_tools.series.noise import measure_dispersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

METHODS = ("kleinberg", "zscore")
# 1 / Φ⁻¹(3/4): makes the median absolute deviation an estimate of the standard deviation.
_MAD = 1.4826
# From some fifty on, the share that a state expects is 1 to the last digit.
_MOST_STATES = 20


@check_arguments
def find_bursts(
    series: pl.DataFrame,
    *,
    method: str = "kleinberg",
    s: float = 2.0,
    gamma: float = 1.0,
    states: int = 2,
    overdispersed: bool = True,
    threshold: float = 3.5,
    min_length: int = 1,
) -> pl.DataFrame:
    """Find the times in which each series runs far above its usual level.

    A burst says that something happened, not what: `find_peaks` and `find_concordance` show the articles. The usual
    level is that of the whole series, so the same weeks may be a burst in ten years and none in one.

    Parameters
    ----------
    series
        What `count_over_time` gives, by day or week as a rule: terms, actors, outlets, or all articles.
    method
        "kleinberg" (an automaton that pays for each rise; sees long weak bursts and short strong ones) or "zscore"
        (periods against the median; easy to explain; splits long weak bursts).
    s
        Of "kleinberg": how many times the usual share the first level of a burst is, above 1.
    gamma
        Of "kleinberg": what a rise costs; higher finds fewer bursts, 0 or more.
    states
        Of "kleinberg": levels, the usual one included, 20 at most; with 3 a burst of `s` times may hold one of `s`²
        times.
    overdispersed
        Of "kleinberg": whether neighbouring periods that differ by more than chance (wire copies, days of the week)
        raise the bar for a burst. False is the automaton as published, for articles that are independent: in news it
        finds bursts everywhere.
    threshold
        Of "zscore": how many standard deviations above the median a burst must reach. 3.5 is Iglewicz and
        Hoaglin's.
    min_length
        Leave out bursts of fewer periods.

    Returns
    -------
    polars.DataFrame
        One row a burst, sorted by series, start, level:

        ====== ==== ====================================================================================
        [...]       the series' own columns: `by`, `term` or `actor`
        start  date first day of the first period
        end    date last day of the last period
        level  u8   1; more in the bursts inside a burst (`states` above 2)
        weight f64  how strong: saved costs ("kleinberg", in nats), the highest z ("zscore")
        count  u32  articles of the series in the burst
        total  u32  articles in all
        peak   date first day of the period with most articles of the series
        ====== ==== ====================================================================================

    Raises
    ------
    ArgumentError
        An option is unknown or out of its range.
    FrameError
        `series` lacks a column, or has several rows for a period of a series.

    Notes
    -----
    Kleinberg, section 4: of the dₜ articles of period t, rₜ are of the series. State i expects the share pᵢ = p₀ sⁱ,
    p₀ = Σr / Σd (at most half-way from the state below to 1). A period in state i costs
    -ln(pᵢ^r (1 - pᵢ)^(d-r)), a rise from i to j (j - i) γ ln n for n periods, a fall nothing; the cheapest sequence
    of states is found exactly. The weight is what a burst saves against the level below. With `overdispersed` the
    costs of periods are divided by the dispersion, 1 or more: the mean squared difference of the shares of
    neighbouring periods in units of their chance variance, the greatest twentieth left out.

    Robust z: (share - median) / scale, the scale 1.4826 × the median absolute deviation, but at least
    √(p(1-p)/d), what chance alone does in a period of d articles (p = Σr / Σd), and at least 1/d, one article. A
    burst is a run of periods of z of 1 or more that reaches the threshold.

    Where all articles are counted (count = total throughout) there is no share: then the counts themselves are the
    series, of Poisson cost λᵢ - r ln λᵢ, λᵢ = sⁱ Σr / n; z has counts for shares, and at least √mean and 1 as scale.

    How often chance alone makes a burst is measured in `benchmarks/series.py`: in a year of days of 30 articles, 0.1
    times a series by "kleinberg", 0.5 to 1.2 by "zscore" (few articles make skewed shares); where articles come in
    clusters, 0.3 and 2.

    Periods without an article cost nothing and neither begin, end nor interrupt a burst. `count` and `total` are used
    as they are: the weights of `count_over_time(weight=)` matter to z only.

    References
    ----------
    Kleinberg, J. (2003), Bursty and hierarchical structure in streams, Data Mining and Knowledge Discovery 7,
    373-397. Iglewicz, B. and Hoaglin, D. (1993), How to detect and handle outliers, ASQC.

    Examples
    --------
    >>> from datetime import date
    >>> counts = [0, 0, 9, 8, 0, 0]
    >>> series = pl.DataFrame({"period": [date(2022, 1, 3 + i) for i in range(6)], "term": "زلزال", "count": counts})
    >>> series = series.with_columns(pl.col("count").cast(pl.UInt32), total=pl.lit(20, pl.UInt32))
    >>> find_bursts(series.with_columns(share=pl.col("count") / 20)).select("term", "start", "end", "count").row(0)
    ('زلزال', datetime.date(2022, 1, 5), datetime.date(2022, 1, 6), 17)
    """
    check_choice("find_bursts", "method", method, METHODS)
    check_number("find_bursts", "s", s, least=1, is_open=True)
    check_number("find_bursts", "gamma", gamma, least=0)
    check_number("find_bursts", "threshold", threshold, least=0, is_open=True)
    check_whole("find_bursts", "states", states, least=2, most=_MOST_STATES)
    check_whole("find_bursts", "min_length", min_length, least=1)
    columns, parts = split_series("find_bursts", series, BURSTS)
    rows = []
    for part in parts:
        if part["count"].sum() == 0:
            continue
        if method == "kleinberg":
            costs = _state_costs(part, s=s, states=states, overdispersed=overdispersed)
            level = _cheapest_states(costs, rise=gamma * float(np.log(part.height)))
            found = _runs(part, level, costs, min_length)
        else:
            z = _robust_z(part)
            found = _runs(part, _reaching(z, threshold), z, min_length)
        rows.extend(with_labels(found, part, columns))
    bursts = result_frame(rows, series, columns, BURSTS)
    return bursts.with_columns(last_days(pl.col("end"), series["period"]))


def _state_costs(part: pl.DataFrame, *, s: float, states: int, overdispersed: bool) -> Numbers:
    """Give what each period costs in each state: one row a period."""
    is_share = not counts_everything(part)
    count, total = (part[name].to_numpy().astype(np.float64) for name in ("count", "total"))
    size = total if is_share else np.ones_like(total)
    noise = measure_dispersion(count, size, is_share=is_share) if overdispersed else 1.0
    count, size = count[:, None], size[:, None]
    if not is_share:
        rate = count.mean() * s ** np.arange(states, dtype=np.float64)
        costs: Numbers = rate - count * np.log(rate)
        return costs / noise
    shares = [count.sum() / size.sum()]
    while len(shares) < states:
        shares.append(min(shares[-1] * s, (shares[-1] + 1) / 2))
    p = np.array(shares)
    costs = -(count * np.log(p) + (size - count) * np.log1p(-p))
    return costs / noise


def _cheapest_states(costs: Numbers, *, rise: float) -> NDArray[np.int64]:
    """Find the sequence of states of the lowest cost (Viterbi); of two as cheap, the lower."""
    periods, states = costs.shape
    place = np.arange(states)
    change = rise * np.clip(place[None, :] - place[:, None], 0, None)
    best = rise * place + costs[0]
    origin = np.zeros((periods, states), dtype=np.int64)
    for period in range(1, periods):
        ways = best[:, None] + change
        origin[period] = ways.argmin(axis=0)
        best = ways.min(axis=0) + costs[period]
    path = np.empty(periods, dtype=np.int64)
    path[-1] = best.argmin()
    for period in range(periods - 1, 0, -1):
        path[period - 1] = origin[period, path[period]]
    return path


def _robust_z(part: pl.DataFrame) -> Numbers:
    """Give the distance of each period from the median, in standard deviations that outliers do not widen."""
    count, total = (part[name].to_numpy().astype(np.float64) for name in ("count", "total"))
    if counts_everything(part):
        value, floor = count, np.full(len(count), max(1.0, np.sqrt(count.mean())))
    else:
        # Where a period is too small for a share, it is no outlier.
        p = count.sum() / total.sum()
        usual = part["share"].median()
        value = part["share"].fill_null(p if usual is None else usual).to_numpy()
        floor = np.maximum(np.sqrt(p * (1 - p) / total), 1 / total)
    away: Numbers = value - np.median(value)
    scale: Numbers = np.maximum(_MAD * np.median(np.abs(away)), floor)
    return away / scale


def _reaching(z: Numbers, threshold: float) -> NDArray[np.int64]:
    """Give 1 to the periods of each run at a standard deviation or more that reaches the threshold."""
    is_high = z >= min(1.0, threshold)
    run = np.cumsum(np.diff(is_high, prepend=False))
    reached = np.unique(run[z >= threshold])
    return (is_high & np.isin(run, reached)).astype(np.int64)


def _runs(part: pl.DataFrame, level: NDArray[np.int64], score: Numbers, min_length: int) -> Iterator[dict[str, Any]]:
    """Give each run of periods at a level or above it: a burst; those inside others come after them."""
    found = []
    for height in range(1, int(level.max()) + 1):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], level >= height, [0]]).astype(np.int8)))
        found += [(first, height, last) for first, last in edges.reshape(-1, 2) if last - first >= min_length]
    for first, height, last in sorted(found):
        burst = part[int(first) : int(last)]
        inside = score[first:last]
        saved = inside.max() if score.ndim == 1 else (inside[:, height - 1] - inside[:, height]).sum()
        yield {
            "start": burst["period"][0],
            "end": burst["period"][-1],
            "level": height,
            "weight": float(saved),
            "count": burst["count"].sum(),
            "total": burst["total"].sum(),
            "peak": burst.sort("count", descending=True, maintain_order=True)["period"][0],
        }
