"""Save charts as files that others can open."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import altair as alt
import vl_convert

from corpus_tools.charts.theme import font_css, theme_language
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.sharing.atomic import choose_writer, write_atomically
from corpus_tools.sharing.renderer import VEGA_LITE, draw_png, register_font
from corpus_tools.sharing.shell import build_chart_page

if TYPE_CHECKING:
    from collections.abc import Callable


def save_chart(chart: alt.TopLevelMixin, path: str | Path, *, scale: float = 2) -> Path:
    """Save a chart as png, svg, pdf, html or json; the suffix of the path decides.

    Use png for a document or a post, svg and pdf for print and for layout programs, html to send the live
    chart (with tooltips) to somebody without Python, json to go on in another Vega-Lite tool. Nothing in
    these files points outside: the font is inside, and so is the program that draws the html.

    Parameters
    ----------
    chart
        Any Altair chart.
    path
        The file to write; its folder is made if need be. A file of that name is replaced, whole or not at
        all.
    scale
        Pixels of a png for one pixel of the chart. 2 is sharp on today's screens; take 4 for print. The other
        formats have no pixels and ignore it.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    ArgumentError
        When the suffix is another one, `chart` is not a chart or `scale` is not a positive number.

    Examples
    --------
    >>> import polars as pl, tempfile
    >>> words = pl.DataFrame({"term": ["الناتو", "روسيا"], "count": [12, 9]})
    >>> chart = alt.Chart(words, title="أكثر المصطلحات").mark_bar().encode(x="count:Q", y="term:N")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_chart(chart, f"{folder}/charts/terms.svg").name
    'terms.svg'
    """
    target = Path(path)
    if not isinstance(chart, alt.TopLevelMixin):
        message = explain("save_chart", expected="an Altair chart", got=type(chart).__name__)
        raise ArgumentError(message)
    if not scale > 0:
        raise ArgumentError(explain("save_chart", expected="scale above 0", got=scale))
    writers: dict[str, Callable[[dict[str, Any]], bytes]] = {
        ".png": partial(draw_png, scale=scale),
        ".svg": _write_svg,
        ".pdf": _write_pdf,
        ".html": _write_html,
        ".json": _write_json,
    }
    write = choose_writer("save_chart", target, writers)
    return write_atomically(target, write(chart.to_dict()))


def _write_svg(spec: dict[str, Any]) -> bytes:
    """Draw an SVG that carries its font: elsewhere its labels would be drawn in another one, and clip."""
    register_font()
    svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    head_end = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:head_end]}<defs><style>{font_css()}</style></defs>{svg[head_end:]}".encode()


def _write_pdf(spec: dict[str, Any]) -> bytes:
    register_font()
    return vl_convert.vegalite_to_pdf(spec, vl_version=VEGA_LITE, allowed_base_urls=[])


def _write_html(spec: dict[str, Any]) -> bytes:
    return build_chart_page(spec, language=theme_language() or "en").encode()


def _write_json(spec: dict[str, Any]) -> bytes:
    return (json.dumps(spec, ensure_ascii=False, indent=2) + "\n").encode()
