"""Read the date grammar of a language from its data file, and compile it.

A grammar is a TOML file `dates/data/<language>.toml`. A language is added by writing one and naming it in
`LANGUAGES` here and, with its CLDR locales, in `language.calendar_names.LOCALES`.

- `[words.<slot>]` are the lexicons: each key is a value, each entry a way to say it.
- `[[rules]]` name a function of `resolve.py` and list `forms`. In a form `{slot}` stands for any word of that
  lexicon; `(…)?` is optional; a space is any gap; `<…>` marks the span where it is not the whole form; a
  range marks two spans and gives two rows. `{slot:2}` and `{shift:year}` are a second word of one lexicon.
- Slots that every language has: `day year recent_year era era_said gregorian_mark digit_quarter
  decade_digits weekday month clear_month month_dual month_both hijri_month`. `clear_month` leaves out
  `unclear_months`.
- `[[vetoes]]`: a match that is exactly one of `words`, or of one of `rules`, is no date beside `before` or
  `after`. `prefixes` are written on to the first word, `digit_prefixes` on to a number;
  `never` are whole words that only look like a prefix and a name.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from corpus_tools.language.calendar_names import (
    ERAS,
    HIJRI_MONTHS,
    INNER_WORDS,
    any_of,
    lookup_key,
    month_names,
    weekday_names,
)
from corpus_tools.language.folded_text import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES = ("ar", "en", "fr")
WORD = re.compile(r"[^\W\d_]+|\d+")
_GAP, _MAYBE_GAP = r"[ \n]{1,2}", r"[ \n]{0,2}"
_PIECE = re.compile(r"\\.|\[[^\]]*\]|\{[^}]*\}|\(\?[!:=]|[<>(]| \?| |.")
_NUMBERS = {
    "day": r"(?<!\d)(?<!\d[.,:])(?P<@>0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th)?(?!\d)(?![.,:]\d)",
    "year": r"(?<!\d)(?<!\d[.,])(?P<@>1\d{3}|2[01]\d\d)(?!\d)(?![.,]\d)",
    # Behind a mere preposition a number is a year only if it is one of these two centuries.
    "recent_year": r"(?<!\d)(?<!\d[.,])(?P<@>19\d\d|20\d\d)(?![\dh])(?![.,:]\d)",
    "digit_quarter": r"(?P<@>[1-4])(?!\d)",
    "decade_digits": r"(?<!\d)(?P<@>1[6-9]\d|20\d)0(?!\d)",
}


@dataclass(frozen=True)
class Form:
    """One compiled form, the rule that reads it, and the constant that the rule needs."""

    rule: str
    pattern: re.Pattern[str]
    sign: int


@dataclass(frozen=True)
class Veto:
    """Words beside which a match is no date."""

    words: frozenset[str]
    rules: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True)
class Grammar:
    """The grammar of a language, ready to match folded text."""

    language: str
    forms: tuple[Form, ...]
    lexicons: Mapping[str, Mapping[str, str]]
    known: frozenset[str]
    triggers: frozenset[str]
    future: frozenset[str]
    capitalised: frozenset[str]
    vetoes: tuple[Veto, ...]


@lru_cache(maxsize=len(LANGUAGES))
def load_grammar(language: str) -> Grammar:
    """Load the grammar of a language.

    >>> load_grammar("ar").lexicons["shift"]["المقبل"]
    '1'
    """
    path = files("corpus_tools.dates").joinpath(f"data/{language}.toml")
    source: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    lexicons = _lexicons(language, source)
    slots = _slots(lexicons)
    prefixes = [_fold(prefix) for prefix in source["prefixes"]]
    articles = [_fold(prefix) for prefix in source.get("digit_prefixes", ())]
    forms = tuple(
        Form(rule["rule"], _compile(_fold(form), slots, _prefix(prefixes, articles)), rule.get("sign", 0))
        for rule in source["rules"]
        for form in rule["forms"]
    )
    literals = {word for rule in source["rules"] for form in rule["forms"] for word in _literal_words(_fold(form))}
    names = {word for lexicon in lexicons.values() for name in lexicon for word in WORD.findall(name)}
    heads = {
        word
        for slot in [*source["triggers"], "hijri_month"]
        for name in lexicons.get(slot, {})
        for word in WORD.findall(name)
    }
    return Grammar(
        language=language,
        forms=forms,
        lexicons=lexicons,
        known=_with_prefixes(names | literals | _era_words() | INNER_WORDS | set(articles), prefixes)
        - set(map(_fold, source.get("never", ()))),
        triggers=_with_prefixes(heads, prefixes),
        future=frozenset(map(_fold, source["future"])),
        capitalised=frozenset(source.get("capitalised", ())),
        vetoes=tuple(map(_veto, source.get("vetoes", ()))),
    )


def slot_value(grammar: Grammar, slot: str, matched: str) -> str:
    """Give the value of a matched word of a lexicon; a number stands for itself.

    >>> slot_value(load_grammar("en"), "number", "three"), slot_value(load_grammar("en"), "number", "15")
    ('3', '15')
    """
    lexicon = {"twin": "month", "shift_year": "shift", "shift_month": "shift", "shift_week": "shift"}.get(slot, slot)
    return grammar.lexicons.get(lexicon, {}).get(lookup_key(matched), matched)


def _fold(text: str) -> str:
    return fold_text(text).text


def _lexicons(language: str, source: dict[str, Any]) -> dict[str, dict[str, str]]:
    lexicons = {
        slot: {" ".join(_fold(name).split()): value for value, names in table.items() for name in names}
        for slot, table in source["words"].items()
    }
    months = month_names(language)
    unclear = set(map(_fold, source["unclear_months"]))
    lexicons["month"] = {name: str(number) for name, number in months.items()}
    lexicons["clear_month"] = {name: str(number) for name, number in months.items() if name not in unclear}
    lexicons["hijri_month"] = {name: str(number) for name, number in HIJRI_MONTHS.items()}
    # Abbreviated weekdays (sun, sat, mer) are words of their own: they count only inside a full date.
    lexicons["weekday"] = {name: str(number) for name, number in weekday_names(language, abbreviated=False).items()}
    return lexicons


def _slots(lexicons: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Give the pattern of each slot; `@` in it is where the name of its group goes."""
    slots = dict(_NUMBERS)
    for slot, names in lexicons.items():
        digits = r"(?<!\d)(?<!\d[.,])\d{1,3}(?!\d)(?![.,]\d)|" if slot == "number" else ""
        stop = r"\.?" if slot in ("month", "weekday") else ""
        # A month may be glued to its year: فيفري1974.
        after = r"(?![^\W\d_])" if slot == "month" else r"(?!\w)"
        slots[slot] = rf"(?P<@>{digits}{any_of(names)}{after}){stop}"
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


