"""Tiny notebooks and a tiny corpus for tests that run notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

PARAMETERS = 'folder = "../seeds"\nlanguage = "ar"\nout = None'
SETUP = """from corpus_tools.sharing import save_chart, save_table, setup_notebook
setup_notebook(language=language)"""
CHART = """import altair as alt
import polars as pl
counts = pl.DataFrame({"term": ["حلف الناتو", "روسيا (موسكو)"], "count": [9, 7]})
x, y = alt.X("count:Q", title=None), alt.Y("term:N", title=None)
chart = alt.Chart(counts, title="أكثر المصطلحات", width=600).mark_bar().encode(x=x, y=y)
chart"""
SAVE = 'save_table(counts, f"{out}/tables/terms.csv")\nsave_chart(chart, f"{out}/charts/terms.svg")'


def words(text: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(text)


def code(source: str, *tags: str) -> NotebookNode:
    return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)} if tags else {})


def write(path: Path, *cells: NotebookNode) -> Path:
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    nbformat.write(nbformat.v4.new_notebook(cells=list(cells)), path)
    return path


def write_terms(folder: Path) -> Path:
    return write(
        folder / "01_terms.ipynb",
        words("# من يتصدّر؟\n\nأكثر **المصطلحات** وروداً في NATO.\n\nThis paragraph is English."),
        code(PARAMETERS, "parameters"),
        code(SETUP),
        code(CHART),
        code("counts"),
        code(SAVE),
    )


def write_corpus(folder: Path) -> Path:
    for outlet, name, text in (
        (
            "سهاب",
            "2022-01-12_قمة.txt",
            "قمة في بروكسل\n\nقال الأمين العام لحلف الناتو إن القمة تبدأ غداً في بروكسل.",
        ),
        (
            "quai",
            "2022-02-03_sommet.txt",
            "Un sommet à Bruxelles\n\nLe secrétaire général a parlé aux ministres.",
        ),
        ("quai", "vide.txt", ""),
    ):
        (folder / outlet).mkdir(parents=True, exist_ok=True)
        (folder / outlet / name).write_text(text, encoding="utf-8")
    return folder
