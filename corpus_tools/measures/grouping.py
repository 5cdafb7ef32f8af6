"""What measures share: the columns of `by=`, which forms are counted, the forms that a word of the user names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.corpus.model import check_corpus
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.language import fold, lemmatise, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus

PERIODS = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
UNITS = ("term", "normal", "surface")
# What is counted as a word; numbers, addresses and emoji are tokens of their own kinds.
WORD_KINDS = ("word", "tag")
# Columns of results, which a column of the articles may not be named as.
_OWN = frozenset(
    {"doc", "form", "term", "ngram", "actor", "count", "total", "words", "per_million", "documents"}
    | {"period", "share", "low", "high", "rolling_count", "rolling_share"}
)


def by_columns(function: str, corpus: Corpus, by: str | Sequence[str] | None) -> list[str]:
    """List the names in `by`; raise ArgumentError for one that is no article column or period, or a result's own."""
    check_corpus(function, corpus)
    names = [by] if isinstance(by, str) else list(dict.fromkeys(by or ()))
    known = [*corpus.articles.columns, *PERIODS]
    for name in names:
        if name not in known:
            raise ArgumentError(
                explain(function, expected="by= a column of articles or a period", got=name, known=known)
            )
        if name in _OWN:
            hint = f'rename it: build_corpus(articles.rename({{"{name}": "own_{name}"}})).'
            expected = "by= a name that the result does not have itself"
            raise ArgumentError(explain(function, expected=expected, got=name, hint=hint))
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


def is_counted(*, stopwords: bool = False, time_words: bool = False) -> pl.Expr:
    """Tell which forms of a vocabulary are counted: words, and the two layers where they are asked for.

    Numbers in figures are a part of the layer of time words.
    """
    counted = pl.col("kind").is_in([*WORD_KINDS, "number"])
    if not stopwords:
        counted &= ~pl.col("is_stopword")
    return counted if time_words else counted & ~pl.col("is_time_word") & (pl.col("kind") != "number")


def named_forms(function: str, corpus: Corpus, word: str, *, unit: str = "term") -> pl.Series:
    """Find the forms that a word of the user stands for; raise ArgumentError where the corpus has none.

    For "term" the word is the label of a term, else one of its forms, else a spelling variant of one (اوكرانيا,
    Talks), else a form of it that does not occur (talk, of talks): all forms of the term are found, so that there are
    as many tokens as `count_terms` counts.
    """
    vocabulary = corpus.vocabulary
    is_variant = pl.col("normal") == pl.lit(normalise(word, language="und"))
    tries = {
        "surface": [pl.col("surface") == word],
        "normal": [is_variant],
        "term": [pl.col("term") == word, pl.col("surface") == word, is_variant, _has_lemma_of(word, vocabulary)],
    }[unit]
    for condition in tries:
        found = vocabulary.filter(condition)
        if found.height:
            terms = found.select("term", "language").unique()
            return (vocabulary.join(terms, on=["term", "language"], how="semi") if unit == "term" else found)["form"]
    first = fold(word)[:1]
    alike = dict.fromkeys(fold(surface) for surface in vocabulary["surface"].head(20_000) if fold(surface)[:1] == first)
    hint = "phrases are for find_concordance and count_ngrams." if " " in word else None
    raise ArgumentError(explain(function, expected="words of the corpus", got=word, known=alike or None, hint=hint))


def _has_lemma_of(word: str, vocabulary: pl.DataFrame) -> pl.Expr:
    """Match the forms whose lemma is that of a word which the corpus does not have in this form (talk, of talks)."""
    languages = vocabulary["language"].unique().sort()
    lemmas = [(language, lemmatise({word: 1}, language=language)[word]) for language in languages]
    return pl.any_horizontal(
        pl.lit(value=False), *((pl.col("language") == code) & (pl.col("lemma") == lemma) for code, lemma in lemmas)
    )
