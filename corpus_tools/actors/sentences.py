"""The sentences in which something stands, as evidence beside a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from corpus_tools.corpus import Corpus

    Rows = NDArray[np.int64]

# What opens the next sentence is no end of this one.
_OPENERS = "«“\"'([{"


def number_articles(corpus: Corpus) -> pl.DataFrame:
    """Give `doc_id` and `doc`, the number by which tokens name an article."""
    return corpus.articles.select("doc_id", doc=pl.int_range(pl.len(), dtype=pl.UInt32))


def quote_sentences(corpus: Corpus, places: pl.DataFrame) -> pl.DataFrame:
    """Give the text of each sentence of `places` (`doc`, `sentence`) once: `doc`, `sentence`, `text`."""
    wanted = places.select("doc", "sentence").unique()
    starts = (
        corpus.tokens.join(wanted.select("doc").unique(), on="doc", how="semi")
        .group_by("doc", "sentence")
        .agg(pl.col("start").min())
        .sort("doc", "start")
        .with_columns(length=pl.col("start").shift(-1).over("doc") - pl.col("start"))
        .join(wanted, on=["doc", "sentence"], how="semi", maintain_order="left")
    )
    texts = starts.with_columns(text=corpus.articles["text"].gather(starts["doc"]))
    cut = pl.col("text").str.slice("start", "length").str.replace_all(r"\s+", " ").str.strip_chars()
    return texts.select("doc", "sentence", text=cut.str.strip_chars_end(_OPENERS).str.strip_chars())


def sentence_bounds(corpus: Corpus, rows: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Give the rows of the first and of the last token of the sentence that each row is in."""
    doc, sentence = (corpus.tokens[name].to_numpy() for name in ("doc", "sentence"))
    here = rows.to_numpy().astype(np.int64)

    def is_inside(at: Rows, asked: Rows) -> NDArray[np.bool_]:
        near = at.clip(0, len(doc) - 1)
        same: NDArray[np.bool_] = (doc[near] == doc[here[asked]]) & (sentence[near] == sentence[here[asked]])
        same &= near == at
        return same

    first, last = (_walk(here, sign, is_inside) for sign in (-1, 1))
    return pl.Series("first", first.astype(np.uint32)), pl.Series("last", last.astype(np.uint32))


def _walk(here: Rows, sign: int, is_inside: Callable[[Rows, Rows], NDArray[np.bool_]]) -> Rows:
    """Go as far as `is_inside` allows, by steps that double for as long as they can be taken, and then halve."""
    every = np.arange(len(here))
    at, asked, step = here.copy(), every, sign
    while asked.size:
        asked = asked[is_inside(at[asked] + step, asked)]
        at[asked] += step
        step *= 2
    while abs(step) > 1:
        step //= 2
        at += step * is_inside(at + step, every)
    return at


def list_examples(corpus: Corpus, places: pl.DataFrame, keys: list[str], *, most: int) -> pl.DataFrame:
    """Give `keys` and `examples`: the sentences of the first places of each key, one an article, each text once."""
    ordered = places.sort(*keys, "doc", "sentence").unique([*keys, "doc"], keep="first", maintain_order=True)
    # Copies of one text have the same sentences: a few more are looked at than are shown.
    few = ordered.group_by(keys, maintain_order=True).head(most + 2)
    quoted = few.join(quote_sentences(corpus, few), on=["doc", "sentence"], maintain_order="left")
    return quoted.group_by(keys, maintain_order=True).agg(
        examples=pl.col("text").unique(maintain_order=True).head(most)
    )
