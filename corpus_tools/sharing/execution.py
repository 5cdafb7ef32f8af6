"""Run a notebook from top to bottom on a fresh kernel."""

from __future__ import annotations

import os
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from corpus_tools.errors import ArgumentError, NotebookError, SourceError, explain
from corpus_tools.progress import SWITCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from nbformat import NotebookNode

PARAMETERS = "parameters"
INJECTED = "injected-parameters"
_CELL_SECONDS = 1800
_NATIVE = "python3"


def notebooks_folder() -> Path:
    """Tell where the project's notebooks are: beside an editable install, else in the working directory."""
    beside = Path(__file__).resolve().parents[2] / "notebooks"
    return beside if beside.is_dir() else Path.cwd() / "notebooks"


def find_notebooks(function: str, notebooks: str | Path | Iterable[str | Path] | None) -> list[Path]:
    """Resolve names (with or without .ipynb) and paths to files; None means all of the project's, by name."""
    folder = notebooks_folder()
    if notebooks is None:
        there = _list_notebooks(folder)
        if not there:
            hint = "run it in the project's folder, or pass notebooks= with paths."
            message = explain(function, expected="a folder with *.ipynb", got=str(folder), hint=hint)
            raise SourceError(message)
        return there
    named = [notebooks] if isinstance(notebooks, (str, Path)) else list(notebooks)
    if not named:
        raise ArgumentError(explain(function, expected="the name of a notebook", got="no notebook"))
    paths = [_find_notebook(function, name, folder=folder) for name in named]
    _refuse_same_names(function, paths)
    return paths


def _list_notebooks(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))


def _find_notebook(function: str, name: str | Path, *, folder: Path) -> Path:
    given = Path(name)
    for candidate in (given, folder / given, folder / f"{given}.ipynb"):
        if candidate.suffix == ".ipynb" and candidate.is_file():
            return candidate.resolve()
    known = [path.stem for path in _list_notebooks(folder)]
    message = explain(function, expected="the name or path of a notebook", got=str(name), known=known)
    raise ArgumentError(message)


def _refuse_same_names(function: str, paths: list[Path]) -> None:
    names = [path.stem for path in paths]
    for name in names:
        if names.count(name) > 1 or name == "index":
            hint = "each notebook becomes <name>.html; index.html is the first page."
            message = explain(function, expected="notebooks of different names, none named index", got=name, hint=hint)
            raise ArgumentError(message)


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook of any version as version 4; raise NotebookError where it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # notebooks of older versions lack cell ids; they get some
            notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
            return notebook
    except Exception as error:  # nbformat converts whatever it is given, and stumbles in many ways
        message = explain("render_notebooks", expected="a Jupyter notebook", got=path.name, hint=str(error)[:200])
        raise NotebookError(message) from error


def inject_parameters(notebook: NotebookNode, parameters: Mapping[str, object]) -> NotebookNode:
    """Add a cell that sets `parameters` after the cell of that tag, or at the top where none is tagged."""
    source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": [INJECTED]})  # type: ignore[no-untyped-call]
    cell["id"] = INJECTED  # new cells get ids by chance; pages are to come out the same
    tagged = [n for n, old in enumerate(notebook.cells) if PARAMETERS in old.metadata.get("tags", [])]
    at = tagged[0] + 1 if tagged else 0
    notebook.cells.insert(at, cell)
    return notebook


def run_notebook(
    notebook: NotebookNode, *, name: str, progress: Callable[[str, int, int], None] | None = None
) -> NotebookNode:
    """Execute a notebook in place, in a temporary working directory, with the interpreter that runs this.

    `progress` is called with the notebook's name, the number of the code cell that begins, and their count.
    """
    numbers = _number_cells(notebook)
    total = max(numbers.values(), default=0)

    begun: list[int] = []

    def begin(cell: NotebookNode, cell_index: int) -> None:
        begun.append(cell_index)
        if progress and cell_index in numbers:
            progress(name, numbers[cell_index], total)

    with tempfile.TemporaryDirectory(prefix="corpus_tools_") as folder:
        client = NotebookClient(
            notebook,
            km=_make_manager(),
            timeout=_CELL_SECONDS,
            on_cell_start=begin,
            resources={"metadata": {"path": folder}},
            record_timing=False,
            shutdown_kernel="immediate",
        )
        try:
            _execute(client, folder=folder)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise NotebookError(_explain_failure(error, notebook, begun[-1:], name=name, numbers=numbers)) from error
    return notebook


def _execute(client: NotebookClient, *, folder: str) -> None:
    """Run the client; what the kernel process itself prints is no output of a cell, and is dropped."""
    environment = os.environ | {"IPYTHONDIR": folder, "PYDEVD_DISABLE_FILE_VALIDATION": "1", SWITCH: "0"}
    options: dict[str, Any] = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    options["cleanup_kc"] = True  # nbclient leaves alone the kernel of a manager that it was given
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Jupyter's clients, not of the notebook: those are in its outputs
        client.execute(**options)


def _make_manager() -> AsyncKernelManager:
    """Make a kernel manager that knows no installed kernel: what is left is the running interpreter."""
    specs = KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True)
    return AsyncKernelManager(kernel_name=_NATIVE, kernel_spec_manager=specs)


def _number_cells(notebook: NotebookNode) -> dict[int, int]:
    """Give each code cell the number by which a reader knows it: the injected one does not count."""
    code = [
        n
        for n, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and INJECTED not in cell.metadata.get("tags", []) and cell.source.strip()
    ]
    return {place: number for number, place in enumerate(code, start=1)}


def _explain_failure(
    error: Exception, notebook: NotebookNode, begun: list[int], *, name: str, numbers: Mapping[int, int]
) -> str:
    """Say where and why a notebook failed; `begun` holds the place of the cell that began last, if any."""
    number = numbers.get(begun[0]) if begun else None
    where = f"code cell {number} of {max(numbers.values())}" if number else "before its first cell"
    if isinstance(error, CellExecutionError):
        what = f"{error.ename}: {error.evalue}"
    elif isinstance(error, CellTimeoutError):
        what = f"it took more than {_CELL_SECONDS} seconds"
    else:
        what = "the kernel died (often for want of memory)"
    lines = notebook.cells[begun[0]].source.strip().splitlines() if begun else []
    first = f" The cell begins: {lines[0]}" if lines else ""
    return f"{name}.ipynb, {where}: {what}.{first}"
