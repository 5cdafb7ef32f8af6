"""Context rules of ambiguous names: `-next:` `-prev:` `-near:` veto, `+next:` `+prev:` `+near:` demand.

The grammar is described in `gazetteer/data/README.md`. Clauses are joined by `;`, words by `|`; all clauses
must hold.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from corpus_tools.actors.matching import count_forms, fold_forms
from corpus_tools.actors.sentences import sentence_bounds
from corpus_tools.errors import FrameError, explain
from corpus_tools.language import fold, split_proclitics
from corpus_tools.language.calendar_names import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus

_PLACES = ("prev", "next", "near")
# What may be written together with a listed word, as `split_proclitics` reads it.
_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "بال", "كال", "لل", "ال", "ب", "ك", "ل")
_HEADS = tuple("".join(parts) for parts in product(_CONJUNCTIONS, _PREPOSITIONS))


@cache
def parse_rule(rule: str) -> tuple[tuple[bool, str, frozenset[str]], ...]:
    """Parse a rule into (wanted, place, folded words) clauses.

    >>> parse_rule("-next:@weekday;+near:نفط")[1]
    (True, 'near', frozenset({'نفط'}))
    """
    clauses = []
    for clause in filter(None, (part.strip() for part in rule.split(";"))):
        sign, place, words = clause[:1], clause[1:].partition(":")[0], clause.partition(":")[2]
        if sign not in "+-" or place not in _PLACES or not all(words.split("|")):
            raise FrameError(
                explain(
                    "find_actors",
                    expected="a context rule like -next:word|word",
                    got=clause,
                    known=[f"-{p}:…" for p in _PLACES],
                )
            )
        clauses.append(
            (
                sign == "+",
                place,
                frozenset(word if word[0] == "@" else fold(word) for word in words.split("|")),
            )
        )
    return tuple(clauses)


def fits_contexts(corpus: Corpus, hits: pl.DataFrame, *, folded: pl.Series | None = None) -> pl.Series:
    """Tell of each hit (`row`, `length`, `context`) whether the rule of its name holds in its sentence.

    The words that a clause lists are looked up in the vocabulary once; what stands around the hits is compared as
    numbers. `folded` is what `fold_forms` gives, where a caller has it already.
    """
    rules = {rule: parse_rule(rule) for rule in hits["context"].unique().sort()}
    clauses = list(dict.fromkeys(clause for parsed in rules.values() for clause in parsed))
    numbers = {clause: number for number, clause in enumerate(clauses)}
    needed = pl.DataFrame(
        [(rule, numbers[clause], clause[0], clause[1]) for rule, parsed in rules.items() for clause in parsed],
        schema={"context": pl.String, "clause": pl.UInt32, "wanted": pl.Boolean, "place": pl.String},
        orient="row",
    )
    folded = fold_forms(corpus.vocabulary) if folded is None else folded
    listed = _listed_forms(corpus.vocabulary, folded, clauses)
    asked = hits.select("row", "length", "context").with_row_index("hit").join(needed, on="context").drop("context")
    asked = asked.with_row_index("question")
    found = pl.concat(_stand(corpus, asked.filter(pl.col("place") == place), listed, place=place) for place in _PLACES)
    is_there = np.zeros(asked.height, dtype=bool)
    is_there[found.to_numpy()] = True
    fits = np.ones(hits.height, dtype=bool)
    fits[asked["hit"].to_numpy()[is_there != asked["wanted"].to_numpy()]] = False
    return pl.Series(fits, dtype=pl.Boolean)


def _listed_forms(
    vocabulary: pl.DataFrame, folded: pl.Series, clauses: Sequence[tuple[bool, str, frozenset[str]]]
) -> pl.DataFrame:
    """Give for each clause the forms that are one of its words, with or without something attached."""
    rows = []
    for number, (_, _, words) in enumerate(clauses):
        plain = {word for word in words if not word.startswith("@")} | (set(WEEKDAYS) if "@weekday" in words else set())
        rows += [(number, written) for word in plain for written in _attached(word)]
    written = pl.DataFrame(rows, schema={"clause": pl.UInt32, "folded": pl.String}, orient="row").unique()
    # Few forms of all are listed anywhere: only these are read, and given to their clauses.
    is_listed = folded.is_in(written["folded"].unique().implode())
    listed = vocabulary.filter(is_listed).select("form", "surface").with_columns(folded=folded.filter(is_listed))
    likely = listed.join(written, on="folded").select("clause", "form", "surface")
    counted = pl.Series([n for n, (_, _, words) in enumerate(clauses) if "@number" in words], dtype=pl.UInt32)
    figures = vocabulary.filter(pl.col("surface").str.contains(r"^\p{N}")) if counted.len() else vocabulary.clear()
    likely = pl.concat([likely, counted.to_frame("clause").join(figures.select("form", "surface"), how="cross")])
    is_one = [_is_one_of(surface, clauses[n][2]) for n, surface in likely.select("clause", "surface").iter_rows()]
    return likely.filter(pl.Series(is_one, dtype=pl.Boolean)).select("clause", "form").unique()


def _attached(word: str) -> set[str]:
    """Write a word with whatever `split_proclitics` may take off it."""
    after = {head + word for head in _HEADS}
    return after | {head + word.removeprefix("ال") for head in _HEADS if head.endswith("لل")}


def _stand(corpus: Corpus, asked: pl.DataFrame, listed: pl.DataFrame, *, place: str) -> pl.Series:
    """Give each `question` of a hit that has a word of the clause before, behind or anywhere around them."""
    tokens = corpus.tokens
    if place == "near":
        return _stand_near(corpus, asked, listed)
    step = -1 if place == "prev" else asked["length"].cast(pl.Int64)
    beside = asked.with_columns(beside=asked["row"].cast(pl.Int64) + step)
    beside = beside.filter(pl.col("beside").is_between(0, tokens.height - 1))
    same = [tokens[n].gather(beside["beside"]) == tokens[n].gather(beside["row"]) for n in ("doc", "sentence")]
    beside = beside.with_columns(form=tokens["form"].gather(beside["beside"])).filter(same[0] & same[1])
    return beside.join(listed, on=["clause", "form"], how="semi")["question"]


def _stand_near(corpus: Corpus, asked: pl.DataFrame, listed: pl.DataFrame) -> pl.Series:
    """Give each `question` of a hit whose sentence has a word of the clause outside the name.

    It is enough to know the first and the last of these words in a sentence: if neither is outside, none is.
    """
    if asked.is_empty():
        return asked["question"]
    first, last = sentence_bounds(corpus, asked["row"])
    around = asked.with_columns(place=first)
    listed = listed.join(asked, on="clause", how="semi")
    # Only the tokens of these sentences are looked at, and of them only those that have a form of any clause.
    every = pl.DataFrame({"place": first, "last": last}).unique()
    every = every.select("place", row=pl.int_ranges("place", pl.col("last") + 1, dtype=pl.UInt32)).explode("row")
    every = every.with_columns(form=corpus.tokens["form"].gather(every["row"]))
    is_listed = np.zeros(count_forms(corpus), dtype=bool)
    is_listed[listed["form"].to_numpy()] = True
    words = every.filter(pl.Series(is_listed[every["form"].to_numpy()], dtype=pl.Boolean))
    spans = (
        words.join(listed, on="form")
        .join(around, on=["place", "clause"], how="semi")
        .group_by("place", "clause")
        .agg(first=pl.col("row").min(), last=pl.col("row").max())
    )
    both = around.join(spans, on=["place", "clause"])
    outside = (pl.col("first") < pl.col("row")) | (pl.col("last") >= pl.col("row") + pl.col("length"))
    return both.filter(outside)["question"]


def _is_one_of(word: str, listed: frozenset[str]) -> bool:
    if "@number" in listed and word[:1].isdigit():
        return True
    readings = _readings(word)
    return not readings.isdisjoint(listed) or ("@weekday" in listed and not readings.isdisjoint(WEEKDAYS))


@lru_cache(maxsize=100_000)
def _readings(word: str) -> frozenset[str]:
    """Give a word, folded, and what is left of it without proclitics; the words around names repeat themselves."""
    return frozenset(rest for _, rest in split_proclitics(fold(word)))
