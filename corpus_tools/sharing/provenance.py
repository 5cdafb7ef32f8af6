"""Where a chart comes from: the corpus, its filters, the program and the day, in words and as data."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal

from corpus_tools.charts.theme import FSI, PDI
from corpus_tools.sharing.plain import drop_controls
from corpus_tools.sharing.summary import format_day
from corpus_tools.sharing.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from corpus_tools.corpus import Corpus

_NAMED = 5
SOFTWARE = f"corpus_tools {version('corpus-tools')}"


@dataclass(frozen=True)
class Provenance:
    """What stands under a chart, line by line, and the same as data for programs."""

    lines: tuple[str, ...]
    facts: dict[str, Any]


def today() -> datetime.date:
    """Tell the day that files are stamped with: SOURCE_DATE_EPOCH where that is set, so that they come out the same.

    The variable holds seconds since 1970 (reproducible-builds.org).
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdecimal():
        return datetime.datetime.fromtimestamp(int(fixed), tz=datetime.UTC).date()
    return datetime.datetime.now(tz=datetime.UTC).astimezone().date()


def trace_origin(corpus: Corpus | None, note: str | None, *, language: str) -> Provenance:
    """Say where a chart comes from: the user's note, the corpus if it is given, the program and the day."""
    day = today()
    facts: dict[str, Any] = {"software": SOFTWARE, "date": day.isoformat()}
    lines = []
    if note and note.strip():
        facts["note"] = drop_controls(" ".join(note.split()))
        lines.append(facts["note"])
    if corpus is not None:
        facts["corpus"] = _count_corpus(corpus)
        lines.append(_say_corpus(corpus.articles, language=language))
    lines.append(f"{FSI}{SOFTWARE}{PDI} · {FSI}{format_day(day, language=language)}{PDI}")
    return Provenance(tuple(lines), facts)


def _count_corpus(corpus: Corpus) -> dict[str, Any]:
    """Give the corpus in numbers; days as ISO 8601, outlets and languages by their number of articles."""
    articles = corpus.articles
    dates = articles["date"].drop_nulls()
    first, last = dates.min(), dates.max()
    return {
        "articles": articles.height,
        "first": str(first) if first is not None else None,
        "last": str(last) if last is not None else None,
        "undated": articles.height - len(dates),
        "outlets": _rank_names(articles["source"]),
        "languages": _rank_names(articles["language"]),
        "filters": list(corpus.filters),
    }


def _rank_names(names: pl.Series) -> list[str]:
    """List names, commonest first."""
    known = names.drop_nulls()
    counts = known.value_counts().sort(["count", known.name], descending=[True, False])
    return [drop_controls(name) for name in counts[known.name]]


def _say_corpus(articles: pl.DataFrame, *, language: str) -> str:
    """Say the corpus in one line; names and days are isolated, each in the direction of its script."""
    parts = [word("from_articles", language=language).format(count=format_decimal(articles.height, locale=language))]
    dates = articles["date"].drop_nulls().sort()
    if len(dates):
        ends = dict.fromkeys(format_day(day, language=language) for day in (dates[0], dates[-1]))
        parts.append(" – ".join(f"{FSI}{day}{PDI}" for day in ends))
    outlets = _rank_names(articles["source"])
    if outlets:
        parts.append(_join_names(outlets, language=language))
    return " · ".join(parts)


def _join_names(names: Sequence[str], *, language: str) -> str:
    shown = [f"{FSI}{name if len(name) <= 40 else name[:39] + '…'}{PDI}" for name in names[:_NAMED]]
    if len(names) > _NAMED:
        shown.append(word("and_more", language=language).format(count=len(names) - _NAMED))
    return word("comma", language=language).join(shown)
