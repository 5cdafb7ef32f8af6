"""Context rules of ambiguous names: `-next:` `-prev:` `-near:` veto, `+next:` `+prev:` `+near:` demand.

The grammar is described in `gazetteer/data/README.md`. Clauses are joined by `;`, words by `|`; all clauses must hold.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from corpus_tools.errors import FrameError, explain
from corpus_tools.language import fold, split_proclitics
from corpus_tools.language.calendar import WEEKDAYS

if TYPE_CHECKING:
    import polars as pl

_SPAN = 40  # no sentence is searched further than this many words to either side
_PLACES = ("prev", "next", "near")


@cache
def parse_rule(rule: str) -> tuple[tuple[bool, str, frozenset[str]], ...]:
    """Parse a rule into (wanted, place, folded words) clauses.

    >>> parse_rule("-next:@weekday;+near:نفط")[1]
    (True, 'near', frozenset({'نفط'}))
    """
    clauses = []
    for clause in filter(None, (part.strip() for part in rule.split(";"))):
        sign, place, words = clause[:1], clause[1:].partition(":")[0], clause.partition(":")[2]
        if sign not in "+-" or place not in _PLACES or not words:
            raise FrameError(
                explain("find_actors", expected="a context rule like -next:word|word", got=clause, known=[f"-{p}:…" for p in _PLACES])
            )
        clauses.append((sign == "+", place, frozenset(word if word[0] == "@" else fold(word) for word in words.split("|"))))
    return tuple(clauses)


def fits_context(rule: str, words: pl.DataFrame, row: int, length: int) -> bool:
    """Tell whether a rule holds for the name of `length` words at `row` of a token frame with `surface`."""
    return all(
        wanted == any(_is_one_of(word, listed) for word in _neighbours(place, words, row, length))
        for wanted, place, listed in parse_rule(rule)
    )


def _neighbours(place: str, words: pl.DataFrame, row: int, length: int) -> list[str]:
    """Words of the same sentence at a place."""
    doc, sentence = words["doc"][row], words["sentence"][row]
    reach = _SPAN if place == "near" else 1
    before = range(max(0, row - reach), row) if place != "next" else range(0)
    after = range(row + length, min(words.height, row + length + reach)) if place != "prev" else range(0)
    return [
        words["surface"][i]
        for i in (*before, *after)
        if words["doc"][i] == doc and words["sentence"][i] == sentence
    ]


def _is_one_of(word: str, listed: frozenset[str]) -> bool:
    folded = fold(word)
    if "@number" in listed and word[:1].isdigit():
        return True
    readings = {folded, *(rest for _, rest in split_proclitics(folded))}
    return not readings.isdisjoint(listed) or ("@weekday" in listed and not readings.isdisjoint(WEEKDAYS))
