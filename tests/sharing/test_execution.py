from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from corpus_tools.errors import ArgumentError, NotebookError, SourceError
from corpus_tools.sharing.execution import (
    INJECTED,
    find_notebooks,
    inject_parameters,
    notebooks_folder,
    read_notebook,
    run_notebook,
)
from tests.sharing.notes import PARAMETERS, code, words, write

if TYPE_CHECKING:
    from pathlib import Path


def test_parameters_are_set_after_the_tagged_cell(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", words("# x"), code(PARAMETERS, "parameters"), code("folder"))
    notebook = inject_parameters(read_notebook(path), {"folder": "C:\\أخبار", "top": 3})
    assert notebook.cells[2].metadata.tags == [INJECTED]
    assert notebook.cells[2].source == "folder = 'C:\\\\أخبار'\ntop = 3"


def test_parameters_come_first_where_no_cell_is_tagged(tmp_path: Path) -> None:
    notebook = inject_parameters(read_notebook(write(tmp_path / "a.ipynb", code("1"))), {"top": 3})
    assert [cell.source for cell in notebook.cells] == ["top = 3", "1"]


def test_a_notebook_runs_on_this_python_in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = tmp_path / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    spec = {"argv": ["/no/such/python", "{connection_file}"], "display_name": "x", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    seen: list[tuple[str, int, int]] = []
    path = write(
        tmp_path / "a.ipynb",
        code("import sys, os"),
        words("between"),
        code(""),
        code("print(sys.executable)\nprint(os.listdir())"),
    )
    notebook = run_notebook(read_notebook(path), name="a", progress=lambda *step: seen.append(step))
    executable, files = notebook.cells[3].outputs[0].text.splitlines()
    assert executable == sys.executable
    assert str(path.name) not in files
    assert seen == [("a", 1, 2), ("a", 2, 2)]


def test_a_failing_cell_is_named_by_notebook_number_and_error(tmp_path: Path) -> None:
    path = write(
        tmp_path / "02_who.ipynb",
        code(PARAMETERS, "parameters"),
        words("text"),
        code("total = 1"),
        code("# a comment\ntotal / 0"),
        code("never"),
    )
    notebook = inject_parameters(read_notebook(path), {"top": 3})
    expected = r"02_who\.ipynb, code cell 3 of 4: ZeroDivisionError: division by zero\. The cell begins: # a comment"
    with pytest.raises(NotebookError, match=expected):
        run_notebook(notebook, name="02_who")


def test_a_kernel_that_dies_is_said_to_have_died(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", code("1"), code("import os; os._exit(1)"))
    with pytest.raises(NotebookError, match=r"a\.ipynb, code cell 2 of 2: the kernel died"):
        run_notebook(read_notebook(path), name="a")


@pytest.mark.parametrize("content", ["", "{}", '{"cells": 3}', "\x00"])
def test_a_file_that_is_no_notebook_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.ipynb"
    path.write_text(content)
    with pytest.raises(NotebookError, match=r"a Jupyter notebook, got 'broken\.ipynb'"):
        read_notebook(path)


def test_notebooks_are_found_by_name_and_by_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    one, two = (write(folder / f"{name}.ipynb", code("1")) for name in ("01_terms", "02_actors"))
    write(folder / ".hidden.ipynb", code("1"))
    monkeypatch.setattr("corpus_tools.sharing.execution.notebooks_folder", lambda: folder)
    assert find_notebooks("f", None) == [one, two]
    assert find_notebooks("f", "02_actors") == [two]
    assert find_notebooks("f", ["02_actors.ipynb", one]) == [two, one]
    with pytest.raises(ArgumentError, match=r"got '01_term'\. Nearest: '01_terms'"):
        find_notebooks("f", "01_term")
    with pytest.raises(ArgumentError, match="different names"):
        find_notebooks("f", [one, "01_terms"])


def test_no_notebooks_is_an_error_of_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_tools.sharing.execution.notebooks_folder", lambda: tmp_path / "notebooks")
    with pytest.raises(SourceError, match=r"a folder with \*\.ipynb"):
        find_notebooks("f", None)


def test_the_projects_notebooks_are_beside_the_package() -> None:
    assert notebooks_folder().name == "notebooks"
