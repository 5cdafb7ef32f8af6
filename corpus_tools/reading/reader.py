"""One pass over a source that gives the articles and the audit of every file and record."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from corpus_tools.errors import ArgumentError, explain
from corpus_tools.language.detect import detect_language
from corpus_tools.reading.article import Found
from corpus_tools.reading.columns import check_columns
from corpus_tools.reading.dating import date_of_address, date_of_name
from corpus_tools.reading.encodings import decode_bytes
from corpus_tools.reading.files import FORMATS, folder_name, list_files, skip_reason
from corpus_tools.reading.hygiene import clean_text
from corpus_tools.reading.layouts import read_layout
from corpus_tools.reading.pages import declared_charset, read_page
from corpus_tools.reading.records import read_records
from corpus_tools.reading.tables import Table, as_strings, read_csv, read_json, read_ndjson, read_parquet
from corpus_tools.schema import ARTICLES, AUDIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_TABLE_READERS = {"ndjson": read_ndjson, "json": read_json, "csv": read_csv}
_ID_DIGITS = 12  # hexadecimal: 48 bits, one chance in 500,000 of any clash among 10,000 texts
_DAMAGED = 0.3


class Batch(NamedTuple):
    """What one file gave: articles in the making, their further columns, and its rows of the audit."""

    articles: pl.DataFrame
    audit: pl.DataFrame
    names: frozenset[str] = frozenset()


def scan_source(
    source: str | Path, *, language: str | None = None, columns: Mapping[str, str] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read every file of a source once; give the frames of `read_articles` and `audit_articles`."""
    check_columns(columns)
    root, files = list_files(source)
    batches = [_read_file(file, root=root, columns=columns) for file in files]
    _check_named(columns, batches)
    articles = _concat([batch.articles for batch in batches])
    audit = pl.concat([pl.DataFrame(schema=dict(AUDIT.columns)), *(batch.audit for batch in batches)])
    articles = _with_ids(_with_sources(_with_languages(articles, language)))
    ids = audit.with_row_index("_row").filter(pl.col("outcome") == "article").select("_row")
    ids = ids.with_columns(_id=articles["doc_id"])
    audit = audit.with_row_index("_row").join(ids, on="_row", how="left", maintain_order="left")
    audit = audit.with_columns(doc_id=pl.col("_id")).select(list(AUDIT.columns))
    return articles.select(*ARTICLES.columns, pl.exclude(*ARTICLES.columns, "_folder", "_given")), audit


def _read_file(file: Path, *, root: Path, columns: Mapping[str, str] | None) -> Batch:
    """Read one file; whatever is wrong with it becomes a row of the audit."""
    path = file.relative_to(root).as_posix()
    reason = skip_reason(file, root=root)
    if reason:
        return _refused(path, None, None, "skipped", reason)
    kind = FORMATS[file.suffix.lower()]
    try:
        data = file.read_bytes()
    except OSError as error:
        return _refused(path, kind, None, "rejected", f"cannot be read: {error.strerror}")
    if kind == "parquet":
        return _read_table(read_parquet(data), path, folder_name(file, root=root), kind, None, columns)
    decoded = decode_bytes(data, declared=declared_charset(data) if kind == "html" else None)
    if decoded is None:
        return _refused(path, kind, None, "rejected", "binary, not text")
    text, encoding = decoded
    if kind in _TABLE_READERS:
        table = _TABLE_READERS[kind](text)
        return _read_table(table, path, folder_name(file, root=root), kind, encoding, columns)
    found = read_page(text) if kind == "html" else read_layout(clean_text(text))
    found = _dated_by_path(found, path)
    return _batch([found], [None], [None], path, folder_name(file, root=root), kind, encoding)


def _dated_by_path(found: Found, path: str) -> Found:
    if found.date:
        return found
    name = path.rpartition("/")[2]
    for day, where in ((date_of_name(name), "file name"), (date_of_address(path), "path")):
        if day:
            return replace(found, date=day, date_from=where)
    return found


def _read_table(
    table: Table,
    path: str,
    folder: str | None,
    kind: str,
    encoding: str | None,
    columns: Mapping[str, str] | None,
) -> Batch:
    broken = [
        _audit_row(path, kind, encoding, record=number, outcome="rejected", reason=reason)
        for number, reason in table.broken
    ]
    if not table.frame.height:
        rows = broken or [_audit_row(path, kind, encoding, outcome="rejected", reason="no records")]
        return Batch(_no_articles(), _audit_frame(rows), frozenset(table.frame.columns))
    read = read_records(table, columns=columns)
    if read is None:
        names = ", ".join(table.frame.columns[:12])
        reason = f"no column of texts among: {names}; name it with columns="
        rows = [_audit_row(path, kind, encoding, record=number, outcome="rejected", reason=reason) for number in table.numbers]
        return Batch(_no_articles(), _audit_frame(_sorted(rows + broken)), frozenset(table.frame.columns))
    found, ids, further = read
    batch = _batch(found, ids, list(table.numbers), path, folder, kind, encoding, further=further, broken=broken)
    return batch._replace(names=frozenset(table.frame.columns))


