"""Context rules of ambiguous names: `-next:` `-prev:` `-near:` veto, `+next:` `+prev:` `+near:` demand.

The grammar is described in `gazetteer/data/README.md`. Clauses are joined by `;`, words by `|`; all clauses
must hold.
"""

from __future__ import annotations

from functools import cache, lru_cache

from corpus_tools.errors import FrameError, explain
from corpus_tools.language import fold, split_proclitics
from corpus_tools.language.calendar_names import WEEKDAYS

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


def fits_context(rule: str, sentence: list[str], place: int, length: int) -> bool:
    """Tell whether a rule holds for the name of `length` words at `place` of a sentence.

    >>> fits_context("-next:@weekday", ["قالت", "روسيا", "اليوم", "الأربعاء"], 1, 2)
    False
    """
    around = {
        "prev": sentence[max(0, place - 1) : place],
        "next": sentence[place + length : place + length + 1],
        "near": sentence[:place] + sentence[place + length :],
    }
    return all(
        wanted == any(_is_one_of(word, listed) for word in around[where]) for wanted, where, listed in parse_rule(rule)
    )


def _is_one_of(word: str, listed: frozenset[str]) -> bool:
    if "@number" in listed and word[:1].isdigit():
        return True
    readings = _readings(word)
    return not readings.isdisjoint(listed) or ("@weekday" in listed and not readings.isdisjoint(WEEKDAYS))


@lru_cache(maxsize=100_000)
def _readings(word: str) -> frozenset[str]:
    """Give a word, folded, and what is left of it without proclitics; the words around names repeat themselves."""
    return frozenset(rest for _, rest in split_proclitics(fold(word)))
