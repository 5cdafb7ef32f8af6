"""The sentences in which something stands, as evidence beside a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

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


def list_examples(corpus: Corpus, places: pl.DataFrame, keys: list[str], *, most: int) -> pl.DataFrame:
    """Give `keys` and `examples`: the sentences of the first places of each key, one an article, each text once."""
    ordered = places.sort(*keys, "doc", "sentence").unique([*keys, "doc"], keep="first", maintain_order=True)
    # Copies of one text have the same sentences: a few more are looked at than are shown.
    few = ordered.group_by(keys, maintain_order=True).head(most + 2)
    quoted = few.join(quote_sentences(corpus, few), on=["doc", "sentence"], maintain_order="left")
    return quoted.group_by(keys, maintain_order=True).agg(
        examples=pl.col("text").unique(maintain_order=True).head(most)
    )
