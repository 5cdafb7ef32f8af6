"""Show a concordance: the words before and after a match, aligned on the match."""

from __future__ import annotations

from html import escape

import polars as pl
from IPython.display import HTML

from corpus_tools.arguments import check_arguments, check_whole
from corpus_tools.charts.theme import theme_language
from corpus_tools.errors import FrameError, explain
from corpus_tools.language import is_arabic
from corpus_tools.sharing.renderer import text_direction
from corpus_tools.sharing.tables import table_words
from corpus_tools.sharing.words import DATA, word

_NEEDED = ("before", "match", "after")
_ORIGIN = ("date", "source")
_HEADS = {"origin": "source"}
_ROWS = 200


@check_arguments
def show_concordance(kwic: pl.DataFrame, *, top: int = _ROWS) -> HTML:
    """Show a concordance as a table aligned on the match, right in both directions of writing.

    Use it after `find_concordance`, as the last line of a notebook cell: read down the middle column, and
    see what stands beside the word. Where the lines are Arabic the table runs from right to left: what
    comes before the match is at its right. After `setup_notebook`, and on pages, a click on a heading sorts the
    lines, by the word next to the match first; there is a field to search them, and a click on a line shows it
    whole.

    Parameters
    ----------
    kwic
        The frame of `find_concordance`: columns `before`, `match`, `after`, and `date` and `source` if
        they are there.
    top
        Lines shown, 20 at first where scripts run; 200 keep a notebook light. A last line says how many were left out.

    Returns
    -------
    IPython.display.HTML
        The table. All text is escaped, so markup in an article stays text.

    Raises
    ------
    FrameError
        When `kwic` is no Polars DataFrame, or `before`, `match` or `after` is absent.
    ArgumentError
        When `top` is not a whole number of at least 1.

    Notes
    -----
    Before and after are cut where the table has no room, always at the end that is far from the match. In
    an Arabic line that takes two directions: the cell of the words before runs from left to right, so
    that it is cut at its far end, around an isolated text that runs from right to left.

    Examples
    --------
    >>> import polars as pl
    >>> kwic = pl.DataFrame({"before": ["أعلن حلف"], "match": ["الناتو"], "after": ["<اليوم>"]})
    >>> html = show_concordance(kwic)._repr_html_()
    >>> "&lt;اليوم&gt;" in html, 'dir="rtl"' in html
    (True, True)
    """
    _check(kwic, top)
    shown = kwic.head(top)
    language = theme_language() or "en"
    texts = [row["match"] or "" for row in shown.select("match").to_dicts()]
    direction = "rtl" if 2 * sum(map(is_arabic, texts)) > len(texts) else "ltr"
    if not texts:
        note = word("no_rows", language=language)
        return _show(f'<p dir="{text_direction(language)}">{note}</p>')
    has_origin = any(name in shown.columns for name in _ORIGIN)
    columns = ["origin"] * has_origin + ["before", "match", "after"]
    head = "".join(f'<col class="{name}">' for name in columns)
    heads = "".join(
        f'<th class="{name}" scope="col">{word(_HEADS.get(name, name), language=language)}</th>' for name in columns
    )
    rows = "".join(_row(row, direction=direction, has_origin=has_origin) for row in shown.iter_rows(named=True))
    left_out = f'<p class="note" dir="ltr">{shown.height:,} / {kwic.height:,}</p>' if kwic.height > top else ""
    style = (DATA / "kwic.css").read_text(encoding="utf-8")
    return _show(
        f'<div class="corpus-kwic" dir="{direction}"{table_words(shown.height, language=language)}>'
        f'<style>{style}</style><div class="rows"><table><colgroup>{head}</colgroup><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{left_out}</div>"
    )


def _check(kwic: pl.DataFrame, top: int) -> None:
    hint = "pass the frame of find_concordance."
    for name in _NEEDED:
        if name not in kwic.columns:
            expected, got = f"a column {name!r} (one row a match)", "no such column"
            message = explain("show_concordance", expected=expected, got=got, known=kwic.columns, hint=hint)
            raise FrameError(message)
        if kwic.schema[name] not in (pl.String, pl.Null):
            expected = f"texts in column {name!r}"
            raise FrameError(explain("show_concordance", expected=expected, got=str(kwic.schema[name]), hint=hint))
    check_whole("show_concordance", "top", top, least=1)


def _show(markup: str) -> HTML:
    return HTML(markup)  # type: ignore[no-untyped-call]


def _row(row: dict[str, object], *, direction: str, has_origin: bool) -> str:
    against = "ltr" if direction == "rtl" else "rtl"
    before, match, after = (escape(str(row[name] or "")) for name in _NEEDED)
    origin = " · ".join(str(row[name]) for name in _ORIGIN if row.get(name) is not None)
    first = f'<td class="origin"><bdi>{escape(origin)}</bdi></td>' if has_origin else ""
    return (
        f'<tr title="{before} {match} {after}">{first}'
        f'<td class="before" dir="{against}"><bdi dir="{direction}">{before}</bdi></td>'
        f'<td class="match"><bdi dir="{direction}">{match}</bdi></td>'
        f'<td class="after" dir="{direction}"><bdi dir="{direction}">{after}</bdi></td></tr>'
    )
