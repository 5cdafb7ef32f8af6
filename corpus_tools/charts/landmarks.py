"""What stands out on a time axis: bursts as shades, lasting changes as rules, peaks as numbers with a key below."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

import altair as alt
import polars as pl

from corpus_tools.charts.periods import end_period, guess_grain, write_period, write_span
from corpus_tools.charts.setting import format_rate, format_share, isolate
from corpus_tools.charts.theme import INK, MUTED, PALETTE, WIDTH, is_rtl
from corpus_tools.charts.typesetting import measure_text, shorten_text, wrap_text
from corpus_tools.charts.words import format_number, word
from corpus_tools.schema import BURSTS, CHANGEPOINTS, PEAKS, check_frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Span = tuple[dt.date, dt.date]

MOST_PEAKS = 8
_NEEDED = {
    "bursts": ("start", "end", "weight", "count", "total"),
    "changepoints": ("period", "before", "after", "gain"),
    "peaks": ("period", "end", "count", "prominence"),
}
_LABEL_SIZE, _LABEL_LINE = 12, 17
_NUMBER_STEP = 18
# The plot of a telephone, and how wide a plot has to be for labels and the key to stand as on a desk.
NARROW, WIDE = 290, 560
_KEY_WIDTH, _KEY_LINE, _KEY_GAP, _KEY_TOP = 290, 19, 12, 56
_KEY_LINES = 3


def choose_landmarks(
    function: str,
    series: pl.DataFrame,
    *,
    bursts: pl.DataFrame | None,
    changepoints: pl.DataFrame | None,
    peaks: pl.DataFrame | None,
) -> dict[str, pl.DataFrame]:
    """Check what is to be marked, and keep what there is: within the time of the series, and its rolling mean."""
    found = {}
    given = (("bursts", bursts, BURSTS, "start"), ("changepoints", changepoints, CHANGEPOINTS, "period"))
    for name, frame, schema, start in (*given, ("peaks", peaks, PEAKS, "period")):
        if frame is not None:
            check_frame(function, frame, schema, columns=_NEEDED[name])
            found[name] = frame.filter(pl.col(start).is_between(series["period"].min(), series["period"].max()))
    if "changepoints" in found:
        # Levels are mean counts where all articles are counted, else shares.
        counted = "total" not in series.columns or bool((series["count"] == series["total"]).all())
        found["changepoints"] = found["changepoints"].with_columns(counted=pl.lit(value=counted))
    if "rolling_count" in series.columns:
        found["rolling"] = series.group_by("period").agg(pl.col("rolling_count").sum()).sort("period")
    return {name: frame for name, frame in found.items() if frame.height}


def name_landmarks(landmarks: Mapping[str, pl.DataFrame], *, language: str) -> list[str]:
    """Say what each kind of mark means."""
    return [word(f"{name}_note", language=language) for name in landmarks]


def add_landmarks(
    chart: alt.Chart,
    shown: pl.DataFrame,
    landmarks: Mapping[str, pl.DataFrame],
    *,
    grain: str,
    height: int,
    language: str,
) -> alt.LayerChart:
    """Put shades behind the bars of a timeline, and rules, a line and numbers before them."""
    heights = dict(shown.group_by("period").agg(pl.col("count").cast(pl.Int64).sum()).iter_rows())
    span = (min(heights), end_period(max(heights), grain=grain))
    behind, before = [], []
    if "bursts" in landmarks:
        behind = _draw_bursts(landmarks["bursts"], span=span, language=language)
    if "rolling" in landmarks:
        before.append(_draw_rolling(landmarks["rolling"], grain=grain, language=language))
    if "changepoints" in landmarks:
        before += _draw_changes(landmarks["changepoints"], span=span, row=len(behind) // 2, language=language)
    if "peaks" in landmarks:
        before += _draw_peaks(landmarks["peaks"], heights, span=span, height=height, language=language)
    layers: Any = alt.layer(*behind[:1], chart, *before, *behind[1:])
    layered: alt.LayerChart = layers.resolve_scale(color="independent")
    return layered


def _draw_rolling(rolling: pl.DataFrame, *, grain: str, language: str) -> alt.Chart:
    middles = [_middle(day, end_period(day, grain=grain)) for day in rolling["period"]]
    spelt = [isolate(write_period(day, grain=grain, language=language), language=language) for day in rolling["period"]]
    frame = rolling.with_columns(middle=pl.Series(middles, dtype=pl.Date), spelt=pl.Series(spelt, dtype=pl.String))
    tooltip = [
        alt.Tooltip("spelt:N", title=word("period", language=language)),
        alt.Tooltip("rolling_count:Q", title=word("rolling", language=language), format=".1f"),
    ]
    line: alt.Chart = alt.Chart(frame).mark_line(color=PALETTE[1], strokeWidth=2.5, point={"size": 60, "opacity": 0})
    return line.encode(x="middle:T", y="rolling_count:Q", tooltip=tooltip)


def _draw_bursts(bursts: pl.DataFrame, *, span: Span, language: str) -> list[alt.Chart]:
    """Shade the time of each burst over the whole height; its days stand above it where there is room."""
    rows = []
    for start, end, count, total in (
        bursts.sort("weight", descending=True).select("start", "end", "count", "total").rows()
    ):
        after = end + dt.timedelta(days=1)
        label = write_span(start, end, language=language, short=True)
        spelt = isolate(write_span(start, end, language=language), language=language)
        rows.append(
            {"period": start, "period_end": after, "label": label, "spelt": spelt, "count": count, "total": total}
        )
    frame = _fit_labels(pl.DataFrame(rows), span=span, language=language)
    tooltip = [
        alt.Tooltip("spelt:N", title=word("burst", language=language)),
        alt.Tooltip("count:Q", title=word("documents", language=language), format=","),
    ]
    base = alt.Chart(frame).encode(tooltip=tooltip)
    shade = base.mark_rect(color=MUTED, opacity=0.16).encode(x="period:T", x2="period_end:T")
    return [shade, _draw_labels(base, colour=MUTED, row=0)]


def _draw_changes(changes: pl.DataFrame, *, span: Span, row: int, language: str) -> list[alt.Chart]:
    """Draw a dashed rule where the level changes, with the levels before and after above it."""
    counts = bool(changes["counted"].all())

    def write(value: float) -> str:
        if not counts:
            return format_share(value, language=language)
        return format_number(round(value), language=language) if value >= 10 else format_rate(value, language=language)

    rows = []
    for period, before, after in changes.sort("gain", descending=True).select("period", "before", "after").rows():
        label = word("from_to", language=language, before=write(before), after=write(after))
        day = isolate(write_span(period, period, language=language), language=language)
        rows.append({"period": period, "period_end": period, "label": label, "spelt": day})
    frame = _fit_labels(pl.DataFrame(rows), span=span, language=language)
    tooltip = [
        alt.Tooltip("spelt:N", title=word("change", language=language)),
        alt.Tooltip("label:N", title=word("documents" if counts else "share", language=language)),
    ]
    base = alt.Chart(frame).encode(tooltip=tooltip)
    rule = base.mark_rule(color=INK, strokeDash=[5, 3], strokeWidth=1.5).encode(x="period:T")
    return [rule, _draw_labels(base, colour=INK, row=row)]


def _draw_peaks(
    peaks: pl.DataFrame, heights: dict[dt.date, int], *, span: Span, height: int, language: str
) -> list[Any]:
    """Write numbers above the bars of the most prominent peaks, and below the plot what each is about."""
    shown = peaks.sort(["prominence", "period"], descending=[True, False]).head(MOST_PEAKS).sort("period")
    grain = guess_grain([*heights])
    places = _key_places(shown, grain=grain, language=language)
    levels = _lift(shown["period"].to_list(), span=span)
    marks = shown.select(
        "period",
        "count",
        # A point in the middle of its bar.
        middle=pl.Series([_middle(*days) for days in shown.select("period", "end").iter_rows()], dtype=pl.Date),
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
    return [dots, numbers, *_draw_key(places, height=height, language=language)]


def _middle(start: dt.date, end: dt.date) -> dt.date:
    return start + (end + dt.timedelta(days=1) - start) / 2


def _fit_labels(frame: pl.DataFrame, *, span: Span, language: str) -> pl.DataFrame:
    """Tell which labels have room, the first rows first: `fits` on a desk, `fits_narrow` on a telephone."""
    labels = [isolate(label, language=language) for label in frame["label"]]
    widths = [measure_text(label, size=_LABEL_SIZE) for label in frame["label"]]
    middles = [_middle(*days) for days in frame.select("period", "period_end").iter_rows()]
    return frame.with_columns(
        label=pl.Series(labels),
        middle=pl.Series(middles, dtype=pl.Date),
        fits=pl.Series(_keep_apart(middles, widths, span=span, room=WIDTH)),
        fits_narrow=pl.Series(_keep_apart(middles, widths, span=span, room=NARROW)),
    )


def _keep_apart(middles: Sequence[dt.date], widths: Sequence[float], *, span: Span, room: float) -> list[bool]:
    """Keep labels that touch none of those kept before, nor run far out of the plot."""
    kept: list[tuple[float, float]] = []
    chosen = []
    for middle, width in zip(middles, widths, strict=True):
        centre = _pixel(middle, span=span, room=room)
        left, right = centre - width / 2 - 4, centre + width / 2 + 4
        free = all(right <= start or left >= end for start, end in kept) and left > -50 and right < room + 12
        chosen.append(free)
        if free:
            kept.append((left, right))
    return chosen


def _pixel(day: dt.date, *, span: Span, room: float) -> float:
    return room * (day - span[0]).days / max(1, (span[1] - span[0]).days)


def _lift(days: Sequence[dt.date], *, span: Span) -> list[int]:
    """Give each number, in order of time, the lowest line on which it does not touch the one before."""
    ends: list[float] = []
    levels = []
    for day in days:
        place = _pixel(day, span=span, room=NARROW)
        level = next((rank for rank, end in enumerate(ends) if place >= end), len(ends))
        ends[level : level + 1] = [place + _NUMBER_STEP]
        levels.append(level)
    return levels


def _draw_labels(base: alt.Chart, *, colour: str, row: int) -> alt.Chart:
    shown = alt.ExprRef(f"(width >= {WIDE} ? datum.fits : datum.fits_narrow) ? 1 : 0")
    drawn: alt.Chart = base.mark_text(
        color=colour, fontSize=_LABEL_SIZE, baseline="bottom", opacity=shown, dy=-4 - _LABEL_LINE * row
    ).encode(x="middle:T", y=alt.value(0), text="label:N")
    return drawn


def _key_places(shown: pl.DataFrame, *, grain: str, language: str) -> list[dict[str, Any]]:
    """Write the key of each peak, and find where it stands: in two columns on a desk, in one on a telephone."""
    places: list[dict[str, Any]] = []
    for number, row in enumerate(shown.iter_rows(named=True), start=1):
        date = write_period(row["period"], grain=grain, language=language)
        head = word("peak_named", language=language, date=date, count=row["count"])
        headline = " ".join(((row.get("headlines") or [""])[0] or "").split())
        terms = word("and", language=language).join((row.get("terms") or [])[:6])
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


def _draw_key(places: list[dict[str, Any]], *, height: int, language: str) -> list[alt.Chart]:
    rows = []
    for place in places:
        number = f"{place['number']}. "
        texts = [(number + place["head"].strip("\u2066\u2067\u2068\u2069"), "head")]
        texts += [(line, "text") for line in place["lines"]]
        texts += [(place["below"], "below")] if place["below"] else []
        for rank, (text, kind) in enumerate(texts):
            down = height + _KEY_TOP + _KEY_LINE * rank
            own = {"narrow": down + place["narrow"], "wide": down + place["wide"], "column": place["column"]}
            rows.append({"line": isolate(text, language=language), "kind": kind, **own})
    rtl = is_rtl(language)
    align: Literal["left", "right"] = "right" if rtl else "left"
    aside = f"(width >= {WIDE} ? datum.column * (width / 2 + 8) : 0)"
    base = alt.Chart(pl.DataFrame(rows)).encode(text="line:N", x=alt.value(0), y=alt.value(0))
    styles: dict[str, dict[str, Any]] = {
        "head": {"fontWeight": 600, "color": INK},
        "text": {"color": INK},
        "below": {"color": MUTED, "fontSize": 12},
    }
    return [
        base.transform_filter(alt.datum.kind == kind).mark_text(
            align=align,
            xOffset=alt.ExprRef(f"width - {aside}" if rtl else aside),
            yOffset=alt.ExprRef(f"width >= {WIDE} ? datum.wide : datum.narrow"),
            **style,
        )
        for kind, style in styles.items()
        if any(row["kind"] == kind for row in rows)
    ]
