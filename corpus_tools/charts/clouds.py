"""A word cloud whose words are text, not pixels: sharp at every size, with tooltips."""

from __future__ import annotations

import altair as alt
import polars as pl
from PIL import ImageFont
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
from corpus_tools.charts.theme import FONT_STACK, TEXT_PALETTE, WIDTH, font_directory, isolate_expr
from corpus_tools.charts.words import format_number, word

_HEIGHT = 400
_LARGEST = (84, 60, 44)  # the largest letters, the next size where not all terms fit
_SMALLEST = 11
_FONT_FILE = "IBMPlexSansArabic-SemiBold.ttf"
_COLOURS = TEXT_PALETTE[:4]


def chart_wordcloud(
    counts: pl.DataFrame,
    *,
    top: int = 80,
    seed: int = 1,
    title: str | None = None,
    language: str | None = None,
) -> alt.Chart:
    """Draw the most frequent terms as a cloud, larger where they are more frequent.

    Use it after `count_terms` to open a page or a talk. A cloud shows what there is, not how much: people
    cannot compare areas of words. Where numbers matter draw `chart_terms`.

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
    The layout is that of the package wordcloud, with the charts' font. The size of a word depends one third
    on its count and two thirds on its rank.

    Examples
    --------
    >>> counts = pl.DataFrame({"term": ["الناتو", "غاز"], "count": [9, 4], "documents": [3, 2]})
    >>> spec = chart_wordcloud(counts, language="ar").to_dict()
    >>> [row["term"] for row in next(iter(spec["datasets"].values()))]
    ['الناتو', 'غاز']
    """
    unit = "ngram" if isinstance(counts, pl.DataFrame) and "ngram" in counts.columns else "term"
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
    if placed.is_empty():
        return draw_nothing(title, language=language)
    cut = note_shown(len(placed), len(known), language=language)
    notes = [" · ".join([word("cloud_subtitle", language=language), *cut])]
    leaders = [
        f"{term} {format_number(count, language=language)}"
        for term, count in placed.head(3).select("term", "count").iter_rows()
    ]
    return _draw_words(placed, language=language).properties(
        width=WIDTH,
        height=_HEIGHT,
        usermeta={"narrow": "shrink"},
        title=set_title(title, notes, language=language),
        description=describe(title, notes, leaders, language=language),
    )


def _lay_out(shown: pl.DataFrame, *, seed: int) -> pl.DataFrame:
    """Find a place for each term: the middle of its box in pixels, and the size of its letters.

    Terms are laid out as they are. With raqm, Pillow shapes Arabic as browsers do; without it letters stand
    apart, boxes come out too wide, and words stay further from each other, but do not overlap.
    """
    frequencies = dict(shown.select("term", "count").iter_rows())
    for largest in _LARGEST:
        cloud = WordCloud(
            font_path=str(font_directory() / _FONT_FILE),
            width=WIDTH,
            height=_HEIGHT,
            margin=8,
            prefer_horizontal=1.0,
            max_font_size=largest,
            min_font_size=_SMALLEST,
            max_words=len(shown),
            relative_scaling=0.35,
            random_state=seed,
        ).generate_from_frequencies(frequencies)
        if len(cloud.layout_) == len(shown):
            break
    font = str(font_directory() / _FONT_FILE)
    rows = []
    for (term, _), size, (top, left), _, _ in cloud.layout_:
        # wordcloud says where the top of the ink is; Vega wants the baseline and the middle.
        letters = ImageFont.truetype(font, int(size))
        ascent = -letters.getbbox(term, anchor="ls")[1]
        rows.append((term, left + letters.getlength(term) / 2, top + ascent, float(size)))
    schema = {"term": pl.String, "x": pl.Float64, "y": pl.Float64, "size": pl.Float64}
    places = pl.DataFrame(rows, schema=schema, orient="row")
    return places.join(shown.select("term", "count", "documents"), on="term", maintain_order="left")


def _draw_words(placed: pl.DataFrame, *, language: str) -> alt.Chart:
    # Colours only part neighbours: they go round, and mean nothing.
    colours = [_COLOURS[rank % len(_COLOURS)] for rank in range(len(placed))]
    chart: alt.Chart = (
        alt.Chart(placed.with_columns(colour=pl.Series(colours, dtype=pl.String)))
        .transform_calculate(written=isolate_expr("datum.term", language=language))
        .mark_text(align="center", baseline="alphabetic", font=FONT_STACK, fontWeight=600)
        .encode(
            x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False)),
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[_HEIGHT, 0], nice=False)),
            text="written:N",
            size=alt.Size("size:Q", scale=None, legend=None),
            color=alt.Color("colour:N", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("written:N", title=word("term", language=language)),
                alt.Tooltip("count:Q", title=word("count", language=language), format=","),
                alt.Tooltip("documents:Q", title=word("documents", language=language), format=","),
            ],
        )
    )
    return chart
