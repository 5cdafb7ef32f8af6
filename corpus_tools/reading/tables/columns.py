"""Which column of a table is which column of an article: names in three languages, or the user's own word."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus_tools.errors import ArgumentError, explain
from corpus_tools.language.folding import fold
from corpus_tools.language.registry import read_table
from corpus_tools.schema import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SEPARATORS = re.compile(r"[\s_\-.:'\u2019()]+")
_CODE = re.compile(r"([a-z]{2})(?:[-_].*)?")
# Filled by reading itself: no input has the path of its own file, and `date` stands for `published` as well.
NAMEABLE = tuple(name for name in ARTICLES.columns if name != "path")


def name_key(name: str) -> str:
    """Fold the name of a column for comparison.

    >>> name_key("Date_Publication") == name_key("date publication"), name_key("Légende")
    (True, 'legende')
    """
    return _SEPARATORS.sub("", fold(name))


def check_columns(columns: Mapping[str, str] | None) -> None:
    """Raise ArgumentError where `columns=` names something that an article does not have."""
    for name in columns or {}:
        if name not in NAMEABLE:
            expected = "columns= from names of article columns to names in the file"
            raise ArgumentError(explain("read_articles", expected=expected, got=name, known=NAMEABLE))


def match_columns(names: Iterable[str], *, columns: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    """Find for each article column the columns of a table that may fill it, the best first.

    >>> match_columns(["العنوان", "النص", "pubDate", "date_extracted"])
    {'title': ['العنوان'], 'text': ['النص'], 'date': ['pubDate']}
    """
    names = list(names)
    chosen = {target: [name] for target, name in (columns or {}).items() if name in names}
    taken = {name for found in chosen.values() for name in found}
    by_key: dict[str, str] = {}
    for name in names:
        if name not in taken:
            by_key.setdefault(name_key(name), name)
    for target, keys in _known_names().items():
        found = list(dict.fromkeys(by_key[key] for key in keys if key in by_key))
        if found and target not in chosen:
            chosen[target] = found
    return chosen


@cache
def _known_names() -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for row in read_table("corpus_tools.reading", "columns.csv"):
        known.setdefault(row["column"], []).append(name_key(row["name"]))
    return known


@cache
def _language_names() -> dict[str, str]:
    return {name_key(row["name"]): row["code"] for row in read_table("corpus_tools.reading", "languages.csv")}


def language_code(value: str | None) -> str | None:
    """Read what a language column says as a two-letter code; None where it cannot be told.

    >>> language_code("ar-LB"), language_code("Français"), language_code("العربية"), language_code("?")
    ('ar', 'fr', 'ar', None)
    """
    if not value:
        return None
    named = _language_names().get(name_key(value))
    code = _CODE.fullmatch(value.strip().lower())
    return named or (code[1] if code else None)
