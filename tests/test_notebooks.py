"""Every notebook runs on a fresh kernel on the demo corpus, and becomes a page that needs nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from corpus_tools import render_notebooks
from tests.sharing.browsing import look_over, open_browser

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
TITLES = {
    ("01_articles", "ar"): "ماذا في المجلّد؟",
    ("02_terms", "en"): "Which words make the news?",
    ("03_actors", "ar"): "من في الخبر؟",
    ("04_timelines", "fr"): "Que s’est-il passé, et quand ?",
    ("05_explore", "ar"): "ابحث وشاهد واقرأ",
}


def test_all_notebooks_are_tried() -> None:
    assert sorted(name for name, _ in TITLES) == NOTEBOOKS


@pytest.mark.parametrize(("name", "language"), TITLES)
def test_notebook_runs_and_becomes_an_offline_page(name: str, language: str, tmp_path: Path) -> None:
    render_notebooks(ROOT / "seeds", tmp_path, notebooks=[name], language=language)
    page = tmp_path / f"{name}.html"
    tree = html.parse(str(page)).getroot()
    assert tree.get("lang") == language
    assert tree.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert [" ".join(heading.text_content().split()) for heading in tree.iter("h1")] == [TITLES[name, language]]
    outside = [
        value
        for element in tree.iter("link", "script", "img", "iframe", "source")
        for value in (element.get("src"), element.get("href"))
        if value and not value.startswith("data:")
    ]
    assert outside == []
    styles = "".join(element.text or "" for element in tree.iter("style"))
    assert not re.search(r"url\(\s*['\"]?(?!data:)|@import", styles)
    assert page.stat().st_size < 2_500_000
    assert list((tmp_path / "charts").glob("*.png")), "no chart was saved"
    assert list((tmp_path / "tables").glob("*.csv")), "no table was saved"
    with open_browser() as (browser, left):
        look_over(browser, page, left)
        if name == NOTEBOOKS[0]:
            look_over(browser, tmp_path / "index.html", left)
