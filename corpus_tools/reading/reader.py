"""One pass over a source that gives the articles and the audit of every file and record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import polars as pl
from lxml import etree

from corpus_tools.errors import ArgumentError, explain
from corpus_tools.progress import track
from corpus_tools.reading.archives import Meter, ReadLimits
from corpus_tools.reading.article import Found, Origin, UnreadableError
from corpus_tools.reading.audit import audit_frame, found_row, refuse_text, refused_row, repeated_id
from corpus_tools.reading.columns import check_columns, language_code
from corpus_tools.reading.dating import date_of_address, date_of_name
from corpus_tools.reading.encodings import decode_bytes
from corpus_tools.reading.exports import no_text
from corpus_tools.reading.files import folder_name, list_files, name_reason, no_reader, shown_path, skip_reason
from corpus_tools.reading.formats import ARCHIVES, open_members, read_document, read_tables, read_text_table
from corpus_tools.reading.hygiene import clean_text, strip_markup
from corpus_tools.reading.kinds import HEAD, find_kind, suffix_kind
from corpus_tools.reading.layouts import read_layout
from corpus_tools.reading.pages import declared_charset, is_page, read_page
from corpus_tools.reading.records import read_records
from corpus_tools.reading.settle import FOLDER, ORDER, WORKING, settle_articles, stack_articles
from corpus_tools.reading.tables import Table
from corpus_tools.schema import ARTICLES, AUDIT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from corpus_tools.reading.archives import Member
    from corpus_tools.reading.files import Source


_LONGEST_PAGE = 5_000_000  # characters: the parser gives up on texts of ten million bytes in one element
_EMPTY = Table(pl.DataFrame(), ())


_TOGETHER = 1_000  # single articles: a frame for each would take longer than reading them


class Batch(NamedTuple):
    """What one file gave: its articles in the making, its rows of the audit, the columns that it has."""

    articles: pl.DataFrame
    audit: pl.DataFrame
    names: frozenset[str] = frozenset()


class Single(NamedTuple):
    """What a file of one article gave: frames are made of many of those at once."""

    found: Found
    origin: Origin


def scan_source(
    source: Source,
    *,
    language: str | None = None,
    columns: Mapping[str, str] | None = None,
    limits: ReadLimits | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read every file of a source once; give the frames of `read_articles` and `audit_articles`."""
    code = check_language(language)
    batches = list(read_files(source, columns=columns, limits=limits))
    check_named(columns, frozenset[str]().union(*(batch.names for batch in batches)))
    stacked = stack_articles([batch.articles for batch in batches])
    articles = settle_articles(stacked, language=code)
    audit = pl.concat([pl.DataFrame(schema=dict(AUDIT.columns)), *(batch.audit for batch in batches)])
    return articles, _with_ids(audit, articles["doc_id"].to_list(), stacked["doc_id"].to_list())


def read_files(
    source: Source, *, columns: Mapping[str, str] | None = None, limits: ReadLimits | None = None
) -> Iterator[Batch]:
    """Read the files of a source one by one, with a progress bar where it takes long."""
    check_columns(columns)
    root, files = list_files(source)
    limits = limits or ReadLimits()
    yield from _gather(_read_file(file, root=root, columns=columns, limits=limits) for file in track(files))


def _gather(read: Iterable[Batch | Single]) -> Iterator[Batch]:
    """Make batches of the single articles that follow each other."""
    run: list[Single] = []
    for part in read:
        if isinstance(part, Batch):
            if run:
                yield _batch(run)
                run = []
            yield part
            continue
        run.append(part)
        if len(run) >= _TOGETHER:
            yield _batch(run)
            run = []
    if run:
        yield _batch(run)


def _batch(run: Sequence[Single]) -> Batch:
    found = [part.found for part in run]
    rows = [found_row(part.found, part.origin, record=None) for part in run]
    return Batch(_frame(found, [None] * len(run), [part.origin for part in run]), audit_frame(rows))


def check_language(language: str | None) -> str | None:
    """Give the code of a language; raise ArgumentError where it is none."""
    code = language_code(language)
    if language is not None and code is None:
        expected = "language= as an ISO 639-1 code such as 'ar', 'en' or 'fr'"
        raise ArgumentError(explain("read_articles", expected=expected, got=language))
    return code


def check_named(columns: Mapping[str, str] | None, known: Collection[str]) -> None:
    """Raise ArgumentError where a name that the user gave occurs in no table at all."""
    for target, name in (columns or {}).items():
        if name not in known:
            expected = f"columns={{{target!r}: …}} to name a column of the input"
            raise ArgumentError(explain("read_articles", expected=expected, got=name, known=sorted(known)))


