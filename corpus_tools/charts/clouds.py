"""Word clouds: as text marks, sharp at every size and with tooltips, and as pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import altair as alt
import polars as pl
import vl_convert
from PIL import Image

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import name_column
from corpus_tools.charts.cloud_layouts import HEIGHT, lay_out, make_mask
from corpus_tools.charts.legends import colour_names
from corpus_tools.charts.setting import (
    check_columns,
    check_grain,
    check_scale,
    check_seed,
    check_top,
    choose_language,
    describe,
    draw_nothing,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import FONT_STACK, TEXT_PALETTE, WIDTH, font_directory, isolate_expr
from corpus_tools.charts.words import format_number, has_word, word
from corpus_tools.errors import ArgumentError, explain

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np

_COLOURS = TEXT_PALETTE[:4]


@check_arguments
def chart_wordcloud(
    counts: pl.DataFrame,
    *,
    top: int = 80,
    size: str = "count",
    colour: str | None = None,
    shape: str | Path | np.ndarray | None = None,
    seed: int = 1,
    title: str | None = None,
    language: str | None = None,
) -> alt.Chart:
    """Draw the most frequent terms as a cloud, larger where they are more frequent.

    Use it after `count_terms` to open a page or a talk. A cloud shows what there is, not how much: people
    cannot compare areas of words. Where numbers matter draw `chart_terms`. With what `measure_contrast` gives,
    `size="deviation", colour=by` is a comparison cloud, and `size="common"` a commonality cloud.

    Parameters
    ----------
    counts
        What `count_terms`, `count_ngrams` or `measure_contrast` gave: `term` (or `ngram`), `count`, `documents`.
    top
        How many terms at most; fewer are drawn when the page is full.
    size
        The column of numbers that the size of a word shows; terms at zero or below are left out.
    colour
        A column of names, at most six, that the colours show; by default colours only part neighbours.
    shape
        What the words fill: `"circle"`, `"oval"`, `"diamond"`, the path of a picture (its dark parts), or an
        array of two dimensions (where it is true). Default: the whole page.
    seed
        The start of the layout: the same seed always gives the same picture.
    title
        The chart's title; by default it says what the size means.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most terms.

    Returns
    -------
    altair.Chart
        One text mark a term, all horizontal: turned Arabic cannot be read.

    Raises
    ------
    FrameError
        When a column is missing or a term has two rows.
    ArgumentError
        When the shape is none or has no room, or there are more than six colours.

    Notes
    -----
    The layout is that of the package wordcloud, with the charts' font. The size of a word depends one third
    on its number and two thirds on its rank, where there is room; words of the same number differ little. A term that
    is wider than the page even in the smallest letters is left out.

    Examples
    --------
    >>> counts = pl.DataFrame({"term": ["الناتو", "غاز"], "count": [9, 4], "documents": [3, 2]})
    >>> spec = chart_wordcloud(counts, language="ar").to_dict()
    >>> [row["term"] for row in next(iter(spec["datasets"].values()))]
    ['الناتو', 'غاز']
    """
    known = _check_counts("chart_wordcloud", counts, size=size, colour=colour)
    top = check_top("chart_wordcloud", top)
    check_seed("chart_wordcloud", seed)
    mask = make_mask("chart_wordcloud", shape)
    language = choose_language("chart_wordcloud", language, known["term"].head(200))
    title = title or word("cloud_title", language=language)
    shown = known.sort([size, "term"], descending=[True, False]).head(top)
    placed = _place_words("chart_wordcloud", shown, size=size, seed=seed, mask=mask)
    if placed.is_empty():
        return draw_nothing(title, language=language)
    meaning = f"cloud_{size}" if has_word(f"cloud_{size}") else "cloud_subtitle"
    cut = note_shown(len(placed), len(known), language=language)
    notes = [" · ".join([word(meaning, language=language), *cut])]
    leaders = [
        f"{term} {format_number(round(number), language=language)}"
        for term, number in placed.head(3).select("term", "number").iter_rows()
    ]
    return _draw_words(placed, colour=colour, language=language).properties(
        width=WIDTH,
        height=HEIGHT,
        usermeta={"narrow": "shrink"},
        title=set_title(title, notes, language=language),
        description=describe(title, notes, leaders, language=language),
    )


@check_arguments
def draw_wordcloud(
    counts: pl.DataFrame,
    *,
    top: int = 80,
    size: str = "count",
    colour: str | None = None,
    shape: str | Path | np.ndarray | None = None,
    seed: int = 1,
    scale: float = 2,
) -> Image.Image:
    """Draw the most frequent terms as a picture of words alone, for a poster or a slide.

    The words of `chart_wordcloud` without title and legend, on a transparent ground.

    Parameters
    ----------
    counts, top, size, colour, shape, seed
        As for `chart_wordcloud`.
    scale
        Pixels of the picture for one of the cloud, which has 640 by 400.

    Returns
    -------
    PIL.Image.Image
        RGBA; save it by `.save("cloud.png")`.

    Raises
    ------
    FrameError
        When a column is missing or a term has two rows.
    ArgumentError
        When the shape is none or has no room, there are more than six colours, or `scale` is not a positive number.

    Notes
    -----
    Words are drawn by the same program as charts, not by Pillow, whose Arabic depends on how it was built.

    Examples
    --------
    >>> counts = pl.DataFrame({"term": ["الناتو", "غاز"], "count": [9, 4], "documents": [3, 2]})
    >>> draw_wordcloud(counts, shape="oval", scale=1).size
    (640, 400)
    """
    check_scale("draw_wordcloud", scale)
    check_seed("draw_wordcloud", seed)
    known = _check_counts("draw_wordcloud", counts, size=size, colour=colour)
    mask = make_mask("draw_wordcloud", shape)
    shown = known.sort([size, "term"], descending=[True, False]).head(check_top("draw_wordcloud", top))
    placed = _place_words("draw_wordcloud", shown, size=size, seed=seed, mask=mask)
    if placed.is_empty():
        return Image.new("RGBA", (round(WIDTH * scale), round(HEIGHT * scale)))
    chart = _draw_words(placed, colour=colour, language="ar").properties(width=WIDTH, height=HEIGHT)
    bare = chart.to_dict()
    bare["encoding"]["color"]["legend"] = None
    bare["config"] = {"background": None, "view": {"stroke": None}, "padding": 0, "autosize": {"type": "none"}}
    vl_convert.register_font_directory(str(font_directory()))
    return Image.open(io.BytesIO(vl_convert.vegalite_to_png(bare, scale=scale, allowed_base_urls=[])))


def _check_counts(function: str, counts: pl.DataFrame, *, size: str, colour: str | None) -> pl.DataFrame:
    """Hold a frame against what a cloud needs; give its terms that can be drawn, the unit named `term`."""
    unit = "ngram" if isinstance(counts, pl.DataFrame) and "ngram" in counts.columns else "term"
    others = [unit] if colour is None else [unit, colour]
    check_columns(function, counts, numbers=["count", "documents", size], others=others)
    check_grain(function, counts, [unit], hint="count without by=, or filter to one group.")
    if colour is not None and counts[colour].n_unique() > len(TEXT_PALETTE):
        expected = f"a column of at most {len(TEXT_PALETTE)} names to colour by"
        raise ArgumentError(explain(function, expected=expected, got=f"{counts[colour].n_unique()} in {colour}"))
    sized = pl.col(size).cast(pl.Float64)
    return counts.rename({unit: "term"}).filter(sized > 0, sized.is_finite(), pl.col("term").str.contains(r"\S"))


def _place_words(function: str, shown: pl.DataFrame, *, size: str, seed: int, mask: np.ndarray | None) -> pl.DataFrame:
    """Lay the terms out; ArgumentError where a shape has no room for any."""
    placed = lay_out(shown.with_columns(number=size), size="number", seed=seed, mask=mask)
    if placed.is_empty() and mask is not None and not shown.is_empty():
        hint = "words fill the dark parts of a picture, and what is true in an array."
        raise ArgumentError(explain(function, expected="a shape with room for words", got="no room", hint=hint))
    return placed


def _draw_words(placed: pl.DataFrame, *, colour: str | None, language: str) -> alt.Chart:
    paint, colours = _paint(placed, colour=colour, language=language)
    tooltip = [
        alt.Tooltip("written:N", title=word("term", language=language)),
        alt.Tooltip("count:Q", title=word("count", language=language), format=","),
        alt.Tooltip("documents:Q", title=word("documents", language=language), format=","),
    ]
    chart: alt.Chart = (
        alt.Chart(placed.select("term", "x", "y", "size", "count", "documents", colour=colours))
        .transform_calculate(written=isolate_expr("datum.term", language=language))
        .mark_text(align="center", baseline="alphabetic", font=FONT_STACK, fontWeight=600)
        .encode(
            x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False)),
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[HEIGHT, 0], nice=False)),
            text="written:N",
            size=alt.Size("size:Q", scale=None, legend=None),
            color=paint,
            tooltip=tooltip
            if colour is None
            else [*tooltip, alt.Tooltip("colour:N", title=name_column(colour, language=language))],
        )
    )
    return chart


def _paint(placed: pl.DataFrame, *, colour: str | None, language: str) -> tuple[alt.Color, pl.Series]:
    """Colour words by a column of names; without one, colours go round, and mean nothing."""
    if colour is None:
        turns = [_COLOURS[rank % len(_COLOURS)] for rank in range(len(placed))]
        return alt.Color("colour:N", scale=None, legend=None), pl.Series(turns, dtype=pl.String)
    names = placed[colour].cast(pl.String).fill_null("–")
    palette = dict(zip(sorted(names.unique()), TEXT_PALETTE, strict=False))
    title = name_column(colour, language=language)
    return colour_names("colour", palette, title=title, language=language), names
