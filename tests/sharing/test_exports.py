from __future__ import annotations

import base64
import io
import json
import re
from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from corpus_tools.errors import ArgumentError
from corpus_tools.sharing import save_chart, save_charts

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = re.compile(r"""(?:src|href|@import|url)\s*[=(]\s*["']?\s*(?:https?:)?//""")


def test_png_grows_with_scale_and_folders_are_made(chart: alt.Chart, tmp_path: Path) -> None:
    one, three = tmp_path / "a" / "b" / "one.png", tmp_path / "three.PNG"
    save_chart(chart, one, scale=1)
    save_chart(chart, three, scale=3)
    with Image.open(one) as small, Image.open(three) as large:
        assert large.size == pytest.approx((3 * small.width, 3 * small.height), abs=3)


def test_svg_carries_the_letters_of_its_font_that_it_uses(chart: alt.Chart, tmp_path: Path) -> None:
    svg = save_chart(chart, tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert "حلف الناتو" in svg
    assert not ADDRESS.search(svg)
    faces = re.findall(r"font-weight:(\d+);src:url\(data:font/woff;base64,([^)]+)\)", svg)
    assert [weight for weight, _ in faces] == ["400", "600"]
    plain = TTFont(io.BytesIO(base64.b64decode(faces[0][1])))
    assert {"GSUB", "GPOS"} <= set(plain.keys())
    assert {ord(letter) for letter in "حلفناتو"} <= set(plain.getBestCmap())
    assert ord("ض") not in plain.getBestCmap()
    assert len(svg) < 100_000


def test_pdf_is_a_pdf(chart: alt.Chart, tmp_path: Path) -> None:
    assert save_chart(chart, tmp_path / "chart.pdf").read_bytes().startswith(b"%PDF-")


def test_html_points_nowhere_and_keeps_hostile_data_inside_its_script(chart: alt.Chart, tmp_path: Path) -> None:
    page = save_chart(chart, tmp_path / "chart.html").read_text(encoding="utf-8")
    assert not ADDRESS.search(page)
    assert 'lang="ar" dir="rtl"' in page
    assert "window.corpusVega" in page
    assert "روسيا \\u003c/script>" in page
    assert page.count("<script>") == page.count("</script>") == 3


def test_json_can_be_read_again(chart: alt.Chart, tmp_path: Path) -> None:
    spec = json.loads(save_chart(chart, tmp_path / "chart.json").read_text(encoding="utf-8"))
    assert spec.pop("usermeta")["corpus_tools"]["software"].startswith("corpus_tools ")
    assert spec == chart.to_dict()


@pytest.mark.parametrize(("name", "shown"), [("chart.gif", "chart.gif"), ("chart", "chart.png")])
def test_an_unknown_suffix_names_the_known_ones(chart: alt.Chart, tmp_path: Path, name: str, shown: str) -> None:
    with pytest.raises(ArgumentError, match=rf"(?s)\.png \.svg \.pdf \.html \.json.*{re.escape(shown)}"):
        save_chart(chart, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_chart_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="an Altair chart, got 'DataFrame'"):
        save_chart(pl.DataFrame(), tmp_path / "chart.png")  # type: ignore[arg-type]


@pytest.mark.parametrize("scale", [0, -1, float("nan"), 1e6, "2"])
def test_a_scale_is_positive_and_no_larger_than_a_picture(chart: alt.Chart, tmp_path: Path, scale: float) -> None:
    with pytest.raises(ArgumentError, match=r"scale (above 0|as a finite number)"):
        save_chart(chart, tmp_path / "chart.png", scale=scale)


def test_a_failed_drawing_leaves_the_old_file(chart: alt.Chart, tmp_path: Path) -> None:
    path = save_chart(chart, tmp_path / "chart.png")
    before = path.read_bytes()
    outside = alt.Chart("https://example.org/data.csv").mark_bar().encode(x="a:Q")
    with pytest.raises(ValueError, match=r"example\.org"):
        save_chart(outside, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("path", "note", "message"), [(5, None, "path as a text or a path"), ("a.png", 3, "note as a text or None")]
)
def test_other_arguments_are_explained(chart: alt.Chart, path: Any, note: Any, message: str) -> None:
    with pytest.raises(ArgumentError, match=f"save_chart: expected {message}, got {path if note is None else note}"):
        save_chart(chart, path, note=note)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"formats": ("svg", "gif")}, r"formats among \.png \.svg \.pdf \.html \.json, got 'gif'"),
        ({"formats": ()}, "formats among .*, got no format"),
        ({"formats": 3}, "formats as a text or a list of texts, got 3"),
        ({"charts": []}, "names and charts, got 'list'"),
        ({"folder": None}, "folder as a text or a path, got None"),
        ({"folder": __file__}, "folder to be a folder"),
    ],
)
def test_wrong_arguments_for_many_charts_write_nothing(
    chart: alt.Chart, tmp_path: Path, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ArgumentError, match=f"save_charts: expected {message}"):
        save_charts(**({"charts": {"bars": chart}, "folder": tmp_path / "charts"} | options))
    assert list(tmp_path.iterdir()) == []
