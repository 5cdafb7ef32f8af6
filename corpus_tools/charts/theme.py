"""The look of every chart: fonts, colours, and the direction in which people read.

`use_theme` is called once, at the top of a notebook; charts then take their language from it.
"""

from __future__ import annotations

import base64
import struct
import zlib
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import altair as alt
import fontpkg_ibm_plex_sans_arabic as plex  # type: ignore[import-untyped]
import vl_convert

from corpus_tools.charts.words import LANGUAGES
from corpus_tools.schema import check_choice

FONT = "IBM Plex Sans Arabic"
FONT_STACK = f"{FONT}, Noto Sans Arabic, Segoe UI, sans-serif"
# Every pair stays apart for the three kinds of colour blindness (CIE76 ΔE ≥ 18, simulated after Machado,
# Oliveira & Fernandes 2009), and each has a contrast of at least 3.5 on white (WCAG 2.2, 1.4.11 asks for 3).
PALETTE = ("#2456B8", "#D56D00", "#00938F", "#6A1B6B", "#A06F45", "#394049")
# The same hues for words in the colour of their line: contrast of at least 4.5 (WCAG 2.2, 1.4.3).
TEXT_PALETTE = ("#2456B8", "#B05A00", "#007A77", "#6A1B6B", "#8C5F39", "#394049")
INK, MUTED, GRID = "#1B1F23", "#5B636B", "#E3E6E9"
WIDTH = 640
RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"

_THEME = "corpus_tools"
_WEIGHTS = {400: "Regular", 600: "SemiBold"}
RTL_LETTERS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
# An SVG inherits the direction of the page around it, and its texts then hang on their other end.
_LEFT_TO_RIGHT = ".vega-embed,.vega-embed canvas,svg.marks{direction:ltr}"
# A search box or a list to choose from stands above its chart, where its language begins.
_CONTROLS = (
    ".corpus-chart :has(>.vega-bindings){display:flex!important;flex-direction:column}"
    ".vega-bindings{order:-1;display:flex;flex-wrap:wrap;gap:8px 20px;margin:0 40px 8px}"
    ".corpus-chart[lang=ar] .vega-bindings{direction:rtl}"
    ".vega-bind{font-size:14px;margin:0!important}"
    # An Arabic font makes a box of twenty letters wider than a telephone.
    ".vega-bind input[type=search]{width:14em}"
    f".vega-bind :is(input,select){{font:inherit;padding:3px 8px;border:1px solid {MUTED};border-radius:4px}}"
)
_WEB_LOCALES: dict[str, Literal["ar-EG", "en-US", "fr-FR"]] = {"ar": "ar-EG", "en": "en-US", "fr": "fr-FR"}


def is_rtl(language: str) -> bool:
    """Tell whether a language of the interface is written from right to left.

    >>> is_rtl("ar"), is_rtl("fr")
    (True, False)
    """
    return language == "ar"


def use_theme(*, language: str = "ar") -> None:
    """Give every Altair chart of this session the house's look, and charts of this package their language.

    Call it once at the top of a notebook (`setup_notebook` does). It registers the font with vl-convert, and
    enables an Altair theme: colours, font, sizes, the language's months and separators, and labels that keep
    the direction of their script.

    Parameters
    ----------
    language
        `ar`, `en` or `fr`: the language of titles, axes and tooltips. Arabic puts titles at the right.

    Raises
    ------
    ArgumentError
        When `language` is another one.

    Notes
    -----
    Digits are 0-9 in Arabic too, as pan-Arab newspapers print them; months are those of Egypt and the Gulf
    (يناير).

    Examples
    --------
    >>> use_theme(language="ar")
    >>> theme_language()
    'ar'
    >>> alt.theme.get()()["config"]["locale"]["time"]["months"][0]
    'يناير'
    """
    check_choice("use_theme", "language", language, LANGUAGES)
    _register_font()
    alt.theme.register(_THEME, enable=False)(_build_theme)
    # Altair types the options of a theme away: they travel to `_build_theme` and to `theme_language`.
    cast("Any", alt.theme.enable)(_THEME, language=language)


def theme_language() -> str | None:
    """Tell the language of the enabled theme; None where another theme is enabled.

    >>> use_theme(language="fr"); theme_language()
    'fr'
    """
    if alt.theme.active != _THEME:
        return None
    return str(alt.theme.options.get("language", "ar"))


def font_directory() -> Path:
    """Tell the folder that holds the font's files, for tools that lay text out themselves.

    >>> (font_directory() / "IBMPlexSansArabic-Regular.ttf").is_file()
    True
    """
    return Path(plex.ROOT) / "files"


@cache
def font_css() -> str:
    """Write the font (regular and semi-bold) into `@font-face` rules that need no other file.

    Put it in the `<style>` of a page or of an SVG: without the font, Arabic labels are measured in one font
    and drawn in another, and clip. The files are compressed to WOFF, about 0.3 MB together. A last
    rule keeps charts from being turned round by a page in Arabic.

    Returns
    -------
    str
        CSS: the fonts as base64, and the direction of charts.

    Examples
    --------
    >>> font_css().count("@font-face"), "url(data:font/woff;base64," in font_css()
    (2, True)
    """
    rules = []
    for weight, name in _WEIGHTS.items():
        packed = _pack_woff((font_directory() / f"IBMPlexSansArabic-{name}.ttf").read_bytes())
        source = f"url(data:font/woff;base64,{base64.b64encode(packed).decode('ascii')}) format('woff')"
        rules.append(f"@font-face{{font-family:'{FONT}';font-style:normal;font-weight:{weight};src:{source}}}")
    return "\n".join([*rules, _LEFT_TO_RIGHT])


