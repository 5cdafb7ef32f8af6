"""Run notebooks and write them as a site of pages that need neither Python nor a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus_tools.arguments import check_arguments
from corpus_tools.errors import ArgumentError, SourceError, explain
from corpus_tools.reading.reader import scan_source
from corpus_tools.sharing.atomic import take_folder, take_path, write_atomically
from corpus_tools.sharing.conversion import Opening, convert_notebook, read_opening
from corpus_tools.sharing.execution import find_notebooks, inject_parameters, read_notebook, run_notebook
from corpus_tools.sharing.parameters import check_parameters
from corpus_tools.sharing.prose import keep_language
from corpus_tools.sharing.provenance import today
from corpus_tools.sharing.shell import wrap_page
from corpus_tools.sharing.summary import Summary, summarise_corpus
from corpus_tools.sharing.words import DATA, check_language, format_day, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Card:
    """A page of the site, as the first page announces it."""

    address: str
    opening: Opening


@check_arguments
def render_notebooks(
    corpus_path: str | Path,
    out: str | Path,
    *,
    notebooks: str | Path | Iterable[str | Path] | None = None,
    language: str = "ar",
    parameters: Mapping[str, object] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Path:
    r"""Run notebooks over a corpus and write a site that opens in any browser, without a network.

    This is what `corpus-tools report` does. Send the whole folder, or one page of it: each page carries
    its font and the program that draws its charts. A page looks well on a telephone and on paper; code is
    folded away.

    Parameters
    ----------
    corpus_path
        A folder of articles or one file, as `read_articles` takes it.
    out
        The folder of the site; made if need be, and never inside `corpus_path`, where its pages would be
        read as articles the next time.
    notebooks
        Names (`"01_terms"`) or paths. Default: all of `notebooks/` beside the package, where it is
        installed from its own folder (`pip install -e`), else of `notebooks/` in the working directory.
    language
        `ar`, `en` or `fr`: the language of charts and pages. Arabic pages run from right to left.
    parameters
        Further names that the notebooks are to find set, for example `{"top": 30}`. Each must be in the cell
        tagged `parameters` of a notebook, unless one has no such cell.
    progress
        Called with the name of a notebook, the number of the code cell that begins, and how many there are.

    Returns
    -------
    Path
        `out/index.html`: the corpus in numbers and a card for each page. Beside it `<notebook>.html`,
        `charts/` and `tables/`.

    Raises
    ------
    SourceError
        When `corpus_path` or the folder of notebooks is absent, or holds none.
    ArgumentError
        When a notebook, the language, a parameter or the place of `out` is not possible; an unknown parameter
        is answered with the known ones.
    NotebookError
        When a cell fails: the message names the notebook, the cell and the error. Pages made before it stay.

    Notes
    -----
    Each notebook runs on a fresh kernel of the running Python, in a temporary working directory. After
    the cell tagged `parameters` (at the top where none is tagged) `folder`, `language` and `out` are set,
    the two paths absolute: a notebook saves its files below `out`, in `charts/` and `tables/`. Formulas
    between dollar signs stay as typed: MathJax is not on the page. The same input gives the same pages
    but for the date at their end.

    Examples
    --------
    >>> import nbformat, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     _ = pathlib.Path(place, "خبر.txt").write_text("عنوان\n\nقال الناتو إن القمة غداً.", encoding="utf-8")
    ...     note = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# من قال ماذا؟")])
    ...     nbformat.write(note, f"{place}/who.ipynb")
    ...     render_notebooks(f"{place}/خبر.txt", f"{place}/site", notebooks=f"{place}/who.ipynb").name
    'index.html'
    """
    check_language("render_notebooks", language)
    source = take_path("render_notebooks", corpus_path, argument="corpus_path").resolve()
    target = take_folder("render_notebooks", out, argument="out").resolve()
    _check_places(source, target)
    if progress is not None and not callable(progress):
        raise ArgumentError(explain("render_notebooks", expected="progress as a function", got=progress))
    check_parameters("render_notebooks", parameters or {})
    paths = find_notebooks("render_notebooks", notebooks)
    check_parameters("render_notebooks", parameters or {}, map(read_notebook, paths))
    articles, audit = scan_source(source)
    if articles.is_empty():
        message = explain(
            "render_notebooks",
            expected="articles",
            got=f"no article in {source} ({audit.height} files or records)",
            hint="corpus-tools audit FOLDER says why each was not read.",
        )
        raise SourceError(message)
    summary = summarise_corpus(articles, audit, language=language)
    for name in ("charts", "tables"):
        (target / name).mkdir(parents=True, exist_ok=True)
    values = {**(parameters or {}), "folder": str(source), "language": language, "out": str(target)}
    cards = [_render(path, target, values=values, language=language, progress=progress) for path in paths]
    return _write_index(target, source, cards, summary, language=language)


def _check_places(source: Path, target: Path) -> None:
    if not source.exists():
        hint = "name the folder that holds the articles."
        message = explain("render_notebooks", expected="a folder or file of articles", got=str(source), hint=hint)
        raise SourceError(message)
    if target == source or source in target.parents:
        hint = "choose a folder beside the articles; pages inside would be read as articles the next time."
        message = explain("render_notebooks", expected="out outside the corpus", got=str(target), hint=hint)
        raise ArgumentError(message)


def _render(
    path: Path,
    target: Path,
    *,
    values: Mapping[str, object],
    language: str,
    progress: Callable[[str, int, int], None] | None,
) -> Card:
    notebook = inject_parameters(keep_language(read_notebook(path), language=language), values)
    run_notebook(notebook, name=path.stem, progress=progress)
    opening = read_opening(notebook, name=path.stem)
    body = _fill("notebook.html.j2", language=language, body=convert_notebook(notebook, language=language))
    page = wrap_page(body, title=opening.title, language=language, description=opening.summary)
    write_atomically(target / f"{path.stem}.html", page.encode(), function="render_notebooks")
    return Card(quote(f"{path.stem}.html"), opening)


def _write_index(target: Path, source: Path, cards: list[Card], summary: Summary, *, language: str) -> Path:
    title = f"{word('report_title', language=language)}: {source.stem}"
    body = _fill(
        "index.html.j2",
        language=language,
        name=source.stem,
        cards=cards,
        summary=summary,
        files={kind: _list_files(target, kind) for kind in ("charts", "tables")},
    )
    lead = word("report_lead", language=language)
    page = wrap_page(body, title=title, language=language, description=lead)
    return write_atomically(target / "index.html", page.encode(), function="render_notebooks")


def _list_files(target: Path, kind: str) -> list[tuple[str, str]]:
    paths = sorted(path.relative_to(target / kind).as_posix() for path in (target / kind).rglob("*") if path.is_file())
    return [(quote(f"{kind}/{path}"), path) for path in paths]


def _fill(template: str, *, language: str, **values: object) -> str:
    """Fill a template of `data/`; every text is escaped but the body of a notebook."""
    loader = FileSystemLoader(DATA)
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    day = format_day(today(), language=language)
    return pages.get_template(template).render(word=lambda key: word(key, language=language), today=day, **values)
