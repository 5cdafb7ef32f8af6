from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
import vl_convert

from corpus_tools import charts
from corpus_tools.charts import add_controls
from corpus_tools.errors import ArgumentError
from corpus_tools.sharing import save_chart
from tests.charts import frames
from tests.sharing.browsing import open_browser

if TYPE_CHECKING:
    from pathlib import Path


def long_list(count: int = 60) -> pl.DataFrame:
    names = ["أُوكرانيا", "القاهرة", *(f"مصطلح {n}" for n in range(count - 2))]
    return pl.DataFrame(
        {
            "term": names,
            "count": list(range(count, 0, -1)),
            "per_million": [1.0] * count,
            "documents": [1] * count,
        }
    )


def test_a_long_list_shows_its_first_bars_until_something_is_typed() -> None:
    spec = add_controls(charts.chart_terms(long_list(), top=60, language="ar"), top=5).to_dict()
    svg = vl_convert.vegalite_to_svg(spec)
    assert "مصطلح 2" in svg
    assert "مصطلح 3<" not in svg.replace("\u2069", "")
    assert spec["params"][0]["bind"]["name"] == "بحث "


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("Search ", "Kind ", "All")), ("fr", ("Recherche ", "Type ", "Tous"))]
)
def test_a_kind_is_chosen_from_a_list_in_the_language(language: str, words: tuple[str, ...]) -> None:
    chart = charts.chart_actors(frames.actors(), language=language)
    box, menu = add_controls(chart, choose="kind", language=language).to_dict()["params"]
    assert (box["bind"]["name"], menu["bind"]["name"], menu["bind"]["labels"][0]) == words
    assert menu["bind"]["options"][0] is None
    assert len(menu["bind"]["options"]) == len(set(menu["bind"]["options"])) > 2


def test_panels_of_outlets_are_searched_together() -> None:
    spec = add_controls(charts.chart_terms(frames.terms_by_source(), by="source", language="ar"), top=3).to_dict()
    searched = [panel for panel in spec["concat"] if "layer" in panel]
    assert len(searched) == 3
    assert all("search" in panel["transform"][0]["filter"] for panel in searched)
    assert [param["name"] for param in spec["params"]] == ["search"]


def test_a_heat_map_is_cut_to_an_outlet_and_keeps_all_its_cells() -> None:
    chart = charts.chart_actor_heatmap(frames.actors_by_source(), by="source")
    spec = add_controls(chart, choose="source", top=1).to_dict()
    assert [param["name"] for param in spec["params"]] == ["search", "choice"]
    assert not any("window" in step for step in spec["transform"])


@pytest.mark.parametrize("asked", [{"search": "nope"}, {"choose": "nope"}])
def test_a_column_that_the_chart_does_not_have_is_named(asked: dict[str, Any]) -> None:
    with pytest.raises(ArgumentError, match="add_controls: expected a column of the chart, got 'nope'"):
        add_controls(charts.chart_terms(frames.terms()), **asked)


def test_what_is_typed_without_hamza_or_vowels_is_found_and_the_panel_goes_with_it(tmp_path: Path) -> None:
    charts.use_theme(language="ar")
    path = tmp_path / "page.html"
    examples = pl.DataFrame({"term": ["القاهرة"], "text": ["وصل إلى القاهرة أمس"]})
    chart = add_controls(charts.chart_terms(long_list(), top=60), top=10)
    save_chart(charts.add_panel(chart, examples), path)
    with open_browser(width=390) as (page, left):
        page.goto(path.as_uri())
        bars = page.locator("svg.marks .mark-rect path[aria-roledescription=bar]")
        bars.first.wait_for()
        assert bars.count() == 10
        box = page.locator("input[type=search]")
        box.fill("اوكران")
        page.wait_for_timeout(500)
        assert bars.count() == 1
        box.fill("القاهره")
        page.wait_for_timeout(500)
        bars.first.click()
        page.wait_for_timeout(300)
        assert any("وصل إلى القاهرة أمس" in text for text in page.locator("svg.marks text").all_text_contents())
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        place = box.bounding_box()
        assert place
        assert place["y"] < bars.first.bounding_box()["y"]
        assert left == []
