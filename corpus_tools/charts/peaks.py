"""The peaks of a timeline: numbers above its bars, and below it a key that says what each is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import altair as alt
import polars as pl

from corpus_tools.charts.periods import guess_grain, write_period
from corpus_tools.charts.setting import isolate
from corpus_tools.charts.theme import INK, MUTED, WIDTH, is_rtl
from corpus_tools.charts.typesetting import shorten_text, wrap_text
from corpus_tools.charts.words import word

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    Span = tuple[dt.date, dt.date]

_MOST, _NUMBER_STEP = 8, 18
# The plot of a telephone, and how wide a plot has to be for labels and the key to stand as on a desk.
NARROW, WIDE = 290, 560
# The width of the plot, told by its scale, which a telephone makes narrower. Beside other charts the scale has another
# name (Vega-Lite 6), and the plot keeps its width.
PLOT = f"(max(range('x')[0], range('x')[1]) || {WIDTH})"
_KEY_WIDTH, _KEY_LINE, _KEY_GAP, _KEY_TOP = 290, 19, 12, 56
_KEY_LINES = 3


def draw_peaks(
    peaks: pl.DataFrame, heights: dict[dt.date, int], *, span: Span, height: int, language: str
) -> list[Any]:
    """Write numbers above the bars of the most prominent peaks, and below the plot what each is about."""
    shown = peaks.sort(["prominence", "period"], descending=[True, False]).head(_MOST).sort("period")
    grain = guess_grain([*heights])
    places = _key_places(shown, grain=grain, language=language)
    levels = _lift(shown["period"].to_list(), span=span)
    after = shown["end"].dt.offset_by("1d")
    middles = [find_middle(*days) for days in zip(shown["period"], after, strict=True)]
    marks = shown.select(
        "period",
        "count",
        # A point in the middle of its bar.
        middle=pl.Series(middles, dtype=pl.Date),
        number=pl.Series([str(place) for place in range(1, len(shown) + 1)], dtype=pl.String),
        top=pl.Series([heights.get(day, 0) for day in shown["period"]], dtype=pl.Int64),
        lift=pl.Series([-14 - _NUMBER_STEP * level for level in levels], dtype=pl.Int64),
        spelt=pl.Series([place["head"] for place in places], dtype=pl.String),
        headline=pl.Series([place["headline"] for place in places], dtype=pl.String),
        terms=pl.Series([place["terms"] for place in places], dtype=pl.String),
    )
    tooltip = [
        alt.Tooltip("spelt:N", title=word("peak", language=language)),
        alt.Tooltip("headline:N", title=word("headline", language=language)),
        alt.Tooltip("terms:N", title=word("peak_terms", language=language)),
    ]
    base = alt.Chart(marks).encode(x="middle:T", y="top:Q", tooltip=tooltip)
    lift = alt.ExprRef("datum.lift")
    dots = base.mark_point(shape="circle", filled=True, size=230, color=INK, opacity=1, yOffset=lift)
    numbers = base.mark_text(color="white", fontSize=11, fontWeight=600, yOffset=lift).encode(text="number:N")
    return [dots, numbers, *_draw_key(places, start=span[0], height=height, language=language)]


def find_middle(start: dt.date, after: dt.date) -> dt.date:
    """Give the middle of the days from one to the day before another."""
    return start + (after - start) / 2


def find_pixel(day: dt.date, *, span: Span, room: float) -> float:
    """Tell how far from the left of a plot of so many pixels a day stands."""
    return room * (day - span[0]).days / max(1, (span[1] - span[0]).days)


def _lift(days: Sequence[dt.date], *, span: Span) -> list[int]:
    """Give each number, in order of time, the lowest line on which it does not touch the one before."""
    ends: list[float] = []
    levels = []
    for day in days:
        place = find_pixel(day, span=span, room=NARROW)
        level = next((rank for rank, end in enumerate(ends) if place >= end), len(ends))
        ends[level : level + 1] = [place + _NUMBER_STEP]
        levels.append(level)
    return levels


def _key_places(shown: pl.DataFrame, *, grain: str, language: str) -> list[dict[str, Any]]:
    """Write the key of each peak, and find where it stands: in two columns on a desk, in one on a telephone."""
    places: list[dict[str, Any]] = []
    for number, row in enumerate(shown.iter_rows(named=True), start=1):
        date = write_period(row["period"], grain=grain, language=language)
        head = word("peak_named", language=language, date=date, count=row["count"])
        headline = _clean((row.get("headlines") or [""])[0] or "")
        terms = word("and", language=language).join(map(_clean, (row.get("terms") or [])[:6]))
        lines = wrap_text(headline, width=_KEY_WIDTH, size=13, most_lines=_KEY_LINES) if headline else []
        below = shorten_text(terms, width=_KEY_WIDTH, size=12) if terms else ""
        tall = _KEY_LINE * (1 + len(lines) + bool(below)) + _KEY_GAP
        written = {"head": head, "headline": headline, "terms": terms}
        written = {name: isolate(text, language=language) for name, text in written.items()}
        places.append({"number": number, "lines": lines, "below": below, "tall": tall, **written})
    down, across = 0, 0
    for rank, place in enumerate(places):
        place |= {"narrow": down, "wide": across, "column": rank % 2}
        down += place["tall"]
        if rank % 2:
            across += max(place["tall"], places[rank - 1]["tall"])
    return places


def _clean(text: str) -> str:
    """Make one line of a text, without the signs that would turn the lines after it round."""
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split())


def _draw_key(places: list[dict[str, Any]], *, start: dt.date, height: int, language: str) -> list[alt.Chart]:
    rows = []
    for place in places:
        number = f"{place['number']}. "
        texts = [(number + place["head"].strip("\u2066\u2067\u2068\u2069"), "head")]
        texts += [(line, "text") for line in place["lines"]]
        texts += [(place["below"], "below")] if place["below"] else []
        for rank, (text, kind) in enumerate(texts):
            down = height + _KEY_TOP + _KEY_LINE * rank
            own = {"narrow": down + place["narrow"], "wide": down + place["wide"], "column": place["column"]}
            rows.append({"line": isolate(text, language=language), "kind": kind, "start": start, **own})
    rtl = is_rtl(language)
    align: Literal["left", "right"] = "right" if rtl else "left"
    aside = f"({PLOT} >= {WIDE} ? datum.column * ({PLOT} / 2 + 8) : 0)"
    base = alt.Chart(pl.DataFrame(rows)).encode(text="line:N", x="start:T", y=alt.value(0))
    styles: dict[str, dict[str, Any]] = {
        "head": {"fontWeight": 600, "color": INK},
        "text": {"color": INK},
        "below": {"color": MUTED, "fontSize": 12},
    }
    return [
        base.transform_filter(alt.datum.kind == kind).mark_text(
            align=align,
            xOffset=alt.ExprRef(f"{PLOT} - {aside}" if rtl else aside),
            yOffset=alt.ExprRef(f"{PLOT} >= {WIDE} ? datum.wide : datum.narrow"),
            **style,
        )
        for kind, style in styles.items()
        if any(row["kind"] == kind for row in rows)
    ]
