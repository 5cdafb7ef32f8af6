"""Notebooks that speak several languages: each block of text in all of them, the reader sees one.

A block is a markdown `<div lang="ar" dir="rtl">`, a blank line, the text, a blank line, `</div>`; the blocks of
one text stand in one cell. What is for the writer of code only (what a notebook teaches, which values to change)
stands between `<!-- notebook -->` and `<!-- /notebook -->`, and is left out of pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus_tools.charts.words import space_french

if TYPE_CHECKING:
    from nbformat import NotebookNode

_BLOCK = re.compile(r'<div lang="(?P<language>[a-z]{2})"[^>]*>\s*\n(?P<text>.*?)\n\s*</div>', re.DOTALL)
_CODE = re.compile(r"(`+[^`]*`+)")
_ASIDE = re.compile(r"<!-- notebook -->.*?<!-- /notebook -->", re.DOTALL)


def keep_language(notebook: NotebookNode, *, language: str) -> NotebookNode:
    """Keep of each text the block of one language, in place; a text without that language stays whole.

    Words for the writer of code only are left out, and so is a cell of nothing else.
    """
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            source = choose_blocks(_ASIDE.sub("", cell.source), language=language)
            cell.source = _space_words(source) if language == "fr" else source
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type != "markdown" or cell.source.strip()]
    return notebook


def _space_words(source: str) -> str:
    """Set the unbreakable spaces of French in a text, not in its code (between backticks)."""
    return "".join(part if part.startswith("`") else space_french(part) for part in _CODE.split(source))


def choose_blocks(source: str, *, language: str) -> str:
    r"""Leave out the blocks of other languages; a source without a block of that language stays whole.

    >>> text = '<div lang="ar" dir="rtl">\n\nأخبار\n\n</div>\n<div lang="fr">\n\nNouvelles\n\n</div>'
    >>> choose_blocks(text, language="fr")
    'Nouvelles'
    """
    if not any(block["language"] == language for block in _BLOCK.finditer(source)):
        return source
    kept = _BLOCK.sub(lambda block: block["text"].strip() if block["language"] == language else "", source)
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def hide_other_languages(language: str) -> str:
    """Give the style that hides, in a live notebook, the blocks of other languages beside one of `language`."""
    block = f"div[lang={language}]"
    return f".jp-MarkdownOutput:has(>{block})>div[lang]:not([lang={language}]){{display:none}}"
