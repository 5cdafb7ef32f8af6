"""The first cell of every notebook: the look of charts, text and tables, and charts that need no network."""

from __future__ import annotations

from functools import partial

import polars as pl
from IPython import get_ipython
from IPython.display import HTML, display

from corpus_tools.charts.theme import chart_css, font_css, is_rtl, use_theme
from corpus_tools.corpus import Corpus
from corpus_tools.sharing.bundle import live_script
from corpus_tools.sharing.prose import hide_other_languages
from corpus_tools.sharing.renderer import use_renderer
from corpus_tools.sharing.summary import corpus_html
from corpus_tools.sharing.tables import ROWS, TEXT_LENGTH, table_html
from corpus_tools.sharing.words import DATA, check_language

# An exported page has all this already: the output that begins so is left out there.
SETUP_MARK = "<!--corpus_tools setup-->"


def setup_notebook(*, language: str = "ar") -> None:
    """Prepare a notebook: call it in the first cell, and again after the notebook is opened anew.

    Charts get the house's look and its language; they are shown as live charts (tooltips, text that can
    be selected) without a network, and as pictures where a notebook is not trusted. Arabic text and
    tables run from right to left. Tables of Polars show more rows and longer texts, and no data types.

    Parameters
    ----------
    language
        `ar`, `en` or `fr`: the language of titles, axes and tooltips, not of the articles. Arabic is the
        default.

    Returns
    -------
    None
        The styles and scripts are shown as the output of the cell.

    Raises
    ------
    ArgumentError
        When `language` is another one.

    Notes
    -----
    The output of this cell holds the program that draws the charts, about 1.2 MB; strip outputs before
    you put a notebook under version control. Markdown blocks get the direction of most of their letters,
    so that an English paragraph in an Arabic notebook still runs from left to right.

    Examples
    --------
    >>> import altair
    >>> with pl.Config():  # أول خلية في كل دفتر
    ...     setup_notebook(language="ar")
    >>> altair.renderers.active
    'corpus_tools'
    """
    check_language("setup_notebook", language)
    use_theme(language=language)
    use_renderer()
    _configure_tables()
    shell = get_ipython()
    if shell is not None:
        shows_html = shell.display_formatter.formatters["text/html"]
        shows_html.for_type(pl.DataFrame, partial(table_html, language=language))
        shows_html.for_type(Corpus, partial(corpus_html, language=language))
        display(HTML(setup_html(language=language)))  # type: ignore[no-untyped-call]


def setup_html(*, language: str) -> str:
    """Write the styles and scripts that the outputs of a notebook share."""
    sheets = ["chart.css", "table.css", "notebook.css", *(["notebook_rtl.css"] if is_rtl(language) else [])]
    styles = [font_css(), chart_css(), *((DATA / name).read_text(encoding="utf-8") for name in sheets)]
    styles.append(hide_other_languages(language))
    own = [(DATA / name).read_text(encoding="utf-8") for name in ("direction.js", "table.js")]
    scripts = "".join(f"<script>{script}</script>" for script in (live_script(), *own))
    return f"{SETUP_MARK}<style>{''.join(styles)}</style>{scripts}"


def _configure_tables() -> None:
    """Print tables, where there is no HTML, for readers: what is in them, not how they are stored."""
    pl.Config.set_tbl_rows(ROWS)
    pl.Config.set_tbl_cols(-1)
    pl.Config.set_fmt_str_lengths(TEXT_LENGTH)
    pl.Config.set_fmt_table_cell_list_len(-1)
    pl.Config.set_tbl_hide_dataframe_shape(True)
    pl.Config.set_tbl_hide_column_data_types(True)
    pl.Config.set_tbl_hide_dtype_separator(True)
