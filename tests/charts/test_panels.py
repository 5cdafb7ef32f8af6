from __future__ import annotations

import datetime as dt
import json
import warnings
from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl
import pytest
import vl_convert

from corpus_tools import charts
from corpus_tools.charts import add_panel
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.sharing import save_chart
from tests.charts import frames
from tests.charts.specs import bare, rows
from tests.sharing.browsing import look_over, open_browser

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

BARS = "svg.marks .mark-rect path[aria-roledescription=bar]"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HOSTILE = ["<script>alert(1)</script>", "\u202eمقلوب\u202d\u2066 نص", "ط" * 10_000, "سطر\nجديد\u2028آخر", "=1+1"]
HINTS = {
    "ar": "انقر علامةً في الرسم لتقرأ الشواهد عليها",
    "en": "Click a mark of the chart to read what stands behind it",
    "fr": "Cliquez sur un élément du graphique pour lire ce qu’il y a derrière",
}


def kwic(language: str = "ar", *, each: int = 12) -> pl.DataFrame:
    terms = frames.terms(language)["term"].head(3)
    found = [
        {"term": term, "date": dt.date(2022, 1, 12), "source": "مرايا", "before": "قبل", "match": term, "after": str(n)}
        for term in terms
        for n in range(each)
    ]
    return pl.DataFrame(found)


def headlines(days: int = 30, *, each: int = 1) -> pl.DataFrame:
    start = dt.date(2021, 11, 15)
    found = [
        {"title": f"خبر {day}-{n}", "text": "متن", "date": start + dt.timedelta(days=day), "source": "مدار"}
        for day in range(days)
        for n in range(each)
    ]
    return pl.DataFrame(found)


def panel_rows(chart: Any) -> list[dict[str, Any]]:
    return rows(chart.to_dict(), having="stands_for")


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_bars_have_a_choice_and_a_panel_that_opens_with_the_first_mark_and_a_hint(language: str) -> None:
    spec = add_panel(charts.chart_terms(frames.terms(language), language=language), kwic(language), language=language)
    drawn = spec.to_dict()
    assert [(param["name"], param["select"]["fields"]) for param in drawn["params"]] == [("chosen", ["term"])]
    svg = vl_convert.vegalite_to_svg(drawn)
    assert all(part in svg for part in HINTS[language].split(" ")[:2])
    opening = [row["term"] for row in panel_rows(spec) if row["opens"]]
    assert opening
    assert set(opening) == {frames.terms(language)["term"][0]}
    assert drawn["title"]["text"]
    assert drawn["description"]


def test_in_arabic_the_panel_stands_to_the_left_of_the_bars_elsewhere_to_the_right() -> None:
    sides = {}
    for language in ("ar", "en"):
        chart = add_panel(
            charts.chart_terms(frames.terms(language), language=language), kwic(language), language=language
        )
        sides[language] = ["view" in part for part in chart.to_dict()["concat"]]
    assert sides == {"ar": [True, False], "en": [False, True]}


def test_examples_of_a_mark_are_drawn_evenly_and_say_how_many_they_stand_for() -> None:
    shown = [row for row in panel_rows(add_panel(charts.chart_terms(frames.terms()), kwic(each=20))) if "term" in row]
    first = [row for row in shown if row["term"] == "الناتو"]
    assert len(first) == 8
    assert sum(row["stands_for"] for row in first) == 20
    # 20 rows in 8 parts of 3 or 2: the first of each.
    assert [row["lines"].strip("\u2067\u2069").split()[-1] for row in first] == [
        "0",
        "3",
        "5",
        "8",
        "10",
        "13",
        "15",
        "18",
    ]


def test_a_bar_without_examples_says_so() -> None:
    shown = panel_rows(add_panel(charts.chart_terms(frames.terms()), kwic()))
    bare = [row for row in shown if row["term"] == "كييف"]
    assert [(row["lines"].strip("\u2067\u2069"), row["stands_for"]) for row in bare] == [("لا شواهد", 0)]


def test_copies_of_a_sentence_are_shown_once_and_counted() -> None:
    copies = pl.concat([kwic(each=1)] * 3)
    shown = [row for row in panel_rows(add_panel(charts.chart_terms(frames.terms()), copies)) if row["stands_for"]]
    assert [row["stands_for"] for row in shown] == [3, 3, 3]


