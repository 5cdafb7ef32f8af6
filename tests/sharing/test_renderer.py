from __future__ import annotations

import base64
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from lxml import html
from PIL import Image

from corpus_tools.sharing.provenance import SOFTWARE
from corpus_tools.sharing.renderer import chart_html, chart_picture, describe_chart, use_renderer

if TYPE_CHECKING:
    from pathlib import Path

    import altair as alt


def test_a_chart_is_one_html_output(chart: alt.Chart) -> None:
    use_renderer()
    bundle = chart._repr_mimebundle_()
    assert list(bundle) == ["text/html"]


def test_the_picture_says_what_it_shows_and_has_the_size_of_the_chart(chart: alt.Chart) -> None:
    image = html.fromstring(chart_html(chart.to_dict())).find(".//img")
    kind, content = image.get("src").split(",")
    picture = Image.open(io.BytesIO(base64.b64decode(content)))
    assert kind == "data:image/png;base64"
    assert image.get("alt") == "أكثر المصطلحات وروداً"
    assert picture.width == pytest.approx(2 * int(image.get("width")), abs=1)
    assert picture.convert("L").getextrema()[0] < 128  # something is drawn on the white


def test_the_script_hands_over_the_chart_its_menu_and_its_small_print(
    chart: alt.Chart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1641945600")  # 12 January 2022
    spec = chart.to_dict()
    script = html.fromstring(chart_html(spec)).find(".//script").text
    arguments = re.fullmatch(r".*?\.push\(\[document\.currentScript\.parentNode,(.*)\]\);", script, re.DOTALL)
    assert arguments
    handed = json.loads(f"[{arguments[1]}]")
    assert handed[0] == spec
    assert handed[1] == {"menu": "حفظ الرسم", "svg": "حفظ بصيغة SVG", "png": "حفظ بصيغة PNG"}
    assert [re.sub("[\u2066-\u2069]", "", line) for line in handed[2]] == [f"{SOFTWARE} · 12 يناير 2022"]


def test_markup_in_the_data_cannot_end_the_script(chart: alt.Chart) -> None:
    assert chart_html(chart.to_dict()).count("</script>") == 1


def test_a_hostile_title_stays_text(chart: alt.Chart) -> None:
    markup = chart_html(chart.properties(title='"><img src=x onerror=alert(1)>').to_dict())
    assert len(html.fromstring(markup).findall(".//img")) == 1


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({"description": "ما يقوله", "title": "العنوان"}, "ما يقوله"),
        ({"title": "العنوان"}, "العنوان"),
        ({"title": {"text": ["سطر", "وسطر"], "subtitle": "x"}}, "سطر وسطر"),
        ({"description": "  ", "title": {"text": {"expr": "x"}}}, "رسم بياني"),
        ({}, "رسم بياني"),
    ],
)
def test_describe_chart(spec: dict[str, object], expected: str) -> None:
    assert describe_chart(spec, language="ar") == expected


def test_a_picture_is_small_and_always_the_same(chart: alt.Chart) -> None:
    first, second = chart_picture(chart.to_dict()), chart_picture(chart.to_dict())
    assert first == second
    assert len(first[0]) < 40_000


def test_data_from_the_network_are_refused(chart: alt.Chart, tmp_path: Path) -> None:
    spec = chart.to_dict() | {"data": {"url": "https://example.org/data.json"}}
    with pytest.raises(ValueError, match=r"example\.org"):
        chart_picture(spec)
