"""Names of months, weekdays, eras and time zones in three languages, keyed by their folded spelling.

Months and weekdays are those of CLDR, with what `data/calendar.csv` adds: older and regional names, Hijri months,
zones. Keys are folded by `fold_text`: bring what was matched in a text back to a key by `lookup_key`.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from babel.dates import get_day_names, get_month_names

from corpus_tools.language.folded_text import fold_text
from corpus_tools.language.registry import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# Countries that use the Gregorian calendar with names of their own.
LOCALES = {
    "ar": ("ar", "ar_LB", "ar_SY", "ar_IQ", "ar_JO", "ar_DZ", "ar_TN", "ar_MA", "ar_MR", "ar_SA", "ar_AE"),
    "en": ("en", "en_GB"),
    "fr": ("fr", "fr_CA"),
}


def _fold_name(name: str) -> str:
    return " ".join(fold_text(name).text.split()).rstrip(".")


@cache
def _rows() -> tuple[tuple[str, str, str, str], ...]:
    rows = read_table("corpus_tools.language", "calendar.csv")
    return tuple((row["kind"], row["value"], row["language"], _fold_name(row["name"])) for row in rows)


def names_of(kind: str, language: str | None = None) -> dict[str, str]:
    """Give the folded names of one kind in `data/calendar.csv` with their values, of one language or of all.

    >>> names_of("era")["هجري"]
    'hijri'
    """
    return {name: value for of, value, code, name in _rows() if of == kind and language in (None, code)}


def _numbers(kind: str, language: str | None = None) -> dict[str, int]:
    return {name: int(value) for name, value in names_of(kind, language).items()}


def month_names(language: str) -> dict[str, int]:
    """Give the folded month names of one language, abbreviations and regional names included.

    >>> month_names("ar")["كانون الاول"], month_names("fr")["fevr"]
    (12, 2)
    """
    widths: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
    cldr = [get_month_names(width, locale=name) for name in LOCALES[language] for width in widths]
    return {_fold_name(name): number for names in cldr for number, name in names.items()} | _numbers("month", language)


def weekday_names(language: str, *, abbreviated: bool = True) -> dict[str, int]:
    """Give the folded weekday names of one language, Monday being 0; in full only, if asked.

    >>> weekday_names("en", abbreviated=False)["monday"], weekday_names("ar")["الثلاثاء"]
    (0, 1)
    """
    widths: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated") if abbreviated else ("wide",)
    cldr = [get_day_names(width, locale=name) for name in LOCALES[language] for width in widths]
    more = _numbers("weekday", language) if abbreviated or language == "ar" else {}
    return {_fold_name(name): number for names in cldr for number, name in names.items()} | more


def _of_all(names: Callable[[str], dict[str, int]]) -> Mapping[str, int]:
    return MappingProxyType({name: number for code in LOCALES for name, number in names(code).items()})


MONTHS: Mapping[str, int] = _of_all(month_names)
WEEKDAYS: Mapping[str, int] = _of_all(weekday_names)
HIJRI_MONTHS: Mapping[str, int] = MappingProxyType(_numbers("hijri"))
ZONES: Mapping[str, int] = MappingProxyType(_numbers("zone"))
MERIDIEMS: Mapping[str, str] = MappingProxyType(names_of("meridiem"))
ERAS: Mapping[str, str] = MappingProxyType(names_of("era"))


def any_of(names: Iterable[str]) -> str:
    """Write names as one alternation, longest first, with one or two spaces or line breaks inside a name.

    >>> bool(re.fullmatch(any_of(["ديسمبر", "كانون الاول"]), "كانون  الاول"))
    True
    """
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "(?:" + "|".join(re.escape(name).replace("\\ ", "[ \\n]{1,2}") for name in ordered) + ")"


def lookup_key(matched: str) -> str:
    """Bring a matched name back to the form in which the tables hold it."""
    return " ".join(matched.split()).rstrip(".")


def read_month(name: str, twin: str | None = None) -> tuple[int, bool]:
    """Give the number of a month and whether it is Hijri; 0 where a second name contradicts the first.

    >>> read_month("ديسمبر", "كانون الاول"), read_month("ديسمبر", "نيسان")
    ((12, False), (0, False))
    """
    key = lookup_key(name)
    if key not in MONTHS:
        return (HIJRI_MONTHS[key] if twin is None else 0), True
    number = MONTHS[key]
    return (0 if twin is not None and MONTHS.get(lookup_key(twin)) != number else number), False


# Words that may stand inside a complete date besides names: a grammar that cuts texts at unknown words asks.
INNER_WORDS = frozenset(
    word for kind in ("link", "zone", "meridiem") for name in names_of(kind) for word in re.findall(r"[^\W\d_]+", name)
) | {"at", "on", "of", "a", "h", "t", "علي", "الساعه", "عند", "تمام", "شهر"}
