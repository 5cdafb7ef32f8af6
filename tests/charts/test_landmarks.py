import datetime as dt
import json
from itertools import combinations

import polars as pl
import pytest
import vl_convert

from corpus_tools.charts import chart_timeline, use_theme
from corpus_tools.charts.landmarks import _keep_apart
from corpus_tools.charts.peaks import _lift
from corpus_tools.charts.periods import write_span
from corpus_tools.errors import FrameError
from tests.charts import series_frames as given
from tests.charts.specs import bare, rows, subtitle, title


def marks(spec: dict) -> list[str]:
    return [part["mark"]["type"] for part in spec["layer"]]


def test_a_burst_is_shaded_behind_the_bars_and_its_days_stand_above_it() -> None:
    spec = chart_timeline(given.published(), bursts=given.bursts(), language="ar").to_dict()
    assert marks(spec) == ["rect", "rect", "text"]
    (burst,) = rows({"datasets": {"only": rows(spec, having="spelt")}}, having="label")
    assert (burst["period"][:10], burst["period_end"][:10]) == ("2022-01-17", "2022-01-24")
    assert bare(burst["label"]) == "17–23 يناير"
    assert "المظلّل" in subtitle(spec)


def test_a_change_of_level_is_a_dashed_rule_with_both_levels() -> None:
    spec = chart_timeline(given.published(), changepoints=given.changepoints(), language="en").to_dict()
    assert "rule" in marks(spec)
    labels = rows(spec, having="fits")
    assert {row["label"] for row in labels} == {"from 4.4 to 13"}
    # The strongest of two neighbours keeps its label.
    assert {row["period"][:10]: row["fits"] for row in labels} == {
        "2022-02-21": True,
        "2021-12-13": True,
        "2021-12-20": False,
    }


def test_the_levels_of_a_term_are_shares() -> None:
    series = given.published().with_columns(total=pl.col("count") + 10)
    changes = given.changepoints().with_columns(before=pl.lit(0.031), after=pl.lit(0.25))
    labels = rows(chart_timeline(series, changepoints=changes, language="fr").to_dict(), having="fits")
    assert {row["label"] for row in labels} == {"de 3,1\u202f% à 25\u202f%"}


def test_peaks_are_numbered_in_time_and_explained_below() -> None:
    spec = chart_timeline(given.published(), peaks=given.peaks(), language="ar").to_dict()
    numbered = rows(spec, having="number")
    assert [row["number"] for row in numbered] == ["1", "2", "3"]
    assert [row["top"] for row in numbered] == [5, 4, 3]
    key = rows(spec, having="line")
    heads = [bare(row["line"]) for row in key if row["kind"] == "head"]
    assert heads[0] == "1. أسبوع 29 نوفمبر 2021 (عدد المقالات: 5)"
    whole = " ".join(bare(row["line"]) for row in key if row["kind"] == "text")
    assert "رقم 2 عن محادثات طويلة بين موسكو وواشنطن" in whole
    assert [bare(row["line"]) for row in key if row["kind"] == "below"] == ["غاز، gas"] * 3


def test_lines_of_the_key_never_stand_on_each_other() -> None:
    spec = chart_timeline(given.published(periods=40), peaks=given.peaks(number=8), language="ar").to_dict()
    key = rows(spec, having="line")
    assert min(abs(a["narrow"] - b["narrow"]) for a, b in combinations(key, 2)) >= 12
    wide = [abs(a["wide"] - b["wide"]) for a, b in combinations(key, 2) if a["column"] == b["column"]]
    assert min(wide) >= 12


def test_only_the_most_prominent_peaks_have_a_key() -> None:
    peaks = given.peaks(number=12)
    spec = chart_timeline(given.published(periods=60), peaks=peaks, language="en").to_dict()
    assert [row["period"][:10] for row in rows(spec, having="number")] == [str(day) for day in peaks["period"][4:]]


def test_a_rolling_mean_is_a_line_through_the_middles_of_periods() -> None:
    spec = chart_timeline(given.published(window=True), language="en").to_dict()
    assert marks(spec) == ["rect", "line"]
    assert rows(spec, having="rolling_count")[0]["middle"].startswith("2021-11-18")
    assert "rolling mean" in subtitle(spec)


