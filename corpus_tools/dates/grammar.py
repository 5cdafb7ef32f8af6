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
- `definite` names slots that get a twin with the article (`number` → `number_the`), `[[compounds]]` the
  numbers that are written in two words.
- `future` and `past` are words that tell the tense of a sentence, `future_verbs` and `past_verbs` patterns of
  more, `ahead` words that only make a date beside them a coming one.
- `[[vetoes]]`: a match that is exactly one of `words`, or of one of `rules`, is no date beside `before` or
  `after`, or where one of `near` is among the three words before it. `prefixes` are written on to the first
  word, `digit_prefixes` on to a number; `never` are whole words that only look like a prefix and a name.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from corpus_tools.dates.lexicon import PART_OF, WORD, build_lexicons, build_slots, fold_words
from corpus_tools.dates.needs import find_needs, glue_prefixes, word_masks
from corpus_tools.language.calendar_names import ERAS, INNER_WORDS, any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES = ("ar", "en", "fr")
_GAP, _MAYBE_GAP = r"[ \n]{1,2}", r"[ \n]{0,2}"
_PIECE = re.compile(r"\\.|\[[^\]]*\]|\{[^}]*\}|\(\?[!:=]|\(\?<[!=]|[<>(]| \?| |.")


@dataclass(frozen=True)
class Form:
    """One compiled form, the rule that reads it, and the constant that the rule needs.

    `needs` are the bits of words and slots that a run must have, each of `chooses` bits of which it needs one.
    """

    rule: str
    pattern: re.Pattern[str]
    sign: int
    needs: int
    chooses: tuple[int, ...]


@dataclass(frozen=True)
class Veto:
    """Words beside which a match is no date; `near` are those that stand among the three before it."""

    words: frozenset[str]
    rules: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    near: frozenset[str]


@dataclass(frozen=True)
class Grammar:
    """The grammar of a language, ready to match folded text."""

    language: str
    forms: tuple[Form, ...]
    lexicons: Mapping[str, Mapping[str, str]]
    known: frozenset[str]
    triggers: frozenset[str]
    masks: Mapping[str, int]
    future: frozenset[str]
    tenses: re.Pattern[str]
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
    lexicons = build_lexicons(language, source)
    slots = build_slots(lexicons, source)
    prefixes = [fold_words(prefix) for prefix in source["prefixes"]]
    articles = [fold_words(prefix) for prefix in source.get("digit_prefixes", ())]
    prefix = _prefix(prefixes, articles)
    forms = [
        (rule["rule"], rule.get("sign", 0), fold_words(form)) for rule in source["rules"] for form in rule["forms"]
    ]
    literals = {word for _, _, form in forms for word in _literal_words(form)}
    bits = {name: 1 << number for number, name in enumerate([*slots, *sorted(literals)])}
    masks = word_masks(lexicons, literals, bits)
    # Of several words the longest is the rarest: the future is looked for at "future", not at every "the".
    heads = {
        max(WORD.findall(name), key=len)
        for slot in [*source["triggers"], "hijri_month"]
        for name in lexicons.get(slot, ())
    }
    words = {word for names in lexicons.values() for name in names for word in WORD.findall(name)}
    inner = literals | {word for name in ERAS for word in WORD.findall(name)} | INNER_WORDS | set(articles)
    return Grammar(
        language=language,
        forms=tuple(
            Form(rule, _compile(form, slots, prefix), sign, *find_needs(form, bits)) for rule, sign, form in forms
        ),
        lexicons=lexicons,
        known=_with_prefixes(inner | words, prefixes) - set(map(fold_words, source.get("never", ()))),
        triggers=_with_prefixes(heads, prefixes) - set(map(fold_words, source.get("never", ()))),
        masks=glue_prefixes(masks, prefixes),
        future=frozenset(map(fold_words, source["future"])),
        tenses=_tenses(source),
        capitalised=frozenset(source.get("capitalised", ())),
        vetoes=tuple(map(_veto, source.get("vetoes", ()))),
    )


def _tenses(source: Mapping[str, Any]) -> re.Pattern[str]:
    """Write the pattern of all words that have a tense; its groups are named after the tenses."""
    future = any_of(map(fold_words, [*source["future"], *source["ahead"]]))
    past = any_of(map(fold_words, source["past"]))
    return re.compile(
        rf"(?<!\w)(?:(?P<future>{future}|{source['future_verbs']})|(?P<past>{past}|{source['past_verbs']}))(?!\w)"
    )


def select_forms(run: str, grammar: Grammar) -> tuple[Form, ...]:
    """Give the forms of which a run of folded text holds all that they need."""
    have = 0
    for word in WORD.findall(run):
        have |= grammar.masks.get(word, 0)
        if word.isdigit():
            have |= grammar.masks.get("0" * len(word), 0)
    return _forms_of(grammar.language, have)


@lru_cache(maxsize=20_000)
def _forms_of(language: str, have: int) -> tuple[Form, ...]:
    return tuple(
        form
        for form in load_grammar(language).forms
        if not form.needs & ~have and all(have & mask for mask in form.chooses)
    )


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
    name = PART_OF.get(slot, slot)
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


def _with_prefixes(words: Iterable[str], prefixes: list[str]) -> frozenset[str]:
    every = set(words)
    return frozenset(every | {prefix + word for prefix in prefixes for word in every})


def _veto(source: dict[str, list[str]]) -> Veto:
    keys = ("words", "rules", "before", "after", "near")
    return Veto(*(frozenset(map(fold_words, source.get(key, ()))) for key in keys))
