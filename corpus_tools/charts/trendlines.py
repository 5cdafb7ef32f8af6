"""The marks of a trend: lines over each other, or, where shades would cover each other, one panel a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt
import polars as pl

from corpus_tools.charts.bars import name_column, place_panels
from corpus_tools.charts.periods import draw_period_axis, write_period
from corpus_tools.charts.setting import isolate
from corpus_tools.charts.theme import GRID, INK, MUTED, PALETTE, TEXT_PALETTE, WIDTH, isolate_expr
from corpus_tools.charts.typesetting import spread_apart
from corpus_tools.charts.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT, _LABEL_GAP = 320, 18
_PANEL_WIDTH, _PANEL_HEIGHT, _PANEL_LABELS = 270, 130, 4
_OTHERS = "#C3C9CF"
_IS_FEW = pl.col("share").is_null() & (pl.col("total") > 0)
_BROKEN: Final = "break-paths-show-path-domains"


def draw_overlay(
    frame: pl.DataFrame, shown: Sequence[str], *, by: str | None, grain: str, top: float, language: str
) -> alt.LayerChart:
    """Draw one or two lines over each other, each with its shade, points and its name at its end."""
    base = _begin(frame, grain=grain, language=language).encode(color=_colour(shown, PALETTE))
    chart = _draw_marks(base, by=by, size=36 if len(frame) <= 200 else 12, top=top, language=language)
    chart += _draw_names(frame, shown, top=top, language=language)
    coloured: alt.LayerChart = chart.resolve_scale(color="independent").properties(width=WIDTH, height=HEIGHT)
    return coloured


def draw_panels(
    frame: pl.DataFrame, shown: Sequence[str], *, by: str | None, grain: str, top: float, language: str
) -> alt.ConcatChart:
    """Draw a panel a line: its shade and points in colour, the other lines in grey behind it."""
    begun = _begin(frame, grain=grain, language=language, labels=_PANEL_LABELS)
    size = 24 if len(frame) <= 200 else 8
    # More panels than colours: then all have one, since each has its name.
    several = len(shown) <= len(PALETTE)
    inks, texts = (PALETTE, TEXT_PALETTE) if several else ((PALETTE[0],) * len(shown), (INK,) * len(shown))
    panels = []
    for name, ink in zip(shown, inks, strict=False):
        others = begun.transform_filter(alt.datum.name != name).mark_line(
            strokeWidth=1.2, color=_OTHERS, invalid=_BROKEN
        )
        others = others.encode(y=_share_axis(top), detail="name:N")
        own = begun.transform_filter(alt.datum.name == name).encode(color=alt.value(ink))
        chart = others + _draw_marks(own, by=by, size=size, top=top, language=language)
        panels.append((name, chart.properties(width=_PANEL_WIDTH, height=_PANEL_HEIGHT)))
    return place_panels(panels, language=language, colours=texts[: len(shown)])


def write_periods(drawn: pl.DataFrame, *, grain: str, language: str) -> pl.DataFrame:
    """Keep what is drawn of a series, with each period written out for tooltips."""
    written = [write_period(period, grain=grain, language=language) for period in drawn["period"]]
    written = [isolate(text, language=language) for text in written]
    return drawn.select(
        "period", "name", "count", "total", "share", "low", "high", written_period=pl.Series(written, dtype=pl.String)
    )


def _begin(frame: pl.DataFrame, *, grain: str, language: str, labels: int | None = None) -> alt.Chart:
    axis = draw_period_axis(frame["period"].to_list(), grain=grain, language=language, most=labels)
    begun: alt.Chart = (
        alt.Chart(frame)
        .transform_calculate(written=isolate_expr("datum.name", language=language))
        .encode(x=alt.X("period:T", axis=axis))
    )
    return begun


def _draw_marks(base: alt.Chart, *, by: str | None, size: int, top: float, language: str) -> alt.LayerChart:
    """Draw shade, line and points; a period without articles is a gap in all three."""
    band = base.mark_area(opacity=0.16, invalid=_BROKEN).encode(y=_share_axis(top, field="low"), y2="high:Q")
    line = base.mark_line(strokeWidth=2.2, invalid=_BROKEN).encode(y=_share_axis(top))
    points = base.mark_point(filled=True, size=size, opacity=1, invalid="filter").encode(
        y=_share_axis(top), tooltip=_tooltip(by, language=language)
    )
    marks: alt.LayerChart = band + line + points
    if isinstance(base.data, pl.DataFrame) and base.data.filter(_IS_FEW).height:
        few = base.transform_filter("datum.share === null && datum.total > 0")
        marks += few.mark_point(filled=False, size=size, invalid=None).encode(
            y=alt.datum(0), tooltip=_tooltip(by, language=language)
        )
    return marks


def _share_axis(top: float, *, field: str = "share") -> alt.Y:
    axis = alt.Axis(format=".0%", tickCount=5, title=None, domain=False, gridColor=GRID, labelColor=MUTED)
    return alt.Y(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, top], nice=False))


def _colour(shown: Sequence[str], colours: Sequence[str]) -> alt.Color:
    scale = alt.Scale(domain=list(shown), range=list(colours[: len(shown)]))
    return alt.Color("name:N", scale=scale, legend=None)


def _draw_names(frame: pl.DataFrame, shown: Sequence[str], *, top: float, language: str) -> alt.Chart:
    """Write each line's name to the right of its last point; names that would touch are moved apart."""
    ends = frame.drop_nulls("share").group_by("name", maintain_order=True).agg(pl.col("share").last())
    gap = _LABEL_GAP * top / HEIGHT
    places = spread_apart(ends["share"].to_list(), gap=gap, low=0.0, high=top)
    labels = ends.with_columns(
        place=pl.Series(places, dtype=pl.Float64), period=pl.lit(frame["period"].max(), dtype=pl.Date)
    )
    names: alt.Chart = (
        alt.Chart(labels)
        .transform_calculate(written=isolate_expr("datum.name", language=language))
        .mark_text(align="left", dx=10, fontWeight=600, fontSize=13)
        .encode(
            x="period:T",
            y=alt.Y("place:Q"),
            text="written:N",
            color=_colour(shown, TEXT_PALETTE) if shown != [""] else alt.value(INK),
        )
    )
    return names


def _tooltip(by: str | None, *, language: str) -> list[alt.Tooltip]:
    name = [alt.Tooltip("written:N", title=name_column(by, language=language))] if by else []
    return [
        *name,
        alt.Tooltip("written_period:N", title=word("period", language=language)),
        alt.Tooltip("share:Q", title=word("share", language=language), format=".1%"),
        alt.Tooltip("low:Q", title=f"{word('interval', language=language)} (1)", format=".1%"),
        alt.Tooltip("high:Q", title=f"{word('interval', language=language)} (2)", format=".1%"),
        alt.Tooltip("count:Q", title=word("documents", language=language), format=","),
        alt.Tooltip("total:Q", title=word("total", language=language), format=","),
    ]
