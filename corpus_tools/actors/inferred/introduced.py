"""Names that an article gives to what it has named in full: acronyms in brackets, bodies without their state.

Behind الاتحاد البريدي الأفريقي (UPAP) stands its acronym: wherever the article says UPAP, it means the union. And in an
article about مجلس النواب الأردني, مجلس النواب is that one. In another article they may be others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.inferred.ordinary import ORDINARY, word_cost
from corpus_tools.actors.matching import begin_rows, cut_names
from corpus_tools.language import fold, is_arabic

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

_NO_BODIES = ("person", "state", "territory", "city", "place")
_OPENS = re.compile(r"\s?\(\s?[\"'«“]?")
_CLOSES = re.compile(r"\s?[\"'»”]?\s?\)")
_SURE = 0.85
_LONGEST = 10


def link_introduced(corpus: Corpus, hits: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Give what was `found` the actors that its article names in full, and add the acronyms of organisations.

    `hits` and `found` have `row length doc actor_id actor kind`, `found` a `confidence`, too.
    """
    columns = ["row", "length", "doc", "actor_id", "actor", "kind"]
    bodies = pl.concat([hits.filter(pl.col("how") != "demonym").select(columns), found.select(columns)])
    bodies = bodies.filter(~pl.col("kind").is_in(_NO_BODIES))
    named = _without_state(corpus, found, bodies.join(found, on="row", how="anti"))
    acronyms = _acronyms(corpus, bodies.join(named.select("row", "actor_id", "actor", "kind"), on="row", how="left"))
    # Longer names keep their words; a lone word that a rule took for a name gives way.
    kept = pl.concat([frame.select("row", "length") for frame in (hits, named.filter(pl.col("length") > 1))])
    words = kept.select(row=pl.int_ranges("row", pl.col("row") + pl.col("length"))).explode("row", empty_as_null=False)
    places = _all_places(corpus, acronyms).join(words, on="row", how="anti").select(found.columns)
    return pl.concat([named.join(places, on="row", how="anti"), places]).sort("row")


def _without_state(corpus: Corpus, found: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """Link a body to the one of the table whose name in the same article is longer by the state."""
    asked = found.filter(pl.col("actor_id").str.starts_with("organisation:") & (pl.col("length") > 1))
    full = bodies.join(asked.select("doc").unique(), on="doc", how="semi").filter(pl.col("length") > 2)
    keys = [fold(name).replace(" ", "-") for name in cut_names(corpus, full)]
    full = full.with_columns(key=pl.Series(keys, dtype=pl.String)).rename({"row": "full_row"})
    pairs = asked.select("row", "doc", key="actor_id").with_columns(pl.col("key").str.strip_prefix("organisation:"))
    linked = (
        pairs.join(full.select("doc", "full_row", "actor_id", "actor", "kind", long="key"), on="doc")
        .filter(pl.col("long").str.strip_prefix("و").str.starts_with(pl.col("key") + "-"))
        .with_columns(distance=pl.col("row").cast(pl.Int64) - pl.col("full_row").cast(pl.Int64))
        .with_columns(after=pl.col("distance") < 0, distance=pl.col("distance").abs())
        .sort("row", "after", "distance")
        .unique("row", keep="first", maintain_order=True)
        .select("row", "actor_id", "actor", "kind")
    )
    return found.update(linked, on="row", how="left")


def _acronyms(corpus: Corpus, bodies: pl.DataFrame) -> pl.DataFrame:
    """Find the acronyms in brackets right behind bodies: `doc`, `form` and whom they mean, one row each."""
    tokens = corpus.tokens
    facts = ("actor_id", "actor", "kind")
    bodies = bodies.with_columns(pl.coalesce(f"{fact}_right", fact).alias(fact) for fact in facts)
    behind = bodies.select("doc", *facts, at=pl.col("row") + pl.col("length")).filter(pl.col("at") < tokens.height)
    gap = tokens["start"].gather(behind["at"]).cast(pl.Int64) - tokens["end"].gather(behind["at"] - 1).cast(pl.Int64)
    behind = behind.filter((tokens["doc"].gather(behind["at"]) == behind["doc"]) & gap.is_between(2, 4))
    at = behind["at"]
    texts = corpus.articles["text"].gather(behind["doc"])
    places = zip(
        texts, *(tokens[name].gather(rows) for name, rows in (("end", at - 1), ("start", at), ("end", at))), strict=True
    )
    kept = [
        bool(_OPENS.fullmatch(text[before:start]) and _CLOSES.match(text, end) and _is_acronym(text[start:end]))
        for text, before, start, end in places
    ]
    chosen = behind.with_columns(form=tokens["form"].gather(at)).filter(pl.Series(kept, dtype=pl.Boolean))
    return chosen.unique(["doc", "form"], keep="first", maintain_order=True).select("doc", "form", *facts)


def _is_acronym(word: str) -> bool:
    """Tell UPAP and إيدسمو from a word in brackets.

    >>> _is_acronym("UPAP"), _is_acronym("إيدسمو"), _is_acronym("سابقا"), _is_acronym("Today")
    (True, True, False, False)
    """
    if not 1 < len(word) <= _LONGEST:
        return False
    if is_arabic(word):
        return len(word) > 2 and word_cost(word) > ORDINARY + 1
    return word.isalpha() and word[:2].isupper() and word.isascii()


def _all_places(corpus: Corpus, acronyms: pl.DataFrame) -> pl.DataFrame:
    """Find the acronyms of each article wherever it has them: `row`, `length`, whom they mean and `confidence`."""
    rows = begin_rows(corpus, acronyms["form"].unique())
    rows = rows.with_columns(doc=corpus.tokens["doc"].gather(rows["row"]))
    sure = {"length": pl.lit(1, dtype=pl.UInt32), "confidence": pl.lit(_SURE)}
    return rows.join(acronyms, on=["doc", "form"], maintain_order="left").with_columns(**sure)
