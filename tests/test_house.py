"""The rules of the house: imports, documentation, dependencies, notebooks, size."""

from __future__ import annotations

import ast
import inspect
import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

import corpus_tools

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "corpus_tools"
FILES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FUNCTIONS = [name for name in corpus_tools.__all__ if inspect.isfunction(getattr(corpus_tools, name))]

# A part may import those of a lower rank. Parts of the same rank may, as long as no circle comes of it.
RANKS = {
    "errors": 0,
    "startup": 0,
    "schema": 1,
    "arguments": 1,
    "progress": 1,
    "language": 2,
    "gazetteer": 3,
    "reading": 4,
    "corpus": 5,
    "measures": 6,
    "actors": 6,
    "dates": 6,
    "quotes": 6,
    "series": 7,
    "charts": 8,
    "scale": 8,
    "sharing": 9,
    "exploring": 10,
    "cli": 11,
    "__main__": 12,
    "__init__": 12,
}


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def part_of(module):
    return module.split(".")[1] if "." in module else "__init__"


def imports(module):
    """Name the modules that one imports anywhere in its code; those for type checking too."""
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else str(node.module) for name in inner)


def own_imports(module):
    return {name for name in imports(module) if name.split(".")[0] == "corpus_tools"}


def test_every_part_has_a_place_in_the_order():
    assert {part_of(module) for module in MODULES} <= set(RANKS)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module):
    part = part_of(module)
    others = {name for name in own_imports(module) if part_of(name) != part}
    assert {name for name in others if RANKS[part_of(name)] > RANKS[part]} == set()
    assert "corpus_tools" not in others or part == "__main__"


def test_no_circle_of_imports():
    # What is left when modules whose imports are all done are taken away, again and again, is a circle.
    waiting = {module: own_imports(module) - {module} for module in MODULES}
    while done := {module for module, needed in waiting.items() if not needed}:
        waiting = {module: needed - done for module, needed in waiting.items() if module not in done}
    assert waiting == {}


@pytest.mark.parametrize(
    "module", [name for name in MODULES if part_of(name) in {"measures", "actors", "dates", "quotes", "series"}]
)
def test_measures_draw_nothing(module):
    assert {name.split(".")[0] for name in imports(module)} & {"altair", "vl_convert", "wordcloud", "PIL"} == set()


@pytest.mark.parametrize("module", MODULES)
def test_no_import_inside_a_function(module):
    functions = [node for node in ast.walk(MODULES[module]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    hidden = [
        node for function in functions for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert [node.lineno for node in hidden] == []


@pytest.mark.parametrize("path", [path for path in FILES if path.name == "__init__.py"], ids=module_name)
def test_an_init_file_only_gives_out_names(path):
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert {type(node) for node in body} <= {ast.Expr, ast.ImportFrom, ast.Assign}
    given = [alias.asname or alias.name for node in body if isinstance(node, ast.ImportFrom) for alias in node.names]
    listed = [name for node in body if isinstance(node, ast.Assign) for name in ast.literal_eval(node.value)]
    assert sorted(name for name in given if name not in ("annotations", "startup")) == sorted(listed)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_over_500_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def body_lines(function):
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return function.end_lineno - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("module", MODULES)
def test_no_function_over_50_lines(module):
    functions = [node for node in ast.walk(MODULES[module]) if isinstance(node, ast.FunctionDef)]
    assert {node.name: body_lines(node) for node in functions if body_lines(node) > 50} == {}


def test_public_names_are_sorted_and_there():
    assert corpus_tools.__all__ == sorted(corpus_tools.__all__)
    assert len(FUNCTIONS) > 20


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_is_documented(name):
    text = inspect.getdoc(getattr(corpus_tools, name)) or ""
    sections = re.findall(r"^(\w+)\n-{3,}$", text, flags=re.MULTILINE)
    assert {"Parameters", "Returns", "Examples"} <= set(sections)
    assert ">>> " in text


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_parameter_is_described(name):
    function = getattr(corpus_tools, name)
    text = inspect.getdoc(function).partition("Parameters\n")[2].partition("\nReturns\n")[0]
    described = {
        word.strip("*` ") for line in re.findall(r"^\S.*$", text, flags=re.MULTILINE) for word in line.split(",")
    }
    assert set(inspect.signature(function).parameters) <= described


@pytest.mark.parametrize("name", corpus_tools.__all__)
def test_a_public_name_is_on_the_api_page(name):
    assert f"`{name}`" in (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def requirement(line):
    """Cut `name>=1,<2` into name and bounds."""
    name, bounds = re.fullmatch(r"([A-Za-z0-9_.\-]+)(?:\[[\w,-]+\])?\s*(.*)", line.strip()).groups()
    return re.sub(r"[-_.]+", "-", name).lower(), ",".join(sorted(part.strip() for part in bounds.split(",")))


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def environment():
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def test_conda_and_pip_install_the_same(project, environment):
    packages = [item for item in environment["dependencies"] if isinstance(item, str)]
    with_pip = [line for item in environment["dependencies"] if isinstance(item, dict) for line in item["pip"]]
    listed = dict(map(requirement, [*packages, *(line for line in with_pip if not line.startswith("-e"))]))
    needed = dict(map(requirement, project["dependencies"]))
    extras = dict(requirement(line) for lines in project["optional-dependencies"].values() for line in lines)
    assert {name: listed.get(name) for name in needed} == needed
    further = {name: bounds for name, bounds in listed.items() if name not in {*needed, "python", "pip"}}
    assert further == {name: extras.get(name) for name in further}


def test_the_conda_environment(project, environment):
    assert environment["name"] == "corpus-tools"
    assert environment["channels"] == ["conda-forge"]
    packages = [item for item in environment["dependencies"] if isinstance(item, str)]
    assert f"python{project['requires-python']}" in packages
    assert project["requires-python"] == ">=3.11"
    assert "pip" in packages
    (with_pip,) = [item["pip"] for item in environment["dependencies"] if isinstance(item, dict)]
    assert [line for line in with_pip if line.startswith("-e")] == ["-e ."]


def test_constraints_pin_every_dependency_once(project):
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*==[A-Za-z0-9.!+]+", line)] == []
    assert lines == sorted(lines)
    pinned = [requirement(line)[0] for line in lines]
    assert len(pinned) == len(set(pinned))
    wanted = [
        *project["dependencies"],
        *(line for lines in project["optional-dependencies"].values() for line in lines),
    ]
    assert {requirement(line)[0] for line in wanted} - {"corpus-tools"} <= set(pinned)


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_keeps_the_rules(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert re.fullmatch(r"\d\d_[a-z_]+\.ipynb", path.name)
    assert 2 <= len(cells) <= 40
    assert [cell["source"] for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []
    sources = ["".join(cell["source"]) for cell in code]
    assert [source for source in sources if len(source.splitlines()) > 12] == []
    assert [source for source in sources if re.search(r"^\s*(async def|def|class)\s", source, flags=re.MULTILINE)] == []
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in cells) == 1
    assert cells[0]["cell_type"] == "markdown"