def _batch(
    found: Sequence[Found],
    ids: Sequence[str | None],
    numbers: Sequence[int | None],
    path: str,
    folder: str | None,
    kind: str,
    encoding: str | None,
    *,
    further: pl.DataFrame | None = None,
    broken: Sequence[dict[str, Any]] = (),
) -> Batch:
    """Make the frames of one file: articles with text are kept, those without are rejected with the reason."""
    reasons = [_rejection(article) for article in found]
    rows = [
        _audit_row(path, kind, encoding, record=number, found=article, reason=reason)
        for article, number, reason in zip(found, numbers, reasons, strict=True)
    ]
    kept = [row for row, reason in enumerate(reasons) if reason is None]
    columns: dict[str, list[Any]] = {
        name: [getattr(found[row], name) for row in kept] for name in ARTICLES.columns if name not in ("doc_id", "path")
    }
    columns |= {"doc_id": [ids[row] for row in kept], "path": [path] * len(kept), "_folder": [folder] * len(kept)}
    articles = pl.DataFrame(columns, schema={**ARTICLES.columns, "_folder": pl.String})
    articles = articles.with_columns(_given=pl.col("source").is_not_null())
    if further is not None and further.width:
        articles = pl.concat([articles, further[kept]], how="horizontal")
    return Batch(articles, _audit_frame(_sorted([*rows, *broken])))


def _rejection(found: Found) -> str | None:
    if not any(char.isalnum() for char in found.text):
        return "damaged: question marks instead of letters" if "???" in found.text else "no body text"
    marks = found.text.count("?") + found.text.count("\ufffd")
    if marks > _DAMAGED * len(found.text):
        return "damaged: question marks instead of letters"
    return None


def _sorted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row["record"] or 0)


def _audit_row(
    path: str,
    kind: str | None,
    encoding: str | None,
    *,
    record: int | None = None,
    found: Found | None = None,
    outcome: str | None = None,
    reason: str | None = None,
) -> dict[str, Any]:
    return {
        "path": path,
        "record": record,
        "format": kind,
        "encoding": encoding,
        "title_from": found.title_from if found else None,
        "date_from": found.date_from if found else None,
        "words": len(found.text.split()) if found else None,
        "dropped": list(found.dropped) if found else [],
        "outcome": outcome or ("rejected" if reason else "article"),
        "reason": reason,
        "doc_id": None,
    }


def _audit_frame(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict(AUDIT.columns))


def _no_articles() -> pl.DataFrame:
    return pl.DataFrame(schema={**ARTICLES.columns, "_folder": pl.String, "_given": pl.Boolean})


def _refused(path: str, kind: str | None, encoding: str | None, outcome: str, reason: str) -> Batch:
    return Batch(_no_articles(), _audit_frame([_audit_row(path, kind, encoding, outcome=outcome, reason=reason)]))


def _check_named(columns: Mapping[str, str] | None, batches: Sequence[Batch]) -> None:
    """Raise ArgumentError where a name that the user gave occurs in no table at all."""
    known = frozenset[str]().union(*(batch.names for batch in batches))
    for target, name in (columns or {}).items():
        if name not in known:
            expected = f"columns={{{target!r}: …}} to name a column of the input"
            raise ArgumentError(explain("read_articles", expected=expected, got=name, known=sorted(known)))


def _concat(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Stack the files; a further column of unlike dtypes becomes one of strings."""
    dtypes: dict[str, set[pl.DataType]] = {}
    for frame in frames:
        for name, dtype in frame.schema.items():
            dtypes.setdefault(name, set()).add(dtype)
    mixed = {name for name, found in dtypes.items() if len(found - {pl.Null()}) > 1}
    stacked = [
        frame.with_columns(pl.Series(name, as_strings(frame[name].to_list()), pl.String) for name in mixed & set(frame.columns))
        for frame in frames
    ]
    return pl.concat([_no_articles(), *stacked], how="diagonal_relaxed")


def _with_languages(articles: pl.DataFrame, language: str | None) -> pl.DataFrame:
    if language is not None:
        return articles.with_columns(language=pl.lit(language))
    codes = [
        code or _detect(title, text) for code, title, text in articles.select("language", "title", "text").iter_rows()
    ]
    return articles.with_columns(language=pl.Series(codes, dtype=pl.String))


def _detect(title: str | None, text: str) -> str:
    """Detect the language of a body, of a short one together with its title."""
    code = detect_language(text)
    return detect_language(f"{title}\n{text}") if code == "und" and title else code


def _with_sources(articles: pl.DataFrame) -> pl.DataFrame:
    """Fill the outlet from the folder: from the one name its other files give, else by the folder's own name."""
    names = pl.col("source").filter("_given").unique()
    named = articles.group_by("_folder").agg(name=names.first(), count=names.len()).filter(pl.col("count") == 1)
    joined = articles.join(named.select("_folder", "name"), on="_folder", how="left", maintain_order="left")
    return joined.with_columns(source=pl.coalesce("source", "name", "_folder")).drop("name")


def _with_ids(articles: pl.DataFrame) -> pl.DataFrame:
    """Fill absent ids with a hash of the content, and number the repeated ones: -2, -3, in the order of reading."""
    rows = articles.select("doc_id", "title", "text", "date").iter_rows()
    wanted = [own or _content_id(title, text, date) for own, title, text, date in rows]
    taken, ids, counts = set(wanted), [], dict[str, int]()
    for name in wanted:
        counts[name] = counts.get(name, 0) + 1
        given = name
        while counts[name] > 1 and given in taken:
            given = f"{name}-{counts[name]}"
            counts[name] += given in taken
        taken.add(given)
        ids.append(given)
    return articles.with_columns(doc_id=pl.Series(ids, dtype=pl.String))


def _content_id(title: str | None, text: str, date: object) -> str:
    content = "\x00".join((title or "", text, str(date or "")))
    return hashlib.blake2b(content.encode("utf-8"), digest_size=_ID_DIGITS // 2).hexdigest()
