import polars as pl
import pytest

from corpus_tools.charts import chart_cycle
from corpus_tools.errors import FrameError
from tests.charts import series_frames as given
from tests.charts.specs import bare, find_encodings, layer, rows, subtitle, title


def test_bars_begin_at_zero_and_carry_their_interval() -> None:
    spec = chart_cycle(given.cycle(), language="en").to_dict()
    assert [part["mark"]["type"] for part in spec["layer"]] == ["bar", "rule", "rule"]
    assert layer(spec, "bar")["encoding"]["y"]["scale"]["domain"][0] == 0
    interval = spec["layer"][1]["encoding"]
    assert (interval["y"]["field"], interval["y2"]["field"]) == ("low", "high")


@pytest.mark.parametrize(("kind", "even"), [("hour", 1 / 24), ("weekday", 1 / 7), ("month", 1 / 12)])
def test_a_line_shows_the_share_of_a_bar_if_all_were_equal(kind: str, even: float) -> None:
    spec = chart_cycle(given.cycle(kind), language="fr").to_dict()
    assert rows(spec, having="even") == [{"even": pytest.approx(even)}]


def test_an_arabic_week_runs_from_saturday_at_the_right_to_friday() -> None:
    order = layer(chart_cycle(given.cycle(), language="ar").to_dict(), "bar")["encoding"]["x"]["sort"]
    assert [bare(name) for name in order][::6] == ["الجمعة", "السبت"]
    english = layer(chart_cycle(given.cycle(), language="en").to_dict(), "bar")["encoding"]["x"]["sort"]
    assert english == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def test_hours_and_months_run_from_left_to_right_in_arabic_too() -> None:
    hours = layer(chart_cycle(given.cycle("hour"), language="ar").to_dict(), "bar")["encoding"]["x"]["sort"]
    assert (hours[0], hours[-1]) == ("0:00", "23:00")
    months = layer(chart_cycle(given.cycle("month"), language="ar").to_dict(), "bar")["encoding"]["x"]["sort"]
    assert [bare(month) for month in months][:2] == ["يناير", "فبراير"]


def test_titles_and_notes_say_what_is_counted_and_what_is_left_out() -> None:
    spec = chart_cycle(given.cycle("hour"), language="ar").to_dict()
    assert title(spec) == "متى تُنشر المقالات: بحسب ساعة اليوم"
    total = given.cycle("hour")["count"].sum()
    assert f"({total})" in subtitle(spec)
    assert subtitle(spec).endswith("بلا تاريخ أو ساعة: 2")


def test_outlets_have_a_panel_each_on_one_scale_with_their_own_left_out_articles() -> None:
    spec = chart_cycle(given.cycle(groups=("مرايا", "مدار", "Le Quai")), by="source", language="ar").to_dict()
    panels = [panel for panel in spec["concat"] if "layer" in panel]
    assert {bare(panel["title"]["text"]) for panel in panels} == {"مرايا", "مدار", "Le Quai"}
    tops = {find_encodings(panel, "y")[0]["scale"]["domain"][1] for panel in panels}
    assert len(tops) == 1
    assert subtitle(spec).endswith("بلا تاريخ أو ساعة: 6")


def test_eight_groups_are_shown_of_more() -> None:
    counts = given.cycle(groups=tuple(f"g{rank}" for rank in range(11)))
    spec = chart_cycle(counts, by="source", language="en").to_dict()
    names = [panel["title"]["text"] for panel in spec["concat"]]
    assert names == [f"g{rank}" for rank in range(10, 2, -1)]
    assert "Shown: 8 of 11" in subtitle(spec)


def test_without_a_clock_time_the_chart_says_so() -> None:
    nothing = given.cycle("hour").with_columns(count=pl.lit(0), total=pl.lit(0), share=None, low=None, high=None)
    nothing = nothing.with_columns(pl.col("share", "low", "high").cast(pl.Float64))
    assert subtitle(chart_cycle(nothing, language="en").to_dict()) == "No article has a clock time"


def test_a_frame_without_a_cycle_is_refused() -> None:
    with pytest.raises(FrameError, match="expected a frame with a column 'hour', 'weekday' or 'month'"):
        chart_cycle(given.cycle().drop("weekday"))


def test_outlets_without_by_are_refused() -> None:
    with pytest.raises(FrameError, match="name the column of groups"):
        chart_cycle(given.cycle(groups=("a", "b")))
