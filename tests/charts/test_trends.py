import datetime as dt
import json
from itertools import pairwise

import polars as pl
import pytest

from corpus_tools.charts import chart_term_trend, chart_timeline
from corpus_tools.charts.periods import choose_ticks, end_period, guess_grain, write_period
from corpus_tools.charts.trends import nice_top
from corpus_tools.errors import FrameError
from tests.charts import frames
from tests.charts.specs import bare, find_encodings, layer, row_count, rows, subtitle, title


def test_a_trend_has_shades_lines_points_and_names() -> None:
    spec = chart_term_trend(frames.series(["الناتو", "روسيا"]), language="ar").to_dict()
    assert [part["mark"]["type"] for part in spec["layer"]] == ["area", "line", "point", "text"]
    area = layer(spec, "area")["encoding"]
    assert (area["y"]["field"], area["y2"]["field"]) == ("low", "high")
    assert layer(spec, "line")["encoding"]["y"]["field"] == "share"
    assert all(
        "legend" not in part["encoding"]["color"] or not part["encoding"]["color"]["legend"] for part in spec["layer"]
    )


def test_a_period_without_articles_is_a_gap() -> None:
    spec = chart_term_trend(frames.series(["غاز"]), language="ar").to_dict()
    empty = [row for row in rows(spec, having="share") if row["total"] == 0]
    assert [row["share"] for row in empty] == [None]
    assert layer(spec, "line")["mark"]["invalid"] == "break-paths-show-path-domains"


def test_time_runs_from_left_to_right_in_arabic_too_with_arabic_months() -> None:
    axis = layer(chart_term_trend(frames.series(["غاز"]), language="ar").to_dict(), "line")["encoding"]["x"]
    assert "reverse" not in axis.get("scale", {})
    assert "يناير" in axis["axis"]["labelExpr"]


def test_names_at_the_ends_of_lines_do_not_touch() -> None:
    series = frames.series(["a", "b"]).with_columns(share=pl.lit(0.5), low=pl.lit(0.4), high=pl.lit(0.6))
    places = sorted(row["place"] for row in rows(chart_term_trend(series, language="en").to_dict(), having="place"))
    gaps = [later - earlier for earlier, later in pairwise(places)]
    assert min(gaps) * 320 / 0.6 >= 17.9


def test_three_lines_stand_in_panels_each_with_its_shade_and_the_others_in_grey() -> None:
    spec = chart_term_trend(frames.series(["الناتو", "روسيا", "غاز"]), language="ar").to_dict()
    panels = [panel for panel in spec["concat"] if "layer" in panel]
    assert {bare(panel["title"]["text"]) for panel in panels} == {"الناتو", "روسيا", "غاز"}
    assert len({panel["title"]["color"] for panel in panels}) == 3
    for panel in panels:
        name = bare(panel["title"]["text"])
        others, *marks = panel["layer"]
        filters = [step["filter"] for step in others["transform"] if "filter" in step]
        assert filters == [f"(datum.name !== '{name}')"]
        assert "area" in json.dumps(marks)
        domains = {json.dumps(part["scale"]["domain"]) for part in find_encodings(panel, "y")}
        assert len(domains) == 1
    assert "بالرمادي بقية الخطوط للمقارنة" in subtitle(spec)


def test_panels_are_on_one_scale_and_hold_each_row_once() -> None:
    series = frames.series([f"t{number}" for number in range(6)])
    spec = chart_term_trend(series, language="en").to_dict()
    assert row_count(spec) == series.height
    tops = {json.dumps(part["scale"]["domain"]) for panel in spec["concat"] for part in find_encodings(panel, "y")}
    assert len(tops) == 1


def test_without_dated_articles_a_chart_says_why_it_is_empty() -> None:
    empty = frames.series(["غاز"]).clear()
    assert subtitle(chart_timeline(empty, language="ar").to_dict()) == "ليس لأي مقال تاريخ"
    assert "no date" in subtitle(chart_term_trend(empty, language="en").to_dict())


def test_one_line_is_named_in_the_title() -> None:
    spec = chart_term_trend(frames.series(["الناتو"]), language="ar").to_dict()
    assert title(spec) == "حضور «الناتو» في التغطية عبر الزمن"
    assert subtitle(spec) == "نسبة المقالات في الأسبوع، والظل مجال الثقة 95%"


def test_more_lines_than_colours_are_cut_to_those_named_most() -> None:
    names = [f"t{number}" for number in range(9)]
    series = frames.series(names)
    totals = series.group_by("term").agg(pl.col("count").sum()).sort(["count", "term"], descending=[True, False])
    spec = chart_term_trend(series, language="en").to_dict()
    assert {row["name"] for row in rows(spec, having="share")} == set(totals["term"].head(6))
    assert subtitle(spec).endswith("Shown: 6 of 9")


def test_a_series_too_long_for_a_browser_keeps_its_latest_periods() -> None:
    series = frames.series(["a"], weeks=6000, step=1)
    spec = chart_term_trend(series, language="en").to_dict()
    assert row_count(spec) <= 5001
    assert rows(spec, having="share")[-1]["period"].startswith(str(series["period"].max()))
    assert "Shown: 5,000 of 6,000" in subtitle(spec)


def test_a_series_of_empty_periods_only_is_drawn() -> None:
    series = frames.series(["a"]).with_columns(
        total=pl.lit(0), count=pl.lit(0), share=pl.lit(None, dtype=pl.Float64), low=None, high=None
    )
    series = series.with_columns(pl.col("low", "high").cast(pl.Float64))
    spec = chart_term_trend(series, language="en").to_dict()
    assert layer(spec, "line")["encoding"]["y"]["scale"]["domain"] == [0, 1.0]


