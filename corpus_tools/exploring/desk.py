"""What the panel looks up while somebody types: the terms and actors there are, by any of their spellings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from corpus_tools.corpus.model import check_corpus
from corpus_tools.language import fold
from corpus_tools.measures import count_terms
from corpus_tools.schema import MENTIONS, check_frame, empty_frame

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

SUGGESTED = 8
# Typed or not, the Arabic article makes no difference.
_ARTICLE = "ال"


@dataclass(frozen=True)
class Desk:
    """A corpus, the mentions of its actors, and its spellings: `key`, folded, of a `kind`, `name`, `actor_id`."""

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


def suggest_names(desk: Desk, typed: str) -> list[dict[str, Any]]:
    """Give the actors and terms that begin as was typed, hamza, article and proclitics apart, the commonest first.

    A name that was typed whole comes before them. One of several words is found by the beginning of any of them.
    """
    key = fold(" ".join(typed.split()))
    if not key:
        return []
    spelt, keys = pl.col("key"), [key, f"{_ARTICLE}{key}"]
    tests = [test for one in keys for test in (spelt.str.starts_with(one), spelt.str.contains(f" {one}", literal=True))]
    found = desk.spellings.filter(pl.any_horizontal(tests)).with_columns(is_whole=pl.col("name") == typed.strip())
    ranked = found.sort(["is_whole", "count"], descending=True, maintain_order=True)
    names = ranked.unique(["kind", "actor_id", "name"], keep="first", maintain_order=True)
    return names.head(SUGGESTED).select("kind", "name", "actor_id", "count").to_dicts()


def _actor_spellings(mentions: pl.DataFrame) -> pl.DataFrame:
    counted = mentions.with_columns(count=pl.len().over("actor_id"))
    names = counted.select("count", kind=pl.lit("actor"), name="actor", actor_id="actor_id", key="actor")
    surfaces = names.with_columns(key=counted["surface"])
    return _fold_keys(pl.concat([names, surfaces]).filter(pl.col("name").is_not_null()))


def _term_spellings(corpus: Corpus) -> pl.DataFrame:
    """Give the forms of each term: with proclitics as they stand, without, and the term's label."""
    counts = count_terms(corpus).select("term", "count")
    forms = corpus.vocabulary.select("surface", "bare", "term").join(counts, on="term", maintain_order="left")
    spelt = [
        forms.select("count", kind=pl.lit("term"), name="term", actor_id=pl.lit(None, dtype=pl.String), key=column)
        for column in ("term", "bare", "surface")
    ]
    return _fold_keys(pl.concat(spelt))


def _fold_keys(spellings: pl.DataFrame) -> pl.DataFrame:
    keys = spellings.select(pl.col("key").drop_nulls().unique())
    folded = keys.with_columns(folded=pl.Series([fold(key) for key in keys["key"]], dtype=pl.String))
    return (
        spellings.join(folded, on="key", maintain_order="left")
        .select(pl.col("count").cast(pl.UInt32), "kind", "name", "actor_id", key="folded")
        .unique(maintain_order=True)
    )
