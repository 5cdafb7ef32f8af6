"""Which articles belong to a period, and which to a series: those with a term, a phrase, an actor."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import polars as pl

from corpus_tools.corpus.model import check_corpus
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.measures.grouping import PERIODS, UNITS, by_columns
from corpus_tools.measures.queries import find_hits
from corpus_tools.schema import MENTIONS, check_choice, check_frame
from corpus_tools.series.calendars import WEEK_STARTS, day_expr, period_expr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus

Query: TypeAlias = "str | re.Pattern[str]"


def article_columns(function: str, corpus: Corpus, by: str | Sequence[str] | None) -> list[str]:
    """List the names in `by`; raise ArgumentError for one that is no article column, a period among them."""
    check_corpus(function, corpus)
    names = [] if by is None else _listed(by, str)
    if names is None:
        raise ArgumentError(explain(function, expected="by= a column of articles, or several", got=by))
    columns = by_columns(function, corpus, names)
    for name in columns:
        if name not in corpus.articles.columns:
            hint = "a period goes to every=."
            raise ArgumentError(explain(function, expected="by= a column of articles", got=name, hint=hint))
    return columns


def dated_articles(
    function: str, corpus: Corpus, columns: Sequence[str], *, every: str, week_start: str, time_zone: str | None
) -> pl.DataFrame:
    """Give `doc`, `period` and the columns of each article that has a date."""
    check_choice(function, "every", every, tuple(PERIODS))
    check_choice(function, "week_start", week_start, tuple(WEEK_STARTS))
    day = day_expr(function, time_zone)
    return corpus.articles.select(
        *columns,
        doc=pl.int_range(pl.len(), dtype=pl.UInt32),
        period=period_expr(day, every=every, week_start=week_start),
    ).filter(pl.col("period").is_not_null())


def series_articles(
    function: str,
    corpus: Corpus,
    *,
    terms: Query | Sequence[Query] | None,
    actors: pl.DataFrame | None,
    unit: str,
) -> tuple[pl.DataFrame, pl.DataFrame] | None:
    """Give `doc` and `term` (or `actor`) of each article of a series, and all the labels; None for all articles."""
    check_choice(function, "unit", unit, UNITS)
    if terms is not None and actors is not None:
        raise ArgumentError(explain(function, expected="terms or actors", got="both", hint="call it twice."))
    if terms is not None:
        wanted = _listed(terms, str, re.Pattern)
        if wanted is None:
            expected = "terms= a word, a phrase, a pattern of re.compile, or a list of them"
            raise ArgumentError(explain(function, expected=expected, got=terms))
        if not wanted:
            raise ArgumentError(explain(function, expected="at least one term", got=terms))
        hits = _term_docs(function, corpus, wanted, unit)
        labels = [query.pattern if isinstance(query, re.Pattern) else query for query in dict.fromkeys(wanted)]
        return hits, pl.DataFrame({"term": labels}, schema={"term": pl.String}).unique(maintain_order=True)
    if actors is None:
        return None
    hits = _actor_docs(function, corpus, actors)
    return hits, hits.select("actor").unique(maintain_order=True)


def _listed(value: object, *kinds: type) -> list[Any] | None:
    """List one or several values of some kinds; None where there are others."""
    values = [value] if isinstance(value, kinds) else list(value) if isinstance(value, Iterable) else [None]
    return values if all(isinstance(one, kinds) for one in values) else None


def _term_docs(function: str, corpus: Corpus, queries: Sequence[Query], unit: str) -> pl.DataFrame:
    """`doc`, `term` of every article that has one of the queries, each in the caller's spelling."""
    parts = []
    for query in dict.fromkeys(queries):
        rows = find_hits(function, corpus, query, unit=unit)["first"]
        label = query.pattern if isinstance(query, re.Pattern) else query
        docs = corpus.tokens["doc"].gather(rows).unique(maintain_order=True)
        parts.append(pl.DataFrame({"doc": docs}).with_columns(term=pl.lit(label)))
    return pl.concat(parts)


def _actor_docs(function: str, corpus: Corpus, mentions: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `actor` of every article that mentions one of the actors."""
    check_frame(function, mentions, MENTIONS, columns=("doc_id", "actor"))
    docs = corpus.articles.select("doc_id", doc=pl.int_range(pl.len(), dtype=pl.UInt32))
    return mentions.select("doc_id", "actor").unique(maintain_order=True).join(docs, on="doc_id").select("doc", "actor")
