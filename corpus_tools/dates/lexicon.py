"""The words of a date grammar, folded, and the pattern that matches any of them."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from corpus_tools.language.calendar_names import (
    ERAS,
    HIJRI_MONTHS,
    any_of,
    lookup_key,
    month_names,
    weekday_names,
)
from corpus_tools.language.folded_text import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORD = re.compile(r"[^\W\d_]+|\d+")
# A number of a form that is written in digits; `@` is where the name of its group goes.
_NUMBERS = {
    "day": r"(?<!\d)(?<!\d[.,:])(?P<@>0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th)?(?!\d)(?![.,:]\d)",
    "year": r"(?<!\d)(?<!\d[.,/])(?P<@>1\d{3}|2[01]\d\d)(?!\d)(?![.,]\d)",
    # Behind a mere preposition a number is a year only if it is one of these two centuries.
    "recent_year": r"(?<!\d)(?<!\d[.,])(?P<@>19\d\d|20\d\d)(?![\dh])(?![.,:]\d)",
    # Behind في and since, also those of history.
    "old_year": r"(?<!\d)(?<!\d[.,])(?P<@>1[5-8]\d\d)(?![\dh])(?![.,:]\d)",
    "digit_quarter": r"(?P<@>[1-4])(?!\d)",
    "decade_digits": r"(?<!\d)(?P<@>1[6-9]\d|20\d)0(?!\d)",
    "hour": r"(?<!\d)(?<!\d[.,:/-])(?P<@>[01]?\d|2[0-4])(?!\d)",
    "minute": r"(?P<@>[0-5]\d)(?!\d)",
    "clock_digits": r"(?<!\d)(?P<@>(?:[01]\d|2[0-3])[0-5]\d)(?!\d)",
    # شهر 5/2015: the year behind a month that is a number.
    "month_number": r"(?<!\d)(?P<@>0?[1-9]|1[0-2])(?!\d)",
    "year_after": r"(?P<@>19\d\d|20\d\d)(?!\d)",
}
# How many digits a slot of digits may have; and slots that may be empty.
DIGIT_SLOTS = {
    "day": (1, 2), "hour": (1, 2), "minute": (2,), "number": (1, 2, 3), "digit_quarter": (1,),
    "year": (4,), "recent_year": (4,), "decade_digits": (4,), "clock_digits": (4,), "year_after": (4,),
    "old_year": (4,), "month_number": (1, 2),
}  # fmt: skip
EMPTY_SLOTS = frozenset(("era", "gregorian_mark"))
# Different ways to write one part of a date.
PART_OF = {
    "month_dual": "month", "month_both": "month", "clear_month": "month", "month_number": "month",
    "recent_year": "year", "year_after": "year", "old_year": "year", "exercise": "year_kind",
    "ramadan": "hijri_month", "last_quarter": "digit_quarter",
}  # fmt: skip
_LEXICON_OF = {
    "twin": "month", "shift_year": "shift", "shift_month": "shift", "shift_week": "shift", "this_year": "this",
    "digit_quarter": "last_quarter",
}  # fmt: skip


def fold_words(text: str) -> str:
    """Fold as texts are folded before they are matched.

    >>> fold_words("الأربعاء")
    'الاربعاء'
    """
    return fold_text(text).text


def build_lexicons(language: str, source: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Give each slot its folded words and what they stand for; months and weekdays are those of CLDR."""
    lexicons = {
        slot: {" ".join(fold_words(name).split()): value for value, names in table.items() for name in names}
        for slot, table in source["words"].items()
    }
    for table in source.get("compounds", ()):
        lexicons[table["slot"]] |= dict(_compounds(table))
    for slot, prefix in source.get("definite", {}).items():
        lexicons[f"{slot}_the"] = {prefix + name: value for name, value in lexicons[slot].items()}
    months = month_names(language)
    unclear = set(map(fold_words, source["unclear_months"]))
    lexicons["month"] = {name: str(number) for name, number in months.items()}
    lexicons["clear_month"] = {name: str(number) for name, number in months.items() if name not in unclear}
    lexicons["hijri_month"] = {name: str(number) for name, number in HIJRI_MONTHS.items()}
    # Abbreviated weekdays (sun, sat, mer) are words of their own: they count only inside a full date.
    lexicons["weekday"] = {name: str(number) for name, number in weekday_names(language, abbreviated=False).items()}
    for slot in source.get("assimilated", ()):
        lexicons[slot] |= {f"لل{name[2:]}": value for name, value in lexicons[slot].items() if name[:2] == "ال"}
    return lexicons