def _prefix(prefixes: list[str], articles: list[str]) -> str:
    """Write what may be glued to the first word of a form; an article only to a number."""
    before_number = rf"(?:{any_of(articles)}(?=\d))?" if articles else ""
    return (f"{any_of(prefixes)}?" if prefixes else "") + before_number


def _compile(form: str, slots: Mapping[str, str], prefix: str) -> re.Pattern[str]:
    """Translate a form into a regular expression; its spans are the groups span0, or span1 and span2."""
    spans = form.count("<") - form.count("(?<")
    written, number, used = "", 0, set[str]()
    for piece in _PIECE.findall(form):
        if piece == "<":
            number += 1
            written += f"(?P<span{number}>"
        elif piece == "(":
            written += "(?:"
        else:
            written += {">": ")", " ?": _MAYBE_GAP, " ": _GAP}.get(piece) or _piece(piece, slots, used)
    whole = written if spans else f"(?P<span0>{written})"
    return re.compile(rf"(?<![^\W\d_]){prefix}{whole}(?!\w)")


def _piece(piece: str, slots: Mapping[str, str], used: set[str]) -> str:
    if not piece.startswith("{"):
        return piece
    slot, _, suffix = piece[1:-1].partition(":")
    # Both spellings of a month, and both kinds of year, are the same part of a date.
    name = {"month_dual": "month", "month_both": "month", "clear_month": "month", "recent_year": "year"}.get(slot, slot)
    name += f"_{suffix}" if suffix else ""
    # A slot may stand in two branches of a form, a group may not: each has a number, which part_name drops.
    number = next(number for number in range(1, 9) if f"{name}__{number}" not in used)
    used.add(f"{name}__{number}")
    return slots[slot].replace("twin@", f"twin__{name}{number}").replace("@", f"{name}__{number}")


def part_name(group: str) -> str:
    """Give the part of a date that a group of a form holds.

    >>> part_name("month_2__1"), part_name("shift_year__1")
    ('month', 'shift_year')
    """
    return group.partition("__")[0].removesuffix("_2")


def _literal_words(form: str) -> list[str]:
    return WORD.findall(re.sub(r"\\.|\{[^}]*\}", " ", form))


def _era_words() -> set[str]:
    return {word for name in ERAS for word in WORD.findall(name)}


def _with_prefixes(words: Iterable[str], prefixes: list[str]) -> frozenset[str]:
    every = set(words)
    return frozenset(every | {prefix + word for prefix in prefixes for word in every})


def _veto(source: dict[str, list[str]]) -> Veto:
    words, rules, before, after = (
        frozenset(map(_fold, source.get(key, ()))) for key in ("words", "rules", "before", "after")
    )
    return Veto(words, rules, before, after)
