from __future__ import annotations

import nbformat
import pytest

from corpus_tools.sharing.conversion import convert_notebook, read_opening, set_directions
from corpus_tools.sharing.execution import INJECTED
from corpus_tools.sharing.notebook import SETUP_MARK
from tests.sharing.notes import code, words


def notebook(*cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=list(cells))


def shown(kind: str, content: str) -> nbformat.NotebookNode:
    cell = code("shown")
    cell.outputs = [nbformat.v4.new_output("display_data", {kind: content})]
    return cell


@pytest.mark.parametrize(
    ("markup", "direction"),
    [
        ("<p>BBC عربي: الأخبار</p>", "rtl"),
        ("<p>The alliance (الناتو) met.</p>", "ltr"),
        ("<p><code>count_terms_and_more</code> هو</p>", "rtl"),
    ],
)
def test_a_block_runs_as_most_of_its_letters_do(markup: str, direction: str) -> None:
    assert set_directions(markup).startswith(f'<p dir="{direction}">')


def test_a_block_without_letters_follows_the_page() -> None:
    assert set_directions("<p>2022</p>") == "<p>2022</p>"


def test_code_is_folded_away_and_escaped() -> None:
    body = convert_notebook(notebook(code("a = '<b>'")), language="en")
    assert '<details class="code"><summary>Show code</summary>' in body
    assert "<b>" not in body


def test_pages_take_no_script_from_elsewhere() -> None:
    body = convert_notebook(notebook(words("# x\n\n$a^2$\n\n```mermaid\ngraph\n```"), code("1")), language="fr")
    assert "<script" not in body
    assert "http" not in body
    assert "Afficher le code" in body


def test_the_machinery_is_left_out() -> None:
    injected = code("folder = '/home/someone'", INJECTED)
    setup = shown("text/html", f"{SETUP_MARK}<style></style>")
    path = shown("text/plain", "PosixPath('/home/someone/charts/terms.png')")
    body = convert_notebook(notebook(injected, setup, path), language="ar")
    assert "someone" not in body
    assert "<style>" not in body


def test_warnings_are_folded_away_and_prints_are_shown() -> None:
    cell = code("print()")
    cell.outputs = [
        nbformat.v4.new_output("stream", name="stderr", text="DeprecationWarning: <x>"),
        nbformat.v4.new_output("stream", name="stdout", text="تمّ"),
    ]
    body = convert_notebook(notebook(cell), language="ar")
    assert '<details class="messages"><summary>رسائل أثناء التنفيذ</summary>' in body
    assert "&lt;x&gt;" in body
    assert '<pre class="output" dir="auto">تمّ</pre>' in body


def test_the_opening_is_the_first_heading_and_paragraph() -> None:
    cells = (code("1"), words("# من **يتصدّر**؟\n\nأي `كلمة`\nتتكرر؟\n\nثانياً."))
    opening = read_opening(notebook(*cells), name="01_terms")
    assert (opening.title, opening.summary) == ("من يتصدّر؟", "أي كلمة تتكرر؟")


def test_a_notebook_without_words_has_its_name() -> None:
    opening = read_opening(notebook(code("1"), words("")), name="01_terms")
    assert (opening.title, opening.summary) == ("01_terms", "")
