"""Horizontal bars with their names at the side where reading starts, and small multiples of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import altair as alt
import polars as pl

from corpus_tools.charts.periods import guess_grain, write_period
from corpus_tools.charts.setting import isolate
from corpus_tools.charts.theme import INK, PALETTE, WIDTH, is_rtl, isolate_expr
from corpus_tools.charts.typesetting import LINE_BREAKS
from corpus_tools.charts.words import has_word, word

if TYPE_CHECKING:
    from collections.abc import Sequence

BAR_STEP = 26
MOST_GROUPS = 8


def draw_bars(
    frame: pl.DataFrame,
    *,
    label: str,
    value: str,
    text: str,
    tooltip: Sequence[alt.Tooltip],
    language: str,
    colour: alt.Color | None = None,
    width: int = WIDTH,
    most: float,
) -> alt.LayerChart:
    """Draw one bar a row, in the order of the rows, with its number written at its end.

    `text` names the column with the written number, `most` the value that fills the width.
    """
    rtl = is_rtl(language)
    axis = name_axis(language)
    frame = frame.with_columns(pl.col(label).cast(pl.String).str.replace_all(LINE_BREAKS, " "))
    scale = alt.Scale(domain=[0, most], reverse=rtl, nice=False)
    base = (
        alt.Chart(frame)
        .transform_calculate(written=isolate_expr(f"datum.{label}", language=language))
        .encode(
            y=alt.Y(f"{label}:N", sort=frame[label].to_list(), axis=axis, scale=alt.Scale(padding=0.22)),
            x=alt.X(f"{value}:Q", axis=None, scale=scale),
            tooltip=list(tooltip),
        )
    )
    bars = base.mark_bar(color=PALETTE[0], cornerRadiusEnd=1)
    if colour is not None:
        bars = bars.encode(color=colour)
    numbers = base.mark_text(align="right" if rtl else "left", dx=-5 if rtl else 5, color=INK, fontSize=12).encode(
        text=f"{text}:N"
    )
    drawn: alt.LayerChart = bars + numbers
    return drawn.properties(width=width, height=alt.Step(BAR_STEP))


def place_panels(
    panels: Sequence[tuple[str, alt.LayerChart]],
    *,
    language: str,
    columns: int = 2,
    colours: Sequence[str] | None = None,
) -> alt.ConcatChart:
    """Set charts side by side, each under its name; the first stands where reading starts.

    Vega fills a row from the left. For Arabic each row is turned round, and a row that is not full begins
    with an empty panel. `colours` are those of the names.
    """
    rtl = is_rtl(language)
    charts: list[alt.Chart | alt.LayerChart] = [
        chart.properties(
            title=alt.TitleParams(
                isolate(name, language=language),
                anchor="end" if rtl else "start",
                frame="bounds",
                fontSize=14,
                limit=0,
                offset=6,
                color=colour,
            )
        )
        for (name, chart), colour in zip(panels, colours or [INK] * len(panels), strict=True)
    ]
    if rtl:
        filler = alt.Chart(pl.DataFrame({"text": [""]})).mark_text().encode(text="text:N")
        while len(charts) % columns and len(charts) > columns:
            charts.append(filler.properties(width=10, height=10))
        rows = [charts[start : start + columns] for start in range(0, len(charts), columns)]
        charts = [chart for row in rows for chart in reversed(row)]
    return alt.concat(*charts, columns=columns, spacing={"column": 40, "row": 24})


def name_column(by: str, *, language: str) -> str:
    """Name a column of `articles` for people; a column of a user's own keeps its name.

    >>> name_column("source", language="ar"), name_column("desk", language="ar")
    ('المنبر', 'desk')
    """
    return word(by, language=language) if has_word(by) else by


def name_groups(groups: Sequence[object], *, language: str) -> list[str]:
    """Name the groups of a frame for people.

    >>> name_groups([dt.date(2022, 1, 1), dt.date(2022, 2, 1), None], language="ar")
    ['يناير 2022', 'فبراير 2022', '–']
    """
    grain = guess_grain([group for group in groups if isinstance(group, dt.date)])
    names = []
    for group in groups:
        if isinstance(group, dt.date):
            names.append(write_period(group, grain=grain, language=language))
        else:
            names.append("–" if group is None else str(group))
    return names


def order_groups(frame: pl.DataFrame, *, by: str, value: str) -> list[object]:
    """List the groups of a frame: periods in the order of time, others from the largest to the smallest."""
    if frame.schema[by].is_temporal():
        return frame[by].drop_nulls().unique().sort().to_list()
    totals = frame.group_by(by).agg(pl.col(value).sum()).sort([value, by], descending=[True, False])
    return totals[by].to_list()


def name_axis(language: str) -> alt.Axis:
    """Make the axis of names, on the side where lines of the language begin; only one of half a page is cut."""
    return alt.Axis(
        orient="right" if is_rtl(language) else "left",
        labelExpr=isolate_expr("datum.label", language=language),
        labelLimit=WIDTH / 2,
        ticks=False,
        domain=False,
        title=None,
    )
