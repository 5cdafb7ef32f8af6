"""Every place where a word, a phrase or a pattern occurs, with its context: KWIC."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.corpus.model import check_corpus
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.measures.grouping import UNITS
from corpus_tools.measures.queries import find_hits
from corpus_tools.schema import check_choice

if TYPE_CHECKING:
    import re

    from corpus_tools.corpus import Corpus

SORTS = ("position", "date", "before", "match", "after")


@check_arguments
def find_concordance(
    corpus: Corpus,
    query: str | re.Pattern[str],
    *,
    width: int = 8,
    sort: str = "position",
    unit: str = "term",
) -> pl.DataFrame:
    """Find every occurrence of a word, a phrase or a regular expression, with the words around it.

    Look here before you publish a count: what do the hits say?

    Parameters
    ----------
    corpus
        The corpus.
    query
        A word or a phrase; or a pattern made by `re.compile`, which is searched in the texts as they are.
    width
        Words of context on each side.
    sort
        "position" (article order), "date", "before" (by the word next to the match, then the one before it),
        "match" or "after".
    unit
        What a word of the query finds: "term" (every form of its term, as `count_terms` counts them),
        "normal" (its spelling variants), "surface" (itself). Patterns do not use it.

    Returns
    -------
    polars.DataFrame
        One row a hit, sorted as `sort` says, ties in article order:

        ======== ==== =============================================================
        doc_id   str  article
        date     date its day; null where it has none (sorted last)
        source   str  its outlet; null where it has none
        before   str  the words before the match, to the left in the text's order
        match    str  the match as it stands, proclitics included
        after    str  the words after it
        sentence u32  sentence of the article, from 0
        start    u32  first character of the match in `text`
        end      u32  the character after its last
        ======== ==== =============================================================

    Raises
    ------
    ArgumentError
        The query has no word, a word of it is not in the corpus (the nearest are named), or an option is
        unknown.

    Notes
    -----
    The words of a phrase stand in one sentence with nothing but spaces, hyphens or quotation marks between
    them. Line breaks in the context are shown as spaces.

    Examples
    --------
    >>> from corpus_tools import build_corpus
    >>> corpus = build_corpus(pl.DataFrame({"text": ["رفضت موسكو ضمانات الناتو أمس"]}))
    >>> find_concordance(corpus, "ضمانات", width=1).select("before", "match", "after").row(0)
    ('موسكو', 'ضمانات', 'الناتو')
    """
    check_choice("find_concordance", "sort", sort, SORTS)
    check_choice("find_concordance", "unit", unit, UNITS)
    check_corpus("find_concordance", corpus)
    if width < 0:
        raise ArgumentError(explain("find_concordance", expected="width of 0 or more", got=width))
    hits = find_hits("find_concordance", corpus, query, unit=unit)
    return _order(_with_context(corpus, hits, width), sort)


def _with_context(corpus: Corpus, hits: pl.DataFrame, width: int) -> pl.DataFrame:
    """Cut the text around each hit at word boundaries."""
    tokens, total = corpus.tokens.with_row_index("row"), corpus.tokens.height
    bounds = tokens.group_by("doc").agg(lowest=pl.col("row").min(), highest=pl.col("row").max())
    at = tokens.select("row", "start", "end")
    placed = (
        hits.join(
            tokens.rename({"row": "first"}).select("first", "doc", "sentence", "start"),
            on="first",
            maintain_order="left",
        )
        .join(at.select(last="row", end="end"), on="last", maintain_order="left")
        .join(bounds, on="doc", maintain_order="left")
        .with_columns(
            opening=pl.max_horizontal(pl.col("first").cast(pl.Int64) - width, "lowest"),
            closing=pl.min_horizontal(pl.col("last").cast(pl.Int64) + width, "highest", pl.lit(total)),
        )
        .join(at.select(opening=pl.col("row").cast(pl.Int64), left="start"), on="opening", maintain_order="left")
        .join(at.select(closing=pl.col("row").cast(pl.Int64), right="end"), on="closing", maintain_order="left")
    )
    if "from" in placed.columns:
        placed = placed.with_columns(start="from", end="to")
    articles = corpus.articles.select("doc_id", "date", "source", "text", doc=pl.int_range(pl.len(), dtype=pl.UInt32))
    cut = placed.join(articles, on="doc", maintain_order="left")
    return cut.select(
        "doc_id", "date", "source",
        before=_slice("left", "start"), match=_slice("start", "end"), after=_slice("end", "right"),
        sentence="sentence", start="start", end="end",
    )  # fmt: skip


def _slice(start: str, end: str) -> pl.Expr:
    length = (pl.col(end).cast(pl.Int64) - pl.col(start).cast(pl.Int64)).clip(lower_bound=0)
    return pl.col("text").str.slice(pl.col(start), length).str.replace_all(r"\s+", " ").str.strip_chars()


def _order(kwic: pl.DataFrame, sort: str) -> pl.DataFrame:
    keys = {
        "position": [],
        "date": [pl.col("date")],
        "before": [pl.col("before").str.split(" ").list.reverse().list.join(" ")],
        "match": [pl.col("match")],
        "after": [pl.col("after")],
    }[sort]
    return kwic.sort(keys, maintain_order=True, nulls_last=True) if keys else kwic
