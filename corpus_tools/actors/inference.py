"""Who and what is named that no table has: persons, organisations and places found by rules and word lists."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from corpus_tools.actors.classes import is_other_word
from corpus_tools.actors.lexicons import sure_names
from corpus_tools.actors.propagation import link_short_forms, longest_spans, look_up, name_spans, propagate
from corpus_tools.actors.recognizers import recognised_spans
from corpus_tools.actors.spans import Rows, find_spans
from corpus_tools.language import fold, tokenise

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

# How sure a name of the lists is one, and the lists.
_SURE_LISTED = 0.85
_ENTRIES = {"words": pl.List(pl.String), "written": pl.String(), "kind": pl.String()}
# The rules rank finds well, but think too much of them: by this line a confidence is about the share of finds that
# are right in kind and to the letter (`benchmarks/actors_accuracy.py` prints it against that share).
_CALIBRATION = (1.25, -0.33)
_LISTS = (
    ("organisations_ar", "organisation", "ar"),
    ("places_ar", "place", "ar"),
    ("places_latin", "place", "en"),
)


def infer_mentions(corpus: Corpus, hits: pl.DataFrame, *, recognizer: object = None) -> pl.DataFrame:
    """Find names beside the `hits` of the table (`row`, `length`), overlapping none of them.

    A recogniser takes the place of the rules and lists; its names of a person are linked in the same way.

    Returns one row a name: `row length doc actor_id actor kind confidence`.
    """
    taken = _taken(corpus, hits)
    if recognizer is not None:
        named = name_spans(corpus, _without(recognised_spans(corpus, recognizer), taken))
        return _identify(link_short_forms(longest_spans(named.with_columns(is_short=pl.lit(value=False)))))
    places = _spelt(corpus, _without(look_up(corpus, _listed()), taken))
    listed = _taken(corpus, places.filter(pl.col("kind") == "place"))
    found = _without(find_spans(corpus, taken, listed), taken)
    named = name_spans(corpus, found)
    every = pl.concat([named, places.select(named.columns)])
    spread = _without(propagate(corpus, every), taken)
    linked = link_short_forms(longest_spans(spread))
    slope, shift = _CALIBRATION
    return _identify(linked.with_columns(confidence=(slope * pl.col("confidence") + shift).clip(0.05, 1).round(2)))


def _taken(corpus: Corpus, hits: pl.DataFrame) -> Rows:
    taken = np.zeros(corpus.tokens.height, dtype=np.bool_)
    rows = hits.select(at=pl.int_ranges("row", pl.col("row") + pl.col("length"))).explode("at", empty_as_null=False)
    taken[rows["at"].to_numpy()] = True
    return taken


def _without(spans: pl.DataFrame, taken: Rows) -> pl.DataFrame:
    """Drop spans that share a token with what is taken."""
    before = np.concatenate([[0], np.cumsum(taken, dtype=np.int64)])
    first = spans["row"].to_numpy().astype(np.int64)
    last = first + spans["length"].to_numpy()
    return spans.filter(pl.Series(before[last] == before[first], dtype=pl.Boolean))


@cache
def _listed() -> pl.DataFrame:
    """Give the listed places and organisations as names to look up."""
    rows = []
    for name, kind, language in _LISTS:
        for entry in sure_names(name):
            tokens, _ = tokenise(entry, language=language)
            rows.append(([fold(entry[token.start : token.end]) for token in tokens], entry, kind))
    return (
        pl.DataFrame(rows, schema=_ENTRIES, orient="row")
        .unique("words", keep="first", maintain_order=True)
        .with_columns(classes=pl.lit("M"), confidence=pl.lit(_SURE_LISTED))
        .with_row_index("alias_id")
    )


def _spelt(corpus: Corpus, hits: pl.DataFrame) -> pl.DataFrame:
    """Drop words that only the fold makes a listed name of (إطار is not أطار)."""
    spellings = frozenset(_listed()["written"])
    forms = corpus.tokens["form"].gather(hits["row"])
    single = forms.filter(hits["length"] == 1).unique()
    words = corpus.vocabulary.filter(pl.col("form").is_in(single.implode()) & (pl.col("language") == "ar"))
    other = [form for form, word in words.select("form", "surface").iter_rows() if is_other_word(word, spellings)]
    return hits.filter((pl.col("length") > 1) | ~forms.is_in(other))


def _identify(spans: pl.DataFrame) -> pl.DataFrame:
    """Give each name its identifier and the spelling it is shown in: the commonest."""
    key = pl.concat_str("kind", pl.lit(":"), pl.col("words").list.join("-"))
    shown = pl.col("written").mode().sort().first().over("actor_id")
    return (
        spans.with_columns(actor_id=key)
        .with_columns(actor=shown)
        .select("row", "length", "doc", "actor_id", "actor", "kind", "confidence")
    )