def test_periods_too_small_for_a_share_are_pale() -> None:
    series = given.published().with_columns(share=pl.when(pl.col("count") > 4).then(1.0))
    spec = chart_timeline(series, language="en").to_dict()
    assert spec["encoding"]["opacity"]["condition"]["test"] == "datum.small"
    assert {row["count"] for row in rows(spec, having="small") if row["small"]} == {3, 4}
    assert "Pale" in subtitle(spec)


def test_landmarks_outside_the_series_do_not_stretch_its_axis() -> None:
    late = given.bursts().with_columns(pl.col("start", "end", "peak").dt.offset_by("10y"))
    spec = chart_timeline(given.published(), bursts=late, language="en").to_dict()
    assert spec["mark"]["type"] == "rect"


def test_the_description_names_the_highest_period() -> None:
    assert "Highest: Week of 17 January 2022 (30)" in chart_timeline(given.published(), language="en")["description"]


def test_a_term_is_named_in_the_title() -> None:
    series = given.published().with_columns(term=pl.lit("غاز"))
    assert title(chart_timeline(series, language="ar").to_dict()) == "عدد المقالات التي تذكر «غاز» عبر الزمن"


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_everything_together_becomes_a_picture(language: str) -> None:
    use_theme(language=language)
    chart = chart_timeline(
        given.published(window=True), bursts=given.bursts(), changepoints=given.changepoints(), peaks=given.peaks()
    )
    svg = vl_convert.vegalite_to_svg(chart.to_dict())
    assert "NaN" not in svg
    assert "undefined" not in svg
    assert ("\u2067" in svg) == (language == "ar") or "عنوان" in svg


def test_peaks_without_headlines_are_still_numbered() -> None:
    bare_peaks = given.peaks().drop("headlines", "terms", "doc_ids")
    spec = chart_timeline(given.published(), peaks=bare_peaks, language="en").to_dict()
    assert {row["kind"] for row in rows(spec, having="line")} == {"head"}


def test_hostile_headlines_stay_in_their_lines() -> None:
    nasty = "<script>alert(1)</script> \u202e" + "طويل" * 3000
    peaks = given.peaks(number=1).with_columns(headlines=pl.lit([nasty]))
    spec = chart_timeline(given.published(), peaks=peaks, language="ar").to_dict()
    key = [row["line"] for row in rows(spec, having="line")]
    assert len(key) <= 5
    assert "\u202e" not in json.dumps(key, ensure_ascii=False)


def test_landmarks_of_another_shape_are_refused() -> None:
    with pytest.raises(FrameError, match="chart_timeline: expected a column 'start'"):
        chart_timeline(given.published(), bursts=given.peaks())


def test_labels_kept_apart_do_not_touch_on_a_telephone() -> None:
    first = dt.date(2022, 1, 1)
    days = [first + dt.timedelta(days=rank) for rank in range(100)]
    kept = _keep_apart(days, [80.0] * 100, span=(first, days[-1]), room=290)
    places = [290 * rank / 99 for rank, keep in enumerate(kept) if keep]
    assert all(abs(a - b) >= 88 for a, b in combinations(places, 2))
    assert kept[0]


def test_numbers_of_neighbouring_days_stand_over_each_other() -> None:
    first = dt.date(2022, 1, 1)
    days = [first, first + dt.timedelta(days=1), first + dt.timedelta(days=2), first + dt.timedelta(days=300)]
    assert _lift(days, span=(first, first + dt.timedelta(days=365))) == [0, 1, 2, 0]


@pytest.mark.parametrize(
    ("first", "last", "language", "short", "written"),
    [
        ("2022-01-03", "2022-01-03", "ar", False, "3 يناير 2022"),
        ("2022-01-03", "2022-02-06", "ar", True, "3 يناير – 6 فبراير"),
        ("2021-12-27", "2022-01-02", "fr", False, "27 décembre 2021 – 2 janvier 2022"),
        ("2022-01-27", "2022-02-02", "en", False, "27 January – 2 February 2022"),
    ],
)
def test_a_span_says_once_what_its_ends_share(first: str, last: str, language: str, short: bool, written: str) -> None:
    days = [dt.date.fromisoformat(day) for day in (first, last)]
    assert write_span(*days, language=language, short=short) == written
