"""The rhythm of publication."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from corpus_tools import count_cycle
from corpus_tools.errors import ArgumentError
from corpus_tools.schema import CYCLE


@pytest.fixture(scope="module")
def press(corpus_of):
    # Monday twice, Friday, no date; 23:30 in UTC is half past two of the next day in Beirut (summer time).
    moments = [dt.datetime(2022, 6, 6, 9), None, dt.datetime(2022, 6, 10, 23, 30), None]
    dates = [dt.date(2022, 6, 6), dt.date(2022, 6, 6), dt.date(2022, 6, 10), None]
    return corpus_of("قمة", "حرب", "سلام", "قمح", source=["أ", "أ", "ب", None], date=dates, published=moments)


def test_weekdays_by_hand(press):
    found = count_cycle(press)
    assert found.columns == ["weekday", *CYCLE.columns]
    assert found["weekday"].to_list() == [1, 2, 3, 4, 5, 6, 7]
    assert found["count"].to_list() == [2, 0, 0, 0, 1, 0, 0]
    assert found["total"].unique().to_list() == [3]
    assert found["untimed"].unique().to_list() == [1]
    # Wilson, 2 of 3: (2/3 + .64025 ± 1.95996 sqrt(.074074 + .106708)) / 2.28049.
    assert found.select("share", "low", "high").row(0) == pytest.approx((2 / 3, 0.2077, 0.9385), abs=1e-4)


def test_articles_without_a_clock_time_are_in_no_hour(press):
    found = count_cycle(press, cycle="hour").filter(pl.col("count") > 0)
    assert found.select("hour", "count", "total", "untimed").rows() == [(9, 1, 2, 2), (23, 1, 2, 2)]
    assert count_cycle(press, cycle="hour").height == 24


def test_a_time_zone_moves_the_hour_and_the_day(press):
    hours = count_cycle(press, cycle="hour", time_zone="Asia/Beirut").filter(pl.col("count") > 0)
    assert hours["hour"].to_list() == [2, 12]
    days = count_cycle(press, time_zone="Asia/Beirut").filter(pl.col("count") > 0)
    assert days.select("weekday", "count").rows() == [(1, 2), (6, 1)]


def test_groups_add_up_to_all(press):
    groups = count_cycle(press, cycle="month", by="source")
    assert groups.select("source").unique().height == 3
    assert groups.filter(pl.col("month") == 6)["count"].sum() == count_cycle(press, cycle="month")["count"].sum() == 3
    assert groups.filter(pl.col("source").is_null())["share"].null_count() == 12


def test_a_corpus_without_articles_has_no_group(corpus_of):
    assert count_cycle(corpus_of(), by="source").is_empty()


def test_a_corpus_without_dates_has_a_week_of_zeros(corpus_of):
    found = count_cycle(corpus_of("قمة"))
    assert found.select("count", "total", "share", "untimed").unique().rows() == [(0, 0, None, 1)]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"cycle": "year"}, "cycle one of .*got 'year'"),
        ({"by": "week"}, "by= a column of articles, got 'week'"),
        (
            {"cycle": "hour", "time_zone": "Asia/Bairut"},
            "the name of a time zone, got 'Asia/Bairut'. Nearest: 'Asia/Beirut'",
        ),
    ],
)
def test_bad_options(press, options, complaint):
    with pytest.raises(ArgumentError, match=f"count_cycle: expected {complaint}"):
        count_cycle(press, **options)


def test_a_column_of_the_cycles_own_name_is_refused(corpus_of):
    corpus = corpus_of("قمة", hour=["x"], date=[dt.date(2022, 1, 3)])
    with pytest.raises(ArgumentError, match=r"count_cycle: expected by= a name .*, got 'hour'"):
        count_cycle(corpus, cycle="hour", by="hour")
