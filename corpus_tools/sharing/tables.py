"""Tables of Polars for readers: the values without quotes and types, in the direction of the language."""

from __future__ import annotations

import datetime
import math
from html import escape
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.sharing.renderer import text_direction
from corpus_tools.sharing.vocabulary import say_column, say_value
from corpus_tools.sharing.words import word

if TYPE_CHECKING:
    from polars._typing import PolarsDataType

ROWS = 20
TEXT_LENGTH = 120
_YEARS = (1800, 2100)
_FRENCH = str.maketrans(",.", "\u202f,")
LONG, SHORT = 40, 12


def table_html(frame: pl.DataFrame, *, language: str) -> str:
    """Build the HTML of a table: at most 20 rows, texts cut at 120 characters; all text is escaped.

    Columns and values that have a name for readers (`data/columns.csv`, `data/values.csv`) carry it hidden
    beside the raw one: a page shows the name, a notebook, where people write code, the raw one.

    >>> html = table_html(pl.DataFrame({"term": ["<الناتو>"], "count": [12345]}), language="ar")
    >>> 'dir="rtl"' in html, "&lt;الناتو&gt;" in html, "12,345" in html, "المصطلح" in html
    (True, True, True, True)
    """
    shown = frame.head(ROWS)
    columns = [_format_column(shown[name], language=language) for name in shown.columns]
    kinds = [_kind(dtype, texts) for dtype, texts in zip(frame.dtypes, columns, strict=True)]
    head = "".join(
        f'<th class="{kind}">{_say(name, say_column(name, language=language))}</th>'
        for name, kind in zip(frame.columns, kinds, strict=True)
    )
    said = [_say_cells(name, texts, language=language) for name, texts in zip(frame.columns, columns, strict=True)]
    rows = "".join(_row(row, kinds) for row in zip(*said, strict=True))
    note = f'<p class="note" dir="ltr">{ROWS} / {frame.height:,}</p>' if frame.height > ROWS else ""
    if frame.is_empty():
        note = f'<p class="note">{word("empty_table", language=language)}</p>'
    return (
        f'<div class="corpus-table" dir="{text_direction(language)}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{note}</div>"
    )


def _row(row: tuple[str, ...], kinds: list[str]) -> str:
    cells = (f'<td class="{kind}">{markup}</td>' for markup, kind in zip(row, kinds, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _say_cells(column: str, texts: list[str], *, language: str) -> list[str]:
    return [_say(text, say_value(column, text, language=language)) for text in texts]


def _say(raw: str, said: str | None) -> str:
    """Write a raw name, and beside it the one for readers, which the style of pages shows in its place."""
    if said is None or said == raw:
        return f"<bdi>{escape(raw)}</bdi>"
    return f'<bdi class="raw">{escape(raw)}</bdi><bdi class="said" hidden>{escape(said)}</bdi>'


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
    return [text.translate(_FRENCH) for text in texts] if language == "fr" else texts


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
    return text if len(text) <= TEXT_LENGTH else text[: TEXT_LENGTH - 1].rstrip() + "…"