def _compounds(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the numbers that are written in two words, the value of which is their sum."""
    for first, first_names in table["first"].items():
        for last, last_names in table["last"].items():
            for one in first_names:
                for other in last_names:
                    for joiner in table["joiners"]:
                        yield fold_words(f"{one}{joiner}{other}"), str(int(first) + int(last))


def build_slots(lexicons: Mapping[str, Mapping[str, str]], source: Mapping[str, Any]) -> dict[str, str]:
    """Give the pattern of each slot; `@` in it is where the name of its group goes."""
    slots = dict(_NUMBERS)
    for slot, names in lexicons.items():
        words = _any_word(slot, names, source)
        digits = r"(?<!\d)(?<!\d[.,/])\d{1,3}(?!\d)(?![.,]\d)|" if slot == "number" else ""
        stop = r"\.?" if slot in ("month", "weekday", "meridiem", "zone") else ""
        # A month may be glued to its year: فيفري1974.
        after = r"(?![^\W\d_])" if slot == "month" else r"(?!\w)"
        slots[slot] = rf"(?P<@>{digits}{words}{after}){stop}"
    month = any_of(lexicons["month"])
    # The second name of a month, after a slash or in brackets: ديسمبر/ كانون الأول, يناير (كانون الثاني).
    twin = rf"[ \n]?[/(\-][ \n]?(?P<twin@>{month})(?![^\W\d_])\.?(?:[ \n]?\))?"
    return slots | {
        "month_dual": rf"(?P<@>{month})(?![^\W\d_])\.?(?:{twin})?",
        "month_both": rf"(?P<@>{month})(?!\w){twin}",
        "era": rf"(?:[ \n]?(?P<@>{any_of(ERAS)})(?!\w)\.?)?",
        "era_said": rf"[ \n]?(?P<@>{any_of(name for name, era in ERAS.items() if era == 'hijri')})(?!\w)\.?",
        "gregorian_mark": r"(?:[ \n]?(?P<@>م)(?!\w))?",
    }


def _any_word(slot: str, names: Mapping[str, str], source: Mapping[str, Any]) -> str:
    """Match any of the words; numbers in two words by their halves, as hundreds of words compile slowly."""
    origin = slot.removesuffix("_the")
    prefix = source.get("definite", {}).get(origin, "") if slot != origin else ""
    halves = [
        "".join(
            any_of(map(fold_words, part))
            for part in (chain(*table["first"].values()), table["joiners"], chain(*table["last"].values()))
        )
        for table in source.get("compounds", ())
        if table["slot"] == origin
    ]
    if not halves:
        return any_of(names)
    compounds = {
        prefix + name for table in source["compounds"] if table["slot"] == origin for name, _ in _compounds(table)
    }
    return "(?:" + "|".join([*(prefix + half for half in halves), any_of(set(names) - compounds)]) + ")"


def slot_value(lexicons: Mapping[str, Mapping[str, str]], slot: str, matched: str) -> str:
    """Give the value of a matched word of a lexicon; a number stands for itself.

    >>> slot_value({"number": {"three": "3"}}, "number", "three"), slot_value({}, "number", "15")
    ('3', '15')
    """
    return lexicons.get(_LEXICON_OF.get(slot, slot), {}).get(lookup_key(matched), matched)