def _with_ids(audit: pl.DataFrame, ids: Sequence[str], own: Sequence[str | None]) -> pl.DataFrame:
    """Write the settled ids into the audit: its rows of articles stand in the order of the articles."""
    remaining = iter(zip(ids, map(repeated_id, ids, own), strict=True))
    rows = [next(remaining) if outcome == "article" else (None, None) for outcome in audit["outcome"]]
    settled = pl.DataFrame(rows, schema={"doc_id": pl.String, "note": pl.String}, orient="row")
    reason = pl.concat_str("reason", settled["note"], separator="; ", ignore_nulls=True)
    noted = pl.when(settled["note"].is_not_null()).then(reason).otherwise("reason")
    return audit.with_columns(settled["doc_id"], reason=noted)


def _read_file(file: Path, *, root: Path, columns: Mapping[str, str] | None, limits: ReadLimits) -> Batch | Single:
    """Read one file; whatever is wrong with it becomes a row of the audit."""
    origin = Origin(shown_path(file, root=root), folder_name(file, root=root))
    skipped = skip_reason(file, root=root)
    if skipped:
        return _refuse(origin, skipped, outcome="skipped")
    try:
        if suffix_kind(file.name) is None and not _is_readable(file):
            return _refuse(origin, no_reader(file), outcome="skipped")
        data = file.read_bytes()
    except OSError as error:
        return _refuse(origin, f"cannot be read: {error.strerror}")
    meter = Meter(limits, packed=len(data))
    return _read_data(data, origin, name=file.name, columns=columns, meter=meter)


def _is_readable(file: Path) -> bool:
    """Look at the beginning of a file whose suffix says nothing."""
    with file.open("rb") as stream:
        return find_kind(file.name, stream.read(HEAD)) is not None


def _read_data(
    data: bytes, origin: Origin, *, name: str, columns: Mapping[str, str] | None, meter: Meter, depth: int = 0
) -> Batch | Single:
    """Read the bytes of a file, or of a member of an archive, by their format."""
    kind = find_kind(name, data)
    if kind is None:
        return _refuse(origin, no_reader(PurePosixPath(name)), outcome="skipped")
    origin = replace(origin, kind=kind)
    if not data:
        return _refuse(origin, "empty file")
    try:
        if kind in ARCHIVES:
            return _read_archive(data, origin, name=name, columns=columns, meter=meter, depth=depth)
        tables = read_tables(data, kind, meter=meter)
        if tables is not None:
            return _join([_read_table(table, origin, columns=columns) for table in tables or [_EMPTY]])
        found = read_document(data, kind, meter=meter)
        if isinstance(found, Table):
            return _read_table(found, origin, columns=columns)
        if found is not None:
            return _read_document(found, origin)
    except UnreadableError as error:
        return _refuse(origin, str(error))
    return _read_decoded(data, origin, columns=columns)


def _read_archive(
    data: bytes, origin: Origin, *, name: str, columns: Mapping[str, str] | None, meter: Meter, depth: int
) -> Batch:
    """Read every file of an archive; each has its own row, and the archive one where it holds or breaks nothing."""
    if depth >= meter.limits.depth:
        message = f"more than {meter.limits.depth} archives in each other (limits.depth)"
        raise UnreadableError(message)
    batches: list[Batch | Single] = []
    before = meter.unpacked
    try:
        for member in open_members(data, str(origin.kind), meter=meter):
            inner, inner_name = _inner_origin(origin, member, name)
            reason = member.reason or (None if member.url else name_reason(PurePosixPath(inner_name)))
            if reason:
                outcome = member.outcome if member.reason else "skipped"
                batches.append(_refuse(inner, reason, outcome=outcome))
                continue
            read = _read_data(member.data, inner, name=inner_name, columns=columns, meter=meter, depth=depth + 1)
            batches.append(read)
        if not batches:
            batches.append(_refuse(origin, "empty archive"))
    except UnreadableError as error:
        if depth:
            meter.refuse_since(before)
        batches.append(_refuse(origin, str(error)))
    return _join(list(_gather(batches)))


def _inner_origin(origin: Origin, member: Member, name: str) -> tuple[Origin, str]:
    """Place a member in its archive as a file is placed in a folder; a compressed file stays where it is."""
    stem = PurePosixPath(name).stem
    if not member.name:
        return replace(origin, kind=None), stem
    shown = " ".join(clean_text(member.name.encode("utf-8", errors="replace").decode()).split())
    if member.url:
        return Origin(f"{origin.path}!/{member.url}", urlsplit(member.url).hostname, url=member.url), shown
    parent = PurePosixPath(shown).parent.name
    return Origin(f"{origin.path}!/{shown}", parent if parent.strip(".") else stem.removesuffix(".tar")), shown


