"""A word cloud whose words are text, not pixels: sharp at every size, with tooltips."""

from __future__ import annotations

import altair as alt
import polars as pl
from wordcloud import WordCloud  # type: ignore[import-untyped]

from corpus_tools.charts.setting import (
    check_columns,
    check_grain,
    check_top,
    choose_language,
    describe,
    draw_nothing,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import FONT, PALETTE, WIDTH, font_directory, isolate_expr
from corpus_tools.charts.words import format_number, word

_HEIGHT = 400
_LARGEST, _SMALLEST = 84, 11


def chart_wordcloud(
    counts: pl.DataFrame,
    *,
    top: int = 80,
    seed: int = 1,
    title: str | None = None,
    language: str | None = None,
) -> alt.Chart:
    """Draw the most frequent terms as a cloud, larger where they are more frequent.

    Use it after `count_terms` to open a page or a talk. A cloud shows what there is, not how much: people cannot
    compare areas of words. Where numbers matter draw `chart_terms`.

    Parameters
    ----------
    counts
        What `count_terms` or `count_ngrams` gave: `term` (or `ngram`), `count`, `documents`.
    top
        How many terms at most; fewer are drawn when the page is full.
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

    Notes
    -----
    The layout is that of the package wordcloud, with the charts' font. The size of a word grows with its count
    and, to half, with its rank.

    Examples
    --------
    >>> counts = pl.DataFrame({"term": ["الناتو", "غاز"], "count": [9, 4], "documents": [3, 2]})
    >>> spec = chart_wordcloud(counts, language="ar").to_dict()
    >>> [row["term"] for row in next(iter(spec["datasets"].values()))]
    ['الناتو', 'غاز']
    """
    unit = "ngram" if "ngram" in getattr(counts, "columns", ()) else "term"
    check_columns("chart_wordcloud", counts, numbers=["count", "documents"], others=[unit])
    check_grain("chart_wordcloud", counts, [unit], hint="count without by=, or filter to one group.")
    top = check_top("chart_wordcloud", top)
    language = choose_language("chart_wordcloud", language, counts[unit].head(200))
    title = title or word("cloud_title", language=language)
    known = counts.rename({unit: "term"}).filter(pl.col("count") > 0, pl.col("term").str.contains(r"\S"))
    shown = known.sort(["count", "term"], descending=[True, False]).head(top)
    if shown.is_empty():
        return draw_nothing(title, language=language)
    placed = _lay_out(shown, seed=seed)
    cut = note_shown(len(placed), len(known), language=language)
    notes = [" · ".join([word("cloud_subtitle", language=language), *cut])]
    leaders = [
        f"{term} {format_number(count, language=language)}"
        for term, count in placed.head(3).select("term", "count").iter_rows()
    ]
    return _draw_words(placed, language=language).properties(
        width=WIDTH,
        height=_HEIGHT,
        title=set_title(title, notes, language=language),
        description=describe(title, notes, leaders, language=language),
    )


def _lay_out(shown: pl.DataFrame, *, seed: int) -> pl.DataFrame:
    """Find a place for each term: the middle of its box in pixels, and the size of its letters.

    Terms are laid out as they are. With raqm, Pillow shapes Arabic as browsers do; without it letters stand
    apart, boxes come out too wide, and words stay further from each other, but do not overlap.
    """
    cloud = WordCloud(
        font_path=str(font_directory() / "IBMPlexSansArabic-SemiBold.ttf"),
        width=WIDTH,
        height=_HEIGHT,
        margin=4,
        prefer_horizontal=1.0,
        max_font_size=_LARGEST,
        min_font_size=_SMALLEST,
        max_words=len(shown),
        relative_scaling=0.5,
        random_state=seed,
    ).generate_from_frequencies(dict(shown.select("term", "count").iter_rows()))
    rows = []
    for (term, _), size, (top, left), _, _ in cloud.layout_:
        # wordcloud puts the top left corner of the ink there; Vega takes the middle of the text.
        box = _ink(term, size)
        rows.append((term, left + box[0] / 2, top + box[1] / 2 , float(size)))
    return pl.DataFrame(rows, schema=["term", "x", "y", "size"], orient="row").join(
        shown.select("term", "count", "documents"), on="term", maintain_order="left"
    )
