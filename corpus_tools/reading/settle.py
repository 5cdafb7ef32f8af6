"""What only the whole load can settle: columns alike in all files, languages, outlets, ids."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.language.detect import fill_languages
from corpus_tools.reading.days.order import count_orders, settle_orders
from corpus_tools.reading.tables.table import as_strings
from corpus_tools.schema import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Sequence

# Beside the columns of an article, until the end of the load: the folder of the file, and which order of day and
# month its date shows.
FOLDER, ORDER = "__folder__", "__order__"
WORKING = {**ARTICLES.columns, FOLDER: pl.String, ORDER: pl.String}
RESERVED = frozenset(WORKING)
_SHORT = 200  # characters: a body of fewer leaves room for doubt about its language
_ID_BYTES = 6  # 12 hexadecimal digits: among 100,000 texts one chance in 50,000 of any clash


@dataclass
class Numbering:
    """The ids that are given already, and the next number of each that repeats."""

    taken: set[str] = field(default_factory=set)
    following: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Settled:
    """What the whole load says: the orders in which a folder writes its dates, ids, languages."""

    orders: pl.DataFrame
    numbering: Numbering
    held: tuple[str, ...] | None = None


def settle_articles(articles: pl.DataFrame, *, language: str | None, settled: Settled | None = None) -> pl.DataFrame:
    """Settle dates, languages, outlets and ids; of a part of a load by what the whole of it says."""
    if settled is None:
        settled = Settled(count_orders(articles, folder=FOLDER, order=ORDER), Numbering())
    dated = settle_orders(articles, settled.orders, folder=FOLDER, order=ORDER)
    placed = settle_sources(settle_languages(dated, language=language, held=settled.held))
    finished = settle_ids(placed, numbering=settled.numbering)
    return finished.select(*ARTICLES.columns, pl.exclude(*WORKING))


def stack_articles(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Stack the articles of all files; a further column of unlike kinds becomes one of strings."""
    dtypes: dict[str, set[pl.DataType]] = {}
    for frame in frames:
        for name, dtype in frame.schema.items():
            dtypes.setdefault(name, set()).add(dtype)
    mixed = {name for name, found in dtypes.items() if not _alike(found)}
    alike = [
        frame.with_columns(
            pl.Series(name, as_strings(frame[name].to_list()), pl.String) for name in frame.columns if name in mixed
        )
        for frame in frames
    ]
    return pl.concat([pl.DataFrame(schema=WORKING), *alike], how="diagonal_relaxed")


def _alike(dtypes: set[pl.DataType]) -> bool:
    filled = dtypes - {pl.Null()}
    return len(filled) < 2 or all(dtype.is_numeric() for dtype in filled)


def settle_languages(
    articles: pl.DataFrame, *, language: str | None, held: tuple[str, ...] | None = None
) -> pl.DataFrame:
    """Fill the language: the one given for all, else that of the record, else the one detected.

    Of a part of a load `held` are the languages that the whole of it holds.
    """
    if language is not None:
        return articles.with_columns(language=pl.lit(language))
    return articles.with_columns(language=fill_languages(articles["language"], sample_texts(articles), held=held))


def sample_texts(articles: pl.DataFrame) -> pl.Series:
    """Give the texts that languages are told from: a short body is looked at together with its title."""
    joined = pl.concat_str("title", "text", separator="\n", ignore_nulls=True)
    return articles.select(pl.when(pl.col("text").str.len_chars() < _SHORT).then(joined).otherwise("text")).to_series()


def settle_sources(articles: pl.DataFrame) -> pl.DataFrame:
    """Fill the outlet of files that name none with the name of their folder."""
    return articles.with_columns(source=pl.coalesce("source", FOLDER))


def settle_ids(articles: pl.DataFrame, *, numbering: Numbering) -> pl.DataFrame:
    """Fill absent ids with a hash of the content, and number repeated ones -2, -3 in the order of reading."""
    unnamed = articles["doc_id"].is_null().arg_true()
    rows = articles[unnamed].select("title", "text", "date").iter_rows()
    hashes = pl.Series([_content_id(title, text, str(date or "")) for title, text, date in rows], dtype=pl.String)
    wanted = articles["doc_id"].clone().scatter(unnamed, hashes).to_list()
    taken, following, ids = numbering.taken, numbering.following, list[str]()
    taken.update(wanted)
    for name in wanted:
        if name not in following:
            following[name] = 2
            ids.append(name)
            continue
        while f"{name}-{following[name]}" in taken:
            following[name] += 1
        taken.add(f"{name}-{following[name]}")
        ids.append(f"{name}-{following[name]}")
    return articles.with_columns(doc_id=pl.Series(ids, dtype=pl.String))


def _content_id(title: str | None, text: str, date: str) -> str:
    content = "\x00".join((title or "", text, date))
    return hashlib.blake2b(content.encode("utf-8"), digest_size=_ID_BYTES).hexdigest()
