"""What readers of a page call the columns of public frames, and the values of those that have few.

`data/columns.csv` has a row a column, `data/values.csv` one a value; a value that ends in `*` stands for all that
begin so, and the rest is kept. What neither file knows stays as it is.
"""

from __future__ import annotations

import csv
from functools import cache

from babel import Locale

from corpus_tools.charts.theme import FSI, PDI
from corpus_tools.sharing.words import DATA

# Columns of a user's own selections whose values are those of a public column.
_SAME = {"kind_1": "kind", "kind_2": "kind", "dropped": "line"}


def say_column(name: str, *, language: str) -> str | None:
    """Name a column for readers; None where its name is all that is known.

    >>> say_column("documents", language="ar"), say_column("desk", language="ar")
    ('عدد المقالات', None)
    """
    row = _columns().get(name)
    return row[language] if row else None


def say_value(column: str, value: str, *, language: str) -> str | None:
    r"""Say a value of a column in words of the reader's; None where it is no known one.

    >>> say_value("grain", "month", language="ar"), say_value("language", "fr", language="en")
    ('شهر', 'French')
    >>> say_value("reason", "broken JSON: Extra data", language="fr")
    'JSON endommagé : \u2068Extra data\u2069'
    """
    if column == "language":
        name = Locale.parse(language).languages.get(value)
        return str(name) if name else None
    known = _values().get(_SAME.get(column, column), {})
    if value in known:
        return known[value][language]
    for beginning, row in known.items():
        if beginning.endswith("*") and value.startswith(beginning[:-1]):
            rest = value.removeprefix(beginning[:-1])
            # The rest is often in another script: isolated, it cannot pull the words before it to its side.
            return row[language].replace("*", f"{FSI}{rest}{PDI}")
    return None


@cache
def _columns() -> dict[str, dict[str, str]]:
    return {row["column"]: row for row in _read("columns.csv")}


@cache
def _values() -> dict[str, dict[str, dict[str, str]]]:
    values: dict[str, dict[str, dict[str, str]]] = {}
    for row in _read("values.csv"):
        values.setdefault(row["column"], {})[row["value"]] = row
    return values


def _read(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))
