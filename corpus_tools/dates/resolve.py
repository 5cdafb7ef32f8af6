"""What a matched form means: the rule of each form, by the name that the grammars use."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from corpus_tools.dates.days import (
    Situation,
    read_clock,
    read_date,
    read_day_word,
    read_month,
    read_weekday,
    read_year,
)
from corpus_tools.dates.units import (
    read_ago,
    read_century,
    read_decade,
    read_duration,
    read_first_months,
    read_half,
    read_later,
    read_named_day,
    read_quarter,
    read_reference,
    read_same,
    read_season,
    read_set,
    read_unit,
    read_year_kind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from corpus_tools.dates.periods import Resolved

__all__ = ["Situation", "is_ascending", "needs_anchor", "needs_tense", "resolve"]


def resolve(rule: str, parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    """Apply a rule of the grammar to the parts of a match.

    >>> from datetime import date
    >>> resolve("unit", {"unit": "month", "shift": "-1"}, Situation(date(2022, 1, 12))).value
    '2021-12'
    """
    try:
        return _RULES[rule](parts, situation)
    except (ValueError, OverflowError):  # a day, year or number that the calendar does not have
        return None


def is_ascending(found: Sequence[Resolved]) -> bool:
    """Tell whether the ends of a range stand in order; 3-1 January is a score beside a day.

    >>> from corpus_tools.dates.periods import unresolved
    >>> is_ascending([unresolved("month", value="XXXX-01"), unresolved("month", value="XXXX-03")])
    True
    """
    return all(one.value < other.value for one, other in pairwise(found))


def needs_tense(rule: str, parts: Collection[tuple[str, str]]) -> bool:
    """Tell whether the tense of the sentence decides: where no year, and no word such as الماضي, is said."""
    return rule in _TENSED and not any(
        name in ("year", "shift", "shift_year", "this_year", "shift_month") for name, _ in parts
    )


def needs_anchor(rule: str) -> bool:
    """Tell whether a rule leans on the date last named in the text."""
    return rule in ("same", "later", "clock")


def _read_range(parts: Mapping[str, str], situation: Situation) -> Resolved | None:
    for part, rule in (("day", read_date), ("ordinal", read_date), ("month", read_month), ("weekday", read_weekday)):
        if part in parts:
            return rule(parts, situation)
    return read_year(parts, situation)


_TENSED = frozenset(("date", "month", "weekday", "range", "unit", "later", "clock"))
_RULES: dict[str, Callable[[Mapping[str, str], Situation], Resolved | None]] = {
    "date": read_date,
    "month": read_month,
    "year": read_year,
    "day_word": read_day_word,
    "weekday": read_weekday,
    "clock": read_clock,
    "unit": read_unit,
    "ago": read_ago,
    "later": read_later,
    "same": read_same,
    "duration": read_duration,
    "set": read_set,
    "ref": read_reference,
    "quarter": read_quarter,
    "half": read_half,
    "season": read_season,
    "decade": read_decade,
    "century": read_century,
    "range": _read_range,
    "first_months": read_first_months,
    "year_kind": read_year_kind,
    "named_day": read_named_day,
}
