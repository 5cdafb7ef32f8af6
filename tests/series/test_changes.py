"""Lasting changes: by hand, in noise, in hostile series."""

from __future__ import annotations

from itertools import combinations
from math import log

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import find_changepoints
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import CHANGEPOINTS
from corpus_tools.series.noise import measure_dispersion
from tests.series.frames import day, series_of


def test_one_change_by_hand():
    # 3 of 60 before, 30 of 60 after. -2 log-likelihood: apart 2 (11.911 + 41.589) = 107.000, as one level of 33 of 120
    # 141.161: the change gains 34.161.
    series = series_of([1, 1, 1, 10, 10, 10])
    (change,) = find_changepoints(series, overdispersed=False).rows(named=True)

    def cost(count, size):
        return -2 * (count * log(count / size) + (size - count) * log(1 - count / size))

    gain = cost(33, 120) - cost(3, 60) - cost(30, 60)
    assert gain == pytest.approx(34.161, abs=1e-3)
    assert (change["period"], change["before"], change["after"]) == (day(3), 0.05, 0.5)
    assert change["gain"] == pytest.approx(gain)
    assert find_changepoints(series, overdispersed=False, penalty=gain + 0.01).is_empty()
    assert find_changepoints(series, overdispersed=False, penalty=gain - 0.01).height == 1


def test_levels_of_all_articles_are_means_a_period():
    counts = [4, 5, 6, 5, 40, 41, 39, 40]
    (change,) = find_changepoints(series_of(counts, counts)).rows(named=True)
    assert (change["period"], change["before"], change["after"]) == (day(4), 5.0, 40.0)


def test_periods_of_few_articles_weigh_little():
    # A day with 1 of 1 is no level of its own, nor are three.
    counts, totals = [2] * 10 + [1] * 3 + [2] * 10, [40] * 10 + [1] * 3 + [40] * 10
    assert find_changepoints(series_of(counts, totals), min_length=1).is_empty()


def test_up_and_down_again_are_two_changes_with_their_certainty():
    rng = np.random.default_rng(5)
    total = rng.poisson(60, 90)
    shares = np.repeat([0.1, 0.3, 0.1], 30)
    found = find_changepoints(series_of(rng.binomial(total, shares).tolist(), total.tolist()))
    assert [abs((period - day(at)).days) <= 1 for period, at in zip(found["period"], (30, 60), strict=True)] == [
        True
    ] * 2
    assert found["p_value"].to_list() == [0.005, 0.005]


def test_noise_has_hardly_a_change():
    rng = np.random.default_rng(6)
    found = 0
    for spread in [0, 0.02] * 15:
        shares = rng.beta(0.1 * (1 / spread - 1), 0.9 * (1 / spread - 1), 200) if spread else np.full(200, 0.1)
        total = rng.poisson(50, 200)
        found += find_changepoints(series_of(rng.binomial(total, shares).tolist(), total.tolist())).height
    assert found <= 2


@given(st.lists(st.integers(0, 9), min_size=2, max_size=9), st.integers(1, 3))
def test_no_other_cut_costs_less(counts, min_length):
    series, size, price = series_of(counts, 10), len(counts), 2.0
    found = find_changepoints(series, penalty=price, min_length=min_length, overdispersed=False)
    inner = [(period - day(0)).days for period in found["period"]]

    def cost(cuts):
        total = price * len(cuts)
        for first, last in zip((0, *cuts), (*cuts, size), strict=True):
            if last - first < min_length:
                return float("inf")
            hits, articles = sum(counts[first:last]), 10 * (last - first)
            total -= sum(2 * part * log(part / articles) for part in (hits, articles - hits) if part)
        return total

    if size >= 2 * min_length:
        best = min(cost(cuts) for number in range(size) for cuts in combinations(range(1, size), number))
        assert cost(tuple(inner)) == pytest.approx(best)
    else:
        assert inner == []


def test_dispersion_of_chance_is_about_one_and_of_clusters_more():
    rng = np.random.default_rng(9)
    total = np.full(2000, 50.0)
    level = rng.binomial(50, 0.1, 2000).astype(float)
    assert measure_dispersion(level, total, is_share=True) == pytest.approx(1, abs=0.1)
    clustered = rng.binomial(50, rng.beta(1.9, 17.1, 2000)).astype(float)  # 1 + 49 * .05 = 3.45 times the variance
    assert measure_dispersion(clustered, total, is_share=True) == pytest.approx(3.45, rel=0.15)


@pytest.mark.parametrize("series", [series_of([]), series_of([0] * 12), series_of([3]), series_of([0, 0], 0)])
def test_nothing_changes_in_nothing(series):
    found = find_changepoints(series)
    assert found.is_empty()
    assert dict(found.schema) == dict(CHANGEPOINTS.columns)


def test_series_are_told_by_their_own_columns():
    step = [1] * 6 + [9] * 6
    series = pl.concat([series_of([1] * 12, actor="روسيا"), series_of(step, actor="الناتو")])
    assert find_changepoints(series).select("actor", "period").rows() == [("الناتو", day(6))]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"penalty": -1}, "penalty of 0 or more, got -1"),
        ({"penalty": "3"}, "penalty as a finite number.*, got '3'"),
        ({"min_length": 0}, "min_length as a whole number of at least 1, got 0"),
        ({"min_length": 1.5}, "min_length as a whole number.*, got 1.5"),
    ],
)
def test_bad_options(options, complaint):
    with pytest.raises(ArgumentError, match=f"find_changepoints: expected {complaint}"):
        find_changepoints(series_of([1, 2]), **options)


def test_bad_frames():
    with pytest.raises(FrameError, match="find_changepoints: expected a column 'share'"):
        find_changepoints(series_of([1, 2]).drop("share"))
