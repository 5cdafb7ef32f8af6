"""Turn an executed notebook into the body of a page."""

from __future__ import annotations

import copy
import logging
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree, html
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html

from corpus_tools.sharing.execution import INJECTED
from corpus_tools.sharing.notebook import SETUP_MARK
from corpus_tools.sharing.words import DATA, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol")
_RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")
# The value of a last line such as save_chart(…) is a path of the machine that ran it: no news for a reader.
_PATH = re.compile(r"(Posix|Windows)Path\(")
_WIDGET = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Opening:
    """How a notebook introduces itself: its title and its first paragraph, as plain text."""

    title: str
    summary: str


def convert_notebook(notebook: NotebookNode, *, language: str) -> str:
    """Build the body of a page: words, outputs, and the code folded away."""
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="page",
        extra_template_basedirs=[str(DATA)],
        exclude_anchor_links=True,
    )
    exporter.log = logging.getLogger("corpus_tools.nbconvert")
    exporter.log.addHandler(logging.NullHandler())
    exporter.log.propagate = False
    exporter.register_filter("directed", set_directions)  # type: ignore[no-untyped-call]
    words = {key: word(key, language=language) for key in ("show_code", "warnings", "chart")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of nbconvert and its parsers
        body, _ = exporter.from_notebook_node(_without_machinery(notebook), resources={"words": words})
    return str(body)


def read_opening(notebook: NotebookNode, *, name: str) -> Opening:
    """Read the first heading and paragraph of a notebook; without a heading, its name is its title."""
    title = summary = ""
    for cell in notebook.cells:
        if cell.cell_type != "markdown" or (title and summary):
            continue
        for element in _parse(markdown2html(cell.source)).iter("h1", "h2", "p"):
            text = " ".join("".join(element.itertext()).replace("¶", "").split())
            if not title and element.tag in ("h1", "h2"):
                title = text
            elif not summary and element.tag == "p":
                summary = text
    return Opening(title or name, summary)


def set_directions(markup: str) -> str:
    """Give each block of a text the direction in which most of its letters run; code does not count.

    >>> set_directions("<p>BBC عربي: الأخبار</p>")
    '<p dir="rtl">BBC عربي: الأخبار</p>'
    """
    whole = _parse(markup)
    for element in whole.iter(*_BLOCKS):
        text = "".join(_prose(element))
        rtl, ltr = len(_RTL_LETTER.findall(text)), len(_LTR_LETTER.findall(text))
        if rtl or ltr:
            element.set("dir", "rtl" if rtl > ltr else "ltr")
    inner = "".join(html.tostring(child, encoding="unicode") for child in whole)
    return (whole.text or "") + inner


def _without_machinery(notebook: NotebookNode) -> NotebookNode:
    """Leave out what is no news: injected parameters, the set-up's output, paths of the machine."""
    clean = copy.deepcopy(notebook)
    clean.cells = [cell for cell in clean.cells if INJECTED not in cell.metadata.get("tags", [])]
    for cell in clean.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if not _is_machinery(output)]
            for output in cell.outputs:
                if "text/html" in output.get("data", {}):
                    output.data.pop(_WIDGET, None)  # it needs the kernel; the HTML says what stands in its place
    return clean


def _is_machinery(output: NotebookNode) -> bool:
    data = output.get("data", {})
    markup, text = str(data.get("text/html", "")), str(data.get("text/plain", ""))
    return markup.startswith(SETUP_MARK) or (not markup and bool(_PATH.match(text)))


def _parse(markup: str) -> html.HtmlElement:
    return html.fragment_fromstring(markup, create_parent="div")


def _prose(element: etree._Element) -> Iterator[str]:
    """Give the text of an element without its code."""
    if element.tag in ("code", "pre"):
        return
    yield element.text or ""
    for child in element:
        yield from _prose(child)
        yield child.tail or ""
