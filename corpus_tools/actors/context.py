"""Context rules of ambiguous names: `-next:` `-prev:` `-near:` veto, `+next:` `+prev:` `+near:` demand.

The grammar is described in `gazetteer/data/README.md`. Clauses are joined by `;`, words by `|`; all clauses
must hold.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.matching import begin_rows, fold_forms
from corpus_tools.errors import FrameError, explain
from corpus_tools.language import fold, split_proclitics
from corpus_tools.language.calendar_names import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus_tools.corpus import Corpus

_PLACES = ("prev", "next", "near")
_WANTED = {"clause": pl.String, "wanted": pl.Boolean}
# What may be written together with a listed word, as `split_proclitics` reads it.
_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "بال", "كال", "لل", "ال", "ب", "ك", "ل")


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


def fits_contexts(corpus: Corpus, hits: pl.DataFrame) -> pl.Series:
    """Tell of each hit (`row`, `length`, `context`) whether the rule of its name holds in its sentence.

    The words that a clause lists are looked up in the vocabulary once; what stands around the hits is compared as
    numbers.
    """
    rules = pl.DataFrame({"context": hits["context"].unique()}).with_columns(
        clause=pl.col("context").map_elements(
            lambda rule: [_key(clause) for clause in parse_rule(rule)], return_dtype=pl.List(pl.String)
        )
    )
    needed = rules.explode("clause", empty_as_null=True).drop_nulls("clause")
    clauses = {_key(clause): clause for rule in rules["context"] for clause in parse_rule(rule)}
    listed = _listed_forms(corpus.vocabulary, clauses)
    asked = hits.select("row", "length", "context").with_row_index("hit").join(needed, on="context")
    found = (
        pl.concat(
            _stand(corpus, asked.filter(pl.col("clause").is_in(keys)), listed, place=place)
            for place in _PLACES
            if (keys := [key for key, clause in clauses.items() if clause[1] == place])
        )
        if clauses
        else pl.DataFrame(schema={"hit": pl.UInt32, "clause": pl.String})
    )
    wanted = pl.DataFrame({"clause": list(clauses), "wanted": [c[0] for c in clauses.values()]}, schema=_WANTED)
    told = asked.join(found.with_columns(is_there=pl.lit(value=True)), on=["hit", "clause"], how="left").join(
        wanted, on="clause"
    )
    failing = told.filter(pl.col("is_there").fill_null(value=False) != pl.col("wanted"))["hit"].unique()
    return ~pl.int_range(hits.height, dtype=pl.UInt32, eager=True).is_in(failing.implode())


def _key(clause: tuple[bool, str, frozenset[str]]) -> str:
    wanted, place, words = clause
    return f"{'+' if wanted else '-'}{place}:{'|'.join(sorted(words))}"


def _listed_forms(vocabulary: pl.DataFrame, clauses: Mapping[str, tuple[bool, str, frozenset[str]]]) -> pl.DataFrame:
    """Give for each clause the forms that are one of its words, with or without something attached."""
    folded = vocabulary.select("form", "surface").with_columns(folded=fold_forms(vocabulary))
    rows = []
    for key, (_, _, words) in clauses.items():
        plain = {word for word in words if not word.startswith("@")} | (set(WEEKDAYS) if "@weekday" in words else set())
        rows += [(key, written) for word in plain for written in _attached(word)]
    written = pl.DataFrame(rows, schema={"clause": pl.String, "folded": pl.String}, orient="row").unique()
    likely = folded.join(written, on="folded").select("clause", "form", "surface")
    counted = [key for key, (_, _, words) in clauses.items() if "@number" in words]
    numbers = folded.filter(pl.col("surface").str.contains(r"^\p{N}")).select("form", "surface")
    likely = pl.concat([likely, *(numbers.select(pl.lit(key).alias("clause"), "form", "surface") for key in counted)])
    is_one = [_is_one_of(surface, clauses[key][2]) for key, surface in likely.select("clause", "surface").iter_rows()]
    return likely.filter(pl.Series(is_one, dtype=pl.Boolean)).select("clause", "form").unique()


def _attached(word: str) -> set[str]:
    """Write a word with whatever `split_proclitics` may take off it."""
    heads = {"".join(parts) for parts in product(_CONJUNCTIONS, _PREPOSITIONS)}
    after = {head + word for head in heads}
    return after | {head + word.removeprefix("ال") for head in heads if head.endswith("لل")}


def _stand(corpus: Corpus, asked: pl.DataFrame, listed: pl.DataFrame, *, place: str) -> pl.DataFrame:
    """Give the hits (`hit`, `clause`) that have a word of the clause before, behind or anywhere around them."""
    tokens = corpus.tokens
    if place == "near":
        words = begin_rows(corpus, listed["form"].unique()).join(listed, on="form")
        words = words.with_columns(tokens[name].gather(words["row"]) for name in ("doc", "sentence"))
        around = asked.with_columns(tokens[name].gather(asked["row"]) for name in ("doc", "sentence"))
        both = around.join(words, on=["clause", "doc", "sentence"], suffix="_word")
        outside = (pl.col("row_word") < pl.col("row")) | (pl.col("row_word") >= pl.col("row") + pl.col("length"))
        return both.filter(outside).select("hit", "clause").unique()
    step = -1 if place == "prev" else asked["length"].cast(pl.Int64)
    beside = asked.with_columns(beside=asked["row"].cast(pl.Int64) + step)
    beside = beside.filter(pl.col("beside").is_between(0, tokens.height - 1))
    same = [tokens[n].gather(beside["beside"]) == tokens[n].gather(beside["row"]) for n in ("doc", "sentence")]
    beside = beside.with_columns(form=tokens["form"].gather(beside["beside"])).filter(same[0] & same[1])
    return beside.join(listed, on=["clause", "form"], how="semi").select("hit", "clause")


def _is_one_of(word: str, listed: frozenset[str]) -> bool:
    if "@number" in listed and word[:1].isdigit():
        return True
    readings = _readings(word)
    return not readings.isdisjoint(listed) or ("@weekday" in listed and not readings.isdisjoint(WEEKDAYS))


@lru_cache(maxsize=100_000)
def _readings(word: str) -> frozenset[str]:
    """Give a word, folded, and what is left of it without proclitics; the words around names repeat themselves."""
    return frozenset(rest for _, rest in split_proclitics(fold(word)))
