"""Values that a report sets in its notebooks: which there are, and how a command line or YAML file writes them."""

from __future__ import annotations

import ast
import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

import yaml  # type: ignore[import-untyped]

from corpus_tools.errors import ArgumentError, SourceError, explain
from corpus_tools.sharing.execution import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from nbformat import NotebookNode

_RESERVED = ("folder", "language", "out")


def read_parameters(function: str, path: Path) -> dict[str, object]:
    """Read a YAML file of names and values; raise SourceError where it is none."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        got = " ".join(str(error).split())[:200]
        raise SourceError(explain(function, expected=f"a YAML file of parameters in {path}", got=got)) from error
    if not isinstance(content, dict) or not all(isinstance(name, str) for name in content):
        hint = "write one 'name: value' a line."
        message = explain(function, expected=f"names and values in {path}", got=type(content).__name__, hint=hint)
        raise SourceError(message)
    return {name: _plain(value) for name, value in content.items()}


def parse_parameter(function: str, text: str) -> tuple[str, object]:
    """Read `name=value`; the value is written as in YAML: 30, true, null, [a, b], or text.

    >>> parse_parameter("corpus-tools", "top=30"), parse_parameter("corpus-tools", "words_in=ar")
    (('top', 30), ('words_in', 'ar'))
    """
    name, sign, value = text.partition("=")
    if not (name.strip() and sign):
        raise ArgumentError(explain(function, expected="--parameter as top=30", got=text))
    try:
        return name.strip(), _plain(yaml.safe_load(value))
    except yaml.YAMLError:
        return name.strip(), value


def check_parameters(
    function: str, parameters: Mapping[str, object], notebooks: Iterable[NotebookNode] | None = None
) -> None:
    """Raise ArgumentError for a parameter that is no free name, no plain value, or in none of the notebooks.

    A notebook without a cell tagged `parameters` takes whatever it is given.
    """
    if not isinstance(parameters, Mapping):
        raise ArgumentError(explain(function, expected="parameters as names and values", got=parameters))
    for name, value in parameters.items():
        if name in _RESERVED or not isinstance(name, str) or not name.isidentifier():
            expected = f"parameters named as variables, other than {', '.join(_RESERVED)}"
            raise ArgumentError(explain(function, expected=expected, got=name))
        try:
            ast.literal_eval(repr(value))  # it is written into a cell as Python
        except (ValueError, SyntaxError) as error:
            expected = f"parameter {name!r} to be a plain value (number, text, list, dict)"
            message = explain(function, expected=expected, got=value, hint="pass a path as text.")
            raise ArgumentError(message) from error
    declared = [_declared(notebook) for notebook in notebooks or ()]
    known = sorted({name for names in declared for name in names or ()} - set(_RESERVED))
    unknown = [name for name in parameters if name not in known]
    if unknown and declared and None not in declared:
        expected = "parameters that a notebook has in its first code cell"
        raise ArgumentError(explain(function, expected=expected, got=unknown[0], known=known))


def _declared(notebook: NotebookNode) -> set[str] | None:
    """List the names that the cell tagged `parameters` sets; None where no cell is tagged, or it is no Python."""
    cells = [cell for cell in notebook.cells if PARAMETERS in cell.metadata.get("tags", [])]
    try:
        statements = [node for cell in cells for node in ast.parse(cell.source).body]
    except SyntaxError:
        return None
    targets = [target for node in statements if isinstance(node, ast.Assign) for target in node.targets]
    targets += [node.target for node in statements if isinstance(node, ast.AnnAssign)]
    return {target.id for target in targets if isinstance(target, ast.Name)} if cells else None


def _plain(value: object) -> object:
    """Write days as text, also inside lists: YAML reads 2022-02-24 as a day."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return value
