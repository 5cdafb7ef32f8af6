"""What only the whole load can settle: columns alike in all files, languages, outlets, ids."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.language.detect import detect_language
from corpus_tools.reading.tables import as_strings
from corpus_tools.schema import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Sequence

# Beside the columns of an article, until the end of the load: the folder of the file.
FOLDER = "__folder__"
WORKING = {**ARTICLES.columns, FOLDER: pl.String}
RESERVED = frozenset(WORKING)
_ID_BYTES = 6  # 12 hexadecimal digits: among 100,000 texts one chance in 50,000 of any clash


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
    rows = articles.select("language", "title", "text").iter_rows()
    codes = [code or _detect(title, text) for code, title, text in rows]
    return articles.with_columns(language=pl.Series(codes, dtype=pl.String))


def _detect(title: str | None, text: str) -> str:
    """Detect the language of a body, of a short one together with its title."""
    code = detect_language(text)
    return detect_language(f"{title}\n{text}") if code == "und" and title else code


def settle_sources(articles: pl.DataFrame) -> pl.DataFrame:
    """Fill the outlet of files that name none with the name of their folder."""
    return articles.with_columns(source=pl.coalesce("source", FOLDER))


def settle_ids(articles: pl.DataFrame) -> pl.DataFrame:
    """Fill absent ids with a hash of the content, and number repeated ones -2, -3 in the order of reading."""
    rows = articles.select("doc_id", "title", "text", "date").iter_rows()
    wanted = [own or _content_id(title, text, str(date or "")) for own, title, text, date in rows]
    taken, following, ids = set(wanted), dict[str, int](), list[str]()
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
