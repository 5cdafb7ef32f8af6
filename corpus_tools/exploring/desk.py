"""What the panel knows before anybody types: the terms and actors there are, by any of their spellings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.corpus.model import check_corpus
from corpus_tools.language import fold
from corpus_tools.measures import count_terms
from corpus_tools.schema import MENTIONS, check_frame, empty_frame

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus


@dataclass(frozen=True)
class Desk:
    """A corpus, the mentions of its actors, and its spellings: `key`, folded, of a `kind`, `name`, `actor_id`.

    `form` is the row of the vocabulary that is spelt so, with or without proclitics, null for names; `count` is null
    for stopwords, which can be searched and are not suggested.
    """

    corpus: Corpus
    mentions: pl.DataFrame
    spellings: pl.DataFrame
    language: str


def prepare_desk(corpus: Corpus, mentions: pl.DataFrame | None, *, language: str) -> Desk:
    """Fold every spelling once, so that a keystroke is answered at once."""
    check_corpus("explore", corpus)
    mentions = empty_frame(MENTIONS) if mentions is None else mentions
    check_frame("explore", mentions, MENTIONS)
    known = mentions.join(corpus.articles.select("doc_id"), on="doc_id", how="semi", maintain_order="left")
    spellings = pl.concat([_actor_spellings(known), _term_spellings(corpus)])
    return Desk(corpus, known, spellings, language)


def _actor_spellings(mentions: pl.DataFrame) -> pl.DataFrame:
    counted = mentions.with_columns(count=pl.len().over("actor_id"))
    names = counted.select(
        "count", kind=pl.lit("actor"), name="actor", actor_id="actor_id", form=pl.lit(None, pl.UInt32), key="actor"
    )
    surfaces = names.with_columns(key=counted["surface"])
    return _fold_keys(pl.concat([names, surfaces]).filter(pl.col("name").is_not_null()).unique(maintain_order=True))


def _term_spellings(corpus: Corpus) -> pl.DataFrame:
    """Give the forms of each term: with proclitics as they stand, without, and the term's label."""
    counts = count_terms(corpus).select("term", "count")
    forms = corpus.vocabulary.select("surface", "bare", "term", "form")
    forms = forms.join(counts, on="term", how="left", maintain_order="left")
    named = forms.unique("term", keep="first", maintain_order=True)
    spelt = (
        named.select("count", "term", form=pl.lit(None, pl.UInt32), key="term"),
        forms.filter(pl.col("bare") != pl.col("surface")).select("count", "term", "form", key="bare"),
        forms.select("count", "term", "form", key="surface"),
    )
    rows = pl.concat(spelt)
    return _fold_keys(
        rows.select("count", kind=pl.lit("term"), name="term", actor_id=pl.lit(None, pl.String), form="form", key="key")
    )


def _fold_keys(spellings: pl.DataFrame) -> pl.DataFrame:
    keys = spellings.select(pl.col("key").drop_nulls().unique())
    folded = keys.with_columns(folded=pl.Series([fold(key) for key in keys["key"]], dtype=pl.String))
    return spellings.join(folded, on="key", maintain_order="left").select(
        pl.col("count").cast(pl.UInt32), "kind", "name", "actor_id", "form", key="folded"
    )