def test_over_time_the_choice_is_a_stretch_of_days_and_many_articles_are_thinned_out() -> None:
    chart = add_panel(charts.chart_timeline(frames.series(["مدار"], column="source")), headlines(100, each=30))
    spec = chart.to_dict()
    assert spec["params"][0]["select"] == {"type": "interval", "encodings": ["x"]}
    shown = panel_rows(chart)
    assert len(shown) == 1200
    assert sum(row["stands_for"] for row in shown) == 3000
    assert len({row["period"] for row in shown}) == 100


@pytest.mark.parametrize("count", [1, 2, 3])
def test_trends_of_one_line_or_several_panels_take_a_stretch_of_days_without_a_warning(count: int) -> None:
    series = frames.series(["الناتو", "روسيا", "غاز"][:count])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        spec = add_panel(charts.chart_term_trend(series), headlines()).to_dict()
    assert len(spec["params"][0]["views"]) == (3 if count == 3 else 1)


@pytest.mark.parametrize(
    ("chart", "on", "fields"),
    [
        (charts.chart_actor_heatmap(frames.actors_by_source(), by="source"), None, ["actor", "source"]),
        (charts.chart_actors(frames.actors_by_source(), by="source"), None, ["actor", "source"]),
        (charts.chart_actor_shares(frames.voices_by_source(), by="source"), None, ["actor", "source"]),
        (charts.chart_actors(frames.actors()), None, ["actor"]),
        (charts.chart_network(frames.edges()), None, ["actor"]),
        (charts.chart_network(frames.edges()), ["actor_1", "actor_2"], ["actor_1", "actor_2"]),
        (charts.chart_keyness(frames.keyness()), "term", ["term"]),
        (charts.chart_wordcloud(frames.terms()), "term", ["term"]),
        (charts.chart_actor_profile(frames.profile()), "term", ["term"]),
    ],
)
def test_every_family_takes_a_panel(chart: Any, on: Any, fields: list[str]) -> None:
    names = ["actor", "source", "actor_1", "actor_2", "text"] + (["term"] if on == "term" else [])
    examples = pl.DataFrame({name: ["روسيا"] for name in names})
    spec = add_panel(chart, examples, on=on).to_dict()
    assert spec["params"][0]["select"]["fields"] == fields
    assert "NaN" not in vl_convert.vegalite_to_svg(spec)


def test_sentences_of_explained_actors_are_taken_from_their_lists() -> None:
    examples = pl.DataFrame({"actor": ["روسيا"], "surface": ["وروسيا"], "examples": [["جملة أولى", "جملة ثانية"]]})
    shown = [row for row in panel_rows(add_panel(charts.chart_actors(frames.actors()), examples)) if row["stands_for"]]
    assert [(row["lines"].strip("\u2067\u2069"), row["meta"].strip("\u2067\u2069")) for row in shown] == [
        ("جملة أولى", "وروسيا"),
        ("جملة ثانية", "وروسيا"),
    ]


def test_a_chart_of_ones_own_takes_a_panel() -> None:
    frame = pl.DataFrame({"party": ["أ", "ب"], "seats": [3, 4]})
    own = alt.Chart(frame).mark_bar().encode(x="seats:Q", y="party:N")
    spec = add_panel(own, pl.DataFrame({"party": ["أ"], "text": ["نص"]}), on="party").to_dict()
    assert spec["params"][0]["select"]["fields"] == ["party"]
    assert own.to_dict().get("params") is None


def test_hostile_texts_become_single_lines_of_bounded_size_without_signs_that_turn_them() -> None:
    examples = pl.DataFrame({"term": ["الناتو"] * len(HOSTILE), "text": HOSTILE})
    shown = [row for row in panel_rows(add_panel(charts.chart_terms(frames.terms()), examples)) if row["stands_for"]]
    texts = [row["lines"].replace("\u2067", "").replace("\u2069", "") for row in shown]
    assert len(texts) == len(HOSTILE)
    assert not any(sign in text for text in texts for sign in BIDI)
    assert max(len(text) for text in texts) < 300
    assert all(text.count("\n") < 4 for text in texts)
    assert texts[3] == "سطر جديد آخر"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_name_of_10_000_letters_does_not_push_the_bars_off_the_page(language: str) -> None:
    counts = pl.DataFrame({"term": HOSTILE, "count": [5] * 5, "per_million": [1.0] * 5, "documents": [1] * 5})
    svg = vl_convert.vegalite_to_svg(charts.chart_terms(counts, language=language).to_dict())
    assert float(svg.split('width="')[1].split('"')[0]) < 1200
    assert "<script>" not in svg


