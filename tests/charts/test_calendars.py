import datetime as dt

import polars as pl
import pytest
import vl_convert

from corpus_tools.charts import chart_calendar, use_theme
from corpus_tools.charts.calendars import _place_days, choose_cuts
from corpus_tools.errors import ArgumentError, FrameError
from tests.charts.specs import bare, row_count, rows, subtitle, title


def days(first: str, number: int) -> pl.DataFrame:
    start = dt.date.fromisoformat(first)
    made = [start + dt.timedelta(days=rank) for rank in range(number)]
    return pl.DataFrame({"period": made, "count": [rank * 7 % 11 for rank in range(number)]})


@pytest.mark.parametrize(
    ("week_start", "places"),
    [
        ("monday", [(0, 4), (0, 5), (0, 6), (1, 0)]),
        ("sunday", [(0, 5), (0, 6), (1, 0), (1, 1)]),
        ("saturday", [(0, 6), (1, 0), (1, 1), (1, 2)]),
    ],
)
def test_weeks_begin_with_the_day_asked_for(week_start: str, places: list[tuple[int, int]]) -> None:
    # 1 January 2021 was a Friday.
    placed = _place_days(days("2021-01-01", 4), week_start=week_start)
    assert placed.select("week", "weekday").rows() == places


def test_a_winter_stands_in_one_block_and_two_years_in_two() -> None:
    winter = _place_days(days("2021-11-15", 120), week_start="monday")
    assert winter["block"].unique().to_list() == [0]
    years = _place_days(days("2020-12-01", 500), week_start="monday")
    assert years.filter(pl.col("period") == dt.date(2021, 1, 1)).select("block", "week").row(0) == (1, 0)
    assert years["block"].unique().sort().to_list() == [0, 1, 2]


def test_no_two_days_share_a_square_in_ten_years() -> None:
    placed = _place_days(days("2012-02-29", 3652), week_start="saturday")
    assert not placed.select("block", "week", "weekday").is_duplicated().any()
    assert placed["week"].max() <= 53
    assert placed["weekday"].is_between(0, 6).all()


def test_arabic_weeks_run_from_right_to_left_and_begin_with_saturday() -> None:
    spec = chart_calendar(days("2022-01-01", 60), language="ar").to_dict()
    assert spec["layer"][0]["encoding"]["x"]["scale"]["reverse"] is True
    names = [bare(row["text"]) for row in rows({"datasets": dict(list(spec["datasets"].items())[::-1])}, having="text")]
    assert names[0] == "السبت"
    english = chart_calendar(days("2022-01-01", 60), language="en").to_dict()
    assert english["layer"][0]["encoding"]["x"]["scale"]["reverse"] is False


def test_shades_hold_as_many_days_each_and_zero_is_its_own() -> None:
    assert choose_cuts([0] * 50 + [1] * 10 + [2] * 10 + [3] * 10 + [4] * 10 + [1000] * 10) == [1, 2, 3, 4, 1000]
    assert choose_cuts([0, 0]) == []
    assert choose_cuts([7, 7, 7]) == [1, 7]


def test_every_day_has_a_shade_of_the_legend() -> None:
    spec = chart_calendar(days("2022-01-01", 300), language="en").to_dict()
    squares = rows(spec, having="shade")
    legend = spec["layer"][0]["encoding"]["color"]["scale"]["domain"]
    assert len(squares) == 300
    assert {row["shade"] for row in squares} == set(legend)
    assert all(row["shade"] == "0" for row in squares if row["count"] == 0)


def test_the_title_says_what_is_counted_from_when_to_when() -> None:
    series = days("2022-01-01", 3).with_columns(term=pl.lit("غاز"))
    spec = chart_calendar(series, language="ar").to_dict()
    assert title(spec) == "عدد المقالات التي تذكر «غاز» في كل يوم"
    assert subtitle(spec) == "مربع لكل يوم من 1 يناير 2022 إلى 3 يناير 2022 · المجموع: 10"
    assert "2 يناير 2022 (7)" in spec["description"]


@pytest.mark.parametrize("number", [1, 2, 400, 3652])
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_one_day_and_ten_years_are_drawn(number: int, language: str) -> None:
    use_theme(language=language)
    spec = chart_calendar(days("2012-01-01", number)).to_dict()
    svg = vl_convert.vegalite_to_svg(spec)
    assert "NaN" not in svg
    assert max(len(values) for values in spec["datasets"].values()) <= 5000


def test_the_latest_days_of_a_century_are_kept() -> None:
    spec = chart_calendar(days("1980-01-01", 9000), language="en").to_dict()
    assert len(rows(spec, having="shade")) == 5000
    assert row_count(spec) < 6000
    assert "Shown: 5,000 of 9,000" in subtitle(spec)


def test_days_of_nothing_at_all_are_grey() -> None:
    spec = chart_calendar(days("2022-01-01", 30).with_columns(count=pl.lit(0)), language="en").to_dict()
    assert {row["shade"] for row in rows(spec, having="shade")} == {"0"}


def test_a_week_begins_with_one_of_three_days() -> None:
    with pytest.raises(ArgumentError, match="expected week_start one of"):
        chart_calendar(days("2022-01-01", 3), week_start="friday")


def test_several_series_are_refused() -> None:
    twice = pl.concat([days("2022-01-01", 3)] * 2)
    with pytest.raises(FrameError, match="2 rows for"):
        chart_calendar(twice)
