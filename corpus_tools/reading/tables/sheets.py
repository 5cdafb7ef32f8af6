"""Spreadsheets and Arrow files as tables of raw columns."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import fastexcel
import polars as pl

from corpus_tools.reading.article import UnreadableError
from corpus_tools.reading.packed.archives import Meter, read_package
from corpus_tools.reading.tables.columns import match_columns
from corpus_tools.reading.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEARCHED = 20  # rows: above the header of a sheet stand titles and dates of the export
_OLE = b"\xd0\xcf\x11\xe0"


def read_workbook(data: bytes, *, meter: Meter) -> Sequence[Table]:
    """Read the sheets of a workbook (.xlsx, .xlsb, .xls, .ods), empty ones left out.

    Records are numbered through all sheets. The header is the first row that names a column of texts.
    """
    if zipfile.is_zipfile(io.BytesIO(data)):
        read_package(data, meter=meter)  # within the limits, or it is refused here
    elif data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        message = "protected by a password"
        raise UnreadableError(message)
    try:
        workbook = fastexcel.read_excel(data)
        frames = [frame for name in workbook.sheet_names if (frame := _read_sheet(workbook, name)).height]
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError, ValueError) as error:
        message = f"broken spreadsheet: {str(error).splitlines()[0][:120]}"
        raise UnreadableError(message) from error
    tables, before = [], 0
    for frame in frames:
        tables.append(Table(frame, tuple(range(before + 1, before + frame.height + 1))))
        before += frame.height
    return tables


def _read_sheet(workbook: fastexcel.ExcelReader, name: str) -> pl.DataFrame:
    # skip_rows=0: otherwise empty rows at the top are left out here and counted below.
    top = workbook.load_sheet(name, header_row=None, skip_rows=0, n_rows=_SEARCHED, dtypes="string").to_polars()
    rows = [[str(value) for value in row if value is not None] for row in top.iter_rows()]
    header = next((place for place, row in enumerate(rows) if "text" in match_columns(row)), 0)
    if not rows:
        return pl.DataFrame()
    frame = workbook.load_sheet(name, header_row=header, schema_sample_rows=None).to_polars()
    return frame.filter(~pl.all_horizontal(pl.all().is_null())).with_columns(map(_plain, frame.get_columns()))


def _plain(column: pl.Series) -> pl.Expr:
    """Take midnights, as which spreadsheets keep days, for days, and whole numbers for whole numbers."""
    values = column.drop_nulls()
    if isinstance(column.dtype, pl.Datetime) and (values.dt.date().cast(column.dtype) == values).all():
        return pl.col(column.name).cast(pl.Date)
    whole = column.dtype == pl.Float64 and ((values == values.round()) & (values.abs() < 2**53)).all()
    if whole and values.len():
        return pl.col(column.name).cast(pl.Int64)
    return pl.col(column.name)


def read_arrow(data: bytes) -> Table:
    """Read an Arrow file or stream (Feather version 2); its own dtypes stay."""
    reader = pl.read_ipc if data.startswith(b"ARROW1") else pl.read_ipc_stream
    try:
        frame = reader(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        message = f"broken Arrow: {str(error).splitlines()[0][:120]}"
        raise UnreadableError(message) from error
    return Table(frame, tuple(range(1, frame.height + 1)))
