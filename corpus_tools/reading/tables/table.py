"""Tables of articles: NDJSON, JSON, CSV and Parquet as frames of raw columns, and what is broken."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from corpus_tools.reading.tables.nesting import find_records, salvage_records
from corpus_tools.reading.tables.rows import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_DELIMITERS = ",;\t|"
_STATED = re.compile(r"sep=(.)\r?\n")
_PLAIN = {pl.String, pl.Int64, pl.Float64, pl.Boolean, pl.Null}
_LONGEST_FIELD = 2**31 - 1  # the default, 131,072 characters, is shorter than some articles


@dataclass(frozen=True)
class Table:
    """The records of one file: raw columns, the number of each record, and those that could not be read.

    `notes` says by number what is doubtful about a record that is read all the same.
    """

    frame: pl.DataFrame
    numbers: tuple[int, ...]
    broken: tuple[tuple[int, str], ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)


def read_ndjson(text: str) -> Table:
    """Read one JSON object a line; a broken line costs itself only. Numbers are those of the lines."""
    if text.lstrip().startswith("["):
        return read_json(text)
    records: list[Mapping[str, Any]] = []
    numbers: list[int] = []
    broken: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        record = _load(line)
        if isinstance(record, dict) and record:
            records.append(record)
            numbers.append(number)
        else:
            broken.append((number, record if isinstance(record, str) else "no JSON object"))
    return Table(_frame(records), tuple(numbers), tuple(broken))


def read_whole_ndjson(data: bytes) -> Table | None:
    r"""Read the usual NDJSON at once: an object in every line, nothing broken, plain values; None for any other.

    >>> read_whole_ndjson('{"text": "قال"}\n'.encode()).numbers, read_whole_ndjson(b'{"text": "broken')
    ((1,), None)
    """
    try:
        frame = pl.read_ndjson(data, infer_schema_length=None)
    except (pl.exceptions.PolarsError, OSError):
        return None
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    empty = frame.select(pl.all_horizontal(pl.all().is_null()).any()).item() if frame.width else True
    if empty or lines != frame.height or not set(frame.dtypes) <= _PLAIN:
        return None  # line by line each record has its number, and each broken one its reason
    return Table(frame.with_columns(pl.col(pl.Null).cast(pl.String)), tuple(range(1, lines + 1)))


def read_json(text: str) -> Table:
    """Read a JSON array of articles, an object that holds one such list, or one article.

    A file with one object a line under the wrong name is read as NDJSON.
    """
    content = _load(text)
    if isinstance(content, str):
        lines = [line for line in text.splitlines() if line.strip()]
        opened = sum(line.lstrip().startswith("{") for line in lines)
        if len(lines) > 1 and opened > len(lines) / 2 and isinstance(_load(lines[0]), dict):
            return read_ndjson(text)
        salvaged, broken = salvage_records(text, reason=content)
        broken = broken if salvaged else [(1, content)]
        taken = {number for number, _ in broken}
        numbers = [number for number in range(1, len(salvaged) + len(broken) + 1) if number not in taken]
        return Table(_frame(salvaged), tuple(numbers), tuple(broken))
    records = find_records(content)
    kept, numbers, broken = [], [], []
    for number, record in enumerate(records, start=1):
        if isinstance(record, dict) and record:
            kept.append(record)
            numbers.append(number)
        else:
            broken.append((number, "no JSON object"))
    return Table(_frame(kept), tuple(numbers), tuple(broken))


def _load(text: str) -> object:
    """Load JSON; what is wrong with it comes back as a string (no record is a string)."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        return f"broken JSON: {error.msg}"
    except (ValueError, RecursionError):  # numbers of more than 4,300 digits; objects nested a thousand deep
        return "broken JSON: too long a number or too deep"
    return "no JSON object" if isinstance(content, str) else content


def read_csv(text: str) -> Table:
    """Read a table with a header; the delimiter is the one that cuts the first records most evenly.

    A record with more or fewer fields than the header is broken; its number is that of the record.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    stated = _STATED.match(text)  # a first line `sep=;`, as spreadsheets write it
    delimiter = stated[1] if stated else _sniff(text)
    text = (text[stated.end() :] if stated else text).lstrip("\r\n")
    try:
        rows = read_rows(text, delimiter=delimiter)
    except csv.Error as error:
        return Table(pl.DataFrame(), (), ((1, f"broken CSV: {error}"),))
    if not rows:
        return Table(pl.DataFrame(), ())
    header = unique_names(rows[0].fields)
    kept, numbers, broken, notes = list[list[str]](), list[int](), list[tuple[int, str]](), dict[int, str]()
    for number, row in enumerate(rows[1:], start=1):
        if len(row.fields) == len(header) and not row.broken:
            kept.append(row.fields)
            numbers.append(number)
            if row.note:
                notes[number] = row.note
        elif any(row.fields):
            broken.append((number, row.note or f"{len(row.fields)} fields where the header has {len(header)}"))
    columns = [pl.Series(name, [row[place] or None for row in kept], pl.String) for place, name in enumerate(header)]
    return Table(pl.DataFrame([_typed(column) for column in columns]), tuple(numbers), tuple(broken), notes)


def _sniff(text: str) -> str:
    sample = text[:200_000]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """Weigh a delimiter: the share of records with as many fields as the header, then their number."""
    try:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row][:50]
    except csv.Error:
        return 0.0, 0
    width = len(rows[0]) if rows else 0
    return (sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0.0), width


def unique_names(names: Sequence[str]) -> list[str]:
    """Give each column a name of its own: repeated ones are numbered, empty ones named by their place.

    >>> unique_names(["note", "", "note"])
    ['note', 'column_2', 'note_2']
    """
    names = [name.strip() or f"column_{place}" for place, name in enumerate(names, start=1)]
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return result


def _typed(column: pl.Series) -> pl.Series:
    """Take a column of plain numbers for numbers; codes with leading zeros stay strings."""
    values = column.drop_nulls()
    if not values.len() or values.str.contains(r"^[+-]?0\d|[^\d.+-]").any():
        return column
    for dtype in (pl.Int64, pl.Float64):
        numbers = column.cast(dtype, strict=False)
        if numbers.null_count() == column.null_count():
            return numbers
    return column


def read_parquet(data: bytes) -> Table:
    """Read a Parquet file; its own dtypes stay."""
    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        return Table(pl.DataFrame(), (), ((1, f"broken Parquet: {str(error).splitlines()[0][:120]}"),))
    return Table(frame, tuple(range(1, frame.height + 1)))


def _frame(records: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    names = dict.fromkeys(name for record in records for name in record)
    return pl.DataFrame([_series(encodable(name), [record.get(name) for record in records]) for name in names])


def _series(name: str, values: list[Any]) -> pl.Series:
    """Make a column of values as JSON has them; of mixed kinds a column of strings."""
    kinds = {type(value) for value in values if value is not None}
    try:
        if kinds <= {str}:
            return pl.Series(name, [value and encodable(value) for value in values], pl.String)
        if len(kinds) == 1 or kinds == {int, float}:
            return pl.Series(name, values, strict=kinds != {int, float})
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
        pass
    return pl.Series(name, as_strings(values), pl.String)


def as_strings(values: Iterable[Any]) -> list[str | None]:
    """Write values of mixed kinds as strings, lists and objects as JSON."""
    return [value if value is None else encodable(_as_string(value)) for value in values]


def _as_string(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def encodable(text: str) -> str:
    """Replace lone surrogates, which JSON can spell and UTF-8 cannot."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", errors="replace").decode("utf-8")
    return text
