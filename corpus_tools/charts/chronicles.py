"""A chronology: when how many events happened, and below it what happened, according to whom."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.chronicle_rows import lay_out_events, span_periods, write_span
from corpus_tools.charts.periods import draw_period_axis
from corpus_tools.charts.setting import (
    MOST_MARKS,
    check_top,
    choose_language,
    describe,
    draw_nothing,
    isolate,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import GRID, INK, MUTED, PALETTE, WIDTH, is_rtl
from corpus_tools.charts.words import word
from corpus_tools.dates.ranking import rank_events
from corpus_tools.schema import EVENTS, check_frame

# A telephone shows the chart at half its size: there letters are larger, and the date stands above its sentence.
_PHONE = "windowSize()[0] < 520"
_LIVE = "isValid(windowSize()[0])"
_STRIP = 64
_GUTTER = 20


@check_arguments
def chart_events(
    events: pl.DataFrame,
    *,
    top: int = 20,
    title: str | None = None,
    language: str | None = None,
) -> alt.VConcatChart | alt.Chart:
    """Draw a chronology: how many events each period has, and the most widely reported ones in words.

    Use it after `build_timeline`, filtered to a query, an actor or a span: what happened when, according to
    whom? Each event is one sentence, its outlets, how many articles report it, and its actors. In a page, drag
    over the bars: the list then shows the events of the chosen time.

    Parameters
    ----------
    events
        What `build_timeline` gave, or some of its rows.
    top
        How many events the list shows, at most 200. The page holds the 200 first in rank to choose from.
    title
        The chart's title; by default it says what is shown.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most sentences.

    Returns
    -------
    altair.VConcatChart
        Bars of all events; under them a list from the earliest to the latest. In Arabic the dates stand at
        the right. Time on the bars runs from left to right in every language.

    Raises
    ------
    FrameError
        When the frame is not one of events.

    Notes
    -----
    Which events come first, and which sentence stands for one, says `rank_events`. A larger dot is more
    outlets; a hollow one an event that all reports look ahead to. Sentences of more than four lines are cut
    at a word. Of more than 50 events the bars leave out those known by quarter or year only, and the earliest and
    latest five per cent, which may be ages away.

    Examples
    --------
    >>> from datetime import date
    >>> from corpus_tools import build_corpus, build_timeline
    >>> corpus = build_corpus(pl.DataFrame({"text": ["اجتمع مجلس الناتو وروسيا في 12 يناير 2022."]}))
    >>> chart = chart_events(build_timeline(corpus), language="ar")
    >>> chart.to_dict()["title"]["text"][0][1:-1]
    'تسلسل الأحداث كما ترويها المقالات'
    """
    check_frame("chart_events", events, EVENTS)
    top = check_top("chart_events", top)
    language = choose_language("chart_events", language, events["text"].head(50))
    title = title or word("events_title", language=language)
    ranked = rank_events(events.drop_nulls(["date", "text"]))
    if ranked.is_empty():
        return draw_nothing(title, language=language)
    rows, aside = lay_out_events(ranked.head(MOST_MARKS), language=language)
    cut = note_shown(min(top, len(ranked)), len(ranked), language=language)
    notes = [word("events_ranked", language=language), *cut]
    leaders = [
        f"{write_span(*span, language=language)}: {text}"
        for *span, text in ranked.head(3).select("date", "latest", "grain", "text").iter_rows()
    ]
    brush = alt.selection_interval(name="span", encodings=["x"])
    shown = rows.head(top)
    drawn = alt.vconcat(
        _draw_strip(ranked, brush, language=language),
        _draw_list(rows, brush, top=top, aside=aside, height=float(shown["tall"].sum()), language=language),
        spacing=18,
    )
    set_up: alt.VConcatChart = drawn.properties(
        title=set_title(title, [" · ".join(notes)], language=language),
        description=describe(title, notes, leaders, language=language),
        usermeta={"narrow": "shrink"},
    )
    return set_up


def _draw_strip(ranked: pl.DataFrame, brush: alt.Parameter, *, language: str) -> alt.LayerChart:
    """Draw how many events each period has; a time is chosen here."""
    periods, grain = span_periods(ranked, language=language)
    axis = draw_period_axis(periods["period"].to_list(), grain=grain, language=language)
    bars = (
        alt.Chart(periods)
        .mark_rect(color=PALETTE[0], stroke="white", strokeWidth=1 if len(periods) <= 150 else 0)
        .encode(
            x=alt.X("period:T", axis=axis),
            x2="end:T",
            y=alt.Y("count:Q", axis=alt.Axis(tickCount=2, tickMinStep=1, title=None, domain=False)),
            tooltip=[
                alt.Tooltip("written:N", title=word("period", language=language)),
                alt.Tooltip("count:Q", title=word("events", language=language), format=","),
            ],
        )
        .add_params(brush)
    )
    rtl = is_rtl(language)
    hint = isolate(word("events_hint", language=language), language=language)
    side = "right" if rtl else "left"
    style: dict[str, Any] = {"align": side, "baseline": "bottom", "color": MUTED, "dy": -4, "ariaRole": "note"}
    told = (
        alt.Chart(pl.DataFrame({"hint": [hint]}))
        .mark_text(**style, fontSize=alt.ExprRef(f"{_PHONE} ? 21 : 12"))
        .encode(
            x=alt.value(WIDTH if rtl else 0),
            y=alt.value(0),
            text="hint:N",
            opacity=alt.value(alt.ExprRef(f"{_LIVE} ? 1 : 0")),
        )
    )
    drawn: alt.LayerChart = (bars + told).properties(width=WIDTH, height=_STRIP)
    return drawn


def _place(rows: pl.DataFrame, brush: alt.Parameter, *, top: int) -> alt.Chart:
    """Choose the events of the chosen time, the first in rank, and find where each stands, in pixels.

    The reader's choice moves all of them: that is worked out where the chart is shown.
    """
    chosen = (
        alt.Chart(rows)
        .transform_calculate(period="toDate(datum.day)")
        .transform_filter(brush)
        .transform_window(place="row_number()", sort=[alt.SortField("rank")])
        .transform_filter(f"datum.place <= {top}")
        .transform_window(before="lag(dates)", sort=[alt.SortField("order")])
        .transform_calculate(date_said="datum.before === datum.dates ? '' : datum.dates")
        .transform_calculate(head=f"{_PHONE} && datum.date_said ? 34 : 0")
        .transform_calculate(room=f"{_PHONE} ? datum.phone_tall + datum.head : datum.tall")
    )
    text = f"{_PHONE} ? 32 * datum.phone_count : 21 * datum.count"
    return (
        chosen.transform_window(below="sum(room)", sort=[alt.SortField("order")], frame=[None, 0])
        .transform_calculate(y="datum.below - datum.room", at_text="datum.below - datum.room + datum.head")
        .transform_calculate(
            at_sources=f"datum.at_text + 2 + ({text})",
            at_actors=f"datum.at_text + ({_PHONE} ? 30 : 21) + ({text})",
            said=f"{_PHONE} ? datum.phone_lines : datum.lines",
            sources_said=f"{_PHONE} ? datum.phone_sources : datum.sources",
            actors_said=f"{_PHONE} ? datum.phone_actors : datum.actors",
        )
    )


def _draw_list(
    rows: pl.DataFrame, brush: alt.Parameter, *, top: int, aside: float, height: float, language: str
) -> alt.LayerChart:
    rtl = is_rtl(language)
    align: Literal["left", "right"] = "right" if rtl else "left"
    edge = WIDTH if rtl else 0
    beside = WIDTH - aside if rtl else aside
    rail = beside + _GUTTER if rtl else beside - _GUTTER
    text_at = alt.value(alt.ExprRef(f"{_PHONE} ? {edge} : {beside}"))
    # One pixel is one unit, so that places hold when the list grows longer than the first one.
    scale = alt.Scale(domain=[0, height], range=[0, height], nice=False, zero=False)
    base = _place(rows, brush, top=top).encode(tooltip=_tooltip(language=language))
    style: dict[str, Any] = {"align": align, "baseline": "top", "lineBreak": "\n"}

    def write(field: str, at: str, *, sizes: tuple[int, int], x: Any, **more: Any) -> alt.Chart:
        size = alt.ExprRef(f"{_PHONE} ? {sizes[1]} : {sizes[0]}")
        marks = base.mark_text(**style, fontSize=size, **more)
        written: alt.Chart = marks.encode(x=x, y=alt.Y(f"{at}:Q", axis=None, scale=scale), text=f"{field}:N")
        return written

    line_height = alt.ExprRef(f"{_PHONE} ? 32 : 21")
    drawn = alt.layer(
        *_draw_rail(base, rail, scale),
        write("date_said", "y", sizes=(13, 21), x=alt.value(edge), fontWeight=600, dy=1, lineHeight=18, color=INK),
        write("said", "at_text", sizes=(14, 23), x=text_at, lineHeight=line_height, color=INK),
        write("sources_said", "at_sources", sizes=(12, 21), x=text_at, color=PALETTE[0]),
        write("actors_said", "at_actors", sizes=(12, 21), x=text_at, color=MUTED),
    )
    whole: alt.LayerChart = drawn.resolve_scale(size="independent").properties(width=WIDTH, height=height)
    return whole


def _draw_rail(base: alt.Chart, rail: float, scale: alt.Scale) -> list[alt.Chart]:
    """Draw the line of time between dates and sentences, with a dot for each event."""
    away = alt.value(alt.ExprRef(f"{_PHONE} ? 0 : 1"))
    line = base.mark_rule(color=GRID, strokeWidth=2).encode(
        x=alt.value(rail), y=alt.Y("y:Q", axis=None, scale=scale), y2="below:Q", opacity=away
    )
    dots = base.mark_point(shape="circle", stroke=PALETTE[0], strokeWidth=1.5, yOffset=9).encode(
        x=alt.value(rail),
        y=alt.Y("y:Q", axis=None, scale=scale),
        size=alt.Size("weight:Q", legend=None, scale=alt.Scale(domain=[1, 6], range=[45, 190], clamp=True)),
        fill=alt.condition("datum.is_ahead", alt.value("white"), alt.value(PALETTE[0])),
        opacity=away,
    )
    return [line, dots]


def _tooltip(*, language: str) -> list[alt.Tooltip]:
    names = {"whole": "sentence", "outlets": "outlets", "articles": "documents", "accounts": "accounts"}
    given = [alt.Tooltip(f"{field}:N", title=word(key, language=language)) for field, key in names.items()]
    first = alt.Tooltip("first_reported:N", title=word("first_reported", language=language))
    return [*given, first, alt.Tooltip("doc_id:N", title=word("document", language=language))]
