"""Every notebook runs on a fresh kernel on the demo corpus, and becomes a page that needs nothing from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl
import pytest
from lxml import html

from corpus_tools import render_notebooks, use_corpus
from corpus_tools.errors import CorpusToolsError
from tests.sharing.browsing import look_over, open_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def run_cells(name: str, **parameters: object) -> None:
    """Run the code cells of a notebook in this process, with parameters set after their cell."""
    names: dict[str, Any] = {}
    for cell in json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
        if "parameters" in cell["metadata"].get("tags", []):
            names |= parameters


@pytest.fixture
def unchanged_session() -> Iterator[None]:
    with pl.Config():
        yield
    alt.theme.enable("default")
    alt.renderers.enable("default")
    use_corpus(None)


@pytest.mark.usefixtures("unchanged_session")
@pytest.mark.parametrize(
    ("name", "parameter", "value", "text", "complaint"),
    [
        ("02_terms", "words_in", "zz", "قمة الناتو", "words_in as a language of the articles, got 'zz'.*'ar'"),
        ("02_terms", "words_in", ["ar"], "قمة الناتو", "words_in as a language"),
        ("02_terms", "words_in", None, "123 456", "articles with words, got no word"),
        ("03_actors", "own_actors", "zz.csv", "قمة الناتو", "a CSV file, got 'zz.csv'"),
        ("03_actors", "own_actors", [5], "قمة الناتو", "paths of CSV files, or frames, got 5"),
        ("03_actors", "own_actors", None, "القمح أصفر", "articles that name an actor, got no mention"),
        ("04_timelines", "events_in", "zz", "قمة الناتو", "events_in as a language of the articles, got 'zz'"),
        ("04_timelines", "every", "zz", "قمة الناتو", "every one of .*, got 'zz'"),
        ("05_explore", "term", "zz", "قمة الناتو", "words of the corpus, got 'zz'"),
        ("05_explore", "term", 5, "قمة الناتو", r"terms= a word, a phrase, .*, got \[5\]"),
        ("05_explore", "term", "", "123 456", "articles with words, got no word"),
    ],
)
def test_a_parameter_that_finds_nothing_is_explained(
    name: str, parameter: str, value: object, text: str, complaint: str, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusToolsError, match=f": expected {complaint}"):
        run_cells(name, folder=str(tmp_path), **{parameter: value})
