"""Every place where a word, a phrase or a pattern occurs, with its context: KWIC."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.corpus.model import check_corpus
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.language import tokenise
from corpus_tools.measures.grouping import UNITS, named_forms
from corpus_tools.schema import check_choice

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

# Spaces, quotation marks, hyphens and invisible controls: what may stand between the words of a phrase.
_NO_BREAK = r"^[\s\p{Pi}\p{Pf}\p{Pd}\p{Cf}\"'„‚]*$"
SORTS = ("position", "date", "before", "match", "after")


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
    hits = _pattern_hits(corpus, query) if isinstance(query, re.Pattern) else _word_hits(corpus, query, unit)
    return _order(_with_context(corpus, hits, width), sort)


def _word_hits(corpus: Corpus, query: str, unit: str) -> pl.DataFrame:
    """Rows of `tokens` where the words of the query follow each other: `first`, `last` (row numbers)."""
    forms = _query_forms(corpus, query, unit)
    gap = pl.col("start").shift(-1) - pl.col("end") <= 2
    joined = (pl.col("sentence").shift(-1) == pl.col("sentence")) & (pl.col("doc").shift(-1) == pl.col("doc")) & gap
    tokens = corpus.tokens.with_row_index("first").with_columns(joined=joined)
    chain = [pl.col("form").shift(-i).is_in(ids.implode()) for i, ids in enumerate(forms)]
    chain += [pl.col("joined").shift(-i) for i in range(len(forms) - 1)]
    last = pl.col("first") + len(forms) - 1
    hits = tokens.filter(pl.all_horizontal(chain)).select("first", last=last)
    return _unbroken(corpus, hits, len(forms))


def _query_forms(corpus: Corpus, query: str, unit: str) -> list[pl.Series]:
    """Find the forms of each word of a query; l'OTAN is two words where the corpus is French."""
    words = [query[token.start : token.end] for token in tokenise(query)[0]]
    if not words:
        raise ArgumentError(explain("find_concordance", expected="a query with a word", got=query))
    cut = [query[token.start : token.end] for token in tokenise(query, language="fr")[0]]
    if cut != words and "fr" in corpus.articles["language"]:
        words = cut
    return [named_forms("find_concordance", corpus, word, unit=unit) for word in words]


def _unbroken(corpus: Corpus, hits: pl.DataFrame, length: int) -> pl.DataFrame:
    """Drop the runs of words that a comma, a bracket or another such sign breaks."""
    texts = corpus.articles["text"].gather(corpus.tokens["doc"].gather(hits["first"]))
    for place in range(length - 1):
        start = corpus.tokens["end"].gather(hits["first"] + place)
        end = corpus.tokens["start"].gather(hits["first"] + place + 1)
        gap = pl.DataFrame({"text": texts, "start": start, "length": end - start})
        kept = gap.select(pl.col("text").str.slice("start", "length").str.contains(_NO_BREAK)).to_series()
        hits, texts = hits.filter(kept), texts.filter(kept)
    return hits


def _pattern_hits(corpus: Corpus, pattern: re.Pattern[str]) -> pl.DataFrame:
    """Rows of `tokens` that a match of the pattern covers, the match's own offsets beside them."""
    rows = [
        (doc, match.start(), match.end())
        for doc, text in enumerate(corpus.articles["text"])
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
    number = pl.UInt32
    spans = pl.DataFrame(rows, schema={"doc": number, "from": number, "to": number}, orient="row").sort("doc", "from")
    tokens = corpus.tokens.with_row_index("row")
    both = spans.join_asof(
        tokens.select("doc", "end", first="row"), left_on="from", right_on="end", by="doc",
        strategy="forward", allow_exact_matches=False, check_sortedness=False,
    ).join_asof(
        tokens.select("doc", "start", last="row"), left_on="to", right_on="start", by="doc",
        strategy="backward", allow_exact_matches=False, check_sortedness=False,
    )  # fmt: skip
    return both.filter(pl.col("first").is_not_null() & (pl.col("last") >= pl.col("first"))).select(
        "first", "last", "from", "to"
    )


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
