"""Tables of Polars for readers: the values without quotes and types, in the direction of the language."""

from __future__ import annotations

import datetime
import json
import math
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.sharing.renderer import text_direction
from corpus_tools.sharing.vocabulary import say_column, say_value
from corpus_tools.sharing.words import word

if TYPE_CHECKING:
    from polars._typing import PolarsDataType

ROWS = 20
MOST_ROWS = 200
TEXT_LENGTH = 120
# A text folds where it saves more than a line or so.
_FOLDED, _LONGEST = 180, 2000
# Characters of markup that the rows of one table may have, beyond its first 20: a page stays under 2.5 MB.
_ROOM = 120_000
_YEARS = (1800, 2100)
_FRENCH = str.maketrans(",.", "\u202f,")
LONG, SHORT = 40, 12


def table_html(frame: pl.DataFrame, *, language: str) -> str:
    """Build the HTML of a table: 20 rows, up to 200 where `data/table.js` runs; all text is escaped.

    The script lets a reader sort by value, search and see the further rows; without it the first 20 are a plain
    table. Long texts fold. Columns and values that have a name for readers
    (`data/columns.csv`, `data/values.csv`) carry it hidden beside the raw one: a page shows the name, a notebook,
    where people write code, the raw one.

    >>> html = table_html(pl.DataFrame({"term": ["<الناتو>"], "count": [12345]}), language="ar")
    >>> 'dir="rtl"' in html, "&lt;الناتو&gt;" in html, "12,345" in html, "المصطلح" in html
    (True, True, True, True)
    """
    shown = frame.head(MOST_ROWS)
    columns = [_format_column(shown[name], language=language) for name in shown.columns]
    kinds = [_kind(dtype, texts) for dtype, texts in zip(frame.dtypes, columns, strict=True)]
    head = "".join(
        f'<th class="{kind}" scope="col">{_say(name, say_column(name, language=language))}</th>'
        for name, kind in zip(frame.columns, kinds, strict=True)
    )
    cells = [
        _cells(shown[name], texts, kind, language=language)
        for name, texts, kind in zip(shown.columns, columns, kinds, strict=True)
    ]
    rows = _rows(list(zip(*cells, strict=True)))
    return (
        f'<div class="corpus-table" dir="{text_direction(language)}"{table_words(len(rows), language=language)}>'
        f'<div class="rows"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
        f"{_note(len(rows), frame.height, language=language)}</div>"
    )


def _rows(rows: list[tuple[str, ...]]) -> list[str]:
    """Write the rows for which there is room on a page; without a script, those after the first 20 are hidden."""
    written: list[str] = []
    room = _ROOM
    for number, row in enumerate(rows):
        markup = f"<tr{' hidden' * (number >= ROWS)}>{''.join(row)}</tr>"
        room -= len(markup)
        if number >= ROWS and room < 0:
            break
        written.append(markup)
    return written


def _note(written: int, height: int, *, language: str) -> str:
    """Say how much of a table is shown: the number that `data/table.js` keeps up to date, of all there is."""
    if not height:
        return f'<p class="note">{word("empty_table", language=language)}</p>'
    if height <= ROWS:
        return ""
    note = word("rows_shown", language=language).format(
        shown=f'<span class="shown">{ROWS}</span>', total=_separate(f"{height:,}", language=language)
    )
    kept = word("rows_kept", language=language).format(kept=written) if written < height else ""
    return f'<p class="note">{note} <span class="kept" hidden>{kept}</span></p>'


def table_words(rows: int, *, language: str) -> str:
    """Write the attributes from which `data/table.js` takes its words and how many rows it shows at first."""
    keys = {"search": "table_search", "all": "table_all", "fewer": "table_fewer", "none": "no_rows"}
    words = {name: word(key, language=language).replace("{rows}", str(rows)) for name, key in keys.items()}
    return f' lang="{language}" data-rows="{ROWS}" data-words="{escape(json.dumps(words, ensure_ascii=False))}"'


def _cells(column: pl.Series, texts: list[str], kind: str, *, language: str) -> list[str]:
    values = column.to_list() if kind == "number" else [None] * len(texts)
    return [
        f'<td class="{kind}"{_sort_key(value)}>{_say(text, say_value(column.name, text, language=language))}</td>'
        for text, value in zip(texts, values, strict=True)
    ]


