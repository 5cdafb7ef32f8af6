"""What only the whole load can settle: columns alike in all files, languages, outlets, ids."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.language.detect import detect_language
from corpus_tools.progress import track
from corpus_tools.reading.order import count_orders, settle_orders
from corpus_tools.reading.tables import as_strings
from corpus_tools.schema import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Sequence

# Beside the columns of an article, until the end of the load: the folder of the file, and which order of day and
# month its date shows.
FOLDER, ORDER = "__folder__", "__order__"
WORKING = {**ARTICLES.columns, FOLDER: pl.String, ORDER: pl.String}
RESERVED = frozenset(WORKING)
_ID_BYTES = 6  # 12 hexadecimal digits: among 100,000 texts one chance in 50,000 of any clash


@dataclass
class Numbering:
    """The ids that are given already, and the next number of each that repeats."""

    taken: set[str] = field(default_factory=set)
    following: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Settled:
    """What the whole load says: the orders in which a folder writes its dates, ids."""

    orders: pl.DataFrame
    numbering: Numbering


def settle_articles(articles: pl.DataFrame, *, language: str | None, settled: Settled | None = None) -> pl.DataFrame:
    """Settle dates, languages, outlets and ids; of a part of a load by what the whole of it says."""
    if settled is None:
        settled = Settled(count_orders(articles, folder=FOLDER, order=ORDER), Numbering())
    dated = settle_orders(articles, settled.orders, folder=FOLDER, order=ORDER)
    placed = settle_sources(settle_languages(dated, language=language))
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


def settle_languages(articles: pl.DataFrame, *, language: str | None) -> pl.DataFrame:
    """Fill the language: the one given for all, else that of the record, else the one detected."""
    if language is not None:
        return articles.with_columns(language=pl.lit(language))
    rows = articles.select("language", "title", "text").rows()
    codes = [code or _detect(title, text) for code, title, text in track(rows)]
    return articles.with_columns(language=pl.Series(codes, dtype=pl.String))


def _detect(title: str | None, text: str) -> str:
    """Detect the language of a body, of a short one together with its title."""
    code = detect_language(text)
    return detect_language(f"{title}\n{text}") if code == "und" and title else code


def settle_sources(articles: pl.DataFrame) -> pl.DataFrame:
    """Fill the outlet of files that name none with the name of their folder."""
    return articles.with_columns(source=pl.coalesce("source", FOLDER))


def settle_ids(articles: pl.DataFrame, *, numbering: Numbering) -> pl.DataFrame:
    """Fill absent ids with a hash of the content, and number repeated ones -2, -3 in the order of reading."""
    rows = articles.select("doc_id", "title", "text", "date").iter_rows()
    wanted = [own or _content_id(title, text, str(date or "")) for own, title, text, date in rows]
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
