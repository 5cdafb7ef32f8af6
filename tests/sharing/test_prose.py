from __future__ import annotations

import nbformat
import pytest

from corpus_tools.sharing.prose import choose_blocks, hide_other_languages, keep_language
from tests.sharing.notes import code, words

BOTH = """Before.

<div lang="ar" dir="rtl">

# من؟

مقدّمة.

</div>

<div lang="en">

# Who?

Opening.

</div>

After."""


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "Before.\n\n# من؟\n\nمقدّمة.\n\nAfter."), ("en", "Before.\n\n# Who?\n\nOpening.\n\nAfter."), ("fr", BOTH)],
)
def test_of_several_languages_one_is_kept(language: str, expected: str) -> None:
    assert choose_blocks(BOTH, language=language) == expected


def test_only_words_are_touched() -> None:
    cells = [words(BOTH), code(f"text = '''{BOTH}'''")]
    notebook = keep_language(nbformat.v4.new_notebook(cells=cells), language="en")
    assert "مقدّمة" not in notebook.cells[0].source
    assert "مقدّمة" in notebook.cells[1].source


def test_words_for_the_writer_of_code_are_no_part_of_a_page() -> None:
    lesson = '<div lang="ar" dir="rtl">\n\n<!-- notebook -->\n\nغيّر القيم.\n\n<!-- /notebook -->\n\n</div>'
    cells = [words(lesson), words("نتائج. <!-- notebook -->غيّر `later`.<!-- /notebook -->"), code("1")]
    notebook = keep_language(nbformat.v4.new_notebook(cells=cells), language="ar")
    assert [cell.source.strip() for cell in notebook.cells] == ["نتائج.", "1"]


def test_french_punctuation_does_not_begin_a_line() -> None:
    notebook = keep_language(nbformat.v4.new_notebook(cells=[words("Qui ? `a : b`")]), language="fr")
    assert notebook.cells[0].source == "Qui\u00a0? `a : b`"


def test_in_a_live_notebook_others_are_hidden_only_beside_the_own_language() -> None:
    style = hide_other_languages("fr")
    assert style == ".jp-MarkdownOutput:has(>div[lang=fr])>div[lang]:not([lang=fr]){display:none}"
