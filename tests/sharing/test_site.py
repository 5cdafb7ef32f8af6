"""A site of hostile articles in a real browser, without a network: nothing runs, nothing breaks, Arabic is joined."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from PIL import Image, ImageFont, features

from corpus_tools.charts import font_directory
from corpus_tools.sharing import render_notebooks
from tests.sharing.browsing import look_over, open_browser
from tests.sharing.hostile import ATTACKS, write_hostile_corpus
from tests.sharing.notes import PARAMETERS, code, words, write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

CELLS = (
    "import polars as pl, corpus_tools as ct\nct.setup_notebook(language=language)",
    "articles = ct.read_articles(folder)\ncorpus = ct.build_corpus(articles)\ncorpus",
    "articles.select('doc_id', 'title', 'source', 'author', 'url', 'text')",
    "ct.show_concordance(ct.find_concordance(corpus, 'الناتو'))",
    "bars = ct.chart_terms(ct.count_terms(corpus, unit='surface'), top=12)\nbars",
    "series = ct.count_over_time(corpus, every='month', by='source')\nct.chart_timeline(series, by='source')",
    "named = articles.group_by(term='title').agg(count=pl.len(), documents=pl.len())\n"
    "ct.chart_wordcloud(named.sort('term'))",
    "ct.save_chart(bars, f'{out}/charts/bars.svg', corpus=corpus, note=articles['source'].min())\n"
    "ct.save_table(articles.drop('text'), f'{out}/tables/articles.csv')",
)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_hostile_articles_neither_run_nor_break_anything_and_arabic_is_joined(language: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, language)
    with open_browser(width=390) as (page, left):
        look_over(page, site / "hostile.html", left)
        look_over(page, site / "index.html", left)
        page.set_viewport_size({"width": 1200, "height": 900})
        check_drawing(page, site)
        if features.check("raqm"):  # else Pillow cannot say how wide joined Arabic is
            check_arabic(page, site)
        assert left == []


def make_site(place: Path, language: str) -> Path:
    corpus = write_hostile_corpus(place / "news")
    cells = [words("# Hostile"), code(PARAMETERS, "parameters"), *map(code, CELLS)]
    notebook = write(place / "hostile.ipynb", *cells)
    return render_notebooks(corpus, place / "site", notebooks=notebook, language=language).parent


def check_drawing(page: Page, site: Path) -> None:
    drawing = etree.parse(site / "charts" / "bars.svg").getroot()
    assert list(drawing.iter("{*}script", "{*}iframe", "{*}image", "{*}foreignObject")) == []
    assert min(attack[:20] for attack in ATTACKS) in "".join(drawing.itertext())
    page.goto((site / "charts" / "bars.svg").as_uri())
    assert page.evaluate("window.owned") is None


def check_arabic(page: Page, site: Path) -> None:
    """A word as wide as the font's own shaping, and narrower than its letters apart, is joined."""
    page.goto((site / "hostile.html").as_uri())
    chart = page.locator(".corpus-chart").first
    label = chart.locator("svg.marks text", has_text="الناتو").first
    label.wait_for()
    drawn, size = label.evaluate("e => [e.getComputedTextLength(), parseFloat(getComputedStyle(e).fontSize)]")
    word = label.text_content().strip("\u2067\u2068\u2069")
    font = ImageFont.truetype(str(font_directory() / "IBMPlexSansArabic-Regular.ttf"), 100)
    assert drawn == pytest.approx(font.getlength(word) * size / 100, rel=0.03)
    assert drawn < 0.95 * sum(font.getlength(letter) for letter in word) * size / 100
    with Image.open(io.BytesIO(label.screenshot())) as crop:
        assert crop.convert("L").getextrema()[0] < 128
    chart.locator("svg.marks .mark-rect path").first.hover()
    tooltip = page.locator("#vg-tooltip-element.visible")
    tooltip.wait_for()
    assert chart.locator("svg.marks text", has_text=tooltip.locator(".value").first.text_content()).count() > 0
    assert tooltip.locator(".value").first.evaluate("e => getComputedStyle(e).unicodeBidi") == "plaintext"