def _sort_key(value: object) -> str:
    """Write the number by which a cell is sorted, which its text has rounded; what is no number comes last."""
    if not isinstance(value, (int, float, Decimal)) or math.isnan(value):
        return ""
    return f' data-value="{float(value):.9g}"'.replace("inf", "Infinity")


def _say(raw: str, said: str | None) -> str:
    """Write a raw name, and beside it the one for readers, which the style of pages shows in its place."""
    if said is None or said == raw:
        return f"<bdi>{escape(raw)}</bdi>" if len(raw) <= _FOLDED else _fold(raw)
    return f'<bdi class="raw">{escape(raw)}</bdi><bdi class="said" hidden>{escape(said)}</bdi>'


def _fold(text: str) -> str:
    """Write a long text as its beginning, which opens the rest."""
    at = text.rfind(" ", TEXT_LENGTH // 2, TEXT_LENGTH)
    at = at if at > 0 else TEXT_LENGTH - 1
    beginning, rest = escape(text[:at]), escape(text[at:])
    return f'<details dir="auto"><summary>{beginning}<span class="dots">…</span></summary>{rest}</details>'


def _kind(dtype: PolarsDataType, texts: list[str]) -> str:
    if dtype.is_numeric():
        return "number"
    if not dtype.is_nested() and dtype != pl.String:
        return "short"
    longest = max(map(len, texts), default=0)
    return "text long" if longest > LONG else "text" if longest > SHORT else "short"


def format_value(value: object) -> str:
    """Write a value as a reader wants it; null is nothing.

    >>> [format_value(value) for value in (2022, 1234567, 0.012345, 12.3456, ["قطر", None], None)]
    ['2022', '1,234,567', '0.0123', '12.35', 'قطر', '']
    """
    match value:
        case None:
            return ""
        case bool():
            return "✓" if value else "✗"
        case int():
            return f"{value:,}" if abs(value) >= 10_000 else str(value)  # years and small counts stay as they are
        case float():
            return _format_float(value)
        case datetime.datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case list():
            return _cut(" · ".join(format_value(item) for item in value if item is not None))
        case _:
            return _cut(str(value))


def _format_column(column: pl.Series, *, language: str) -> list[str]:
    """Write the values of a column as one: the same decimals, and separators in all numbers or in none."""
    if column.dtype.is_integer():
        texts = _format_whole(column)
    elif column.dtype.is_float():
        texts = _format_decimals(column)
    else:
        return [format_value(value) for value in column.to_list()]
    return [_separate(text, language=language) for text in texts]


def _separate(number: str, *, language: str) -> str:
    """Write the separators of a number as the language does."""
    return number.translate(_FRENCH) if language == "fr" else number


def _format_whole(column: pl.Series) -> list[str]:
    years = holds_years(column)
    return ["" if value is None else str(value) if years else f"{value:,}" for value in column]


def holds_years(column: pl.Series) -> bool:
    """Tell whether a column of whole numbers holds nothing but years, which have no separators."""
    return bool(column.drop_nulls().is_between(*_YEARS).all())


def _format_decimals(column: pl.Series) -> list[str]:
    decimals = count_decimals(column)
    if decimals is None:
        return [format_value(value) for value in column.to_list()]
    return ["" if value is None else f"{value:,.{decimals}f}" for value in column]


def count_decimals(column: pl.Series) -> int | None:
    """Count the decimals that the largest of the numbers needs; None where each needs its own, below 0.01."""
    numbers = [value for value in column if value is not None and math.isfinite(value)]
    largest = max(map(abs, numbers), default=0.0)
    if 0 < largest < 0.01:
        return None
    whole = all(value == int(value) for value in numbers)
    return 0 if whole or largest >= 1000 else 1 if largest >= 10 else 2 if largest >= 1 else 3


def _format_float(value: float) -> str:
    size = abs(value)
    if size >= 1000:
        return f"{value:,.0f}"
    return f"{value:.2f}" if size >= 1 else f"{value:.3g}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
