"""What every page shares: one HTML file that carries its styles, its font and its scripts."""

from __future__ import annotations

import re
from html import escape
from string import Template
from typing import TYPE_CHECKING, Any

from corpus_tools.charts.theme import chart_css, font_css
from corpus_tools.sharing.bundle import live_script
from corpus_tools.sharing.renderer import chart_html, describe_chart, text_direction
from corpus_tools.sharing.words import DATA, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def wrap_page(body: str, *, title: str, language: str, description: str = "") -> str:
    """Build a page around `body`; the Vega bundle (0.9 MB) comes with it only where there is a chart.

    The page's own security policy forbids every address outside it.
    """
    shell = Template(_read("shell.html"))
    scripts = [live_script()] if 'class="corpus-chart"' in body else []
    scripts += [_read("page.js")] if re.search(r'class="(output|scroll|corpus-table)\b', body) else []
    scripts += [_read("table.js")] if re.search(r'class="corpus-(table|kwic)"', body) else []
    styles = [_read("page.css"), _read("chart.css"), _read("table.css")]
    return shell.substitute(
        language=language,
        direction=text_direction(language),
        title=escape(title),
        description=escape(description, quote=True),
        style="\n".join((font_css(), chart_css(), *styles)),
        body=body,
        script="".join(f"<script>{script}</script>" for script in scripts),
        scroll=escape(word("scroll", language=language), quote=True),
    )


def build_chart_page(spec: Mapping[str, Any], *, language: str, notes: Sequence[str] = ()) -> str:
    """Build the page of one chart, with lines of small print under it."""
    title = describe_chart(spec, language=language)
    small = "".join(f'<p class="chart-note" dir="auto">{escape(line)}</p>' for line in notes)
    chart = chart_html(spec, language=language, notes=notes)
    body = f'<main><div class="output">{chart}</div><footer>{small}</footer></main>'
    return wrap_page(body, title=title, language=language)


def _read(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")
