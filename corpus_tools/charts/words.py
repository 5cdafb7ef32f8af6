"""The words that charts say, in each language of the interface.

They live in `data/words.csv`: one row a key, one column a language.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from corpus_tools.errors import ArgumentError, explain
from corpus_tools.schema import check_choice

LANGUAGES = ("ar", "en", "fr")
_DATA = files("corpus_tools.charts") / "data"


@cache
def _read_words() -> dict[str, dict[str, str]]:
    rows = csv.DictReader((_DATA / "words.csv").read_text(encoding="utf-8").splitlines())
    return {row["key"]: row | {"fr": space_french(row["fr"])} for row in rows}


def space_french(text: str) -> str:
    """Make the spaces before French punctuation and inside guillemets unbreakable, so that no line begins with `;`.

    >>> space_french("« gaz » ?").count(" ")
    0
    """
    return re.sub(r"(?<=«) | (?=[;:?!»%])", "\u00a0", text)


def word(key: str, *, language: str, **values: object) -> str:
    """Say one of the interface's words in a language, its `{places}` filled from `values`.

    Use it for whatever a reader of a chart sees and the data do not say: axis titles, subtitles, tooltips.

    Parameters
    ----------
    key
        The row of `data/words.csv`.
    language
        `ar`, `en` or `fr`.
    **values
        What stands in the places of the text; whole numbers get the language's thousands separator.

    Returns
    -------
    str
        The text, without bidi controls.

    Raises
    ------
    ArgumentError
        When there is no such key or language.

    Examples
    --------
    >>> word("shown", language="ar", shown=20, total=1234)
    'المعروض: 20 من 1,234'
    """
    check_choice("word", "language", language, LANGUAGES)
    words = _read_words()
    if key not in words:
        raise ArgumentError(explain("word", expected="a key of words.csv", got=key, known=words))
    filled = {name: format_number(value, language=language) for name, value in values.items()}
    return words[key][language].format(**filled)


def has_word(key: str) -> bool:
    """Tell whether `data/words.csv` has a key: kinds of actors that users invent have none."""
    return key in _read_words()


def format_number(value: object, *, language: str) -> str:
    """Write a whole number with the thousands separator of the language; leave anything else as text.

    >>> format_number(12345, language="fr").split(), format_number("غاز", language="ar")
    (['12', '345'], 'غاز')
    """
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value)
    return f"{value:,}".replace(",", "\u202f" if language == "fr" else ",")
