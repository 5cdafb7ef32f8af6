import re
from itertools import pairwise

import polars as pl
import pytest
import vl_convert

from corpus_tools.charts import chart_actor_stream
from corpus_tools.errors import ArgumentError
from tests.charts import series_frames as given
from tests.charts.specs import find_encodings, layer, rows, subtitle


def test_bands_lie_on_each_other_from_zero_and_add_up_to_all_mentions() -> None:
    series = given.actors()
    bands = pl.DataFrame(rows(chart_actor_stream(series, language="ar").to_dict(), having="above")).sort(
        "period", "rank"
    )
    for (_,), own in bands.group_by("period"):
        assert own["below"].to_list() == [0.0, *own["above"].to_list()[:-1]]
    assert bands["count"].sum() == series["count"].sum()
    sizes = bands.group_by("period").agg(pl.col("above").max()).sort("period")["above"].to_list()
    assert sizes == series.group_by("period").agg(pl.col("count").sum()).sort("period")["count"].to_list()


def test_the_largest_lies_lowest_in_every_period_and_the_others_are_grey_on_top() -> None:
    spec = chart_actor_stream(given.actors(), top=3, language="ar").to_dict()
    bands = pl.DataFrame(rows(spec, having="above"))
    orders = bands.sort("period", "below", "above").group_by("period").agg("name")["name"].to_list()
    live = [order for order in orders if order]
    assert all(sorted(order) == sorted(live[0]) for order in live)
    scale = layer(spec, "area")["encoding"]["color"]["scale"]
    assert scale["domain"] == ["روسيا", "الناتو", "أوكرانيا", "بقية الفاعلين (5)"]
    assert scale["range"][-1] == "#C3C9CF"


def test_actors_who_all_have_a_band_are_none_of_them_grey() -> None:
    spec = chart_actor_stream(given.actors(number=4), language="en").to_dict()
    scale = layer(spec, "area")["encoding"]["color"]["scale"]
    assert len(scale["domain"]) == 4
    assert "#C3C9CF" not in scale["range"]


def test_shares_of_a_period_add_up_to_one_and_a_period_without_any_is_a_gap() -> None:
    spec = chart_actor_stream(given.actors(), value="share", language="en").to_dict()
    bands = pl.DataFrame(rows(spec, having="above"), infer_schema_length=None)
    march = bands.filter(pl.col("period").str.starts_with("2022-03"))
    assert march["above"].null_count() == march.height
    tops = bands.drop_nulls("above").group_by("period").agg(pl.col("above").max())
    assert tops["above"].to_list() == pytest.approx([1.0] * 5)


def test_a_stream_around_the_middle_has_no_axis_to_misread() -> None:
    spec = chart_actor_stream(given.actors(), baseline="center", language="en").to_dict()
    bands = pl.DataFrame(rows(spec, having="above"))
    ends = bands.group_by("period").agg(pl.col("above").max(), pl.col("below").min())
    assert (ends["above"] + ends["below"]).abs().max() == pytest.approx(0.0)
    assert find_encodings(layer(spec, "area"), "y")[0]["axis"] is None


def test_hundreds_of_articles_are_written_out_and_small_counts_have_no_fractions() -> None:
    few = given.actors(number=2).with_columns(count=pl.lit(1))
    for series, highest in ((given.actors(), "100"), (few, "2")):
        svg = vl_convert.vegalite_to_svg(chart_actor_stream(series, language="en").to_dict())
        written = set(re.findall(r">([\d.,e+]+)<", svg)) - {"2022"}
        assert highest in written
        assert all(re.fullmatch(r"[\d,]+", number) for number in written)


def test_names_stand_at_the_right_and_do_not_touch() -> None:
    spec = chart_actor_stream(given.actors(), language="ar").to_dict()
    places = sorted(row["place"] for row in rows(spec, having="place"))
    top = layer(spec, "area")["encoding"]["y"]["scale"]["domain"][1]
    gaps = [(later - earlier) * 320 / top for earlier, later in pairwise(places)]
    assert min(gaps) >= 17.9
    assert layer(spec, "text")["mark"]["align"] == "left"


def test_the_subtitle_says_that_an_article_counts_twice() -> None:
    assert subtitle(chart_actor_stream(given.actors(), language="ar").to_dict()).endswith("تُحسب لكليهما")


def test_one_period_is_still_a_picture() -> None:
    svg = vl_convert.vegalite_to_svg(chart_actor_stream(given.actors(months=1), language="en").to_dict())
    assert "NaN" not in svg


def test_thousands_of_actors_and_days_stay_in_python() -> None:
    many = pl.DataFrame({"actor": [f"a{rank}" for rank in range(300)]}).join(
        pl.DataFrame({"period": pl.date_range(pl.date(2015, 1, 1), pl.date(2018, 12, 31), eager=True)}), how="cross"
    )
    series = many.with_columns(count=pl.int_range(pl.len()) % 7)
    spec = chart_actor_stream(series, language="en").to_dict()
    assert len(rows(spec, having="above")) <= 5000
    assert "Shown: 833 of 1,461" in subtitle(spec)


@pytest.mark.parametrize("option", [{"value": "percent"}, {"baseline": "wiggle"}])
def test_other_words_are_refused(option: dict[str, str]) -> None:
    with pytest.raises(ArgumentError, match="chart_actor_stream: expected"):
        chart_actor_stream(given.actors(), **option)