def test_a_page_of_a_large_corpus_stays_small() -> None:
    terms = pl.DataFrame(
        {"term": [f"مصطلح {n}" for n in range(60)], "count": [9] * 60, "per_million": [1.0] * 60, "documents": [1] * 60}
    )
    long = pl.DataFrame({"term": [f"مصطلح {n % 60}" for n in range(60_000)]}).with_columns(
        text=pl.format("{} {}", pl.lit("جملة طويلة من كلمات كثيرة " * 8), pl.int_range(pl.len()))
    )
    spec = add_panel(charts.chart_terms(terms, top=60), long).to_dict()
    assert len(json.dumps(spec, ensure_ascii=False).encode()) < 400_000


def by_outlet() -> pl.DataFrame:
    rows = [("الناتو", "مدار", 3), ("الناتو", "مرايا", 9), ("روسيا", "مدار", 2)]
    found = [(term, source, f"جملة {term} {source} {n}") for term, source, count in rows for n in range(count)]
    return pl.DataFrame(found, schema=["term", "source", "text"], orient="row")


def test_an_outlet_is_chosen_from_a_list_and_each_mark_has_examples_of_each_or_says_so() -> None:
    chart = add_panel(charts.chart_terms(frames.terms(), language="ar"), by_outlet(), choose="source", language="ar")
    menu = next(param for param in chart.to_dict()["params"] if param["name"] == "choice")
    assert menu["bind"]["options"] == [None, "مدار", "مرايا"]
    assert menu["bind"]["name"] == "الشواهد، المنبر "
    counted: dict[tuple[str, str], list[int]] = {}
    for row in panel_rows(chart):
        counted.setdefault((row["term"], row["source"]), []).append(row["stands_for"])
    # At most four rows of a mark and an outlet, which stand for all.
    assert {key: counted[key] for key in counted if "الناتو" in key} == {
        ("الناتو", "مدار"): [1, 1, 1],
        ("الناتو", "مرايا"): [3, 2, 2, 2],
    }
    assert counted["روسيا", "مرايا"] == [0]
    assert counted["كييف", "مدار"] == counted["كييف", None] == [0]  # none of an outlet, none at all
    assert "NaN" not in vl_convert.vegalite_to_svg(chart.to_dict())


def test_a_chart_with_the_outlets_follows_the_list_and_keeps_one_that_it_has() -> None:
    examples = pl.DataFrame({"actor": ["روسيا"] * 2, "source": ["مدار", "ميزان"], "title": ["خبر", "نبأ"]})
    chart = charts.chart_actor_heatmap(frames.actors_by_source(), by="source")
    for drawn in (chart, charts.add_controls(chart, choose="source")):
        spec = add_panel(drawn, examples, choose="source").to_dict()
        assert [param["name"] for param in spec["params"]].count("choice") == 1
        assert '"choice == null || datum[\\"source\\"] == choice"' in json.dumps(spec["vconcat"][0])


def test_over_time_each_outlet_has_its_own_articles_that_stand_for_all_of_it() -> None:
    days = headlines(100, each=30).with_columns(source=pl.Series(["مدار", "ميزان", "ميزان"] * 1000))
    chart = add_panel(charts.chart_timeline(frames.series(["مدار"], column="source")), days, choose="source")
    shown = pl.DataFrame(panel_rows(chart))
    assert dict(shown.group_by("source").agg(pl.col("stands_for").sum()).iter_rows()) == {"مدار": 1000, "ميزان": 2000}
    assert len(shown) == 1200
    assert shown["period"].is_sorted()


def test_a_column_to_choose_from_that_the_examples_lack_is_named() -> None:
    with pytest.raises(ArgumentError, match="choose as a column of the examples, got 'desk'"):
        add_panel(charts.chart_terms(frames.terms()), kwic(), choose="desk")


