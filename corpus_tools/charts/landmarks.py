"""What stands out on a time axis: bursts as shades, lasting changes as rules, peaks as numbers with a key below."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl

from corpus_tools.charts.peaks import NARROW, PLOT, WIDE, draw_peaks, find_middle, find_pixel
from corpus_tools.charts.periods import end_period, write_period, write_span
from corpus_tools.charts.setting import format_rate, format_share, isolate
from corpus_tools.charts.theme import INK, MUTED, PALETTE, WIDTH
from corpus_tools.charts.typesetting import measure_text
from corpus_tools.charts.words import format_number, word
from corpus_tools.schema import BURSTS, CHANGEPOINTS, PEAKS, check_frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Span = tuple[dt.date, dt.date]

_NEEDED = {
    "bursts": ("start", "end", "weight", "count", "total"),
    "changepoints": ("period", "before", "after", "gain"),
    "peaks": ("period", "end", "count", "prominence"),
}
_SHOWN = frozenset({"terms", "headlines"})  # of peaks, where they have them
_LABEL_SIZE, _LABEL_LINE = 12, 17


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
            check_frame(function, frame, schema, columns=[*_NEEDED[name], *_SHOWN.intersection(frame.columns)])
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
        before += draw_peaks(landmarks["peaks"], heights, span=span, height=height, language=language)
    layers: Any = alt.layer(*behind[:1], chart, *before, *behind[1:])
    layered: alt.LayerChart = layers.resolve_scale(color="independent")
    return layered


def _draw_rolling(rolling: pl.DataFrame, *, grain: str, language: str) -> alt.Chart:
    middles = [find_middle(day, end_period(day, grain=grain)) for day in rolling["period"]]
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


def _fit_labels(frame: pl.DataFrame, *, span: Span, language: str) -> pl.DataFrame:
    """Tell which labels have room, the first rows first: `fits` on a desk, `fits_narrow` on a telephone."""
    labels = [isolate(label, language=language) for label in frame["label"]]
    widths = [measure_text(label, size=_LABEL_SIZE) for label in frame["label"]]
    middles = [find_middle(*days) for days in frame.select("period", "period_end").iter_rows()]
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
        centre = find_pixel(middle, span=span, room=room)
        left, right = centre - width / 2 - 4, centre + width / 2 + 4
        free = all(right <= start or left >= end for start, end in kept) and left > -50 and right < room + 12
        chosen.append(free)
        if free:
            kept.append((left, right))
    return chosen


def _draw_labels(base: alt.Chart, *, colour: str, row: int) -> alt.Chart:
    shown = alt.ExprRef(f"({PLOT} >= {WIDE} ? datum.fits : datum.fits_narrow) ? 1 : 0")
    drawn: alt.Chart = base.mark_text(
        color=colour, fontSize=_LABEL_SIZE, baseline="bottom", opacity=shown, dy=-4 - _LABEL_LINE * row
    ).encode(x="middle:T", y=alt.value(0), text="label:N")
    return drawn
