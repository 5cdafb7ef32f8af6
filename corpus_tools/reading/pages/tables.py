"""Tables of articles in a page: what archives and servers write as `.xls` is often one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl
from lxml import etree, html

from corpus_tools.reading.tables.columns import match_columns
from corpus_tools.reading.tables.table import Table, unique_names
from corpus_tools.reading.xml.safe import block_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST_MATCHES = 2  # a column of texts and one more: pages are laid out in tables too


def read_page_table(page: str) -> Table | None:
    """Read the first table whose first row names a column of texts and one more; None where there is none."""
    if "<tr" not in page and "<TR" not in page:
        return None
    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for table in tree.iterfind(".//table"):
        rows = [_cells(row) for row in table.iter("tr")]
        matched = match_columns(rows[0]) if rows else {}
        if "text" in matched and len(matched) >= _FEWEST_MATCHES:
            return _table(unique_names(rows[0]), rows[1:])
    return None


def _cells(row: html.HtmlElement) -> list[str]:
    return ["\n\n".join(block_lines(cell)) for cell in row if cell.tag in ("td", "th")]


def _table(names: Sequence[str], rows: Sequence[list[str]]) -> Table:
    kept = {number: row for number, row in enumerate(rows, start=1) if len(row) == len(names)}
    broken = [
        (number, f"{len(row)} fields where the header has {len(names)}")
        for number, row in enumerate(rows, start=1)
        if number not in kept and any(row)
    ]
    columns = [pl.Series(name, [row[n] or None for row in kept.values()], pl.String) for n, name in enumerate(names)]
    return Table(pl.DataFrame(columns), tuple(kept), tuple(broken))
