"""Counts and shares of articles over time: terms, phrases, actors, outlets alike, calendars."""

from __future__ import annotations

import datetime as dt
import re

import polars as pl
import pytest

from corpus_tools import count_over_time, find_actors, find_concordance
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.measures.formulas import wilson_interval

JANUARY = [dt.date(2022, 1, day) for day in (3, 4, 18, 19)]


@pytest.fixture(scope="module")
def press(corpus_of):
    # Weeks from 3, 10 and 17 January; the fifth article has no date.
    return corpus_of(
        "قمة الناتو", "حرب", "قمة روسيا والناتو", "سلام", "قمة",
        source=["أ", "ب", "أ", "أ", "ب"], date=[*JANUARY, None],
    )  # fmt: skip


WEEKS = [dt.date(2022, 1, 3), dt.date(2022, 1, 10), dt.date(2022, 1, 17)]


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 857-872, Table I, method 3: the first four.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # By hand, z2 = 3.8415: 1 of 10 has centre (.1 + .19207) / 1.38415 = .21101 and half width
        # 1.95996 / 1.38415 * sqrt(.009 + .0096037) = .19314.
        (1, 10, 0.0179, 0.4042),
        (10, 10, 0.7225, 1.0000),
    ],
)
def test_wilson_intervals_of_the_literature(count, total, low, high):
    frame = pl.DataFrame({"count": [count], "total": [total]}, schema={"count": pl.UInt32, "total": pl.UInt32})
    share, found_low, found_high = frame.select(*wilson_interval("count", "total")).row(0)
    assert share == pytest.approx(count / total)
    assert (found_low, found_high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_the_interval_of_nothing_is_null():
    frame = pl.DataFrame({"count": [0], "total": [0]}, schema={"count": pl.UInt32, "total": pl.UInt32})
    assert frame.select(*wilson_interval("count", "total")).row(0) == (None, None, None)


def test_articles_a_week_empty_ones_included(press):
    found = count_over_time(press)
    assert found.select("period", "count", "total").rows() == [
        (WEEKS[0], 2, 2),
        (WEEKS[1], 0, 0),
        (WEEKS[2], 2, 2),
    ]
    assert found["share"].to_list() == [1.0, None, 1.0]
    assert found.schema["count"] == found.schema["total"] == pl.UInt32


def test_the_share_of_a_term(press):
    found = count_over_time(press, terms=["قمة"])
    assert found.columns == ["period", "term", "count", "total", "share", "low", "high"]
    assert found.select("period", "term", "count", "total", "share").rows() == [
        (WEEKS[0], "قمة", 1, 2, 0.5),
        (WEEKS[1], "قمة", 0, 0, None),
        (WEEKS[2], "قمة", 1, 2, 0.5),
    ]


def test_one_word_is_one_term(press):
    assert count_over_time(press, terms="قمة").equals(count_over_time(press, terms=["قمة"]))


def test_series_by_source_share_the_articles_of_the_week(press):
    found = count_over_time(press, by="source").select("period", "source", "count", "total")
    assert found.rows() == [
        (WEEKS[0], "أ", 1, 2), (WEEKS[1], "أ", 0, 0), (WEEKS[2], "أ", 2, 2),
        (WEEKS[0], "ب", 1, 2), (WEEKS[1], "ب", 0, 0), (WEEKS[2], "ب", 0, 2),
    ]  # fmt: skip


def test_a_term_by_source_is_a_share_of_the_sources_articles(press):
    found = count_over_time(press, by="source", terms=["قمة"]).select(
        "period", "source", "term", "count", "total", "share"
    )
    assert found.rows() == [
        (WEEKS[0], "أ", "قمة", 1, 1, 1.0), (WEEKS[1], "أ", "قمة", 0, 0, None),
        (WEEKS[2], "أ", "قمة", 1, 2, 0.5),
        (WEEKS[0], "ب", "قمة", 0, 1, 0.0), (WEEKS[1], "ب", "قمة", 0, 0, None),
        (WEEKS[2], "ب", "قمة", 0, 0, None),
    ]  # fmt: skip


def test_the_share_of_an_actor(press):
    mentions = find_actors(press).filter(pl.col("actor_id").is_in(["nato", "russia"]))
    found = count_over_time(press, actors=mentions, every="month")
    month = dt.date(2022, 1, 1)
    names = dict(mentions.select("actor_id", "actor").rows())
    expected = {(month, names["nato"], 2, 4), (month, names["russia"], 1, 4)}
    assert set(found.select("period", "actor", "count", "total").rows()) == expected


def test_no_mention_is_no_series(press):
    assert count_over_time(press, actors=find_actors(press).head(0)).is_empty()


def test_a_group_without_a_name_is_a_series_too(corpus_of):
    corpus = corpus_of("قمة", "حرب", source=["أ", None], date=[JANUARY[0]] * 2)
    found = count_over_time(corpus, by="source", terms=["قمة"]).select("source", "count", "total")
    assert set(found.rows()) == {("أ", 1, 1), (None, 0, 1)}


@pytest.mark.parametrize(
    ("every", "periods"),
    [("day", 17), ("week", 3), ("month", 1), ("quarter", 1), ("year", 1)],
)
def test_periods_run_from_the_first_to_the_last_article(press, every, periods):
    found = count_over_time(press, every=every)
    assert found.height == periods
    assert found["count"].sum() == 4
    assert found["period"].is_sorted()


def test_shares_lie_within_their_intervals(press):
    found = count_over_time(press, terms=["قمة", "حرب", "سلام"], by="source").drop_nulls("share")
    assert found.height > 0
    assert (found["low"] <= found["share"]).all()
    assert (found["share"] <= found["high"]).all()
    assert found.filter((pl.col("low") < 0) | (pl.col("high") > 1)).is_empty()


def test_any_spelling_of_a_term_finds_its_group_in_french_too(corpus_of):
    corpus = corpus_of("Les négociations", "Une négociation négociations", language="fr", date=JANUARY[:2])
    assert count_over_time(corpus, terms=["négociation"])["count"].to_list() == [2]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"every": "fortnight"}, "every one of .*got 'fortnight'"),
        ({"by": "sorce"}, "by= a column of articles or a period, got 'sorce'. Nearest: 'source'"),
        ({"by": "month"}, "by= a column of articles, got 'month'. Hint: a period goes to every="),
        ({"terms": ["زرافة"]}, "words of the corpus, got 'زرافة'"),
        ({"terms": 5}, "terms= a word, a phrase, a pattern of re.compile, or a list of them, got 5"),
        ({"terms": ["قمة", None]}, "terms= a word, .*None"),
        ({"by": 5}, "by as a text or a list of texts or None, got 5"),
        ({"terms": []}, r"at least one term, got \[\]"),
    ],
)
def test_bad_options(press, options, complaint):
    with pytest.raises(ArgumentError, match=f"count_over_time: expected {complaint}"):
        count_over_time(press, **options)


