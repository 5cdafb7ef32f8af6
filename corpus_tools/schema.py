"""Every public frame: its columns, their dtypes, and the grain of a row.

`check_frame` holds a frame against one of them at the boundary of a function; `empty_frame` makes one without rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.errors import ArgumentError, FrameError, explain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from polars._typing import PolarsDataType


@dataclass(frozen=True)
class Frame:
    """A public frame: what one row is, its columns in order, and which of them are never null."""

    grain: str
    columns: Mapping[str, PolarsDataType]
    filled: frozenset[str] = frozenset()


ARTICLES = Frame(
    "one row an article",
    {
        "doc_id": pl.String,
        "title": pl.String,
        "text": pl.String,
        "date": pl.Date,
        "published": pl.Datetime("us"),
        "source": pl.String,
        "author": pl.String,
        "section": pl.String,
        "language": pl.String,
        "url": pl.String,
        "path": pl.String,
        "caption": pl.String,
    },
    frozenset({"doc_id", "text", "language", "path"}),
)
AUDIT = Frame(
    "one row an input file or record",
    {
        "path": pl.String,
        "record": pl.UInt32,
        "format": pl.String,
        "encoding": pl.String,
        "title_from": pl.String,
        "date_from": pl.String,
        "source_from": pl.String,
        "words": pl.UInt32,
        "dropped": pl.List(pl.String),
        "outcome": pl.String,
        "reason": pl.String,
        "doc_id": pl.String,
    },
    frozenset({"path", "outcome"}),
)
TOKENS = Frame(
    "one row a token, sorted by doc and position",
    {"doc": pl.UInt32, "sentence": pl.UInt32, "start": pl.UInt32, "end": pl.UInt32, "form": pl.UInt32},
)
VOCABULARY = Frame(
    "one row a surface form of a language",
    {
        "form": pl.UInt32,
        "surface": pl.String,
        "normal": pl.String,
        "bare": pl.String,
        "lemma": pl.String,
        "term": pl.String,
        "is_stopword": pl.Boolean,
        "is_time_word": pl.Boolean,
        "is_known": pl.Boolean,
        "language": pl.String,
        "kind": pl.String,
        "count": pl.UInt32,
    },
)
MENTIONS = Frame(
    "one row a mention of an actor",
    {
        "doc_id": pl.String,
        "sentence": pl.UInt32,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "surface": pl.String,
        "actor_id": pl.String,
        "actor": pl.String,
        "kind": pl.String,
        "how": pl.String,
        "confidence": pl.Float64,
    },
    frozenset({"doc_id", "actor_id"}),
)
DATES = Frame(
    "one row a date expression",
    {
        "doc_id": pl.String,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "surface": pl.String,
        "value": pl.String,
        "type": pl.String,
        "grain": pl.String,
        "earliest": pl.Date,
        "latest": pl.Date,
    },
    frozenset({"doc_id"}),
)
EVENTS = Frame(
    "one row a date in a sentence",
    {
        "date": pl.Date,
        "grain": pl.String,
        "doc_id": pl.String,
        "sentence": pl.UInt32,
        "text": pl.String,
        "actors": pl.List(pl.String),
        "latest": pl.Date,
        "source": pl.String,
        "reported": pl.Date,
        "direction": pl.String,
        "event": pl.UInt32,
        "similarity": pl.Float64,
        "is_copy": pl.Boolean,
    },
    frozenset({"doc_id"}),
)
RANKED_EVENTS = Frame(
    "one row an event",
    {
        "event": pl.UInt32,
        "date": pl.Date,
        "latest": pl.Date,
        "grain": pl.String,
        "direction": pl.String,
        "text": pl.String,
        "outlets": pl.UInt32,
        "accounts": pl.UInt32,
        "articles": pl.UInt32,
        "sources": pl.List(pl.String),
        "actors": pl.List(pl.String),
        "first_reported": pl.Date,
        "doc_id": pl.String,
        "sentence": pl.UInt32,
    },
)
SERIES = Frame(
    "one row a period and series, after the columns of the series",
    {
        "period": pl.Date,
        "count": pl.UInt32,
        "total": pl.UInt32,
        "share": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
    },
    frozenset({"period", "count", "total"}),
)
CYCLE = Frame(
    "one row an hour of the day, a day of the week or a month (of a group), after a column of its name",
    {
        "count": pl.UInt32,
        "total": pl.UInt32,
        "share": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
        "untimed": pl.UInt32,
    },
    frozenset({"count", "total", "untimed"}),
)
BURSTS = Frame(
    "one row a burst, after the columns of its series",
    {
        "start": pl.Date,
        "end": pl.Date,
        "level": pl.UInt8,
        "weight": pl.Float64,
        "count": pl.UInt32,
        "total": pl.UInt32,
        "peak": pl.Date,
    },
    frozenset({"start", "end", "level", "weight", "count", "total", "peak"}),
)
CHANGEPOINTS = Frame(
    "one row a change point, after the columns of its series",
    {
        "period": pl.Date,
        "before": pl.Float64,
        "after": pl.Float64,
        "gain": pl.Float64,
        "p_value": pl.Float64,
    },
    frozenset({"period", "before", "after", "gain", "p_value"}),
)
PEAKS = Frame(
    "one row a peak, after the columns of its series",
    {
        "period": pl.Date,
        "end": pl.Date,
        "count": pl.UInt32,
        "total": pl.UInt32,
        "share": pl.Float64,
        "prominence": pl.Float64,
        "terms": pl.List(pl.String),
        "headlines": pl.List(pl.String),
        "doc_ids": pl.List(pl.String),
    },
    frozenset({"period", "end", "count", "total", "prominence"}),
)
GAZETTEER = Frame(
    "one row an alias of an actor",
    {
        "actor_id": pl.String,
        "name_ar": pl.String,
        "name_en": pl.String,
        "name_fr": pl.String,
        "kind": pl.String,
        "country": pl.String,
        "alias": pl.String,
        "language": pl.String,
        "how": pl.String,
        "context": pl.String,
    },
    frozenset({"actor_id"}),
)


SUGGESTIONS = Frame(
    "one row a name that may be an actor's, as the first row of an actor in a gazetteer",
    {**GAZETTEER.columns, "count": pl.UInt32, "documents": pl.UInt32, "examples": pl.List(pl.String)},
)
ACTOR_COUNTS = Frame(
    "one row an actor (of a group), after the columns of the group",
    {
        "actor_id": pl.String,
        "actor": pl.String,
        "kind": pl.String,
        "count": pl.UInt32,
        "documents": pl.UInt32,
        "mention_share": pl.Float64,
        "share": pl.Float64,
    },
    frozenset({"actor_id"}),
)
LINKS = Frame(
    "one row a pair of actors that are named together",
    {
        "actor_id_1": pl.String,
        "actor_1": pl.String,
        "kind_1": pl.String,
        "actor_id_2": pl.String,
        "actor_2": pl.String,
        "kind_2": pl.String,
        "count": pl.UInt32,
        "documents": pl.UInt32,
        "npmi": pl.Float64,
    },
    frozenset({"actor_id_1", "actor_id_2"}),
)
NETWORK = Frame(
    "one row an actor of a network",
    {
        "actor_id": pl.String,
        "actor": pl.String,
        "kind": pl.String,
        "degree": pl.UInt32,
        "weighted_degree": pl.Float64,
        "betweenness": pl.Float64,
        "eigenvector": pl.Float64,
        "pagerank": pl.Float64,
        "community": pl.UInt32,
    },
    frozenset({"actor_id"}),
)
VOICES = Frame(
    "one row an actor (of a group), its share in a part of the articles and in a reference",
    {
        "actor_id": pl.String,
        "actor": pl.String,
        "kind": pl.String,
        "target": pl.UInt32,
        "reference": pl.UInt32,
        "target_share": pl.Float64,
        "target_low": pl.Float64,
        "target_high": pl.Float64,
        "reference_share": pl.Float64,
        "reference_low": pl.Float64,
        "reference_high": pl.Float64,
        "difference": pl.Float64,
        "difference_low": pl.Float64,
        "difference_high": pl.Float64,
        "log_ratio": pl.Float64,
    },
    frozenset({"actor_id"}),
)
SURFACES = Frame(
    "one row a spelling under which an actor was found",
    {
        "surface": pl.String,
        "how": pl.String,
        "count": pl.UInt32,
        "documents": pl.UInt32,
        "mention_share": pl.Float64,
        "doc_id": pl.String,
        "examples": pl.List(pl.String),
    },
)
PROFILE = Frame(
    "one row a term near an actor",
    {
        "term": pl.String,
        "is_adjective": pl.Boolean,
        "near": pl.UInt32,
        "elsewhere": pl.UInt32,
        "near_per_million": pl.Float64,
        "elsewhere_per_million": pl.Float64,
        "documents": pl.UInt32,
        "log_likelihood": pl.Float64,
        "log_ratio": pl.Float64,
        "examples": pl.List(pl.String),
    },
)


def empty_frame(frame: Frame) -> pl.DataFrame:
    """Make a frame of the right columns with no rows."""
    return pl.DataFrame(schema=dict(frame.columns))


def check_frame(function: str, frame: pl.DataFrame, expected: Frame, *, columns: Iterable[str] | None = None) -> None:
    """Raise FrameError unless `frame` has the columns (all, or those named), their dtypes, and no forbidden null.

    Further columns are welcome: a user's own travel along.
    """
    if not isinstance(frame, pl.DataFrame):
        raise FrameError(
            explain(
                function,
                expected="a polars DataFrame",
                got=type(frame).__name__,
                hint="call .collect() on a LazyFrame; pl.from_pandas() on a pandas frame.",
            )
        )
    for name in columns if columns is not None else expected.columns:
        dtype = expected.columns[name]
        if name not in frame.columns:
            raise FrameError(
                explain(
                    function,
                    expected=f"a column {name!r} ({expected.grain})",
                    got="no such column",
                    known=frame.columns,
                )
            )
        if frame.schema[name] != dtype:
            raise FrameError(
                explain(
                    function,
                    expected=f"column {name!r} as {dtype}",
                    got=str(frame.schema[name]),
                    hint=None if dtype.is_nested() else f'cast it: frame.cast({{"{name}": pl.{dtype!r}}}).',
                )
            )
        if name in expected.filled and frame[name].null_count():
            raise FrameError(
                explain(function, expected=f"no null in {name!r}", got=f"{frame[name].null_count()} nulls")
            )


def check_choice(function: str, argument: str, value: str, allowed: Iterable[str]) -> None:
    """Raise ArgumentError unless `value` is one of `allowed`."""
    options = list(allowed)
    if value not in options:
        raise ArgumentError(explain(function, expected=f"{argument} one of {options}", got=value, known=options))