def chart_css() -> str:
    """Write the rules that a page in Arabic needs around a live chart.

    A chart places its texts from left to right, whatever the page does; its tooltip, which is HTML, follows
    its own text, and its search box the language. Without these rules `dir=rtl` on a page mirrors the anchors of
    SVG texts.

    >>> "direction:ltr" in chart_css()
    True
    """
    return (
        f"{_LEFT_TO_RIGHT}\n"
        "#vg-tooltip-element td{unicode-bidi:plaintext}\n"
        f"#vg-tooltip-element{{font-family:{FONT_STACK};pointer-events:none}}\n"
        f"{_CONTROLS}"
    )


@cache
def number_locale(language: str) -> dict[str, Any]:
    """Tell how a language writes numbers, as d3-format wants it; digits are 0-9 everywhere.

    >>> number_locale("ar")["thousands"], number_locale("fr")["decimal"]
    (',', ',')
    """
    if language == "fr":
        return dict(vl_convert.get_format_locale("fr-FR"))
    return {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""], "percent": "%"}


@cache
def time_locale(language: str) -> dict[str, Any]:
    """Tell how a language writes dates, as d3-time-format wants it.

    >>> time_locale("ar")["months"][0], time_locale("fr")["shortMonths"][0]
    ('يناير', 'janv.')
    """
    return dict(vl_convert.get_time_format_locale(_WEB_LOCALES[language]))


def isolate_expr(value: str, *, language: str) -> str:
    """Write the Vega expression that shows the text `value` in the direction of its script.

    Vega lays every text out from left to right: parentheses, digits and Latin words then jump out of place in
    Arabic. Only what has Arabic letters is wrapped, and the data stay clean.

    >>> isolate_expr("datum.label", language="ar").startswith("test(")
    True
    """
    opening = RLI if is_rtl(language) else FSI
    return f"test(/{RTL_LETTERS}/, {value}) ? '{opening}' + {value} + '{PDI}' : {value}"


@cache
def _register_font() -> None:
    vl_convert.register_font_directory(str(font_directory()))


def _build_theme(*, language: str = "ar") -> alt.theme.ThemeConfig:
    side = "end" if is_rtl(language) else "start"
    label = {"labelLimit": 0, "titleLimit": 0, "labelFontSize": 13, "titleFontSize": 13}
    axis = label | {
        "labelExpr": isolate_expr("datum.label", language=language),
        "labelColor": INK,
        "titleColor": MUTED,
        "titleFontWeight": "normal",
        "titlePadding": 10,
        "labelPadding": 6,
        "domainColor": MUTED,
        "gridColor": GRID,
        "ticks": False,
    }
    config = {
        "font": FONT_STACK,
        "background": "white",
        "padding": 12,
        "locale": {"number": number_locale(language), "time": time_locale(language)},
        "view": {"stroke": None, "continuousWidth": WIDTH, "continuousHeight": 320},
        "title": {
            "anchor": side,
            "frame": "bounds",
            "fontSize": 19,
            "fontWeight": 600,
            "color": INK,
            "subtitleFontSize": 13,
            "subtitleColor": MUTED,
            "subtitlePadding": 6,
            "offset": 14,
            "limit": 0,
        },
        "axis": axis,
        "header": label | {"labelExpr": axis["labelExpr"], "labelAnchor": side, "labelFontWeight": 600},
        "legend": label
        | {
            "titleFontWeight": "normal",
            "titleColor": MUTED,
            "labelColor": INK,
            # As an expression: Vega takes an object here, but the schema of Vega-Lite 6 does not.
            "layout": {"expr": f"{{top: {{anchor: '{side}', direction: 'horizontal', bounds: 'full', offset: 18}}}}"},
        },
    }
    return cast("alt.theme.ThemeConfig", {"config": config | _style_marks()})


def _style_marks() -> dict[str, Any]:
    return {
        "range": {"category": list(PALETTE), "heatmap": {"scheme": "blues"}, "ramp": {"scheme": "blues"}},
        "text": {"fontSize": 13, "color": INK},
        "bar": {"color": PALETTE[0]},
        "line": {"color": PALETTE[0], "strokeWidth": 2},
        "point": {"color": PALETTE[0]},
    }


def _pack_woff(font: bytes) -> bytes:
    """Compress an OpenType file to WOFF 1.0 (W3C Recommendation, 13 December 2012), each table by itself."""
    flavour, count = font[:4], struct.unpack(">H", font[4:6])[0]
    tables = [struct.unpack(">4sLLL", font[12 + 16 * n : 28 + 16 * n]) for n in range(count)]
    offset, directory, body = 44 + 20 * count, b"", b""
    for tag, checksum, start, length in tables:
        raw = font[start : start + length]
        packed = min(zlib.compress(raw, 9), raw, key=len)
        directory += struct.pack(">4sLLLL", tag, offset + len(body), len(packed), length, checksum)
        body += packed + b"\0" * (-len(packed) % 4)
    unpacked = 12 + 16 * count + sum(length + -length % 4 for *_, length in tables)
    total = offset + len(body)
    header = struct.pack(">4s4sLHHLHHLLLLL", b"wOFF", flavour, total, count, 0, unpacked, 1, 0, 0, 0, 0, 0, 0)
    return header + directory + body
