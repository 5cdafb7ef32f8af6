"""The two public readers: the articles, and the audit of what became of every file and record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_tools.arguments import check_arguments
from corpus_tools.reading.reader import scan_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from corpus_tools.reading.files import Source
    from corpus_tools.reading.packed.archives import ReadLimits


@check_arguments
def read_articles(
    source: Source,
    *,
    language: str | None = None,
    columns: Mapping[str, str] | None = None,
    limits: ReadLimits | None = None,
) -> pl.DataFrame:
    r"""Read articles from a folder or a file: the first step of every analysis.

    Takes a folder as it is: formats are told by content and by suffix, and mixed as they come (see Notes). A file
    or record that is no article never stops the load: `audit_articles` says what became of each. Look there first
    when an article is missing, undated, or has lost a line.

    Parameters
    ----------
    source
        A folder, read with all its sub-folders in sorted order, or one file; or a list of those.
    language
        ISO 639-1 code for all articles. By default a column of the input says it, else it is detected.
    columns
        Names of columns in tables, by article column: `{"text": "Corps"}`. By default they are told by their
        names in Arabic, English and French. A table without a column so named is read as by default.
    limits
        How far archives are unpacked (`ReadLimits`): depth, size and ratio.

    Returns
    -------
    polars.DataFrame
        One row an article, in the order of the files and of the records in them.

        ============ ============ ==================================================================
        column       dtype        meaning
        ============ ============ ==================================================================
        doc_id       String       the input's own id, or 12 digits from title, text and date;
                                  repeated ones get -2, -3
        title        String       null where there is none
        text         String       the body without title, date, caption and boilerplate
        date         Date         day of publication; null where nothing tells it
        published    Datetime[μs] local time as printed, its zone left out; null where only the day is known
        source       String       outlet, see Notes
        author       String       null where none is named
        section      String       null where none is named
        language     String       ISO 639-1, "und" where unsure
        url          String       null where none is known
        path         String       file, relative to `source`; in an archive `news.zip!/2022/a.txt`
        caption      String       caption of the picture, null where there is none
        ============ ============ ==================================================================

        Then every further column of the input under its own name; one with the name of a column above is kept
        as `<name>_original`, one of unlike types in several files as strings. A column that fills one of the
        above under another name (headline, category) is not repeated.

    Raises
    ------
    SourceError
        There is no such folder or file, or the path is empty.
    ArgumentError
        `columns` names an article column that does not exist, or a column that no table has; `language` is no
        code.

    Notes
    -----
    Formats: scraped text, saved pages (also .mht); NDJSON, JSON, CSV, TSV, Parquet, Arrow, spreadsheets (.xlsx,
    .xls, .ods); RSS, Atom, TEI; Word (.docx), OpenDocument, RTF, PDF with a text layer, EPUB; mails and mailboxes;
    web archives; exports of Nexis, Factiva and Europresse, cut into their articles. All of these also inside .zip,
    .tar, .gz, .bz2 and .xz: unpacked in memory, nothing is written, links and entities are not followed.

    Text stays as readers see it, vowel marks and tatweel included; newlines and spaces of every kind become
    one kind, invisible marks go, shaped Arabic letters become plain ones (NFC).

    A date comes from the article (column, metadata, date line, dateline), else from its address, the file name or the
    folders. Days such as 03/04/2022 are read day first, except where the other dates of the column, or of the
    texts and pages in the folder, show the other habit.

    The outlet comes from the article (column, labelled line, page metadata, footer with ©), else it is the name
    of the sub-folder. An agency in the dateline (`PARIS (Reuters) - …`) is the author where no other is named.

    Lines that scrapers leave in (share buttons, read-also pointers, tags, rights) are taken out by the rules
    of `reading/data/lines.csv`, whole short lines only; the audit lists each.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "2022-01-12-nato.txt")
    ...     _ = file.write_text("مجلس الناتو يجتمع\n\nبدأ الاجتماع في بروكسل.", encoding="utf-8")
    ...     articles = read_articles(folder)
    >>> articles.select("title", "text", "language", articles["date"].cast(str)).row(0)
    ('مجلس الناتو يجتمع', 'بدأ الاجتماع في بروكسل.', 'ar', '2022-01-12')
    """
    return scan_source(source, language=language, columns=columns, limits=limits)[0]


@check_arguments
def audit_articles(
    source: Source, *, columns: Mapping[str, str] | None = None, limits: ReadLimits | None = None
) -> pl.DataFrame:
    r"""Tell what became of every file and record of a source.

    Use it beside `read_articles`, which makes the same pass: rows with the outcome "article" are its rows, in
    its order. A high share of "rejected", or of `date_from` "none" or "unreadable", says that a layout is not
    understood.

    Parameters
    ----------
    source
        What was given to `read_articles`.
    columns, limits
        What was given to `read_articles`.

    Returns
    -------
    polars.DataFrame
        One row a file, in tables one row a record, in the order of reading.

        =========== ============ ==========================================================================
        column      dtype        meaning
        =========== ============ ==========================================================================
        path        String       file, relative to `source`
        record      UInt32       line (NDJSON) or number of the record, from 1; null for a whole file
        format      String       text, html, csv, docx, pdf, xml, zip …; null for a skipped file
        encoding    String       how the bytes were read; null in Parquet and where they were not
        title_from  String       first line, heading, column, meta, json-ld, h1, title, subject, none
        date_from   String       line, dateline, column, json-ld, meta, time, page, mail, file name, url, path;
                                 unreadable where a date is stated that no reader knows; none
        source_from String       column, line, meta, json-ld, footer, folder, none
        words       UInt32       words of the body between spaces
        dropped     List(String) lines taken out of the body, each after the name of its rule
        outcome     String       article, rejected or skipped
        reason      String       why it is no article; for an article what was lost of it, mostly null
        doc_id      String       id in the frame of `read_articles`; null where it is no article
        =========== ============ ==========================================================================

    Raises
    ------
    SourceError
        There is no such folder or file, or the path is empty.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     lines = '{"النص": "قال الوزير"}\n{"النص": '
    ...     _ = pathlib.Path(folder, "a.ndjson").write_text(lines, encoding="utf-8")
    ...     audit = audit_articles(folder)
    >>> audit.select("record", "outcome", "reason").rows()
    [(1, 'article', None), (2, 'rejected', 'broken JSON: Expecting value')]
    """
    return scan_source(source, columns=columns, limits=limits)[1]
