"""Where the words of a query stand: a word, a phrase, or a pattern."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.errors import ArgumentError, explain
from corpus_tools.language import tokenise
from corpus_tools.measures.grouping import named_forms

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

# Spaces, quotation marks, hyphens and invisible controls: what may stand between the words of a phrase.
_NO_BREAK = r"^[\s\p{Pi}\p{Pf}\p{Pd}\p{Cf}\"'„‚]*$"


def find_hits(function: str, corpus: Corpus, query: str | re.Pattern[str], *, unit: str = "term") -> pl.DataFrame:
    """Give `first` and `last`, the rows of `tokens` that each hit covers, in order; of a pattern its offsets too."""
    return _pattern_hits(corpus, query) if isinstance(query, re.Pattern) else _word_hits(function, corpus, query, unit)


def _word_hits(function: str, corpus: Corpus, query: str, unit: str) -> pl.DataFrame:
    """Rows of `tokens` where the words of the query follow each other."""
    forms = _query_forms(function, corpus, query, unit)
    tokens, length = corpus.tokens, len(forms)
    # The rarest word is looked for, the others only beside it.
    sizes = [corpus.vocabulary.filter(pl.col("form").is_in(ids.implode()))["count"].sum() for ids in forms]
    anchor = sizes.index(min(sizes))
    found = tokens["form"].is_in(forms[anchor].implode()).arg_true().cast(pl.Int64) - anchor
    first = found.filter((found >= 0) & (found + length <= tokens.height)).cast(pl.UInt32)
    for place, ids in enumerate(forms):
        if place != anchor:
            first = first.filter(tokens["form"].gather(first + place).is_in(ids.implode()))
    for place in range(length - 1):
        left, right = tokens[first + place], tokens[first + place + 1]
        together = (left["doc"] == right["doc"]) & (left["sentence"] == right["sentence"])
        first = first.filter(together & (right["start"].cast(pl.Int64) - left["end"].cast(pl.Int64) <= 2))
    hits = pl.DataFrame({"first": first}).with_columns(last=pl.col("first") + (length - 1))
    return _unbroken(corpus, hits, length)


def _query_forms(function: str, corpus: Corpus, query: str, unit: str) -> list[pl.Series]:
    """Find the forms of each word of a query; l'OTAN is two words where the corpus is French."""
    if not isinstance(query, str):
        raise ArgumentError(explain(function, expected="a query as a text or a pattern of re.compile", got=query))
    words = [query[token.start : token.end] for token in tokenise(query)[0]]
    if not words:
        raise ArgumentError(explain(function, expected="a query with a word", got=query))
    cut = [query[token.start : token.end] for token in tokenise(query, language="fr")[0]]
    if cut != words and "fr" in corpus.articles["language"]:
        words = cut
    return [named_forms(function, corpus, word, unit=unit) for word in words]


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
