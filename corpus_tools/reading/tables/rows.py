"""Rows of delimited text: read strictly, and where a quote is not closed or not doubled, as forgivingly as is safe.

A quote that opens and never closes would take the rest of the file for one field; a quote inside a quoted field would
close it. Both are common in tables written by hand or by scripts. Here such a row costs itself at most.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LONGEST_RECORD = 2_000  # lines, in a file that is broken somewhere: what goes on for longer was not closed
_LONGEST_SEARCH = 100  # lines: how far the end of a record with an open quote is looked for
_OPEN = "a quote opens and does not close; the row was read to its line end"
_LOOSE = "quotes inside a quoted field"


class Row(NamedTuple):
    """One record: its fields, and what was wrong with its quotes; `broken` where the fields are not to be trusted."""

    fields: list[str]
    note: str | None = None
    broken: bool = False


def read_rows(text: str, *, delimiter: str) -> list[Row]:
    r"""Read the records of a delimited text, empty ones included; the first is the header and says the width.

    >>> [row.fields for row in read_rows('a,b\n"x,1\ny,2\n', delimiter=",")]
    [['a', 'b'], ['x', '1'], ['y', '2']]
    """
    try:
        return [Row(fields) for fields in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error:
        return list(_forgiving(_LINES.findall(text), delimiter))


def _forgiving(lines: Sequence[str], delimiter: str) -> Iterator[Row]:
    """Read record after record; where one is broken, look for the line with which it ends."""
    width, place = 0, 0
    while place < len(lines):
        fields, after = _strict(lines, place, delimiter)
        row = Row(fields) if fields is not None else None
        if row is None:
            row, after = _mend(lines, place, delimiter, width)
        width = width or len(row.fields)
        yield row
        place = after


def _strict(lines: Sequence[str], place: int, delimiter: str) -> tuple[list[str] | None, int]:
    """Read the record that begins at a line; None where its quotes are broken."""
    reader = csv.reader(_from(lines, place), delimiter=delimiter, strict=True)
    try:
        fields = next(reader)
    except (csv.Error, StopIteration):
        return None, place + 1
    return fields, place + reader.line_num


def _from(lines: Sequence[str], place: int) -> Iterator[str]:
    return (lines[number] for number in range(place, min(place + _LONGEST_RECORD, len(lines))))


def _mend(lines: Sequence[str], place: int, delimiter: str, width: int) -> tuple[Row, int]:
    """Read a record with broken quotes: up to the line after which a whole record begins."""
    for end in range(place + 1, min(place + _LONGEST_SEARCH, len(lines)) + 1):
        if end > place + 1 and _is_record(lines[end - 1], delimiter, width):
            break
        fields = _split("".join(lines[place:end]), delimiter, width)
        if fields and (end == len(lines) or _begins(lines, end, delimiter, width)):
            return fields, end
    reader = csv.reader(_from(lines, place), delimiter=delimiter)
    loose = next(reader, [])
    if len(loose) == width and reader.line_num < _LONGEST_SEARCH:
        return Row(loose, _LOOSE), place + reader.line_num
    return Row([lines[place]], "a quote opens and does not close", broken=True), place + 1


def _begins(lines: Sequence[str], place: int, delimiter: str, width: int) -> bool:
    """Tell whether a record of the right width begins at a line, whole or broken in its turn."""
    fields, _ = _strict(lines, place, delimiter)
    if fields is None:
        return _split(lines[place], delimiter, width) is not None
    return len(fields) == width or not fields


def _is_record(line: str, delimiter: str, width: int) -> bool:
    """Tell a record of one line from one of prose, in which a space follows the comma."""
    fields, after = _strict([line], 0, delimiter)
    return fields is not None and after == 1 and len(fields) == width and delimiter + " " not in line


def _split(record: str, delimiter: str, width: int) -> Row | None:
    """Cut a record at its delimiters; the field that opens with a quote takes what is too many."""
    parts = record.rstrip("\r\n").split(delimiter)
    opening = next((place for place, part in enumerate(parts) if part.lstrip().startswith('"')), None)
    if opening is None or len(parts) < width or width < 2:
        return None
    behind = width - opening - 1
    last = len(parts) - behind
    if behind < 0 or last <= opening:
        return None
    whole = delimiter.join(parts[opening:last]).strip()
    closed = len(whole) > 1 and whole.endswith('"')
    text = whole[1:-1] if closed else whole[1:]
    fields = [*parts[:opening], text, *(part.strip().strip('"') for part in parts[last:])]
    if any("\n" in part or "\r" in part for part in parts[last:]):
        return None
    fields = [field.replace('""', '"') for field in fields]
    return Row(fields, _LOOSE if closed else _OPEN)
