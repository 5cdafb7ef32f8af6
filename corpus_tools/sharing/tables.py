"""Tables of Polars for readers: the values without quotes and types, in the direction of the language."""

from __future__ import annotations

import datetime
import math
from html import escape
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.sharing.renderer import text_direction

if TYPE_CHECKING:
    from polars._typing import PolarsDataType

ROWS = 20
TEXT_LENGTH = 120
LONG = 40


def table_html(frame: pl.DataFrame, *, language: str) -> str:
    """Build the HTML of a table: at most 20 rows, texts cut at 120 characters; all text is escaped.

    >>> html = table_html(pl.DataFrame({"term": ["<الناتو>"], "count": [12345]}), language="ar")
    >>> 'dir="rtl"' in html, "&lt;الناتو&gt;" in html, "12,345" in html
    (True, True, True)
    """
    shown = frame.head(ROWS)
    columns = [_format_column(shown[name]) for name in shown.columns]
    kinds = [_kind(dtype, texts) for dtype, texts in zip(frame.dtypes, columns, strict=True)]
    head = "".join(
        f'<th class="{kind}"><bdi>{escape(name)}</bdi></th>' for name, kind in zip(frame.columns, kinds, strict=True)
    )
    rows = "".join(_row(row, kinds) for row in zip(*columns, strict=True))
    left_out = f'<p class="note" dir="ltr">{ROWS} / {frame.height:,}</p>' if frame.height > ROWS else ""
    return (
        f'<div class="corpus-table" dir="{text_direction(language)}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{left_out}</div>"
    )


def _row(row: tuple[str, ...], kinds: list[str]) -> str:
    cells = (f'<td class="{kind}"><bdi>{escape(text)}</bdi></td>' for text, kind in zip(row, kinds, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _kind(dtype: PolarsDataType, texts: list[str]) -> str:
    if dtype.is_numeric():
        return "number"
    if not dtype.is_nested() and dtype != pl.String:
        return "short"
    return "text long" if max(map(len, texts), default=0) > LONG else "text"


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


def _format_column(column: pl.Series) -> list[str]:
    """Write the values of a column; decimal numbers get as many decimals as the largest of them needs."""
    if not column.dtype.is_float():
        return [format_value(value) for value in column.to_list()]
    numbers = [value for value in column if value is not None and math.isfinite(value)]
    largest = max(map(abs, numbers), default=0.0)
    whole = all(value == int(value) for value in numbers)
    decimals = 0 if whole or largest >= 1000 else 1 if largest >= 10 else 2 if largest >= 1 else 3
    if 0 < largest < 0.01:
        return [format_value(value) for value in column.to_list()]
    return ["" if value is None else f"{value:,.{decimals}f}" for value in column]


def _format_float(value: float) -> str:
    size = abs(value)
    if size >= 1000:
        return f"{value:,.0f}"
    return f"{value:.2f}" if size >= 1 else f"{value:.3g}"


def _cut(text: str) -> str:
    return text if len(text) <= TEXT_LENGTH else text[: TEXT_LENGTH - 1].rstrip() + "…"
