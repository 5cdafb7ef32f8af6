"""The `by=` of every measure: columns of `articles`, or a period of their date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.errors import ArgumentError, explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus

PERIODS = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
UNITS = ("term", "normal", "surface")
# What is counted as a word; numbers and addresses are tokens of their own kinds.
WORD_KINDS = ("word", "tag")


def by_columns(function: str, corpus: Corpus, by: str | Sequence[str] | None) -> list[str]:
    """List the names in `by`; raise ArgumentError for one that is neither article column nor period."""
    names = [by] if isinstance(by, str) else list(dict.fromkeys(by or ()))
    known = [*corpus.articles.columns, *PERIODS]
    for name in names:
        if name not in known:
            raise ArgumentError(
                explain(function, expected="by= a column of articles or a period", got=name, known=known)
            )
    return names


def article_groups(function: str, corpus: Corpus, by: str | Sequence[str] | None) -> pl.DataFrame:
    """Give `doc` and the columns of `by` of each article; a period is its first day (week: Monday)."""
    columns = [
        pl.col("date").dt.truncate(PERIODS[name]).alias(name)
        if name in PERIODS and name not in corpus.articles.columns
        else pl.col(name)
        for name in by_columns(function, corpus, by)
    ]
    return corpus.articles.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("doc"), *columns)


def count_words(corpus: Corpus, groups: pl.DataFrame) -> pl.DataFrame:
    """Count the word tokens of each group, stopwords included: the denominator of `per_million`."""
    by = groups.columns[1:]
    words = corpus.vocabulary.filter(pl.col("kind").is_in(WORD_KINDS)).select("form")
    tokens = corpus.tokens.join(words, on="form", how="semi").join(groups, on="doc")
    if by:
        return tokens.group_by(by).agg(words=pl.len())
    return tokens.select(words=pl.len())
