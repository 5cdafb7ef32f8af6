"""The corpus in a few numbers, for the first page of a report."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import polars as pl
from babel.numbers import format_decimal

from corpus_tools.sharing.renderer import text_direction
from corpus_tools.sharing.vocabulary import say_value
from corpus_tools.sharing.words import format_day, word

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

_EXAMPLES = 3
_NAMED = 12


@dataclass(frozen=True)
class Group:
    """A name and how many articles it has."""

    name: str
    count: str


@dataclass(frozen=True)
class SetAside:
    """Why input was not read as articles: how many files and records, and a few of them."""

    outcome: str
    reason: str
    count: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """What the first page says of a corpus, in words of its language."""

    articles: str
    first: str
    last: str
    undated: str
    outlets: tuple[Group, ...]
    languages: tuple[Group, ...]
    set_aside: tuple[SetAside, ...]
    set_aside_count: str


def summarise_corpus(articles: pl.DataFrame, audit: pl.DataFrame, *, language: str) -> Summary:
    """Sum up the articles, and what the audit says was not read as one."""
    dates = articles["date"].drop_nulls()
    undated = articles.height - len(dates)
    aside = audit.filter(pl.col("outcome") != "article")
    return Summary(
        articles=_number(articles.height, language=language),
        first=_day(dates.min(), language=language),
        last=_day(dates.max(), language=language),
        undated=_number(undated, language=language) if undated else "",
        outlets=_group(articles, "source", word("unknown_outlet", language=language), language=language),
        languages=_name_languages(articles, language=language),
        set_aside=_set_aside(aside, language=language),
        set_aside_count=_number(aside.height, language=language),
    )


def corpus_html(corpus: Corpus, *, language: str) -> str:
    """Say how large a corpus is: to a reader of pages in words, to one who writes code as Python does."""
    sizes = {"articles": corpus.articles.height, "tokens": corpus.tokens.height, "forms": corpus.vocabulary.height}
    numbers = {name: _number(size, language=language) for name, size in sizes.items()}
    said = word("corpus_size", language=language).format(**numbers)
    return (
        f'<p class="corpus-size" dir="{text_direction(language)}"><code class="raw">{escape(repr(corpus))}</code>'
        f'<span class="said" hidden>{escape(said)}</span></p>'
    )


def tabulate_audit(audit: pl.DataFrame) -> pl.DataFrame:
    """Count the input by outcome and reason, commonest first: `outcome reason count examples`."""
    return (
        audit.group_by("outcome", "reason")
        .agg(count=pl.len(), examples=pl.col("path").unique(maintain_order=True).head(_EXAMPLES))
        .sort(["outcome", "count", "reason"], descending=[False, True, False], nulls_last=True)
    )


def _set_aside(aside: pl.DataFrame, *, language: str) -> tuple[SetAside, ...]:
    rows = tabulate_audit(aside).iter_rows(named=True)
    return tuple(
        SetAside(
            say_value("outcome", row["outcome"], language=language) or row["outcome"],
            say_value("reason", row["reason"] or "", language=language) or row["reason"] or "",
            _number(row["count"], language=language),
            tuple(row["examples"]),
        )
        for row in rows
    )


def _group(articles: pl.DataFrame, column: str, unknown: str, *, language: str) -> tuple[Group, ...]:
    """Count articles by a column, commonest first; the tail beyond the first dozen is one entry."""
    counts = (
        articles.group_by(pl.col(column).fill_null(unknown).alias("name"))
        .agg(count=pl.len())
        .sort(["count", "name"], descending=[True, False])
    )
    shown = [Group(name, _number(count, language=language)) for name, count in counts.head(_NAMED).iter_rows()]
    rest = counts.slice(_NAMED)
    if rest.height:
        shown.append(Group(f"+ {rest.height}", _number(int(rest["count"].sum()), language=language)))
    return tuple(shown)


def _name_languages(articles: pl.DataFrame, *, language: str) -> tuple[Group, ...]:
    unknown = word("unknown_language", language=language)
    groups = _group(articles, "language", "und", language=language)
    names = {group.name: say_value("language", group.name, language=language) or group.name for group in groups}
    names |= {"und": unknown}
    return tuple(Group(names[group.name], group.count) for group in groups)


def _number(value: int, *, language: str) -> str:
    return format_decimal(value, locale=language)


def _day(value: object, *, language: str) -> str:
    return format_day(value, language=language) if value is not None else ""  # type: ignore[arg-type]