def test_terms_and_actors_do_not_go_together(press):
    with pytest.raises(ArgumentError, match="expected terms or actors, got 'both'"):
        count_over_time(press, terms=["قمة"], actors=find_actors(press))


def test_a_frame_that_is_no_mentions_is_refused(press):
    with pytest.raises(FrameError, match="a column 'actor'"):
        count_over_time(press, actors=pl.DataFrame({"doc_id": ["0"]}))


@pytest.mark.parametrize("texts", [[], ["قمة"]])
def test_without_a_date_there_are_no_rows(corpus_of, texts):
    corpus = corpus_of(*texts)
    numbers = {"count": pl.UInt32, "total": pl.UInt32, "share": pl.Float64, "low": pl.Float64, "high": pl.Float64}
    plain = count_over_time(corpus, by="source")
    assert plain.rows() == []
    assert dict(plain.schema) == {"period": pl.Date, "source": pl.String} | numbers
    of_actors = count_over_time(corpus, actors=find_actors(corpus))
    assert of_actors.rows() == []
    assert dict(of_actors.schema) == {"period": pl.Date, "actor": pl.String} | numbers


def test_a_term_of_undated_articles_has_no_rows(corpus_of):
    assert count_over_time(corpus_of("قمة"), terms=["قمة"], by="source", every="month").rows() == []


