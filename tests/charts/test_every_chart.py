"""What holds for every chart, whatever it draws."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import altair as alt
import jsonschema
import polars as pl
import pytest
import vl_convert
from altair.vegalite.v6.schema import core

from corpus_tools import charts
from corpus_tools.errors import FrameError
from tests.charts import frames, series_frames
from tests.charts.specs import row_count

if TYPE_CHECKING:
    from collections.abc import Callable

CHARTS: dict[str, tuple[Callable[..., Any], Callable[[], pl.DataFrame]]] = {
    "terms": (charts.chart_terms, frames.terms),
    "terms by": (partial(charts.chart_terms, by="source"), frames.terms_by_source),
    "trend": (charts.chart_term_trend, lambda: frames.series(["الناتو", "روسيا (NATO)"])),
    "trend of three": (charts.chart_term_trend, lambda: frames.series(["الناتو", "روسيا (NATO)", "غاز"])),
    "timeline": (charts.chart_timeline, lambda: frames.series(["مرايا"], column="source")),
    "timeline by": (
        partial(charts.chart_timeline, by="source"),
        lambda: frames.series(["مرايا", "Le Soir"], column="source"),
    ),
    "calendar": (charts.chart_calendar, lambda: series_frames.published(step=1)),
    "stream": (charts.chart_actor_stream, series_frames.actors),
    "cycle": (charts.chart_cycle, series_frames.cycle),
    "cycle by": (
        partial(charts.chart_cycle, by="source"),
        lambda: series_frames.cycle("hour", groups=("مرايا", "Le Soir")),
    ),
    "keyness": (charts.chart_keyness, frames.keyness),
    "actors": (charts.chart_actors, frames.actors),
    "actors by": (partial(charts.chart_actors, by="source"), frames.actors_by_source),
    "heatmap": (partial(charts.chart_actor_heatmap, by="source"), frames.actors_by_source),
    "shares": (charts.chart_actor_shares, frames.voices),
    "shares by": (partial(charts.chart_actor_shares, by="source"), frames.voices_by_source),
    "profile": (charts.chart_actor_profile, frames.profile),
    "network": (charts.chart_network, frames.edges),
    "events": (charts.chart_events, frames.events),
    "cloud": (charts.chart_wordcloud, frames.terms),
}
LANGUAGES = ("ar", "en", "fr")
NO_DATA = {"ar": "لا توجد بيانات لعرضها", "en": "No data to show", "fr": "Aucune donnée à afficher"}


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_becomes_a_picture_with_words_of_its_language(name: str, language: str) -> None:
    draw, make = CHARTS[name]
    charts.use_theme(language=language)
    spec = draw(make()).to_dict()
    svg = vl_convert.vegalite_to_svg(spec)
    assert "NaN" not in svg
    assert "undefined" not in svg
    assert spec["description"]
    assert row_count(spec) <= 5000
    assert ("\u2067" in svg) == (language == "ar")


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_frame_says_so(name: str, language: str) -> None:
    draw, make = CHARTS[name]
    spec = draw(make().clear(), language=language).to_dict()
    assert NO_DATA[language] in json.dumps(spec, ensure_ascii=False)
    assert NO_DATA[language] in vl_convert.vegalite_to_svg(spec)


@pytest.mark.parametrize("name", CHARTS)
def test_it_keeps_to_the_schema_of_vega_lite(name: str) -> None:
    draw, make = CHARTS[name]
    charts.use_theme(language="ar")
    wrong = jsonschema.Draft7Validator(core.load_schema()).iter_errors(json.loads(json.dumps(draw(make()).to_dict())))
    assert [error.message for error in wrong] == []


@pytest.mark.parametrize("name", CHARTS)
def test_one_row_is_enough(name: str) -> None:
    draw, make = CHARTS[name]
    svg = vl_convert.vegalite_to_svg(draw(make().head(1)).to_dict())
    assert "NaN" not in svg


@pytest.mark.parametrize("name", CHARTS)
def test_every_mark_of_data_has_a_tooltip(name: str) -> None:
    draw, make = CHARTS[name]
    assert '"tooltip": [{' in json.dumps(draw(make()).to_dict())


@pytest.mark.parametrize("name", CHARTS)
def test_a_frame_without_its_columns_is_refused(name: str) -> None:
    draw, make = CHARTS[name]
    with pytest.raises(FrameError, match=r"chart_\w+: expected a"):
        draw(make().select(pl.lit(1).alias("other")))


@pytest.mark.parametrize("name", CHARTS)
def test_a_lazy_frame_is_refused_with_a_hint(name: str) -> None:
    draw, make = CHARTS[name]
    with pytest.raises(FrameError, match=r"call \.collect\(\) on a LazyFrame"):
        draw(make().lazy())


@pytest.mark.parametrize("name", CHARTS)
def test_a_title_of_the_users_own_is_set_and_a_long_one_is_broken(name: str) -> None:
    draw, make = CHARTS[name]
    long = "عنوان طويل عن الضمانات الأمنية (2021-2022) التي طلبتها موسكو من حلف شمال الأطلسي NATO " * 2
    lines = draw(make(), title=long, language="ar").to_dict()["title"]["text"]
    assert len(lines) > 1
    assert " ".join(line.strip("\u2067\u2069") for line in lines) == long.strip()


@pytest.mark.parametrize("name", CHARTS)
def test_the_frame_is_left_as_it_was(name: str) -> None:
    draw, make = CHARTS[name]
    frame = make()
    draw(frame)
    assert frame.equals(make())


@pytest.mark.parametrize("name", CHARTS)
def test_the_chart_can_still_be_configured(name: str) -> None:
    draw, make = CHARTS[name]
    spec = draw(make()).configure_view(stroke="red").to_dict()
    assert spec["config"]["view"]["stroke"] == "red"


def test_charts_can_be_layered() -> None:
    rule = alt.Chart(pl.DataFrame({"period": ["2022-01-12"]})).mark_rule().encode(x="period:T")
    spec = (charts.chart_term_trend(frames.series(["غاز"]), language="ar") + rule).to_dict()
    assert vl_convert.vegalite_to_svg(spec).startswith("<svg")
