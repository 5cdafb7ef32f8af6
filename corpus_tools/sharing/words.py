"""The interface words of shared pages and tables in Arabic, English and French: `data/words.csv`."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date

from corpus_tools.schema import check_choice

if TYPE_CHECKING:
    import datetime

DATA = Path(__file__).parent / "data"
LANGUAGES = ("ar", "en", "fr")


def word(key: str, *, language: str) -> str:
    """Look up an interface word.

    >>> word("articles", language="ar"), word("articles", language="fr")
    ('المقالات', 'Articles')
    """
    return _words()[key][language]


def list_words(beginning: str, *, language: str) -> dict[str, str]:
    """List the interface words whose keys begin so, by the rest of their keys.

    >>> list_words("explore_", language="fr")["go"]
    'Chercher'
    """
    return {key.removeprefix(beginning): row[language] for key, row in _words().items() if key.startswith(beginning)}


def format_day(day: datetime.date, *, language: str) -> str:
    """Write a day as the charts do, the day before the month in English too.

    >>> from datetime import date
    >>> format_day(date(2022, 1, 12), language="ar"), format_day(date(2022, 1, 12), language="en")
    ('12 يناير 2022', '12 January 2022')
    """
    return format_date(day, format="long", locale="en_GB" if language == "en" else language)


def check_language(function: str, language: str) -> None:
    """Raise ArgumentError unless the interface speaks `language`."""
    check_choice(function, "language", language, LANGUAGES)


@cache
def _words() -> dict[str, dict[str, str]]:
    lines = (DATA / "words.csv").read_text(encoding="utf-8").splitlines()
    return {row["key"]: row for row in csv.DictReader(lines)}
