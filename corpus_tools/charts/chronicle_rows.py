"""The rows of a chronology: dates as they are written, sentences in lines, and how much room each event needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.charts.periods import end_period, write_date, write_period
from corpus_tools.charts.setting import isolate
from corpus_tools.charts.theme import FSI, PDI, RLI, RTL_LETTERS, WIDTH, is_rtl
from corpus_tools.charts.typesetting import measure_text, shorten_text, wrap_text
from corpus_tools.charts.words import word

if TYPE_CHECKING:
    import datetime as dt

_DATE_SIZE, _TEXT_SIZE, _NOTE_SIZE, _PHONE_TEXT, _PHONE_NOTE = 13, 14, 12, 23, 21
_WIDEST_DATE = 120
_GUTTERS = 40
_MOST_LINES = 4
_MOST_NAMES = 3
_SPACE, _PHONE_SPACE = 16, 30
_TRUNCATE = {"day": "1d", "week": "1w", "month": "1mo", "year": "1y"}
_MANY = 50
# The longest time, in days, of which so small periods are drawn.
_SPANS = {"day": 92, "week": 550, "month": 3700}


def write_span(first: dt.date, last: dt.date | None, grain: str | None, *, language: str) -> str:
    """Write when something happened, as far as it is known.

    >>> import datetime as dt
    >>> write_span(dt.date(2022, 3, 3), dt.date(2022, 3, 5), "day", language="en")
    '3–5 March 2022'
    >>> write_span(dt.date(2022, 7, 1), dt.date(2022, 9, 30), "quarter", language="fr")
    'juillet – septembre 2022'
    """
    grain = grain or "day"
    if grain == "week":
        return write_period(first, grain="week", language=language)
    fine = "month" if grain in ("quarter", "season") else grain
    start, end = (write_date(day, grain=fine, language=language) for day in (first, last or first))
    if start == end:
        return start
    if grain == "day" and last is not None and (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    same_year = fine != "year" and last is not None and first.year == last.year
    return f"{start.removesuffix(f' {first.year}') if same_year else start} – {end}"


def span_periods(ranked: pl.DataFrame, *, language: str) -> tuple[pl.DataFrame, str]:
    """Count the events of each period, empty ones too; give the periods and their grain."""
    near = ranked.filter(pl.col("grain").is_in(["day", "week", "month"]))["date"].sort()
    days = near[len(near) // 20 : -len(near) // 20] if len(near) > _MANY else ranked["date"].sort()
    grain = next((grain for grain, most in _SPANS.items() if (days[-1] - days[0]).days <= most), "year")
    every = _TRUNCATE[grain]
    counts = days.to_frame("date").group_by(period=pl.col("date").dt.truncate(every)).agg(count=pl.len())
    starts = counts.select(pl.date_range(pl.col("period").min(), pl.col("period").max(), every))
    periods = starts.to_series().to_frame("period").join(counts, on="period", how="left").fill_null(0).sort("period")
    written = [write_period(day, grain=grain, language=language) for day in periods["period"]]
    ends = [end_period(day, grain=grain) for day in periods["period"]]
    return periods.with_columns(
        end=pl.Series(ends, dtype=pl.Date), written=pl.Series([isolate(text, language=language) for text in written])
    ), grain


def lay_out_events(ranked: pl.DataFrame, *, language: str) -> tuple[pl.DataFrame, float]:
    """Give one row an event, in the order of rank, and how far its sentence stands from the edge."""
    dates = [
        wrap_text(write_span(*span, language=language), width=_WIDEST_DATE, size=_DATE_SIZE, bold=True)
        for span in ranked.select("date", "latest", "grain").iter_rows()
    ]
    widest = max(measure_text(line, size=_DATE_SIZE, bold=True) for lines in dates for line in lines)
    aside = widest + _GUTTERS
    rows = [
        _lay_out(event, date, aside=aside, language=language)
        for event, date in zip(ranked.iter_rows(named=True), dates, strict=True)
    ]
    wide = pl.col("grain").replace_strict({"year": 0, "season": 1, "quarter": 2, "month": 3, "week": 4}, default=5)
    order = ranked.with_row_index("rank").sort("date", wide, "rank")["rank"].arg_sort()
    return pl.DataFrame(rows, infer_schema_length=None).with_columns(
        rank=pl.int_range(pl.len()), order=order, day=ranked["date"]
    ), aside


def _lay_out(event: dict[str, object], dates: list[str], *, aside: float, language: str) -> dict[str, object]:
    whole = " ".join(str(event["text"]).split())
    lines = wrap_text(whole, width=WIDTH - aside, size=_TEXT_SIZE, most_lines=_MOST_LINES)
    phone = wrap_text(whole, width=WIDTH, size=_PHONE_TEXT, most_lines=_MOST_LINES + 2)
    sources = _write_sources(event, language=language)
    actors = word("and", language=language).join(name for name in _names(event["actors"]) if name)
    notes = 1 + bool(actors)
    return {
        "dates": "\n".join(_isolate_lines(dates, whole="".join(dates), language=language)),
        "lines": "\n".join(_isolate_lines(lines, whole=whole, language=language)),
        "phone_lines": "\n".join(_isolate_lines(phone, whole=whole, language=language)),
        "count": max(len(lines), len(dates) - 1),
        "phone_count": len(phone),
        "sources": _shorten(sources, width=WIDTH - aside, size=_NOTE_SIZE, language=language),
        "actors": _shorten(actors, width=WIDTH - aside, size=_NOTE_SIZE, language=language),
        "phone_sources": _shorten(sources, width=WIDTH, size=_PHONE_NOTE, language=language),
        "phone_actors": _shorten(actors, width=WIDTH, size=_PHONE_NOTE, language=language),
        "tall": 21 * max(len(lines), len(dates) - 1) + 19 * notes + _SPACE,
        "phone_tall": 32 * len(phone) + 28 * notes + _PHONE_SPACE,
        "weight": event["outlets"],
        "is_ahead": event["direction"] == "future",
        "whole": isolate(whole, language=language),
        **{name: event[name] for name in ("outlets", "articles", "accounts", "doc_id")},
        "first_reported": str(event["first_reported"] or ""),
    }


def _shorten(text: str, *, width: float, size: float, language: str) -> str:
    return isolate(shorten_text(text, width=width, size=size), language=language)


def _names(value: object) -> list[str]:
    return [str(name) for name in value if name] if isinstance(value, list) else []


def _write_sources(event: dict[str, object], *, language: str) -> str:
    """Write according to whom: the first outlets, how many more, how many articles, and whether it is still ahead."""
    names = _names(event["sources"])
    comma = word("and", language=language)
    named = comma.join(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        named = word("events_more", language=language, names=named, more=len(names) - _MOST_NAMES)
    parts = [named]
    articles, accounts = event["articles"], event["accounts"]
    if articles != 1:
        key = "events_articles" if accounts == articles else "events_copies"
        parts.append(word(key, language=language, articles=articles, accounts=accounts))
    if event["direction"] == "future":
        parts.append(word("events_ahead", language=language))
    return " · ".join(part for part in parts if part)


def _isolate_lines(lines: list[str], *, whole: str, language: str) -> list[str]:
    """Let each line read from the right where the text has Arabic, a Latin line of it too."""
    if not re.search(RTL_LETTERS, whole):
        return lines
    opening = RLI if is_rtl(language) else FSI
    return [f"{opening}{line}{PDI}" for line in lines]
