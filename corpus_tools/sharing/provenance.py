"""Where a chart comes from: the corpus, its filters, the program and the day, in words and as data."""

from __future__ import annotations

import datetime
import os
import re
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from corpus_tools.charts.bases import rank_names, say_base
from corpus_tools.charts.theme import FSI, PDI
from corpus_tools.sharing.plain import drop_controls
from corpus_tools.sharing.words import format_day

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

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


def trace_origin(corpus: Corpus | None, note: str | None, *, language: str, said: str = "") -> Provenance:
    """Say where a chart comes from: the user's note, the corpus if it is given, the program and the day.

    `said` is what stands under the title: where that tells the corpus already, the footnote does not repeat it.
    """
    day = today()
    facts: dict[str, Any] = {"software": SOFTWARE, "date": day.isoformat()}
    lines = []
    if note and note.strip():
        facts["note"] = drop_controls(" ".join(note.split()))
        lines.append(facts["note"])
    if corpus is not None:
        facts["corpus"] = _count_corpus(corpus)
        base = drop_controls(say_base(corpus, language=language))
        if _bare(base) not in _bare(said):
            lines.append(base)
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
        "outlets": [drop_controls(name) for name in rank_names(articles["source"])],
        "languages": rank_names(articles["language"]),
        "filters": list(corpus.filters),
    }


def _bare(line: str) -> str:
    """Leave of a line its letters, digits and signs: the breaking of lines changes spaces and isolates."""
    return re.sub(r"[\s\u2066-\u2069]", "", line)