@pytest.mark.parametrize("spelling", ["أوكرانيا", "اوكرانيا", "لأوكرانيا"])
def test_any_spelling_of_an_arabic_term_finds_it(corpus_of, spelling):
    corpus = corpus_of("دعم أوكرانيا", "دعم لأوكرانيا", "حرب أوكرانيا", date=[dt.date(2022, 1, 12)] * 3)
    assert count_over_time(corpus, terms=spelling).select("term", "count").rows() == [(spelling, 3)]


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        ("قمة الناتو", [1, 0, 0]),
        ("روسيا والناتو", [0, 0, 1]),
        ("قمة روسيا", [0, 0, 1]),
        ("الناتو قمة", [0, 0, 0]),
        (re.compile("قم.|سلام"), [1, 0, 2]),
    ],
)
def test_phrases_and_patterns_count_articles(press, query, counts):
    found = count_over_time(press, terms=query)
    assert found["count"].to_list() == counts
    assert found["term"].unique().to_list() == [query if isinstance(query, str) else query.pattern]


def test_a_phrase_counts_the_articles_of_its_concordance(press):
    for query in ("قمة", "قمة الناتو", re.compile("و")):
        hits = find_concordance(press, query).drop_nulls("date")["doc_id"].n_unique()
        assert count_over_time(press, terms=[query], every="year")["count"].to_list() == [hits]


def test_outlets_alike_by_hand(corpus_of):
    # Outlet أ: 1 of 4 articles, ب: 1 of 1. Mean share (1/4 + 1) / 2 = .625; n = 2² / (1/4 + 1) = 3.2.
    corpus = corpus_of("قمة", "حرب", "حرب", "حرب", "قمة", source=["أ"] * 4 + ["ب"], date=[JANUARY[0]] * 5)
    (row,) = count_over_time(corpus, terms="قمة", weight="source").rows(named=True)
    assert (row["count"], row["total"], row["share"]) == (2, 5, pytest.approx(0.625))
    # Wilson at n = 3.2: (.625 + .60023 ± 1.95996 sqrt(.0732422 + .0937861)) / 2.20046.
    assert (row["low"], row["high"]) == (pytest.approx(0.1928, abs=1e-4), pytest.approx(0.9208, abs=1e-4))


def test_one_outlet_alone_or_outlets_of_one_size_are_the_plain_share(press):
    # Every second week has one outlet, and the first week one article of each.
    plain, alike = (count_over_time(press, terms="قمة", weight=weight) for weight in (None, "source"))
    for name in ("count", "total", "share", "low", "high"):
        assert alike[name].to_list() == [None if value is None else pytest.approx(value) for value in plain[name]]


def test_volume_of_one_outlet_makes_no_trend(corpus_of):
    # Each outlet's share stays, but the one without the term grows tenfold.
    texts = ["قمة", "حرب"] * 2 + ["سلام"] * 2 + ["قمة", "حرب"] * 2 + ["سلام"] * 20
    sources = ["أ"] * 4 + ["ب"] * 2 + ["أ"] * 4 + ["ب"] * 20
    corpus = corpus_of(*texts, source=sources, date=[JANUARY[0]] * 6 + [JANUARY[2]] * 24)
    shares = count_over_time(corpus, terms="قمة", weight="source")["share"].drop_nulls().to_list()
    assert shares == [0.25, 0.25]
    assert count_over_time(corpus, terms="قمة")["share"].drop_nulls().to_list() == [pytest.approx(2 / 6), 2 / 24]


def test_a_small_period_has_counts_but_no_share(press):
    found = count_over_time(press, terms="سلام", by="source", min_total=2)
    assert found["count"].sum() == 1
    assert found.filter(pl.col("share").is_not_null()).select("source", "total").rows() == [("أ", 2)]
    assert found.select(pl.col("low", "high").null_count()).row(0) == (5, 5)


def test_a_rolling_share_is_of_all_articles_of_the_window(press):
    found = count_over_time(press, terms="قمة", window=3)
    assert found.columns[-2:] == ["rolling_count", "rolling_share"]
    # Counts 1 0 1 of totals 2 0 2; at the ends the window has two weeks.
    assert found["rolling_count"].to_list() == pytest.approx([1 / 2, 2 / 3, 1 / 2])
    assert found["rolling_share"].to_list() == pytest.approx([1 / 2, 2 / 4, 1 / 2])


def test_a_window_stays_within_its_series(press):
    found = count_over_time(press, by="source", window=5)
    assert found.group_by("source").agg(pl.col("rolling_count").unique()).sort("source").rows() == [
        ("أ", [1.0]),
        ("ب", [pytest.approx(1 / 3)]),
    ]


