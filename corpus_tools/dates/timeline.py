"""The events of a corpus: every dated sentence, with the actors that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.corpus.model import check_corpus
from corpus_tools.dates.find import date_rows
from corpus_tools.schema import ARTICLES, EVENTS, MENTIONS, TOKENS, check_frame, empty_frame

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

# A quotation mark or bracket that opens belongs to the next sentence, before whose first word it stands.
_OPENERS = " \n\u00a0\u202f«“(["
# A decade or a century is no place on a timeline of news.
_GRAINS = ("day", "week", "month", "quarter", "season", "year")


def build_timeline(corpus: Corpus, *, mentions: pl.DataFrame | None = None) -> pl.DataFrame:
    """Put the dated sentences of a corpus in the order of the dates they speak of.

    Use it to draft a chronology: filter `grain` to "day" for what can be placed exactly, then read `text`. A
    sentence about two dates is two rows; several articles on one event are several rows, which is a sign of
    its weight, not an error.

    Parameters
    ----------
    corpus
        A Corpus, as `build_corpus` gives it.
    mentions
        Mentions of actors, as `find_actors` gives them; None (default) leaves `actors` empty.

    Returns
    -------
    polars.DataFrame
        One row a date expression (DATE or TIME of grain day to year, resolved), sorted by date, article,
        sentence:

        ======== ========= ========================================================
        date     date      first day of what the expression means
        grain    str       day week month quarter season year: how exact `date` is
        doc_id   str       the article
        sentence u32       sentence of the article, from 0
        text     str       the sentence
        actors   list[str] names of the actors of the sentence, sorted, each once
        ======== ========= ========================================================

    Raises
    ------
    FrameError
        `corpus` is no Corpus, or a column of the corpus or of the mentions is absent or of another type.

    Notes
    -----
    How expressions are found and resolved: see `find_dates`. A sentence runs from its first word to the first
    word of the next one. The grain "year" of عام 2014 puts its row on 1 January 2014: nothing says which day.

    Examples
    --------
    >>> from datetime import date
    >>> from corpus_tools.corpus import build_corpus
    >>> corpus = build_corpus(pl.DataFrame({"doc_id": ["a"], "date": [date(2022, 1, 12)],
    ...     "text": ["اجتمع الوفدان في جنيف أمس الثلاثاء. وضمت روسيا القرم عام 2014."]}))
    >>> build_timeline(corpus).select("date", "grain", "sentence").rows()
    [(datetime.date(2014, 1, 1), 'year', 1), (datetime.date(2022, 1, 11), 'day', 0)]
    """
    check_corpus("build_timeline", corpus)
    check_frame("build_timeline", corpus.articles, ARTICLES, columns=("doc_id", "text", "date", "language"))
    check_frame("build_timeline", corpus.tokens, TOKENS, columns=("doc", "sentence", "start"))
    dates = (
        date_rows(corpus.articles)
        .filter(pl.col("type").is_in(["DATE", "TIME"]), pl.col("grain").is_in(_GRAINS))
        .drop_nulls("earliest")
    )
    placed = dates.sort("doc", "start").join_asof(
        _sentences(corpus).sort("doc", "start"), on="start", by="doc", check_sortedness=False
    )
    events = placed.join(_named(mentions), on=["doc_id", "sentence"], how="left", maintain_order="left")
    return (
        events.with_columns(date=pl.col("earliest"), actors=pl.col("actors").fill_null(pl.lit([], pl.List(pl.String))))
        .sort("date", "doc_id", "sentence", "start", maintain_order=True)
        .select(pl.col(name).cast(dtype) for name, dtype in EVENTS.columns.items())
    )


def _sentences(corpus: Corpus) -> pl.DataFrame:
    """Give one row a sentence: its article's number, where it starts, and its text."""
    texts = corpus.articles.select("text").with_row_index("doc").with_columns(pl.col("doc").cast(pl.UInt32))
    starts = corpus.tokens.group_by("doc", "sentence").agg(pl.col("start").min()).sort("doc", "start")
    end = pl.col("start").shift(-1).over("doc")
    return (
        starts.with_columns(length=end - pl.col("start"))
        .join(texts, on="doc", maintain_order="left")
        .with_columns(
            text=pl.col("text")
            .str.slice(pl.col("start"), pl.col("length"))
            .str.strip_chars()
            .str.strip_chars_end(_OPENERS)
        )
        .select("doc", "sentence", "start", "text")
    )


def _named(mentions: pl.DataFrame | None) -> pl.DataFrame:
    if mentions is None:
        return empty_frame(EVENTS).select("doc_id", "sentence", "actors")
    check_frame("build_timeline", mentions, MENTIONS, columns=("doc_id", "sentence", "actor"))
    return mentions.group_by("doc_id", "sentence").agg(actors=pl.col("actor").unique().sort())
