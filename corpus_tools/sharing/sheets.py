"""Save tables as files that others can open: csv, xlsx, parquet."""

from __future__ import annotations

import datetime
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import polars.selectors as cs
import xlsxwriter  # type: ignore[import-untyped]

from corpus_tools.errors import ArgumentError, FrameError, explain
from corpus_tools.language import is_arabic
from corpus_tools.sharing.atomic import choose_writer, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable

SEPARATOR = "; "
_DANGEROUS = r"^([=+\-@\t\r])"
_CELL_LIMIT = 32_767
_SHEET_ROWS = 1_048_575
_SHEET_WIDTH = 400
_SHEET_FORMATS: dict[Any, str] = {
    pl.Date: "yyyy-mm-dd",
    pl.Datetime: "yyyy-mm-dd hh:mm",
    cs.integer(): "#,##0",
}
_EPOCH = datetime.datetime(2000, 1, 1)


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
        When the suffix is another one, or the frame has more rows than a sheet of xlsx can hold (1,048,575).
    FrameError
        When `frame` is not a Polars DataFrame.

    Notes
    -----
    In csv and xlsx the values of a list are joined by `"; "`, and records inside a cell are written as JSON.
    A spreadsheet runs a csv cell that begins with `= + - @`, a tab or a carriage return as a formula: such
    texts get an apostrophe in front. In xlsx texts are stored as texts and stay as they are; one of more than
    32,767 characters, Excel's limit, is cut and ends in `…`.

    Examples
    --------
    >>> import tempfile
    >>> frame = pl.DataFrame({"term": ["=الناتو"], "outlets": [["سهاب", "Quai"]]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     print(save_table(frame, f"{folder}/terms.csv").read_text(encoding="utf-8-sig"))
    term,outlets
    '=الناتو,سهاب; Quai
    """
    target = Path(path)
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
    return write_atomically(target, write(frame))


def _write_csv(frame: pl.DataFrame) -> bytes:
    flat = _flatten(frame).with_columns(cs.string().str.replace(_DANGEROUS, "'$1"))
    headings = {name: f"'{name}" for name in flat.columns if re.match(_DANGEROUS, name)}
    return flat.rename(headings).write_csv(include_bom=True).encode()


def _write_xlsx(frame: pl.DataFrame) -> bytes:
    if frame.height > _SHEET_ROWS:
        hint = "save it as .parquet or .csv."
        message = explain("save_table", expected=f"at most {_SHEET_ROWS} rows", got=frame.height, hint=hint)
        raise ArgumentError(message)
    flat = _flatten(frame)
    flat = flat.with_columns(_cut_long(name) for name, dtype in flat.schema.items() if dtype == pl.String)
    buffer = io.BytesIO()
    # Texts stay texts: no formulas, no links (Excel takes 65,530 of them at most).
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": _EPOCH})  # the same table gives the same file
        sheet = book.add_worksheet()
        flat.write_excel(book, sheet, autofit=False, freeze_panes=(1, 0), dtype_formats=_SHEET_FORMATS)
        sheet.autofit(max_width=_SHEET_WIDTH)
        if _is_arabic(flat):
            sheet.right_to_left()
    return buffer.getvalue()


def _cut_long(name: str) -> pl.Expr:
    column = pl.col(name)
    cut = column.str.slice(0, _CELL_LIMIT - 1) + "…"
    return pl.when(column.str.len_chars() > _CELL_LIMIT).then(cut).otherwise(column).alias(name)


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
    if isinstance(dtype, pl.Struct):
        return column.struct.json_encode()
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
