"""The three frames of a corpus, and its sub-corpora."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from corpus_tools.errors import FrameError, explain
from corpus_tools.schema import TOKENS, VOCABULARY

# Row numbers of articles before and after filtering: names that no table of articles has.
_OLD, _NEW = "__old_doc__", "__new_doc__"


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
        One row a surface form of a language: `form`, `surface`, `normal`, `bare` (proclitics taken off),
        `lemma`, `term` (the counting unit, labelled by its commonest form without proclitics), `is_stopword`,
        `is_time_word` (says when or how many; numbers in figures too), `is_known` (the dictionary of its language
        has just this form), `language`, `kind` (word, number, url, email, tag, emoji), `count`.
        Sorted by `form`: the commonest first in the whole corpus.
    filters
        The expressions by which this sub-corpus was filtered, as text, for the record under a chart.
    """

    articles: pl.DataFrame
    tokens: pl.DataFrame
    vocabulary: pl.DataFrame
    filters: tuple[str, ...] = ()

    def filter(self, *predicates: pl.Expr) -> Corpus:
        """Keep the articles for which all expressions over article columns hold, with their tokens.

        Terms keep their labels, so that counts of sub-corpora can be compared; `count` is that of the
        sub-corpus.

        Parameters
        ----------
        *predicates
            Expressions over the columns of `articles`, such as `pl.col("source") == "ميزان"`.

        Returns
        -------
        Corpus
            The articles in their order, with `doc` counted anew; no article is an empty corpus, not an error.

        Raises
        ------
        FrameError
            An expression names a column that the articles do not have.

        Examples
        --------
        >>> from corpus_tools import build_corpus
        >>> build_corpus(pl.DataFrame({"text": ["قمة في جنيف", "حرب"]})).filter(pl.col("text").str.contains("قمة"))
        Corpus(1 articles, 3 tokens, 3 forms)
        """
        numbered = self.articles.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias(_OLD))
        try:
            kept = numbered.filter(*predicates)
        except pl.exceptions.ColumnNotFoundError as error:
            raise FrameError(
                explain(
                    "Corpus.filter",
                    expected="expressions over article columns",
                    got=str(error).partition(";")[0],
                    known=self.articles.columns,
                )
            ) from error
        renumber = kept.select(pl.col(_OLD).alias("doc"), pl.int_range(pl.len(), dtype=pl.UInt32).alias(_NEW))
        tokens = (
            self.tokens.join(renumber, on="doc", maintain_order="left")
            .with_columns(doc=pl.col(_NEW))
            .select(list(TOKENS.columns))
        )
        counts = tokens.group_by("form").agg(count=pl.len().cast(pl.UInt32))
        vocabulary = self.vocabulary.drop("count").join(counts, on="form", maintain_order="left")
        filters = (*self.filters, *map(str, predicates))
        return Corpus(kept.drop(_OLD), tokens, vocabulary.select(list(VOCABULARY.columns)), filters)

    def __repr__(self) -> str:
        """Say how much there is."""
        return (
            f"Corpus({self.articles.height:,} articles, {self.tokens.height:,} tokens, "
            f"{self.vocabulary.height:,} forms)"
        )


def check_corpus(function: str, corpus: object) -> None:
    """Raise FrameError for what is no Corpus: the frame of articles itself, as a rule."""
    if not isinstance(corpus, Corpus):
        got, hint = type(corpus).__name__, "build one: corpus = build_corpus(articles)."
        raise FrameError(explain(function, expected="a Corpus", got=got, hint=hint))
