from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl
import pytest
from lxml import etree, html
from PIL import Image

from corpus_tools.errors import ArgumentError, NotebookError, SourceError
from corpus_tools.sharing import render_notebooks, show_concordance
from corpus_tools.sharing.notebook import setup_html
from corpus_tools.sharing.provenance import SOFTWARE
from corpus_tools.sharing.renderer import chart_html
from corpus_tools.sharing.tables import table_html
from tests.sharing.browsing import open_browser
from tests.sharing.notes import code, words, write, write_corpus, write_terms
from tests.sharing.vscode import show_outputs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

STAMP = re.compile(r"<footer>.*?</footer>")


def test_a_site_is_whole_offline_live_and_the_same_each_time(tmp_path: Path) -> None:
    """One site for all that is asked of it: its pages take their kernels' time to make."""
    corpus = write_corpus(tmp_path / "أخبار")
    plain = write(tmp_path / "02 plain.ipynb", words("# Only words\n\nNo chart."), code("1 + 1"))
    notebooks = [write_terms(tmp_path), plain]
    site = render_notebooks(corpus, tmp_path / "site", notebooks=notebooks).parent
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    assert files == ["01_terms.html", "02 plain.html", "charts/terms.svg", "index.html", "tables/terms.csv"]
    check_first_page(site)
    check_page(site)
    assert "corpusVega" not in (site / "02 plain.html").read_text(encoding="utf-8")
    check_live_page(site)
    again = render_notebooks(corpus, tmp_path / "again", notebooks=notebooks).parent
    for name in ("index.html", "01_terms.html", "02 plain.html"):
        first, second = ((folder / name).read_text(encoding="utf-8") for folder in (site, again))
        assert STAMP.sub("", first) == STAMP.sub("", second), name


def check_first_page(site: Path) -> None:
    tree = html.parse(site / "index.html", html.HTMLParser(encoding="utf-8")).getroot()
    assert tree.get("dir") == "rtl"
    text = tree.text_content()
    assert "12 يناير 2022" in text
    assert "3 فبراير 2022" in text
    assert "سهاب" in text
    assert "vide.txt" in text
    cards = [(card.get("href"), card.findtext("h3"), card.findtext("p")) for card in tree.iterfind(".//li/a[h3]")]
    assert cards == [
        ("01_terms.html", "من يتصدّر؟", "أكثر المصطلحات وروداً في NATO."),
        ("02%20plain.html", "Only words", "No chart."),
    ]


def check_page(site: Path) -> None:
    page = (site / "01_terms.html").read_text(encoding="utf-8")
    assert len(page.encode()) < 2_500_000
    assert page.count("if(!window.corpusVega)") == 1
    assert page.count("@font-face") == 2
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)
    assert str(site.parent) not in page


def check_live_page(site: Path) -> None:
    with open_browser(width=390) as (page, left):
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto((site / "01_terms.html").as_uri())
        page.wait_for_selector(".corpus-chart svg.marks", timeout=15_000)
        assert "\u2067روسيا (موسكو)\u2069" in page.locator("svg.marks text").all_text_contents()
        assert page.evaluate("document.fonts.check(\"16px 'IBM Plex Sans Arabic'\")")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert page.locator("details.code[open]").count() == 0
        directions = [block.get_attribute("dir") for block in page.locator(".words p").all()]
        assert directions == ["rtl", "ltr"]
        check_saved_pictures(page, site)
        assert (left, errors) == ([], [])
        check_in_vscode(page)
        assert left == []


def check_saved_pictures(page: Page, site: Path) -> None:
    """The menu works from the keyboard, and its pictures carry the font and say where they come from."""
    opener = page.locator(".corpus-save summary")
    assert opener.get_attribute("aria-label") == "حفظ الرسم"
    saved = {}
    for kind, tabs in (("png", 1), ("svg", 2)):
        opener.press("Enter")
        for _ in range(tabs):
            page.keyboard.press("Tab")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.suggested_filename == f"أكثر المصطلحات.{kind}"
        saved[kind] = site / f"saved.{kind}"
        download.value.save_as(saved[kind])
    assert page.locator(".corpus-save[open]").count() == 0
    drawing = etree.parse(saved["svg"]).getroot()
    assert f"{SOFTWARE} · " in re.sub("[\u2066-\u2069]", "", "".join(drawing.itertext()))
    assert 'url("data:font/woff' in "".join(drawing.itertext("{*}style"))
    width, height = (2 * float(drawing.get(side)) for side in ("width", "height"))
    with Image.open(saved["png"]) as picture:
        assert picture.size == (pytest.approx(width, abs=1), pytest.approx(height, abs=1))
        assert picture.convert("RGB").getpixel((1, picture.height - 2)) == (255, 255, 255)


