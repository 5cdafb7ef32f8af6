"""What the files gave, judged: which texts are articles, and the row of the audit for each file and record.

A draft is the row of a file or record, read or refused: the columns of an article, those of the audit, and what only
the whole load can settle (`settle`). Texts are judged as a column: one by one would take longer than reading them.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from corpus_tools.reading.article import Found
from corpus_tools.reading.settle import FOLDER, ORDER, WORKING
from corpus_tools.schema import AUDIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.reading.article import Origin
    from corpus_tools.reading.tables.table import Table

# A note says what is doubtful about one article, the reason of a draft that is open what was lost of its file.
DRAFTS: dict[str, Any] = {**WORKING, **AUDIT.columns, "note": pl.String}
_STATED = tuple(field.name for field in fields(Found) if field.name != "order")
_DAMAGED = 0.3  # of the characters: old conversions wrote a question mark for each Arabic letter
_LOST = "\ufffd"


class Single(NamedTuple):
    """What a file gave that holds one article at most: the article, or `(outcome, reason)` why there is none."""

    origin: Origin
    found: Found | None = None
    refused: tuple[str, str] | None = None


class Batch(NamedTuple):
    """What one file gave: its articles in the making, its rows of the audit, the columns that it has."""

    articles: pl.DataFrame
    audit: pl.DataFrame
    names: frozenset[str] = frozenset()


def draft_files(files: Sequence[Single]) -> pl.DataFrame:
    """Draft files of one article each; those without one have an outcome already."""
    found = [file.found for file in files]
    origins = [file.origin for file in files]
    columns: dict[str, list[Any]] = {name: [getattr(item, name, None) for item in found] for name in _STATED}
    columns |= {
        ORDER: [getattr(item, "order", None) for item in found],
        "path": [origin.path for origin in origins],
        FOLDER: [origin.folder for origin in origins],
        "format": [origin.kind for origin in origins],
        "encoding": [origin.encoding for origin in origins],
        "outcome": [file.refused and file.refused[0] for file in files],
        "reason": [file.refused[1] if file.refused else file.origin.note for file in files],
    }
    return _complete(pl.DataFrame(columns, schema={name: DRAFTS[name] for name in columns}))


def draft_records(records: pl.DataFrame, origin: Origin, table: Table) -> pl.DataFrame:
    """Draft the records of a table that are read."""
    numbers = pl.Series(table.numbers, dtype=pl.UInt32)
    notes = pl.Series([table.notes.get(number) for number in table.numbers], dtype=pl.String)
    lost = pl.lit(origin.note, dtype=pl.String).alias("reason")
    return _complete(_placed(records, origin).with_columns(lost, record=numbers, note=notes))


def draft_broken(reasons: Sequence[tuple[int, str]], origin: Origin) -> pl.DataFrame:
    """Draft the records of a table that give no article, each with its number and the reason."""
    broken = pl.DataFrame(reasons, schema={"record": pl.UInt32, "reason": pl.String}, orient="row")
    return _complete(_placed(broken, origin).with_columns(outcome=pl.lit("rejected")))


def _placed(rows: pl.DataFrame, origin: Origin) -> pl.DataFrame:
    values = {"path": origin.path, FOLDER: origin.folder, "format": origin.kind, "encoding": origin.encoding}
    return rows.with_columns(pl.lit(value, dtype=pl.String).alias(name) for name, value in values.items())


def _complete(rows: pl.DataFrame) -> pl.DataFrame:
    absent = {name: pl.lit(None, dtype=dtype) for name, dtype in DRAFTS.items() if name not in rows.columns}
    return rows.with_columns(**absent).select(list(DRAFTS))


def judge_drafts(
    drafts: pl.DataFrame, *, further: pl.DataFrame | None = None, names: frozenset[str] = frozenset()
) -> Batch:
    """Part the drafts into articles and audit; `further` has the columns, row by row, that no article has."""
    refusal = refuse_texts("text")
    doubted = pl.when(refusal.is_not_null()).then(pl.concat_str(refusal, "note", separator=": ", ignore_nulls=True))
    is_open = pl.col("outcome").is_null()
    verdict = pl.when(refusal.is_null()).then(pl.lit("article")).otherwise(pl.lit("rejected"))
    judged = drafts.with_columns(
        words=pl.when(is_open).then(_count_words()),
        outcome=pl.coalesce("outcome", verdict),
        reason=pl.when(is_open).then(pl.coalesce(doubted, _note_losses())).otherwise("reason"),
        source_from=pl.when(is_open).then(_source_from()),
        dropped=pl.col("dropped").fill_null([]),
    )
    accepted = judged["outcome"] == "article"
    articles = judged.filter(accepted).select(list(WORKING))
    if further is not None and further.width:
        articles = pl.concat([articles, further.filter(accepted)], how="horizontal")
    audit = judged.select(pl.col(name).cast(dtype) for name, dtype in AUDIT.columns.items())
    return Batch(articles, audit.with_columns(doc_id=pl.lit(None, dtype=pl.String)), names)


def refuse_texts(column: str) -> pl.Expr:
    """Say why a text is no body of an article; null where it is one.

    >>> texts = pl.DataFrame({"text": [" ", "قال الوزير", "??? ????? ?? C????"]})
    >>> texts.select(refuse_texts("text")).to_series().to_list()
    ['no body text', None, 'damaged: question marks instead of letters']
    """
    text = pl.col(column)
    length = text.str.len_chars()
    damaged = (length > 2) & (text.str.count_matches(f"[?{_LOST}]") > _DAMAGED * length)
    empty = ~text.str.contains(r"[\p{L}\p{N}]")
    refusal = pl.when(damaged).then(pl.lit("damaged: question marks instead of letters"))
    return refusal.when(empty).then(pl.lit("no body text"))


def _note_losses() -> pl.Expr:
    """Say what was lost of an article that is read all the same; null where nothing was."""
    lost = pl.sum_horizontal(pl.col(name).str.count_matches(_LOST, literal=True) for name in ("text", "title"))
    replaced = pl.when(lost > 0).then(pl.format(f"{{}} letters that could not be decoded stand as {_LOST}", lost))
    told = pl.concat_str(replaced, "reason", "note", separator="; ", ignore_nulls=True)
    return pl.when(told != "").then(told)


def _source_from() -> pl.Expr:
    """Say where the outlet is from: what names none is from the outlet of its folder."""
    folder = pl.when(pl.col(FOLDER).is_not_null()).then(pl.lit("folder")).otherwise(pl.lit("none"))
    return pl.when(pl.col("source").is_not_null()).then("source_from").otherwise(folder)


def _count_words() -> pl.Expr:
    # The texts are clean: spaces and newlines stand alone, or as the blank line between paragraphs.
    gaps = [pl.col("text").str.count_matches(gap, literal=True).cast(pl.Int64) for gap in (" ", "\n", "\n\n")]
    return pl.when(pl.col("text") == "").then(0).otherwise(gaps[0] + gaps[1] - gaps[2] + 1)
