"""Records of a table → articles: columns told by their names, texts cleaned, dates read column by column."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from corpus_tools.progress import track
from corpus_tools.reading.article import Found
from corpus_tools.reading.columns import language_code, match_columns
from corpus_tools.reading.dating import date_of_address, read_clocks, read_dates
from corpus_tools.reading.hygiene import clean_line, strip_markup
from corpus_tools.reading.lines import drop_lines, without_title
from corpus_tools.reading.settle import RESERVED
from corpus_tools.reading.tables import as_strings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from corpus_tools.reading.field_dates import Moment

_PARTS = ("name", "rendered", "text", "value")  # of an object: in schema.org, in WordPress, in others
_NOTHING = frozenset(("", "nan", "nat", "null", "none", "n/a", "na"))
_LINES = ("title", "source", "author", "section", "url", "caption")


def read_records(
    frame: pl.DataFrame, *, columns: Mapping[str, str] | None = None
) -> tuple[list[Found], list[str | None], pl.DataFrame] | None:
    """Turn a table into articles in its order, their own ids, and a frame of the further columns.

    None where no column of the table holds texts.
    """
    matched = match_columns(frame.columns, columns=columns)
    if "text" not in matched:
        return None
    used = {name: found[0] for name, found in matched.items() if name not in ("date", "published")}
    moments, dated_by = _moments(frame, matched)
    values = {name: _plain_strings(frame[column], name) for name, column in used.items()}
    absent: list[str | None] = [None] * frame.height
    dated = _say_something(frame, [*matched.get("published", []), *matched.get("date", [])])
    articles = [
        _article(
            {name: values.get(name, absent)[row] for name in (*_LINES, "text", "language")},
            moments[row],
            dated=dated[row],
        )
        for row in track(range(frame.height))
    ]
    ids = [clean_line(value) for value in values.get("doc_id", absent)]
    return articles, ids, _rename_clashing(frame.drop({*used.values(), *dated_by}))


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


def _plain_strings(column: pl.Series, name: str) -> list[str | None]:
    """Write a column as strings: parts of a list joined, of an object its name."""
    joint = "\n\n" if name == "text" else ", "
    return as_strings(_plain(value, joint) for value in column.to_list())


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


def _article(row: Mapping[str, str | None], moment: Moment, *, dated: bool) -> Found:
    lines = {name: clean_line(row[name]) for name in _LINES}
    text, dropped, outlet = drop_lines(strip_markup(row["text"] or ""))
    date, published = moment
    from_address = None if date else date_of_address(lines["url"])
    return Found(
        text=without_title(text, lines["title"]),
        **{**lines, "source": lines["source"] or outlet},
        date=date or from_address,
        published=published,
        language=language_code(row["language"]),
        title_from="column" if lines["title"] else "none",
        date_from="column" if date else "url" if from_address else "unreadable" if dated else "none",
        source_from="column" if lines["source"] else "footer",
        dropped=dropped,
    )


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