@pytest.mark.parametrize(
    ("week_start", "weeks"),
    [("monday", [(3, 2), (10, 1)]), ("sunday", [(2, 1), (9, 2)]), ("saturday", [(1, 1), (8, 2)])],
)
def test_weeks_start_where_the_calendar_says(corpus_of, week_start, weeks):
    # Tuesday 4, Sunday 9 and Monday 10 January 2022.
    corpus = corpus_of("قمة", "حرب", "سلام", date=[dt.date(2022, 1, day) for day in (4, 9, 10)])
    found = count_over_time(corpus, week_start=week_start).select("period", "count").rows()
    assert found == [(dt.date(2022, 1, first), count) for first, count in weeks]


def test_a_day_belongs_to_the_time_zone(corpus_of):
    dates = [dt.date(2022, 1, 3)] * 2
    corpus = corpus_of("قمة", "حرب", date=dates, published=[dt.datetime(2022, 1, 3, 22, 30), None])
    moved = count_over_time(corpus, every="day", time_zone="Asia/Beirut").select("period", "count").rows()
    assert moved == [(dt.date(2022, 1, 3), 1), (dt.date(2022, 1, 4), 1)]
    assert count_over_time(corpus, every="day")["count"].to_list() == [2]


@pytest.mark.parametrize(
    ("day", "hour", "time_zone"), [(dt.date.min, 0, "America/New_York"), (dt.date.max, 23, "Asia/Beirut")]
)
def test_a_day_that_the_time_zone_moves_out_of_the_calendar_stays(corpus_of, day, hour, time_zone):
    corpus = corpus_of("قمة", date=[day], published=[dt.datetime.combine(day, dt.time(hour))])
    found = count_over_time(corpus, every="day", time_zone=time_zone)
    assert found.select("period", "count").rows() == [(day, 1)]


def test_a_week_that_begins_before_the_calendar_is_no_week(corpus_of):
    # Programs write 1 January of the year 1, a Monday, for "no date".
    corpus = corpus_of("قمة", "حرب", date=[dt.date.min, dt.date(2022, 1, 9)])
    assert count_over_time(corpus, week_start="sunday")["period"].to_list() == [dt.date(2022, 1, 9)]
    assert count_over_time(corpus, week_start="monday")["count"].sum() == 2


def test_a_column_of_terms_is_as_good_as_a_list(press):
    assert count_over_time(press, terms=pl.Series(["قمة"])).equals(count_over_time(press, terms=["قمة"]))


@pytest.mark.parametrize("every", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("week_start", ["monday", "sunday", "saturday"])
def test_outlets_add_up_to_all(press, every, week_start):
    calendar = {"every": every, "week_start": week_start}
    parts = [count_over_time(press.filter(pl.col("source") == name), **calendar) for name in ("أ", "ب")]
    together = pl.concat(parts).group_by("period").agg(pl.col("count").sum()).filter(pl.col("count") > 0).sort("period")
    whole = count_over_time(press, **calendar).filter(pl.col("count") > 0)
    assert together.rows() == whole.select("period", "count").rows()


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"week_start": "friday"}, "week_start one of .*got 'friday'"),
        ({"time_zone": "Beirut"}, "the name of a time zone, got 'Beirut'. Nearest: 'Asia/Beirut'"),
        ({"time_zone": ""}, "the name of a time zone, got ''"),
        ({"time_zone": 2}, "time_zone as a text or None, got 2"),
        ({"min_total": 0}, "min_total as a whole number of at least 1, got 0"),
        ({"window": 0}, "window as a whole number of at least 1, got 0"),
        ({"window": "3"}, "window as a whole number.*, got '3'"),
        ({"window": True}, "window as a whole number.*, got True"),
        ({"weight": "outlet"}, "weight= an article column that is not in by=, got 'outlet'"),
        ({"weight": "source", "by": "source"}, "weight= an article column that is not in by=, got 'source'"),
        ({"terms": "؟"}, "a query with a word, got '؟'"),
        ({"terms": "قمة زرافة"}, "words of the corpus, got 'زرافة'"),
    ],
)
def test_bad_calendars_and_weights(press, options, complaint):
    with pytest.raises(ArgumentError, match=f"count_over_time: expected {complaint}"):
        count_over_time(press, **options)
