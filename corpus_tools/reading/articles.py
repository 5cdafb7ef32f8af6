"""The two public readers: articles, and the audit of what became of every file and record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_tools.reading.reader import scan_source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl


def read_articles(
    source: str | Path, *, language: str | None = None, columns: Mapping[str, str] | None = None
) -> pl.DataFrame:
    """Read articles."""
    return scan_source(source, language=language, columns=columns)[0]


def audit_articles(source: str | Path) -> pl.DataFrame:
    """Audit articles."""
    return scan_source(source)[1]
