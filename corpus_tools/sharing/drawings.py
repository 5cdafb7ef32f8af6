"""A chart as an SVG drawing: the footnote under it, and the font inside it."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

import vl_convert
from fontTools import subset  # type: ignore[import-untyped]
from lxml import etree

from corpus_tools.charts.setting import isolate
from corpus_tools.charts.theme import FONT, FONT_STACK, MUTED, font_directory, is_rtl
from corpus_tools.charts.typesetting import wrap_text
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.sharing.plain import clean_spec
from corpus_tools.sharing.renderer import VEGA_LITE, register_font

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SVG = "{http://www.w3.org/2000/svg}"
_NOTE_SIZE, _NOTE_LINE, _MARGIN = 11, 16, 12
_WEIGHTS = {400: "Regular", 600: "SemiBold"}
# An SVG inherits the direction of the page around it, and its texts then hang on their other end.
_DIRECTION = "svg.marks{direction:ltr}"


def draw_svg(spec: Mapping[str, Any], *, notes: Sequence[str], language: str) -> etree._Element:
    """Draw a Vega-Lite specification with lines of small print under it, at the side where reading starts."""
    register_font()
    text = vl_convert.vegalite_to_svg(clean_spec(dict(spec)), vl_version=VEGA_LITE, allowed_base_urls=[])
    root = etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True, resolve_entities=False))
    _refuse_outside(root)
    _number_clips(root)
    _write_notes(root, notes, language=language)
    return root


def write_svg(root: etree._Element) -> bytes:
    """Write a drawing that is to be opened elsewhere: it carries its font, reduced to the letters it uses."""
    style = etree.Element(f"{_SVG}style")
    style.text = "\n".join([*_font_rules(root), _DIRECTION])
    root.insert(0, style)
    return etree.tostring(root, encoding="utf-8")


def _refuse_outside(root: etree._Element) -> None:
    """Raise ArgumentError for a picture in the chart that is not in the file: drawing it would fetch it."""
    for image in root.iter(f"{_SVG}image"):
        address = next((str(value) for name, value in image.items() if etree.QName(name).localname == "href"), "")
        if address and not address.startswith("data:"):
            hint = "read the picture and pass it as a data: address."
            raise ArgumentError(explain("save_chart", expected="pictures inside the chart", got=address, hint=hint))


def _number_clips(root: etree._Element) -> None:
    """Count clipping paths from 1: Vega goes on from the last chart, and a chart is to come out the same."""
    paths = [path for path in root.iter(f"{_SVG}clipPath") if path.get("id")]
    names = {path.get("id"): f"clip{number}" for number, path in enumerate(paths, start=1)}
    for element in root.iter(etree.Element):
        if element.get("id") in names:
            element.set("id", names[element.get("id")])
        used = element.get("clip-path", "").removeprefix("url(#").removesuffix(")")
        if used in names:
            element.set("clip-path", f"url(#{names[used]})")


def _write_notes(root: etree._Element, notes: Sequence[str], *, language: str) -> None:
    """Make the drawing taller by the lines of its notes, and write them there."""
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    room = max(width - 2 * _MARGIN, 120)
    lines = [line for note in notes for line in wrap_text(note, width=room, size=_NOTE_SIZE)]
    taller = height + _NOTE_LINE * len(lines) + _MARGIN / 2
    root.set("height", f"{taller:g}")
    root.set("viewBox", f"0 0 {width:g} {taller:g}")
    paper = root.find(f"{_SVG}rect")
    if paper is not None:
        paper.set("height", f"{taller:g}")
    rtl = is_rtl(language)
    look = {"font-family": FONT_STACK, "font-size": f"{_NOTE_SIZE}px", "fill": MUTED}
    group = etree.SubElement(root, f"{_SVG}g", {**look, "text-anchor": "end" if rtl else "start"})
    for number, line in enumerate(lines):
        place = {"x": f"{width - _MARGIN if rtl else _MARGIN:g}", "y": f"{height + _NOTE_LINE * (number + 0.5):g}"}
        etree.SubElement(group, f"{_SVG}text", place).text = isolate(line, language=language)


def _font_rules(root: etree._Element) -> list[str]:
    """Write the font as `@font-face` rules, each weight with the letters set in it."""
    letters: dict[int, set[str]] = {weight: set() for weight in _WEIGHTS}
    for text in root.iter(f"{_SVG}text"):
        letters[600 if _is_bold(text) else 400].update(str(text.xpath("string()")))
    rules = []
    for weight, used in letters.items():
        if used:
            packed = base64.b64encode(_cut_font(_WEIGHTS[weight], "".join(sorted(used)))).decode("ascii")
            source = f"url(data:font/woff;base64,{packed}) format('woff')"
            rules.append(f"@font-face{{font-family:'{FONT}';font-weight:{weight};src:{source}}}")
    return rules


def _is_bold(text: etree._Element) -> bool:
    weight = text.get("font-weight", "")
    return weight == "bold" or (weight.isdecimal() and int(weight) >= 600)


def _cut_font(name: str, letters: str) -> bytes:
    """Reduce the font to the glyphs of some letters, with all rules that join and place them."""
    options = subset.Options(flavor="woff", layout_features=["*"], hinting=False)
    options.drop_tables += ["meta"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    buffer = io.BytesIO()
    with subset.load_font(str(font_directory() / f"IBMPlexSansArabic-{name}.ttf"), options) as font:
        cutter.subset(font)
        subset.save_font(font, buffer, options)
    return buffer.getvalue()
