"""One pass over a source that gives the articles and the audit of every file and record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import polars as pl
from lxml import etree

from corpus_tools.errors import ArgumentError, explain
from corpus_tools.progress import track
from corpus_tools.reading.article import Found, Origin, UnreadableError
from corpus_tools.reading.days.dating import date_of_address, date_of_name
from corpus_tools.reading.drafts import Batch, Single, draft_broken, draft_files, draft_records, judge_drafts
from corpus_tools.reading.exports.press import no_text
from corpus_tools.reading.files import folder_name, list_files, name_reason, no_reader
from corpus_tools.reading.formats import ARCHIVES, open_members, read_document, read_tables, read_text_table
from corpus_tools.reading.kinds import HEAD, find_kind, suffix_kind
from corpus_tools.reading.packed.archives import Meter, ReadLimits
from corpus_tools.reading.pages.page import declared_charset, is_page, read_page
from corpus_tools.reading.settle import settle_articles, stack_articles
from corpus_tools.reading.tables.columns import check_columns, language_code
from corpus_tools.reading.tables.records import read_records
from corpus_tools.reading.tables.table import Table, read_whole_ndjson
from corpus_tools.reading.text.encodings import decode_bytes
from corpus_tools.reading.text.hygiene import clean_text, strip_markup, strip_markup_column
from corpus_tools.reading.text.layouts import read_layout, read_layouts
from corpus_tools.schema import AUDIT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from corpus_tools.reading.files import Source, SourceFile
    from corpus_tools.reading.packed.archives import Member


_LONGEST_PAGE = 5_000_000  # characters: the parser gives up on texts of ten million bytes in one element
_LONGEST_NAME = 40  # of a column: the first row of a table without a header can be an article
_EMPTY = Table(pl.DataFrame(), ())


_TOGETHER = 2_000  # files of one article: what is done for a column of texts is done for so many at once


class Text(NamedTuple):
    """Text as a scraper wrote it, with the file that it comes from: many are taken apart together."""

    origin: Origin
    text: str


Read = Batch | Single | Text


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
    return articles, _with_ids(audit, settled=articles["doc_id"], own=stacked["doc_id"])


def read_files(
    source: Source, *, columns: Mapping[str, str] | None = None, limits: ReadLimits | None = None
) -> Iterator[Batch]:
    """Read the files of a source one by one, with a progress bar where it takes long."""
    check_columns(columns)
    limits = ReadLimits() if limits is None else limits
    if not isinstance(limits, ReadLimits):
        hint = "limits=ReadLimits(depth=1)"
        raise ArgumentError(explain("read_articles", expected="limits as ReadLimits", got=limits, hint=hint))
    yield from _gather(_read_file(file, columns=columns, limits=limits) for file in track(list_files(source)))


def _gather(read: Iterable[Read]) -> Iterator[Batch]:
    """Make batches of the single articles that follow each other."""
    run: list[Single | Text] = []
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


def _batch(run: Sequence[Single | Text]) -> Batch:
    texts = pl.Series([part.text for part in run if isinstance(part, Text)], dtype=pl.String)
    layouts = iter(read_layouts(strip_markup_column(texts).to_list()))
    files = [_date_by_path(Single(part.origin, next(layouts)) if isinstance(part, Text) else part) for part in run]
    return judge_drafts(draft_files(files))


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


def _with_ids(audit: pl.DataFrame, *, settled: pl.Series, own: pl.Series) -> pl.DataFrame:
    """Write the settled ids into the audit, whose articles stand in the order of the frame, and note the repeated."""
    places = (audit["outcome"] == "article").arg_true()
    renamed = pl.when(own.is_not_null() & (own != settled)).then(pl.lit("its id occurs before: a number was added"))
    again = own.is_null() & settled.str.contains("-", literal=True)
    notes = pl.select(renamed.when(again).then(pl.lit("same title, text and date as an article before"))).to_series()
    absent = pl.Series([None] * audit.height, dtype=pl.String)
    joined = pl.concat_str("reason", "_note", separator="; ", ignore_nulls=True)
    return (
        audit.with_columns(doc_id=absent.clone().scatter(places, settled), _note=absent.scatter(places, notes))
        .with_columns(reason=pl.when(pl.col("_note").is_not_null()).then(joined).otherwise("reason"))
        .drop("_note")
    )


def _read_file(file: SourceFile, *, columns: Mapping[str, str] | None, limits: ReadLimits) -> Read:
    """Read one file; whatever is wrong with it becomes a row of the audit."""
    origin = Origin(file.path, folder_name(file.path))
    skipped = file.closed or name_reason(file.path)
    if skipped:
        return _refuse(origin, skipped, outcome="skipped")
    try:
        if suffix_kind(file.path) is None and not _is_readable(file):
            return _refuse(origin, no_reader(file.path), outcome="skipped")
        data = file.place.read_bytes()
    except OSError as error:
        return _refuse(origin, f"cannot be read: {error.strerror}")
    return _read_data(data, origin, name=file.path, columns=columns, meter=Meter(limits, packed=len(data)))


def _is_readable(file: SourceFile) -> bool:
    """Look at the beginning of a file whose suffix says nothing."""
    with file.place.open("rb") as stream:
        return find_kind(file.path, stream.read(HEAD)) is not None


def _read_data(
    data: bytes, origin: Origin, *, name: str, columns: Mapping[str, str] | None, meter: Meter, depth: int = 0
) -> Read:
    """Read the bytes of a file, or of a member of an archive, by their format."""
    kind = find_kind(name, data)
    if kind is None:
        return _refuse(origin, no_reader(name), outcome="skipped")
    origin = origin._replace(kind=kind)
    if not data:
        return _refuse(origin, "empty file")
    try:
        if kind in ARCHIVES:
            return _read_archive(data, origin, name=name, columns=columns, meter=meter, depth=depth)
        tables = read_tables(data, kind, meter=meter)
        if tables is not None:
            return _join(_gather(_read_table(table, origin, columns=columns) for table in tables or [_EMPTY]))
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
    batches: list[Read] = []
    before = meter.unpacked
    try:
        for member in open_members(data, str(origin.kind), meter=meter):
            inner, inner_name = _inner_origin(origin, member, name)
            reason = member.reason or (None if member.url else name_reason(inner_name))
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
    return _join(_gather(batches))


def _inner_origin(origin: Origin, member: Member, name: str) -> tuple[Origin, str]:
    """Place a member in its archive as a file is placed in a folder; a compressed file stays where it is."""
    stem = PurePosixPath(name).stem
    if not member.name:
        return origin._replace(kind=None), stem
    shown = " ".join(clean_text(member.name.encode("utf-8", errors="replace").decode()).split())
    if member.url:
        return Origin(f"{origin.path}!/{member.url}", urlsplit(member.url).hostname, url=member.url), shown
    parent = PurePosixPath(shown).parent.name
    return Origin(f"{origin.path}!/{shown}", parent if parent.strip(".") else stem.removesuffix(".tar")), shown


def _join(parts: Iterable[Batch]) -> Batch:
    """Put what the files of an archive gave together."""
    batches = list(parts)
    articles = stack_articles([batch.articles for batch in batches])
    names = frozenset[str]().union(*(batch.names for batch in batches))
    return Batch(articles, pl.concat([batch.audit for batch in batches]), names)


def _read_decoded(data: bytes, origin: Origin, *, columns: Mapping[str, str] | None) -> Read:
    """Read the formats that are text."""
    whole = read_whole_ndjson(data) if origin.kind == "ndjson" else None
    if whole is not None:
        return _read_table(whole, origin._replace(encoding="utf-8"), columns=columns)
    decoded = decode_bytes(data, declared=declared_charset(data) if origin.kind == "html" else None)
    if decoded is None:
        return _refuse(origin, "binary, not text")
    text, encoding = decoded
    origin = origin._replace(encoding=encoding)
    table = read_text_table(text, origin.kind)
    if table is not None:
        return _read_table(table, origin, columns=columns)
    nulls = text.count("\x00")
    return _read_single(text, origin._replace(note=f"{nulls} NUL bytes taken out") if nulls else origin)


def _read_single(text: str, origin: Origin) -> Read:
    """Read a file that holds one article: a page, or text as a scraper wrote it."""
    if origin.kind == "html" or is_page(text):
        origin = origin._replace(kind="html")
        try:
            found = read_page(text)
        except (ValueError, TypeError, LookupError, RecursionError, etree.LxmlError) as error:
            # Pages from the wild break parsers in ways that no list foresees; one page must not stop a load.
            return _refuse(origin, f"page cannot be parsed: {type(error).__name__}")
        if not found.text and len(text) > _LONGEST_PAGE:
            found = read_layout(strip_markup(text))
        return _read_document(found, origin)
    return Text(origin, text)


def _read_document(found: Found, origin: Origin) -> Single:
    """Take a file that holds one article."""
    return Single(origin, found if found.url or not origin.url else replace(found, url=origin.url))


def _date_by_path(file: Single) -> Single:
    """Fill a date that the article itself does not have from the name of its file, then from its folders."""
    found, path = file.found, file.origin.path
    if found is None or found.date:
        return file
    for day, where in ((date_of_name(path.rpartition("/")[2]), "file name"), (date_of_address(path), "path")):
        if day:
            return file._replace(found=replace(found, date=day, date_from=where))
    return file


def _read_table(table: Table, origin: Origin, *, columns: Mapping[str, str] | None) -> Batch | Single:
    """Turn a table into articles; broken records, and records without text, become rows of the audit."""
    names = frozenset(table.frame.columns)
    broken = draft_broken(table.broken, origin)
    if not table.frame.height:
        return judge_drafts(broken, names=names) if table.broken else _refuse(origin, "no records")
    read = read_records(table.frame, columns=columns)
    if read is None:
        shown = ", ".join(shorten(name, _LONGEST_NAME, placeholder="…") for name in table.frame.columns[:12])
        reason = no_text(table.frame.columns) or f"no column of texts among: {shown}; name it with columns="
        refused = draft_broken([(number, reason) for number in table.numbers], origin)
        return judge_drafts(pl.concat([refused, broken]).sort("record"), names=names)
    records, further = read
    batch = judge_drafts(draft_records(records, origin, table), further=further, names=names)
    if not table.broken:
        return batch
    return batch._replace(audit=pl.concat([batch.audit, judge_drafts(broken).audit]).sort("record"))


def _refuse(origin: Origin, reason: str, *, outcome: str = "rejected") -> Single:
    return Single(origin, refused=(outcome, reason))
