"""Save tables as files that others can open: csv, xlsx, parquet."""

from __future__ import annotations

import datetime
import io
import json
from typing import TYPE_CHECKING, Any

import polars as pl
import polars.selectors as cs
import xlsxwriter  # type: ignore[import-untyped]

from corpus_tools.arguments import check_arguments
from corpus_tools.errors import ArgumentError, FrameError, explain
from corpus_tools.language import is_arabic
from corpus_tools.sharing.atomic import choose_writer, take_path, write_atomically
from corpus_tools.sharing.tables import count_decimals, holds_years

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEPARATOR = "; "
_INSTANT = "%Y-%m-%d %H:%M:%S%.f"  # Excel takes no T between a day and an hour
# What a spreadsheet takes for a formula: these signs, their wide forms, also behind blanks and invisible controls.
_INVISIBLE = r"\s\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}"
_DANGEROUS = rf"^([{_INVISIBLE}]*[=+\-@\x{{ff1d}}\x{{ff0b}}\x{{ff0d}}\x{{ff20}}]|[\t\r\n])"
_CELL_LIMIT, _HEADING_LIMIT = 32_767, 255
_SHEET_ROWS, _SHEET_COLUMNS = 1_048_575, 16_384
_SHEET_WIDTH = 400
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it Excel has no dates, or wrong ones
_LAST_WHOLE = 10**15 - 1  # Excel shows 15 digits of a number, and zeros for the rest
_INSTANT_WIDTH = 17  # characters of a day and an hour
_EPOCH = datetime.datetime(2000, 1, 1)


@check_arguments
def save_table(frame: pl.DataFrame, path: str | Path) -> Path:
    """Save a table as csv, xlsx or parquet; the suffix of the path decides.

    Use xlsx or csv for people (Arabic opens right in Excel, and an Arabic sheet runs from right to left),
    parquet for programs: it alone keeps every type.

    Parameters
    ----------
    frame
        Any Polars frame.
    path
        The file to write; its folder is made if need be. A file of that name is replaced, whole or not at
        all.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    ArgumentError
        When the suffix is another one, or the frame is larger than a sheet of xlsx can be (1,048,575 rows, 16,384
        columns).
    FrameError
        When `frame` is not a Polars DataFrame.
    SourceError
        When the file cannot be written.

    Notes
    -----
    In csv and xlsx the values of a list are joined by `"; "`, records inside a cell are written as JSON, and
    durations as ISO 8601. A spreadsheet runs a csv cell that begins with `= + - @`, a tab or a line break as a
    formula: such texts get an apostrophe in front. In xlsx texts are stored as texts and stay as they are; one of
    more than 32,767 characters, Excel's limit, is cut and ends in `…`. What Excel cannot hold as a number is
    written there as text: columns with dates before March 1900, or with whole numbers of more than 15 digits, and
    infinity; what is no number (NaN) is empty. Points in time keep the hour of their time zone.

    Examples
    --------
    >>> import tempfile
    >>> frame = pl.DataFrame({"term": ["=الناتو"], "outlets": [["سهاب", "Quai"]]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     print(save_table(frame, f"{folder}/terms.csv").read_text(encoding="utf-8-sig"))
    term,outlets
    '=الناتو,سهاب; Quai
    """
    target = take_path("save_table", path)
    if not isinstance(frame, pl.DataFrame):
        hint = "call .collect() on a LazyFrame; pl.from_pandas() on a pandas frame."
        message = explain("save_table", expected="a polars DataFrame", got=type(frame).__name__, hint=hint)
        raise FrameError(message)
    writers: dict[str, Callable[[pl.DataFrame], bytes]] = {
        ".csv": _write_csv,
        ".xlsx": _write_xlsx,
        ".parquet": _write_parquet,
    }
    write = choose_writer("save_table", target, writers)
    return write_atomically(target, write(frame), function="save_table")


def _write_csv(frame: pl.DataFrame) -> bytes:
    flat = _flatten(frame)
    safe = flat.with_columns(_neutralise(flat[name]) for name, dtype in flat.schema.items() if dtype == pl.String)
    safe.columns = _neutralise(pl.Series(flat.columns, dtype=pl.String)).to_list()
    return safe.write_csv(include_bom=True, datetime_format=_INSTANT).encode()


def _neutralise(texts: pl.Series) -> pl.Series:
    return texts.str.replace(_DANGEROUS, "'$1")


def _write_xlsx(frame: pl.DataFrame) -> bytes:
    if frame.height > _SHEET_ROWS or frame.width > _SHEET_COLUMNS:
        expected = f"at most {_SHEET_ROWS} rows and {_SHEET_COLUMNS} columns"
        got = f"{frame.height} rows, {frame.width} columns"
        raise ArgumentError(explain("save_table", expected=expected, got=got, hint="save it as .parquet or .csv."))
    flat = _flatten(frame)
    flat = flat.with_columns(_fit_cells(flat[name]) for name in flat.columns)
    flat.columns = _fit_headings(flat.columns)
    buffer = io.BytesIO()
    # Texts stay texts: no formulas, no links (Excel takes 65,530 of them at most).
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": _EPOCH})  # the same table gives the same file
        sheet = book.add_worksheet()
        formats: dict[Any, str] = {name: form for name in flat.columns if (form := _cell_format(flat[name]))}
        flat.write_excel(book, sheet, autofit=False, freeze_panes=(1, 0), column_formats=formats)
        _finish_columns(sheet, flat)
        if _is_arabic(flat):
            sheet.right_to_left()
    return buffer.getvalue()


