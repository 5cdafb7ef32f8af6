"""The three frames of a corpus, and its sub-corpora."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from corpus_tools.schema import TOKENS, VOCABULARY


@dataclass(frozen=True)
class Corpus:
    """Articles, their tokens as integers, and the vocabulary that the integers point to.

    Attributes
    ----------
    articles
        One row an article (`read_articles`).
    tokens
        One row a token, sorted by article and position: `doc` (row number in `articles`), `sentence` (from 0
        in each article), `start` and `end` (characters of `text`), `form` (row of the vocabulary); all u32.
    vocabulary
        One row a surface form of a language: `form`, `surface`, `normal`, `bare` (proclitics taken
        off), `lemma`, `term` (the counting unit,
        labelled by its commonest form), `is_stopword`, `language`, `kind` (word, number, url, email, tag),
        `count`.
    """

    articles: pl.DataFrame
    tokens: pl.DataFrame
    vocabulary: pl.DataFrame

    def filter(self, *predicates: pl.Expr) -> Corpus:
        """Keep the articles for which all expressions over article columns hold, with their tokens.

        Terms keep their labels, so that counts of sub-corpora can be compared; `count` is that of the
        sub-corpus.
        """
        numbered = self.articles.with_row_index("_doc")
        kept = numbered.filter(*predicates)
        renumber = kept.select("_doc").with_row_index("doc").cast(pl.UInt32)
        tokens = (
            self.tokens.join(renumber.rename({"doc": "_new", "_doc": "doc"}), on="doc", maintain_order="left")
            .with_columns(doc=pl.col("_new"))
            .select(list(TOKENS.columns))
        )
        counts = tokens.group_by("form").agg(count=pl.len().cast(pl.UInt32))
        vocabulary = self.vocabulary.drop("count").join(counts, on="form", maintain_order="left")
        return Corpus(kept.drop("_doc"), tokens, vocabulary.select(list(VOCABULARY.columns)))

    def __repr__(self) -> str:
        """Say how much there is."""
        return (
            f"Corpus({self.articles.height:,} articles, {self.tokens.height:,} tokens, "
            f"{self.vocabulary.height:,} forms)"
        )