def test_two_rows_of_a_line_in_one_period_are_refused() -> None:
    series = frames.series(["a"])
    with pytest.raises(FrameError, match="expected one row for each period and name, got '2 rows"):
        chart_term_trend(pl.concat([series, series]))


def test_periods_must_be_dates() -> None:
    series = frames.series(["a"]).with_columns(pl.col("period").cast(pl.String))
    with pytest.raises(FrameError, match="expected dates in column 'period', got 'String'"):
        chart_term_trend(series)


def test_a_timeline_stacks_its_groups_without_overlap_the_largest_below() -> None:
    series = frames.series(["مرايا", "مدار", "ميزان"], column="source")
    spec = chart_timeline(series, by="source", language="ar").to_dict()
    stacks: dict[str, list[tuple[int, int]]] = {}
    for row in rows(spec, having="above"):
        assert row["above"] - row["below"] == row["count"]
        stacks.setdefault(row["period"], []).append((row["below"], row["above"]))
    for parts in stacks.values():
        parts.sort()
        assert parts[0][0] == 0
        assert all(upper[0] == lower[1] for lower, upper in pairwise(parts))


def test_groups_without_a_colour_are_added_up_and_no_article_is_lost() -> None:
    series = frames.series([f"outlet {number}" for number in range(9)], column="source")
    spec = chart_timeline(series, by="source", language="en").to_dict()
    shown = rows(spec, having="above")
    assert len({row["group"] for row in shown}) == 6
    assert "Other" in {row["group"] for row in shown}
    assert sum(row["count"] for row in shown) == series["count"].sum()


def test_a_timeline_bar_is_as_wide_as_its_period() -> None:
    series = pl.DataFrame({"period": [dt.date(2022, 1, 1), dt.date(2022, 2, 1)], "count": [3, 5]})
    spec = chart_timeline(series, language="ar").to_dict()
    shown = rows(spec, having="above")
    assert [row["period_end"][:10] for row in shown] == ["2022-02-01", "2022-03-01"]
    assert [bare(row["written_period"]) for row in shown] == ["يناير 2022", "فبراير 2022"]
    assert subtitle(spec) == "عدد المقالات في الشهر · المجموع: 8"


@pytest.mark.parametrize(
    ("grain", "start", "end"),
    [
        ("day", "2022-02-28", "2022-03-01"),
        ("week", "2021-12-27", "2022-01-03"),
        ("month", "2022-12-01", "2023-01-01"),
        ("quarter", "2022-10-01", "2023-01-01"),
        ("year", "2022-01-01", "2023-01-01"),
    ],
)
def test_the_end_of_a_period_and_its_grain(grain: str, start: str, end: str) -> None:
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    assert end_period(first, grain=grain) == last
    assert guess_grain([first, last]) == grain


def test_ticks_are_periods_and_at_most_eight() -> None:
    for days in (1, 7):
        for length in (1, 5, 9, 30, 200, 3000):
            periods = [dt.date(2015, 1, 1) + dt.timedelta(days=days * number) for number in range(length)]
            ticks = choose_ticks(periods, grain="day")
            assert 1 <= len(ticks) <= 8
            assert set(ticks) <= set(periods)


def test_a_quarter_is_written_by_its_months() -> None:
    assert write_period(dt.date(2022, 4, 1), grain="quarter", language="fr") == "avril – juin 2022"


@pytest.mark.parametrize(("value", "top"), [(0.0, 1.0), (0.031, 0.04), (0.5, 0.5), (0.61, 0.8), (1.0, 1.0)])
def test_axes_end_on_round_numbers(value: float, top: float) -> None:
    assert nice_top(value) == pytest.approx(top)


def test_a_term_in_each_outlet_has_up_to_twelve_panels_and_is_named_in_the_title() -> None:
    series = frames.series([f"outlet {number}" for number in range(14)], column="source").with_columns(
        term=pl.lit("gas")
    )
    spec = chart_term_trend(series, by="source", language="en").to_dict()
    assert len(spec["concat"]) == 12
    assert title(spec) == "How much of the coverage names “gas”, by outlet"
    assert subtitle(spec).endswith("Shown: 12 of 14")


def test_a_period_too_small_for_a_share_is_a_hollow_point_at_the_base() -> None:
    series = frames.series(["غاز"]).with_columns(
        pl.when(pl.col("total") > 35).then(pl.col("share", "low", "high")),
    )
    spec = chart_term_trend(series, language="ar").to_dict()
    few = [part for part in spec["layer"] if part["mark"].get("filled") is False]
    assert [part["encoding"]["y"]["datum"] for part in few] == [0]
    assert "الفارغ عند القاعدة" in subtitle(spec)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            [1, 1, 4, 2],
            "“NATO” up from 10% in the first half to 30% in the second; highest 40% (Week of 17 January 2022).",
        ),
        (
            [5, 3, 2, 2],
            "“NATO” down from 40% in the first half to 20% in the second; highest 50% (Week of 3 January 2022).",
        ),
        ([1, 3, 2, 2], "“NATO” steady at 20% in both halves; highest 30% (Week of 10 January 2022)."),
    ],
)
def test_the_description_tells_whether_a_line_rises(counts: list[int], said: str) -> None:
    weeks = [dt.date(2022, 1, 3) + dt.timedelta(weeks=n) for n in range(4)]
    series = pl.DataFrame({"period": weeks, "term": ["NATO"] * 4, "count": counts, "total": [10] * 4}).with_columns(
        share=pl.col("count") / 10, low=pl.lit(0.0), high=pl.lit(0.6)
    )
    assert chart_term_trend(series, language="en").to_dict()["description"].endswith(said)
