"""Records of a table → articles: columns told by their names, texts cleaned, dates read column by column."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.reading.days.dating import date_of_address, read_clocks, read_dates
from corpus_tools.reading.settle import RESERVED
from corpus_tools.reading.tables.columns import language_code, match_columns
from corpus_tools.reading.tables.table import as_strings
from corpus_tools.reading.text.hygiene import clean_lines, strip_markup_column
from corpus_tools.reading.text.lines import drop_lines_of_all, opening, without_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus_tools.reading.days.fields import Moment

_PARTS = ("name", "rendered", "text", "value")  # of an object: in schema.org, in WordPress, in others
_NOTHING = frozenset(("", "nan", "nat", "null", "none", "n/a", "na"))
_LINES = ("doc_id", "title", "source", "author", "section", "language", "url", "caption")


def read_records(
    frame: pl.DataFrame, *, columns: Mapping[str, str] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame] | None:
    """Turn a table into the columns of articles, in its order, and a frame of the further columns.

    None where no column of the table holds texts.
    """
    matched = match_columns(frame.columns, columns=columns)
    if "text" not in matched:
        return None
    used = {name: found[0] for name, found in matched.items() if name not in ("date", "published")}
    moments, dated_by = _moments(frame, matched)
    absent = pl.Series([None] * frame.height, dtype=pl.String)
    lines = {name: clean_lines(_plain_strings(frame[used[name]], name)) if name in used else absent for name in _LINES}
    bodies, dropped, outlets = drop_lines_of_all(
        strip_markup_column(_plain_strings(frame[used["text"]], "text").fill_null(""))
    )
    titled = lines["title"].is_not_null()
    candidates = [*matched.get("published", []), *matched.get("date", [])] if any(not day for day, _ in moments) else []
    filled = _say_something(frame, candidates)
    records = pl.DataFrame(lines).with_columns(
        _without_titles(bodies, lines["title"]).alias("text"),
        *_dates(moments, lines["url"], filled=filled),
        pl.when(pl.col("source").is_not_null()).then(pl.lit("column")).otherwise(pl.lit("footer")).alias("source_from"),
        pl.coalesce("source", pl.Series(outlets, dtype=pl.String)).alias("source"),
        _codes(lines["language"]),
        pl.when(titled).then(pl.lit("column")).otherwise(pl.lit("none")).alias("title_from"),
        pl.Series("dropped", dropped, pl.List(pl.String)),
    )
    return records, _rename_clashing(frame.drop({*used.values(), *dated_by}))


def _without_titles(texts: pl.Series, titles: pl.Series) -> pl.Series:
    """Take the titles out of the texts that begin with them; only short first lines are compared."""
    length = texts.str.find("\n", literal=True)
    short = (length <= 4 * titles.str.len_bytes()).fill_null(value=False).arg_true()
    firsts = texts.gather(short).str.extract(r"^([^\n]*)\n")
    pairs = zip(short, firsts, titles.gather(short), strict=True)
    places = [place for place, first, title in pairs if opening(first) == opening(title)]
    bodies = [without_title(text, title) for text, title in zip(texts[places], titles[places], strict=True)]
    return texts.clone().scatter(places, pl.Series(bodies, dtype=pl.String))


def _dates(moments: Sequence[Moment], urls: pl.Series, *, filled: Sequence[bool]) -> list[pl.Series]:
    """Give the columns `date`, `published` and `date_from`; an address dates what no column does."""
    days = [date for date, _ in moments]
    written = [None if date else date_of_address(url) for date, url in zip(days, urls, strict=True)]
    told = [
        "column" if day else "url" if other else "unreadable" if full else "none"
        for day, other, full in zip(days, written, filled, strict=True)
    ]
    return [
        pl.Series("date", [day or other for day, other in zip(days, written, strict=True)], pl.Date),
        pl.Series("published", [moment for _, moment in moments], pl.Datetime("us")),
        pl.Series("date_from", told, pl.String),
    ]


def _codes(languages: pl.Series) -> pl.Series:
    codes = {name: language_code(name) for name in languages.unique()}
    return pl.Series("language", [codes[name] for name in languages], pl.String)


def _say_something(frame: pl.DataFrame, names: Sequence[str]) -> list[bool]:
    """Tell for each row whether one of these columns holds more than a mark for "nothing"."""
    filled = [False] * frame.height
    for name in names:
        values = frame[name].to_list()
        told = [value is not None and str(value).strip(" -0:T").lower() not in _NOTHING for value in values]
        filled = [before or now for before, now in zip(filled, told, strict=True)]
    return filled


def _rename_clashing(further: pl.DataFrame) -> pl.DataFrame:
    """Rename further columns that have the name of an article column: `date` becomes `date_original`."""
    renamed = {}
    for name in further.columns:
        if name in RESERVED:
            renamed[name] = f"{name}_original"
            while renamed[name] in further.columns:
                renamed[name] += "_"
    return further.rename(renamed)


def _plain_strings(column: pl.Series, name: str) -> pl.Series:
    """Write a column as strings: parts of a list joined, of an object its name."""
    if column.dtype == pl.String and not column.str.contains(r"^[\[{]").any():
        return column
    joint = "\n\n" if name == "text" else ", "
    return pl.Series(as_strings(_plain(value, joint) for value in column.to_list()), dtype=pl.String)


def _plain(value: object, joint: str) -> object:
    if isinstance(value, str) and value.startswith(("[", "{")):
        value = _from_json(value)  # a column that holds strings and lists has the lists as JSON
    if isinstance(value, list):
        return joint.join(str(part) for part in (_plain(item, joint) for item in value) if part is not None) or None
    if isinstance(value, dict):
        return next((value[part] for part in _PARTS if isinstance(value.get(part), str)), None)
    return value


def _from_json(value: str) -> object:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def _moments(frame: pl.DataFrame, matched: Mapping[str, list[str]]) -> tuple[list[Moment], list[str]]:
    """Read the day from the best date column, and the time of day from it or from one that has times.

    A column of times counts only where its day is that of the date: a page can be changed on a later day.
    """
    candidates = [*matched.get("published", []), *matched.get("date", [])]
    parsed = {name: read_dates(frame[name]) for name in candidates}
    readable = [name for name in candidates if any(date for date, _ in parsed[name])]
    if not readable:
        return [(None, None)] * frame.height, []
    days = matched.get("date", readable)[0]
    best = days if days in readable else readable[0]
    used, moments = [best], parsed[best]
    for name in candidates:
        if name != best and not any(published for _, published in moments):
            combined = _with_times(moments, parsed[name], read_clocks(frame[name]))
            if combined != moments:
                used, moments = [best, name], combined
    return moments, used


def _with_times(moments: list[Moment], others: list[Moment], clocks: list[dt.time | None]) -> list[Moment]:
    return [
        (date, published if date == other else (dt.datetime.combine(date, clock) if date and clock else None))
        for (date, _), (other, published), clock in zip(moments, others, clocks, strict=True)
    ]