def _join(batches: Sequence[Batch]) -> Batch:
    """Put what the files of an archive gave together."""
    articles = stack_articles([batch.articles for batch in batches])
    names = frozenset[str]().union(*(batch.names for batch in batches))
    return Batch(articles, pl.concat([batch.audit for batch in batches]), names)


def _read_decoded(data: bytes, origin: Origin, *, columns: Mapping[str, str] | None) -> Batch | Single:
    """Read the formats that are text."""
    decoded = decode_bytes(data, declared=declared_charset(data) if origin.kind == "html" else None)
    if decoded is None:
        return _refuse(origin, "binary, not text")
    text, encoding = decoded
    origin = replace(origin, encoding=encoding)
    table = read_text_table(text, origin.kind)
    if table is not None:
        return _read_table(table, origin, columns=columns)
    nulls = text.count("\x00")
    return _read_single(text, replace(origin, note=f"{nulls} NUL bytes taken out") if nulls else origin)


def _read_single(text: str, origin: Origin) -> Batch | Single:
    """Read a file that holds one article: a page, or text as a scraper wrote it."""
    if origin.kind == "html" or is_page(text):
        origin = replace(origin, kind="html")
        try:
            found = read_page(text)
        except (ValueError, TypeError, LookupError, RecursionError, etree.LxmlError) as error:
            # Pages from the wild break parsers in ways that no list foresees; one page must not stop a load.
            return _refuse(origin, f"page cannot be parsed: {type(error).__name__}")
        if not found.text and len(text) > _LONGEST_PAGE:
            found = read_layout(strip_markup(text))
    else:
        found = read_layout(strip_markup(text))
    return _read_document(found, origin)


def _read_document(found: Found, origin: Origin) -> Single:
    """Take a file that holds one article."""
    found = replace(found, url=found.url or origin.url)
    return Single(_date_by_path(found, origin.path), origin)


def _date_by_path(found: Found, path: str) -> Found:
    """Fill a date that the article itself does not have from the name of its file, then from its folders."""
    if found.date:
        return found
    for day, where in ((date_of_name(path.rpartition("/")[2]), "file name"), (date_of_address(path), "path")):
        if day:
            return replace(found, date=day, date_from=where)
    return found


def _read_table(table: Table, origin: Origin, *, columns: Mapping[str, str] | None) -> Batch:
    """Turn a table into articles; broken records, and records without text, become rows of the audit."""
    names = frozenset(table.frame.columns)
    broken = [refused_row(origin, reason=reason, record=number) for number, reason in table.broken]
    if not table.frame.height:
        rows = broken or [refused_row(origin, reason="no records")]
        return Batch(pl.DataFrame(schema=WORKING), audit_frame(rows), names)
    read = read_records(table.frame, columns=columns)
    if read is None:
        shown = ", ".join(table.frame.columns[:12])
        reason = no_text(table.frame.columns) or f"no column of texts among: {shown}; name it with columns="
        rows = [refused_row(origin, reason=reason, record=number) for number in table.numbers]
        return Batch(pl.DataFrame(schema=WORKING), audit_frame(rows + broken), names)
    found, ids, further = read
    rows = [
        found_row(item, replace(origin, note=table.notes.get(number)) if table.notes else origin, record=number)
        for item, number in zip(found, table.numbers, strict=True)
    ]
    kept = [place for place, row in enumerate(rows) if row["outcome"] == "article"]
    articles = _frame([found[place] for place in kept], [ids[place] for place in kept], [origin] * len(kept))
    if further.width:
        articles = pl.concat([articles, further[kept]], how="horizontal")
    return Batch(articles, audit_frame(rows + broken), names)


def _frame(found: Sequence[Found], ids: Sequence[str | None], origins: Sequence[Origin]) -> pl.DataFrame:
    """Make the articles of one file, or of several with one each; those without text are left out."""
    own = {
        "doc_id": list(ids),
        "path": [origin.path for origin in origins],
        FOLDER: [origin.folder for origin in origins],
    }
    stated = [name for name in ARTICLES.columns if name not in own]
    values = {name: [getattr(item, name) for item in found] for name in stated}
    orders = {ORDER: [item.order for item in found]}
    frame = pl.DataFrame(values | own | orders, schema=WORKING)
    return frame.filter([refuse_text(item.text) is None for item in found])


def _refuse(origin: Origin, reason: str, *, outcome: str = "rejected") -> Batch:
    row = refused_row(origin, reason=reason, outcome=outcome)
    return Batch(pl.DataFrame(schema=WORKING), audit_frame([row]))
