"""Where the words of a cloud go: their places, their sizes, and the shape that they fill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from PIL import Image, ImageDraw, ImageFont
from wordcloud import WordCloud  # type: ignore[import-untyped]

from corpus_tools.charts.theme import WIDTH, font_directory
from corpus_tools.errors import ArgumentError, explain

if TYPE_CHECKING:
    from collections.abc import Callable

HEIGHT = 400
_LARGEST = (84, 60, 44, 32)  # the largest letters, the next size where terms do not fit
_UNEVEN = 1.3  # so much larger may a word be than another of the same number that found less room
_SMALLEST = 11
_FONT_FILE = "IBMPlexSansArabic-SemiBold.ttf"
_OUT = 255  # what wordcloud takes as outside a shape
_BOX = (0, 0, WIDTH - 1, HEIGHT - 1)
_ROUND = ((WIDTH - HEIGHT) // 2, 0, (WIDTH + HEIGHT) // 2 - 1, HEIGHT - 1)
_MIDDLE = [(WIDTH // 2, 0), (WIDTH - 1, HEIGHT // 2), (WIDTH // 2, HEIGHT - 1), (0, HEIGHT // 2)]
_SHAPES: dict[str, Callable[[ImageDraw.ImageDraw], None]] = {
    "circle": lambda pen: pen.ellipse(_ROUND, fill=0),
    "oval": lambda pen: pen.ellipse(_BOX, fill=0),
    "diamond": lambda pen: pen.polygon(_MIDDLE, fill=0),
}


def make_mask(function: str, shape: str | Path | np.ndarray | None) -> np.ndarray | None:
    """Turn a shape into a page on which 255 is left free: a name, a picture's dark parts, or what is true in an array.

    >>> make_mask("chart_wordcloud", "oval").shape, make_mask("chart_wordcloud", None) is None
    ((400, 640), True)
    """
    if shape is None:
        return None
    if isinstance(shape, str) and shape in _SHAPES:
        page = Image.new("L", (WIDTH, HEIGHT), _OUT)
        _SHAPES[shape](ImageDraw.Draw(page))
        return np.asarray(page)
    if isinstance(shape, np.ndarray) and shape.ndim == 2 and shape.size:
        picture = Image.fromarray(np.where(shape.astype(bool), 0, _OUT).astype(np.uint8))
    elif isinstance(shape, str | Path) and Path(shape).is_file():
        picture = _read_picture(function, Path(shape))
    else:
        expected = f"shape as {', '.join(_SHAPES)}, the path of a picture, or an array of two dimensions"
        raise ArgumentError(explain(function, expected=expected, got=str(shape)[:80]))
    page = Image.new("L", (WIDTH, HEIGHT), _OUT)
    scale = min(WIDTH / picture.width, HEIGHT / picture.height)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    page.paste(picture.resize(size), ((WIDTH - size[0]) // 2, (HEIGHT - size[1]) // 2))
    return np.where(np.asarray(page) > 127, _OUT, 0).astype(np.uint8)


def _read_picture(function: str, path: Path) -> Image.Image:
    """Read a picture as grey on white; what is transparent is white."""
    try:
        with Image.open(path) as opened:
            drawn = opened.convert("RGBA")
    except OSError as error:
        raise ArgumentError(explain(function, expected="a picture", got=path.name, hint=str(error)[:100])) from error
    paper = Image.new("RGBA", drawn.size, "white")
    paper.alpha_composite(drawn)
    return paper.convert("L")


def lay_out(shown: pl.DataFrame, *, size: str, seed: int, mask: np.ndarray | None = None) -> pl.DataFrame:
    """Find a place for each term: the middle of its box in pixels, and the size of its letters.

    Terms are laid out as they are. With raqm, Pillow shapes Arabic as browsers do; without it letters stand
    apart, boxes come out too wide, and words stay further from each other, but do not overlap.
    """
    font = str(font_directory() / _FONT_FILE)
    room = WIDTH if mask is None else int((mask != _OUT).sum(axis=1).max())
    smallest = ImageFont.truetype(font, _SMALLEST)
    # wordcloud stops at the first word that has no room: one that is wider than the page would leave the page empty.
    fitting = [row for row in shown.select("term", size).iter_rows() if smallest.getlength(row[0]) < room]
    frequencies = dict(fitting)
    words: list[Any] = []
    for largest in _LARGEST if frequencies else ():
        cloud = WordCloud(
            font_path=font,
            width=WIDTH,
            height=HEIGHT,
            mask=mask,
            margin=8,
            prefer_horizontal=1.0,
            max_font_size=largest,
            min_font_size=_SMALLEST,
            max_words=len(frequencies),
            relative_scaling=0.35,
            random_state=seed,
        )
        found = _place(cloud, frequencies)
        words = max(words, found, key=len)
        if len(found) == len(frequencies) and _is_even(found):
            words = found
            break
    rows = []
    for (term, _), letter_size, (top, left), _, _ in words:
        # wordcloud says where the top of the ink is; Vega wants the baseline and the middle.
        letters = ImageFont.truetype(font, int(letter_size))
        ascent = -letters.getbbox(term, anchor="ls")[1]
        rows.append((term, left + letters.getlength(term) / 2, top + ascent, float(letter_size)))
    schema = {"term": pl.String, "x": pl.Float64, "y": pl.Float64, "size": pl.Float64}
    places = pl.DataFrame(rows, schema=schema, orient="row")
    return places.join(shown, on="term", maintain_order="left")


def _place(cloud: WordCloud, frequencies: dict[str, float]) -> list[Any]:
    """Lay words out; nothing where the shape has no room even for the first."""
    try:
        return list(cloud.generate_from_frequencies(frequencies).layout_)
    except ValueError:
        return []


def _is_even(words: list[Any]) -> bool:
    """Tell whether words of the same number have about the same size: one that finds no room is drawn smaller."""
    sizes: dict[float, list[float]] = {}
    for (_, share), letter_size, *_ in words:
        sizes.setdefault(share, []).append(letter_size)
    return all(max(same) <= _UNEVEN * min(same) for same in sizes.values())
