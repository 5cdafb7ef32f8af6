"""Bursts: costs by hand, planted windows, false alarms, hostile series."""

from __future__ import annotations

import datetime as dt
from math import log

import numpy as np
import polars as pl
import pytest

from corpus_tools import find_bursts
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import BURSTS
from tests.series.frames import day, series_of


def bounds(bursts):
    return bursts.select("start", "end").rows()


def test_kleinbergs_costs_of_five_periods_by_hand():
    # 10 of 100 articles, p0 = .1, p1 = .2. A period of r of 20 saves r ln 2 - (20 - r) ln(9/8) in the burst: with
    # r = 5 1.699 each, with r = 0 it loses 2.356. Both periods save 3.399, a rise costs ln 5 = 1.609.
    series = series_of([0, 5, 5, 0, 0])
    (burst,) = find_bursts(series, overdispersed=False).rows(named=True)
    saved = 2 * (5 * log(2) - 15 * log(0.9 / 0.8))
    assert burst == {
        "start": day(1), "end": day(2), "level": 1, "weight": pytest.approx(saved), "count": 10, "total": 40,
        "peak": day(1),
    }  # fmt: skip
    assert find_bursts(series, overdispersed=False, gamma=saved / log(5) + 0.01).is_empty()
    assert find_bursts(series, overdispersed=False, gamma=saved / log(5) - 0.01).height == 1


def test_counts_of_all_articles_are_poisson_by_hand():
    # Mean 4, burst rate 8: a day of 10 saves 10 ln 2 - 4 = 2.931, above ln 5; one of 3 loses 1.921.
    (burst,) = find_bursts(series_of([3, 3, 10, 2, 2], [3, 3, 10, 2, 2]), overdispersed=False).rows(named=True)
    assert (burst["start"], burst["end"], burst["count"]) == (day(2), day(2), 10)
    assert burst["weight"] == pytest.approx(10 * log(2) - 4)


def test_robust_z_by_hand():
    # Shares .10 .12 .08 .10 .40 .10: median .10, MAD .01 (of 0 .02 .02 0 .30 0). Chance: p = .15, sqrt(.15 * .85 / 50)
    # = .0505 is more than 1.4826 * .01, so z = .3 / .0505 = 5.941.
    (burst,) = find_bursts(series_of([5, 6, 4, 5, 20, 5], 50), method="zscore").rows(named=True)
    assert (burst["start"], burst["end"], burst["weight"]) == (day(4), day(4), pytest.approx(5.9409, abs=1e-4))


def test_a_burst_by_z_goes_on_while_it_is_above_one():
    counts = [5, 5, 5, 5, 13, 25, 13, 5, 5, 5, 13, 5]
    assert bounds(find_bursts(series_of(counts, 50), method="zscore")) == [(day(4), day(6))]


@pytest.mark.parametrize("method", ["kleinberg", "zscore"])
def test_the_end_is_the_last_day_of_the_last_week(method):
    series = series_of([0, 0, 0, 0, 15, 15, 0, 0, 0], days=7)
    assert bounds(find_bursts(series, method=method)) == [(day(28), day(41))]


@pytest.mark.parametrize(
    ("every", "end"), [("1mo", dt.date(2022, 5, 31)), ("1q", dt.date(2023, 3, 31)), ("1y", dt.date(2026, 12, 31))]
)
def test_the_end_of_longer_periods(every, end):
    periods = pl.date_range(dt.date(2022, 1, 1), dt.date(2090, 1, 1), every, eager=True)[:9]
    series = series_of([0, 0, 0, 15, 15, 0, 0, 0, 0]).with_columns(period=periods)
    assert find_bursts(series)["end"].to_list() == [end]


def test_a_burst_inside_a_burst():
    series = series_of([1] * 20 + [6] * 6 + [19] * 6 + [6] * 6 + [1] * 20, 40)
    found = find_bursts(series, states=3)
    assert found.select("start", "end", "level").rows() == [(day(20), day(37), 1), (day(26), day(31), 2)]
    assert (found["weight"] > 0).all()


@pytest.mark.parametrize("method", ["kleinberg", "zscore"])
def test_periods_without_articles_neither_end_nor_begin_a_burst(method):
    counts = [0, 0, 0, 0, 9, 0, 9, 0, 0, 0, 0, 0]
    totals = [20, 20, 20, 0, 20, 0, 20, 0, 20, 20, 20, 20]
    assert bounds(find_bursts(series_of(counts, totals), method=method)) == [(day(4), day(6))]


def test_series_are_told_by_their_own_columns():
    flat, high = [2] * 12, [2, 2, 2, 2, 2, 19, 19, 19, 2, 2, 2, 2]
    parts = [
        series_of(counts, 40, source=source, term="زلزال")
        for source, counts in (("ب", high), ("أ", flat), (None, high))
    ]
    found = find_bursts(pl.concat(parts))
    assert found.columns == ["source", "term", *BURSTS.columns]
    assert found.select("source", "term", "start").rows() == [(None, "زلزال", day(5)), ("ب", "زلزال", day(5))]


def planted(rng, days=1500, window=(700, 720), share=0.3):
    total = rng.poisson(30, days)
    inside = (np.arange(days) >= window[0]) & (np.arange(days) < window[1])
    return rng.binomial(total, np.where(inside, share, 0)), total


