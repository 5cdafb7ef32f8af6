"""Where text goes: how wide it is in the charts' font, where its lines break, and labels that keep apart.

Vega measures text only while it draws; what has to be laid out before (lines of a sentence, labels of a
network) is measured here, with the same font.
"""

from __future__ import annotations

import re
from functools import cache

from PIL import ImageFont

from corpus_tools.charts.theme import font_directory

# Signs that end a line. Vega 6 writes names into expressions, and cannot read U+2028 and U+2029 there.
LINE_BREAKS = r"[\x00-\x1f\x{85}\x{2028}\x{2029}]+"
_MEASURED_AT = 100


@cache
def _load_font(*, bold: bool) -> ImageFont.FreeTypeFont:
    name = "SemiBold" if bold else "Regular"
    return ImageFont.truetype(str(font_directory() / f"IBMPlexSansArabic-{name}.ttf"), _MEASURED_AT)


@cache
def measure_text(text: str, *, size: float, bold: bool = False) -> float:
    """Measure the width of a line of text, in pixels, in the charts' font.

    >>> round(measure_text("الناتو", size=13) / measure_text("الناتو", size=26), 2)
    0.5
    """
    return float(_load_font(bold=bold).getlength(text)) * size / _MEASURED_AT


def wrap_text(text: str, *, width: float, size: float, bold: bool = False, most_lines: int | None = None) -> list[str]:
    """Break a text into lines no wider than `width` pixels; what is beyond `most_lines` becomes an ellipsis.

    >>> wrap_text("قمة الناتو في بروكسل", width=80, size=13)
    ['قمة الناتو في', 'بروكسل']
    """
    lines: list[str] = []
    for given in re.split(r"[ \t\r\n]+", text.strip(" \t\r\n")):  # not at unbreakable spaces
        for part in _split_long(given, width=width, size=size, bold=bold):
            joined = f"{lines[-1]} {part}" if lines else part
            if lines and measure_text(joined, size=size, bold=bold) <= width:
                lines[-1] = joined
            else:
                lines.append(part)
    if most_lines is not None and len(lines) > most_lines:
        lines = lines[:most_lines]
        lines[-1] = shorten_text(f"{lines[-1]} …", width=width, size=size, bold=bold)
    return lines or [""]


def shorten_text(text: str, *, width: float, size: float, bold: bool = False) -> str:
    """Cut a line that is wider than `width` pixels, and end it with an ellipsis.

    >>> shorten_text("منظمة حلف شمال الأطلسي", width=70, size=13)
    'منظمة …'
    """
    if measure_text(text, size=size, bold=bold) <= width:
        return text
    words = text.removesuffix("…").split()
    while words and measure_text(" ".join([*words, "…"]), size=size, bold=bold) > width:
        last = words.pop()
        if not words and len(last) > 1:
            words = [last[:-1]]
    return " ".join([*words, "…"])


def _split_long(given: str, *, width: float, size: float, bold: bool) -> list[str]:
    """Cut one word that is wider than the line by itself: an address, or a table run together."""
    parts = []
    while len(given) > 1 and measure_text(given, size=size, bold=bold) > width:
        fits = max(1, int(len(given) * width / measure_text(given, size=size, bold=bold)))
        parts.append(given[:fits])
        given = given[fits:]
    return [*parts, given]


def spread_apart(values: list[float], *, gap: float, low: float, high: float) -> list[float]:
    """Move values as little as needed so that no two are nearer than `gap`; they stay in order.

    Used for labels beside the ends of lines. Values that crowd are centred on their mean; where `low` to
    `high` has too little room for all, they run over at the top.

    >>> spread_apart([1.0, 1.0, 5.0], gap=2.0, low=0.0, high=10.0)
    [0.0, 2.0, 5.0]
    """
    order = sorted(range(len(values)), key=lambda index: values[index])
    blocks: list[list[int]] = []
    places: list[float] = []
    for index in order:
        blocks.append([index])
        places.append(max(low, min(values[index], high)))
        while len(blocks) > 1 and places[-2] + gap * len(blocks[-2]) > places[-1]:
            merged = blocks[-2] + blocks[-1]
            blocks[-2:] = [merged]
            middle = sum(values[member] for member in merged) / len(merged)
            span = gap * (len(merged) - 1)
            places[-2:] = [max(low, min(middle - span / 2, high - span))]
    placed = [0.0] * len(values)
    for block, start in zip(blocks, places, strict=True):
        for rank, member in enumerate(block):
            placed[member] = start + gap * rank
    return placed