@pytest.mark.parametrize("examples", [kwic().lazy(), kwic().to_dict()])
def test_examples_are_a_frame(examples: Any) -> None:
    with pytest.raises(FrameError, match="add_panel: expected examples as a polars DataFrame"):
        add_panel(charts.chart_terms(frames.terms()), examples)


def test_examples_have_a_text() -> None:
    with pytest.raises(FrameError, match="expected examples with a text"):
        add_panel(charts.chart_terms(frames.terms()), pl.DataFrame({"term": ["الناتو"]}))


@pytest.mark.parametrize(("on", "message"), [("nope", "on as columns of the examples"), ("after", "of the chart")])
def test_a_column_that_one_side_lacks_is_named(on: str, message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        add_panel(charts.chart_terms(frames.terms()), kwic(), on=on)


def test_frames_that_share_no_column_are_refused() -> None:
    with pytest.raises(ArgumentError, match="got 'none in both'"):
        add_panel(charts.chart_terms(frames.terms()), pl.DataFrame({"text": ["نص"]}))


def read_marks(page: Page) -> list[str]:
    page.wait_for_timeout(300)
    return [text.strip("\u2067\u2069") for text in page.locator("svg.marks text").all_text_contents()]


def test_a_click_on_a_saved_page_fills_the_panel_and_a_double_click_empties_it(tmp_path: Path) -> None:
    charts.use_theme(language="ar")
    hostile = pl.DataFrame({"term": ["روسيا"] * len(HOSTILE), "text": HOSTILE})
    examples = pl.concat([kwic(each=2), hostile], how="diagonal").with_columns(pl.col("text").fill_null("شاهد"))
    path = tmp_path / "page.html"
    shown_with = examples.select("term", "text", "source", "date")
    save_chart(add_panel(charts.chart_terms(frames.terms()), shown_with, choose="source"), path)
    with open_browser() as (page, left):
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: errors.append(dialog.message))
        page.goto(path.as_uri())
        page.wait_for_selector(BARS)
        assert HINTS["ar"] in read_marks(page)
        page.locator(BARS).nth(0).click()
        shown = read_marks(page)
        assert {"شاهد", "مرايا · 12 يناير 2022", "المعروض: 1 من 2"} <= set(shown)
        assert HINTS["ar"] not in shown
        page.locator(BARS).nth(1).click()
        assert HOSTILE[0] in read_marks(page)
        page.get_by_role("combobox").select_option("مرايا")
        assert HOSTILE[0] not in read_marks(page)
        page.locator(BARS).nth(1).dblclick()
        assert HINTS["ar"] in read_marks(page)
        assert (left, errors) == ([], [])


def test_dragging_over_days_lists_their_articles(tmp_path: Path) -> None:
    charts.use_theme(language="en")
    series = frames.series(["Ledger"], column="source")
    path = tmp_path / "page.html"
    save_chart(add_panel(charts.chart_timeline(series), headlines(112), language="en"), path)
    with open_browser() as (page, left):
        look_over(page, path, left)
        plots = page.locator("svg.marks path.background[d*='h640v260']")
        plots.first.wait_for(timeout=10_000)
        plot = plots.first.bounding_box()
        assert plot
        across, down = plot["x"] + plot["width"] / 2, plot["y"] + plot["height"] / 2
        page.mouse.move(across, down)
        page.mouse.down()
        page.mouse.move(across + 40, down)
        page.mouse.move(across + plot["width"] / 4, down)
        page.mouse.up()
        shown = read_marks(page)
        # Half of 16 weeks after 15 November is 10 January; a quarter of them lasts 28 days.
        heads = [text for text in shown if " – " in text and "2022" in text]
        assert len(heads) == 1
        assert "January 2022" in heads[0]
        assert "February 2022" in heads[0]
        counts = [text.removeprefix("Shown: ").split(" of ") for text in shown if text.startswith("Shown: ")]
        assert len(counts) == 1
        # The pointer stands a pixel beside the middle; of 27 to 30 articles every sixth is shown.
        assert counts[0][0] == "5"
        assert 27 <= int(counts[0][1]) <= 30
        assert left == []


def test_the_hit_of_a_line_is_marked() -> None:
    drawn = panel_rows(add_panel(charts.chart_terms(frames.terms("ar"), language="ar"), kwic(each=1)))
    assert "قبل ‹الناتو› 0" in [bare(row["lines"]) for row in drawn]
