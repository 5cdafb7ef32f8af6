"""Terms counted over articles, a few articles at a time: pairs of article and term, added up by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from corpus_tools.measures.grouping import WORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from corpus_tools.corpus import Corpus

# Tokens counted at a time: the pairs of so many stay in the processor's cache.
_SLICE = 1_000_000
_PAIRS = {"group": pl.UInt32, "label": pl.UInt32, "count": pl.UInt32, "documents": pl.UInt32}


def count_by_group(corpus: Corpus, groups: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Count the terms of `labels` (`form`, `term`) in each group: [by] `term`, `count`, `documents`.

    `groups` has a row an article (`grouping.article_groups`).
    """
    by = groups.columns[1:]
    terms = labels.select(pl.col("term").unique(maintain_order=True)).with_row_index("label")
    # The last number is that of the forms which are not counted.
    label_of = np.full(corpus.vocabulary.height, terms.height, dtype=np.uint64)
    label_of[_rows(corpus, labels["form"])] = labels.join(terms, on="term", how="left", maintain_order="left")["label"]
    group_of, kinds = _number_groups(groups)
    parts = [pl.DataFrame(schema=_PAIRS)]
    for doc, form in _slices(corpus):
        # Sorted integers: many times as fast as groups of two columns.
        keys, counts = np.unique(doc * np.uint64(terms.height + 1) + label_of[form], return_counts=True)
        doc, label = np.divmod(keys, np.uint64(terms.height + 1))
        pairs = pl.DataFrame({"group": group_of[doc], "label": label.astype(np.uint32), "count": counts})
        parts.append(
            pairs.filter(pl.col("label") < terms.height)
            .group_by("group", "label")
            .agg(pl.col("count").sum().cast(pl.UInt32), documents=pl.len().cast(pl.UInt32))
        )
    added = pl.concat(parts).group_by("group", "label").agg(pl.col("count", "documents").sum())
    named = added.join(terms, on="label").join(kinds, on="group")
    return named.select(*by, "term", "count", "documents")


def count_words(corpus: Corpus, groups: pl.DataFrame) -> pl.DataFrame:
    """Count the word tokens of each group, stopwords included: the denominator of `per_million`."""
    by = groups.columns[1:]
    is_word = corpus.vocabulary["kind"].is_in(list(WORD_KINDS)).to_numpy()
    words = np.zeros(groups.height, dtype=np.uint32)
    for doc, form in _slices(corpus):
        np.add(
            words, np.bincount(doc[is_word[form]].astype(np.int64), minlength=len(words)), out=words, casting="unsafe"
        )
    counted = groups.select(*by, words=pl.Series(words))
    if by:
        return counted.filter(pl.col("words") > 0).group_by(by).agg(pl.col("words").sum())
    return counted.select(pl.col("words").sum())


def _slices(corpus: Corpus) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.intp]]]:
    """Yield articles and rows of the vocabulary of some tokens each, whole articles together."""
    docs, forms = corpus.tokens["doc"], corpus.tokens["form"]
    start = 0
    while start < len(docs):
        stop = min(start + _SLICE, len(docs))
        if stop < len(docs):
            # To the end of the article: the pairs of one must not be counted twice.
            stop = int(docs.search_sorted(docs[stop - 1], side="right"))
        yield docs[start:stop].cast(pl.UInt64).to_numpy(), _rows(corpus, forms[start:stop])
        start = stop


def _rows(corpus: Corpus, forms: pl.Series) -> NDArray[np.intp]:
    """Give the row of each form in the vocabulary; that of a sub-corpus has gaps in its numbers."""
    known = corpus.vocabulary["form"]
    if known.is_empty() or known[-1] == len(known) - 1:
        return forms.to_numpy().astype(np.intp)
    return np.searchsorted(known.to_numpy(), forms.to_numpy())


def _number_groups(groups: pl.DataFrame) -> tuple[NDArray[np.uint32], pl.DataFrame]:
    """Give the number of each article's group, and the groups by number."""
    by = groups.columns[1:]
    if not by:
        return np.zeros(groups.height, dtype=np.uint32), pl.DataFrame({"group": [0]}, schema={"group": pl.UInt32})
    kinds = groups.select(by).unique(maintain_order=True).with_row_index("group")
    numbered = groups.join(kinds, on=by, how="left", nulls_equal=True, maintain_order="left")
    return numbered["group"].to_numpy(), kinds