@pytest.mark.parametrize(("seed", "length", "share"), [(1, 20, 0.3), (2, 44, 0.15), (3, 15, 0.4), (4, 2, 0.6)])
def test_a_planted_window_is_found_and_no_other(seed, length, share):
    count, total = planted(np.random.default_rng(seed), window=(700, 700 + length), share=share)
    hits = np.flatnonzero(count)
    assert bounds(find_bursts(series_of(count.tolist(), total.tolist()))) == [(day(int(hits[0])), day(int(hits[-1])))]


# Bursts in a series without one: measured .10 and .24 (kleinberg), .47 (zscore) a year of days, in 100 series.
@pytest.mark.parametrize(
    ("method", "spread", "most"), [("kleinberg", 0, 9), ("kleinberg", 0.02, 15), ("zscore", 0, 25)]
)
def test_few_false_alarms_in_noise(method, spread, most):
    rng = np.random.default_rng(7)
    alarms = 0
    for _ in range(30):
        shares = rng.beta(0.1 * (1 / spread - 1), 0.9 * (1 / spread - 1), 365) if spread else np.full(365, 0.1)
        total = rng.poisson(30, 365)
        series = series_of(rng.binomial(total, shares).tolist(), total.tolist())
        alarms += find_bursts(series, method=method).height
    assert alarms <= most


def test_a_fortnight_of_two_and_a_half_times_the_usual_is_found_in_noise():
    rng = np.random.default_rng(8)
    overlaps = []
    for _ in range(10):
        total = rng.poisson(30, 365)
        inside = (np.arange(365) >= 100) & (np.arange(365) < 114)
        found = find_bursts(series_of(rng.binomial(total, np.where(inside, 0.25, 0.1)).tolist(), total.tolist()))
        days = {day(i) for i in range(365) for start, end in bounds(found) if start <= day(i) <= end}
        true = {day(i) for i in range(100, 114)}
        overlaps.append(len(days & true) / len(days | true))
    assert sum(overlaps) / 10 > 0.8


@pytest.mark.parametrize("method", ["kleinberg", "zscore"])
@pytest.mark.parametrize(
    "series",
    [
        series_of([]),
        series_of([0, 0, 0]),
        series_of([5]),
        series_of([20, 20], 20),
        series_of([0, 0], 0),
        series_of([7] * 30),
        series_of([0, 0], 0).with_columns(share=pl.lit(None, pl.Float64)),
        series_of([7] * 30).with_columns(share=pl.lit(None, pl.Float64)),
    ],
)
def test_nothing_stands_out_of_nothing(series, method):
    found = find_bursts(series, method=method)
    assert found.is_empty()
    assert dict(found.schema) == dict(BURSTS.columns)


def test_a_burst_up_to_the_end_of_the_calendar_ends_with_it():
    series = series_of([1] * 12 + [15] * 3, days=7).with_columns(
        period=pl.col("period") + (dt.date(9999, 12, 31) - day(100))
    )
    assert find_bursts(series)["end"].to_list() == [dt.date.max]


def test_a_share_near_one_has_bursts_too():
    series = series_of([24] * 30 + [40] * 10 + [24] * 30, 40)
    assert bounds(find_bursts(series)) == [(day(30), day(39))]


def test_short_bursts_may_be_left_out():
    series = series_of([0] * 40 + [18] + [0] * 40 + [18, 18] + [0] * 40)
    assert bounds(find_bursts(series)) == [(day(40), day(40)), (day(81), day(82))]
    assert bounds(find_bursts(series, min_length=2)) == [(day(81), day(82))]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"method": "peaks"}, "method one of .*got 'peaks'"),
        ({"s": 1.0}, "s above 1, got 1.0"),
        ({"gamma": -1.0}, "gamma of 0 or more, got -1.0"),
        ({"s": "2"}, "s as a finite number, got '2'"),
        ({"s": float("inf")}, "s as a finite number, got inf"),
        ({"gamma": float("nan")}, "gamma as a finite number, got nan"),
        ({"states": 1}, "states as a whole number from 2 to 20, got 1"),
        ({"states": 2.5}, "states as a whole number.*, got 2.5"),
        ({"states": 1000}, "states as a whole number from 2 to 20, got 1000"),
        ({"threshold": 0}, "threshold above 0, got 0"),
        ({"min_length": 0}, "min_length as a whole number of at least 1, got 0"),
    ],
)
def test_bad_options(options, complaint):
    with pytest.raises(ArgumentError, match=f"find_bursts: expected {complaint}"):
        find_bursts(series_of([1, 2]), **options)


@pytest.mark.parametrize(
    ("series", "complaint"),
    [
        (series_of([1, 2]).drop("total"), "a column 'total'"),
        (series_of([1, 2]).with_columns(pl.col("count").cast(pl.Int64)), "column 'count' as UInt32, got 'Int64'"),
        (series_of([1, 30]), "`count` of `total` articles, got 'a count above its total'"),
        (pl.concat([series_of([1, 2])] * 2), "one row a period and series, got 'several'"),
        (series_of([1, 2], level="x"), "columns that the result does not have, got 'level'"),
        (series_of([1, 2]).with_columns(period=pl.lit(None, pl.Date)), "no null in 'period'"),
    ],
)
def test_bad_frames(series, complaint):
    with pytest.raises(FrameError, match=f"find_bursts: expected {complaint}"):
        find_bursts(series)