def _finish_columns(sheet: Any, frame: pl.DataFrame) -> None:
    """Fit the columns to what is in them, and write what no number of Excel is."""
    sheet.autofit(max_width=_SHEET_WIDTH)
    for place, column in enumerate(frame):
        if column.dtype.base_type() == pl.Datetime:  # the width that xlsxwriter gives is that of a day
            sheet.set_column(place, place, max(_INSTANT_WIDTH, len(column.name) + 4))
        if column.dtype.is_float():
            for row in column.is_infinite().fill_null(value=False).arg_true():
                sheet.write_string(row + 1, place, str(column[row]))


def _cell_format(column: pl.Series) -> str:
    """Show a column as the tables of pages do: years without separators, as many decimals as its numbers need."""
    if column.dtype.is_integer():
        return "0" if holds_years(column) else "#,##0"
    if column.dtype.is_float():
        decimals = count_decimals(column)
        return "General" if decimals is None else "#,##0" + "." * bool(decimals) + "0" * decimals
    return {pl.Date: "yyyy-mm-dd", pl.Datetime: "yyyy-mm-dd hh:mm"}.get(column.dtype.base_type(), "")


def _fit_cells(column: pl.Series) -> pl.Series:
    """Write as text what Excel cannot hold as a value, and cut texts that are too long."""
    dtype = column.dtype
    if dtype.is_float():
        return column.fill_nan(None)
    if isinstance(dtype, pl.Datetime) and dtype.time_zone:
        column = column.dt.replace_time_zone(None)
    if dtype.base_type() in (pl.Date, pl.Datetime):
        return column.dt.to_string("iso") if (column.cast(pl.Date) < _FIRST_DAY).any() else column
    if dtype.is_integer():
        return column.cast(pl.String) if (column.abs() > _LAST_WHOLE).any() else column
    return _cut_long(column) if dtype == pl.String else column


def _cut_long(column: pl.Series) -> pl.Series:
    """Cut texts at Excel's limit, which counts a sign beyond U+FFFF (an emoji) as two."""
    text, astral = pl.col("text"), pl.col("text").str.count_matches(r"[\x{10000}-\x{10ffff}]").cast(pl.Int64)
    kept = (_CELL_LIMIT - 1 - astral).clip(lower_bound=_CELL_LIMIT // 2 - 1)
    is_long = text.str.len_chars().cast(pl.Int64) + astral > _CELL_LIMIT
    cut = pl.when(is_long).then(text.str.slice(0, kept) + "…").otherwise(text)
    return column.alias("text").to_frame().select(cut.alias(column.name)).to_series()


def _fit_headings(names: list[str]) -> list[str]:
    """Cut headings at Excel's limit, and number those that differ in nothing but upper and lower case."""
    headings: dict[str, str] = {}
    for name in names:
        heading, number = name[:_HEADING_LIMIT], 1
        while heading.casefold() in headings:
            number += 1
            heading = f"{name[: _HEADING_LIMIT - 8]} {number}"
        headings[heading.casefold()] = heading
    return list(headings.values())


def _write_parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def _flatten(frame: pl.DataFrame) -> pl.DataFrame:
    """Write lists and records as text: a cell holds one value."""
    return frame.with_columns(_flatten_column(frame[name]) for name in frame.columns)


def _flatten_column(column: pl.Series) -> pl.Series:
    dtype = column.dtype
    if isinstance(dtype, pl.Array):
        return _flatten_column(column.arr.to_list())
    if isinstance(dtype, pl.List):
        if isinstance(dtype.inner, (pl.List, pl.Array, pl.Struct)):
            return _as_json(column)
        return column.cast(pl.List(pl.String)).list.join(SEPARATOR, ignore_nulls=True)
    if dtype == pl.Duration:
        return column.dt.to_string("iso")
    if isinstance(dtype, pl.Struct):
        return column.struct.json_encode().set(column.is_null(), None)
    if dtype in (pl.Categorical, pl.Enum):
        return column.cast(pl.String)
    return _as_json(column) if dtype in (pl.Binary, pl.Object) else column


def _as_json(column: pl.Series) -> pl.Series:
    texts = [None if v is None else json.dumps(v, ensure_ascii=False, default=str) for v in column.to_list()]
    return pl.Series(column.name, texts, dtype=pl.String)


def _is_arabic(frame: pl.DataFrame) -> bool:
    """Tell whether most of the texts of the first rows are Arabic."""
    texts = [text for column in frame.head(100).select(cs.string()) for text in column.drop_nulls() if text]
    return 2 * sum(map(is_arabic, texts)) > len(texts)
