"""A chronology: dates down the page, the sentence that names each beside it."""

from __future__ import annotations

import re
from typing import Literal

import altair as alt
import polars as pl

from corpus_tools.charts.periods import write_date
from corpus_tools.charts.setting import (
    check_top,
    choose_language,
    describe,
    draw_nothing,
    isolate,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import (
    FSI,
    GRID,
    INK,
    MUTED,
    PALETTE,
    PDI,
    RLI,
    RTL_LETTERS,
    WIDTH,
    is_rtl,
    isolate_expr,
)
from corpus_tools.charts.typesetting import measure_text, shorten_text, wrap_text
from corpus_tools.charts.words import word
from corpus_tools.schema import EVENTS, check_frame

_DATE_SIZE, _TEXT_SIZE, _ACTORS_SIZE = 13, 14, 12
_LINE, _ACTORS_LINE, _SPACE = 21, 20, 18
_GUTTER = 18
_MOST_LINES = 5
_SHORT, _LONG = 40, 260


def chart_events(
    events: pl.DataFrame,
    *,
    top: int = 40,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.Chart:
    """Draw a chronology: each date, the sentence that names it, and the actors of that sentence.

    Use it after `build_timeline`, filtered to a span or an actor. It is meant to be read, and to be checked:
    the tooltip gives the whole sentence and the article it is from.

    Parameters
    ----------
    events
        What `build_timeline` gave: `date`, `grain`, `doc_id`, `sentence`, `text`, `actors`.
    top
        How many sentences. Where there are more, each date first gives one sentence, the dates that most
        articles name before others; further sentences follow while there is room.
    title
        The chart's title; by default it says what is shown.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most sentences.

    Returns
    -------
    altair.LayerChart
        Dates from the earliest to the latest, down the page; in Arabic the dates stand at the right.

    Raises
    ------
    FrameError
        When the frame is not one of events.

    Notes
    -----
    Of one date's sentences those with more actors and of readable length (40 to 260 letters) come first; a
    sentence that several articles share is shown once. Sentences longer than five lines are cut. Rows without
    a date are left out.

    Examples
    --------
    >>> import datetime as dt
    >>> row = {"date": dt.date(2022, 1, 12), "grain": "day", "doc_id": "a", "sentence": 0,
    ...        "text": "اجتمع مجلس الناتو وروسيا.", "actors": ["الناتو"]}
    >>> events = pl.DataFrame([row], schema=dict(EVENTS.columns))
    >>> [row["written_date"] for rows in chart_events(events, language="ar").to_dict()["datasets"].values()
    ...  for row in rows if "written_date" in row]
    ['12 يناير 2022']
    """
    check_frame("chart_events", events, EVENTS, columns=("date", "grain", "doc_id", "sentence", "text", "actors"))
    top = check_top("chart_events", top)
    language = choose_language("chart_events", language, events["text"].head(50))
    title = title or word("events_title", language=language)
    known = events.drop_nulls(["date", "text"]).unique(["date", "grain", "text"], maintain_order=True)
    shown = _choose_events(known, top=top)
    if shown.is_empty():
        return draw_nothing(title, language=language)
    placed, height = _place_events(shown, language=language)
    cut = note_shown(len(shown), len(known), language=language)
    notes = [word("events_subtitle", language=language), *cut]
    leaders = [f"{date}: {text}" for date, text in placed.head(3).select("date_text", "whole").iter_rows()]
    return _draw_events(placed, height=height, language=language).properties(
        width=WIDTH,
        height=height,
        title=set_title(title, [" · ".join(notes)], language=language),
        description=describe(title, notes, leaders, language=language),
    )


def _choose_events(known: pl.DataFrame, *, top: int) -> pl.DataFrame:
    """Take sentences in turns of one a date, then set them in the order of time."""
    length = pl.col("text").str.len_chars()
    ranked = (
        known.with_row_index("row")
        .with_columns(
            named=pl.col("doc_id").n_unique().over("date", "grain"),
            who=pl.col("actors").list.len().fill_null(0),
            fits=length.is_between(_SHORT, _LONG),
        )
        .sort(["fits", "who", "row"], descending=[True, True, False])
        .with_columns(turn=pl.int_range(pl.len()).over("date", "grain"))
        .sort(["turn", "named", "date", "row"], descending=[False, True, False, False])
        .head(top)
    )
    # A year stands before its months, a month before its days.
    wide = pl.col("grain").replace_strict({"year": 0, "quarter": 1, "month": 2, "week": 3}, default=4)
    return ranked.sort("date", wide, "turn", "row").drop("row", "named", "who", "fits", "turn")


def _place_events(shown: pl.DataFrame, *, language: str) -> tuple[pl.DataFrame, float]:
    """Break each sentence into lines, and find how far down the page it begins; give the whole height too."""
    dates = [
        write_date(date, grain=grain or "day", language=language)
        for date, grain in shown.select("date", "grain").iter_rows()
    ]
    aside = max(measure_text(date, size=_DATE_SIZE, bold=True) for date in dates) + 2 * _GUTTER
    room = WIDTH - aside
    rows = []
    down, before = 0.0, ""
    for date, (text, actors, doc_id) in zip(dates, shown.select("text", "actors", "doc_id").iter_rows(), strict=True):
        whole = " ".join(text.split())
        lines = wrap_text(whole, width=room, size=_TEXT_SIZE, most_lines=_MOST_LINES)
        names = word("and", language=language).join(name for name in actors or [] if name)
        names = shorten_text(names, width=room, size=_ACTORS_SIZE)
        rows.append(
            {
                "date_text": date,
                "written_date": "" if date == before else date,
                "lines": _wrap_lines(lines, text=whole, language=language),
                "actors": isolate(names, language=language),
                "whole": isolate(whole, language=language),
                "doc_id": doc_id,
                "y": down,
                "below": down + len(lines) * _LINE,
            }
        )
        down += len(lines) * _LINE + (_ACTORS_LINE if names else 0) + _SPACE
        before = date
    placed = pl.DataFrame(rows).with_columns(aside=pl.lit(aside))
    return placed, down - _SPACE


def _wrap_lines(lines: list[str], *, text: str, language: str) -> str:
    """Join the lines of a sentence; where it has Arabic each line reads from the right, a Latin one too."""
    arabic = re.search(RTL_LETTERS, text) is not None
    if not arabic:
        return "\n".join(lines)
    opening = RLI if is_rtl(language) else FSI
    return "\n".join(f"{opening}{line}{PDI}" for line in lines)


def _draw_events(placed: pl.DataFrame, *, height: float, language: str) -> alt.LayerChart:
    rtl = is_rtl(language)
    aside = float(placed["aside"][0])
    align: Literal["left", "right"] = "right" if rtl else "left"
    rail, beside, edge = (alt.value(WIDTH - pixels if rtl else pixels) for pixels in (aside - _GUTTER, aside, 0))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    base = alt.Chart(placed.drop("aside", "date_text")).encode(
        y=down,
        tooltip=[
            alt.Tooltip("whole:N", title=word("sentence", language=language)),
            alt.Tooltip("doc_id:N", title=word("document", language=language)),
        ],
    )
    line = alt.Chart(pl.DataFrame({"y": [0.0], "end": [height]})).mark_rule(color=GRID, strokeWidth=2)
    dots = base.transform_filter("datum.written_date != ''").mark_circle(
        size=70, color=PALETTE[0], opacity=1, yOffset=_LINE / 2 - 1.5
    )
    dates = base.transform_calculate(written=isolate_expr("datum.written_date", language=language)).mark_text(
        align=align, baseline="top", dy=2, fontSize=_DATE_SIZE, fontWeight=600, color=INK
    )
    texts = base.mark_text(
        align=align, baseline="top", fontSize=_TEXT_SIZE, lineHeight=_LINE, lineBreak="\n", color=INK
    )
    names = base.mark_text(align=align, baseline="top", dy=2, fontSize=_ACTORS_SIZE, color=MUTED)
    drawn: alt.LayerChart = (
        line.encode(x=rail, y=down, y2="end:Q")
        + dots.encode(x=rail)
        + dates.encode(x=edge, text="written:N")
        + texts.encode(x=beside, text="lines:N")
        + names.encode(x=beside, y=alt.Y("below:Q"), text="actors:N")
    )
    return drawn
