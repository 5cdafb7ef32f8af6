"""How a chart is shown in a notebook and on a page: a picture, and the live chart where the page can draw it.

JupyterLab 4.6 draws Vega 5 only and Altair's own HTML output loads Vega from the network; this one needs
neither.
"""

from __future__ import annotations

import base64
import io
import json
from html import escape
from typing import TYPE_CHECKING, Any

import altair as alt
import vl_convert
from PIL import Image

from corpus_tools.charts.setting import isolate
from corpus_tools.charts.theme import font_directory, is_rtl, theme_language
from corpus_tools.sharing.plain import clean_spec
from corpus_tools.sharing.provenance import trace_origin
from corpus_tools.sharing.words import LANGUAGES, list_words, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RENDERER = "corpus_tools"
SCALE = 2
VEGA_LITE = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def use_renderer() -> None:
    """Show every Altair chart of this session by `render_chart`."""
    alt.renderers.register(RENDERER, render_chart)
    alt.renderers.enable(RENDERER)


def render_chart(spec: dict[str, Any], **_: object) -> dict[str, str]:
    """Give the one text/html output of a chart, as an Altair renderer does."""
    return {"text/html": chart_html(spec)}


def chart_html(spec: Mapping[str, Any], *, language: str | None = None, notes: Sequence[str] | None = None) -> str:
    """Build the HTML of a chart: its picture and the script that asks for the live chart.

    Without the bundle on the page (an untrusted notebook, a mail) the picture stays. `notes` stand under the picture
    that a reader saves from the live chart's menu: by default the program and the day.
    """
    language = language or theme_language()
    language = language if language in LANGUAGES else "en"
    picture, width, height = chart_picture(spec)
    source = base64.b64encode(picture).decode("ascii")
    if notes is None:
        notes = trace_origin(None, None, language=language).lines
    lines = [isolate(note, language=language) for note in notes]
    handed = ",".join(map(_script_json, (spec, list_words("save_", language=language), lines)))
    arguments = f"[document.currentScript.parentNode,{handed}]"
    return (
        f'<div class="corpus-chart" lang="{language}" style="max-width:100%">'
        f'<img src="data:image/png;base64,{source}" alt="{escape(describe_chart(spec, language=language))}" '
        f'width="{width}" height="{height}" style="max-width:100%;height:auto">'
        f"<script>(window.corpusCharts=window.corpusCharts||[]).push({arguments});</script></div>"
    )


def chart_picture(spec: Mapping[str, Any]) -> tuple[bytes, int, int]:
    """Draw a chart as a PNG of twice its size, and give its width and height on the page in CSS pixels.

    A palette of 256 colours is enough for a chart and a quarter of the bytes.
    """
    image = Image.open(io.BytesIO(draw_png(spec, scale=SCALE))).convert("RGBA")
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    small = paper.convert("RGB").quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    small.save(buffer, format="PNG", optimize=True)
    return buffer.getvalue(), round(image.width / SCALE), round(image.height / SCALE)


def draw_png(spec: Mapping[str, Any], *, scale: float) -> bytes:
    """Draw a Vega-Lite specification as PNG with the package's font; data from the network is refused."""
    register_font()
    return vl_convert.vegalite_to_png(clean_spec(dict(spec)), vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[])


def register_font() -> None:
    """Let the converter find the package's font."""
    vl_convert.register_font_directory(str(font_directory()))


def describe_chart(spec: Mapping[str, Any], *, language: str = "en") -> str:
    """Say in words what a chart shows, for the picture's alternative text: its description, else its title.

    >>> describe_chart({"title": {"text": ["أكثر المصطلحات", "وروداً"]}})
    'أكثر المصطلحات وروداً'
    """
    title = spec.get("title")
    heading = title.get("text") if isinstance(title, dict) else title
    words = " ".join(map(str, heading)) if isinstance(heading, list) else heading
    for text in (spec.get("description"), words):
        if isinstance(text, str) and text.strip():
            return text.strip()
    return word("chart", language=language)


def text_direction(language: str) -> str:
    """Give the value of HTML's `dir` for a language."""
    return "rtl" if is_rtl(language) else "ltr"


def _script_json(value: object) -> str:
    """Write JSON that cannot end the script element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