def check_in_vscode(page: Page) -> None:
    """Charts, tables and concordances come alive where VS Code shows them, whichever output is first."""
    counts = pl.DataFrame({"term": ["الناتو", "روسيا"], "count": [9, 7]})
    charts = [alt.Chart(counts, title=title).mark_bar().encode(x="count:Q", y="term:N") for title in ("أ", "ب", "ج")]
    first, *both = (chart_html(chart.to_dict(), language="ar") for chart in charts)
    kwic = pl.DataFrame({"before": ["قمة", "حلف"], "match": ["الناتو"] * 2, "after": ["غداً", "أمس"]})
    page.set_viewport_size({"width": 1000, "height": 900})
    shown = [table_html(counts, language="ar"), show_concordance(kwic)._repr_html_()]
    show_outputs(page, first, setup_html(language="ar"), "".join(both), *shown)
    page.wait_for_function("document.querySelectorAll('.corpus-chart>.vega-embed svg.marks').length === 3")
    for box, title in zip(page.locator(".corpus-chart").all(), "أبج", strict=True):
        assert box.locator(".role-title-text text").text_content() == title
        assert box.locator("img").count() == 0
    page.locator(".corpus-table .sort").first.click()
    assert page.locator(".corpus-table td").first.inner_text() == "الناتو"
    head = page.locator(".corpus-kwic th").first
    assert head.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(31, 31, 31)"


def test_parameters_reach_the_notebook_and_language_turns_the_page(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "news")
    show = code("print(language, top, folder.endswith('news'), out.endswith('site'))")
    path = write(tmp_path / "a.ipynb", show)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        render_notebooks(corpus, tmp_path / "site", notebooks=path, language="en", parameters={"top": 30})
    page = (tmp_path / "site" / "a.html").read_text(encoding="utf-8")
    assert "en 30 True True" in page
    assert '<html lang="en" dir="ltr">' in page


def test_a_failure_names_notebook_and_cell_and_writes_no_first_page(tmp_path: Path) -> None:
    path = write(tmp_path / "bad.ipynb", code("1"), code("raise ValueError('عطل')"))
    with pytest.raises(NotebookError, match=r"bad\.ipynb, code cell 2 of 2: ValueError: عطل"):
        render_notebooks(write_corpus(tmp_path / "news"), tmp_path / "site", notebooks=path)
    assert not (tmp_path / "site" / "index.html").exists()


def test_a_site_inside_the_corpus_is_refused(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "news")
    for out in (corpus, corpus / "site", tmp_path / "x" / ".." / "news" / "site"):
        with pytest.raises(ArgumentError, match="out outside the corpus"):
            render_notebooks(corpus, out, notebooks=write_terms(tmp_path))


def test_an_absent_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a folder or file of articles, got '.*لا وجود لها'"):
        render_notebooks(tmp_path / "لا وجود لها", tmp_path / "site")


def test_a_parameter_is_a_plain_value(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="'when' to be a plain value"):
        render_notebooks(write_corpus(tmp_path / "n"), tmp_path / "site", parameters={"when": object()})


@pytest.mark.parametrize("name", ["folder", "out", "not a name"])
def test_a_parameter_is_a_free_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArgumentError, match="parameters named as variables"):
        render_notebooks(write_corpus(tmp_path / "n"), tmp_path / "site", parameters={name: 1})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"corpus_path": 3}, "corpus_path as a text or a path, got 3"),
        ({"out": None}, "out as a text or a path, got None"),
        ({"parameters": 3}, "parameters as names and values, got 3"),
        ({"parameters": {3: 3}}, "parameters named as variables"),
        ({"progress": 3}, "progress as a function, got 3"),
    ],
)
def test_arguments_of_another_kind_are_explained(tmp_path: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError, match=f"render_notebooks: expected {message}"):
        render_notebooks(**({"corpus_path": tmp_path, "out": tmp_path.parent / "site"} | options))
