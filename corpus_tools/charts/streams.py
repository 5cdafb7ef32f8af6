"""A stream of actors: who takes how much of the coverage, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import name_column
from corpus_tools.charts.periods import draw_period_axis, end_period, guess_grain, write_period
from corpus_tools.charts.setting import (
    MOST_ROWS,
    check_columns,
    check_grain,
    check_top,
    choose_language,
    describe,
    draw_nothing,
    format_share,
    isolate,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import GRID, MUTED, PALETTE, TEXT_PALETTE, WIDTH, isolate_expr
from corpus_tools.charts.trends import nice_top
from corpus_tools.charts.typesetting import spread_apart
from corpus_tools.charts.words import format_number, word
from corpus_tools.schema import check_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT, _LABEL_GAP = 320, 18
_OTHERS = "#C3C9CF"


@check_arguments
def chart_actor_stream(
    series: pl.DataFrame,
    *,
    top: int = 5,
    value: str = "count",
    baseline: str = "zero",
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.Chart:
    """Draw actors as bands over time: how thick a band is tells in how many articles a period names the actor.

    Use it after `count_over_time(corpus, actors=mentions)`, to see who comes and goes as the story moves. Read
    the thickness of a band, not its upper edge: only the lowest band begins at the base line. To compare two
    actors exactly, draw `chart_term_trend`.

    Parameters
    ----------
    series
        What `count_over_time(actors=…)` gave: `period`, `actor`, `count`. Give it all actors: those beyond
        `top` are one grey band.
    top
        How many actors have a band of their own, five at most: those named by most articles. The largest lies
        lowest, in every period.
    value
        "count" (articles that name the actor) or "share" (of all these, so that each period adds up to 100 %).
    baseline
        "zero", or "center": bands lie around a middle line, a streamgraph, and no axis can tell the height.
    title
        The chart's title; by default it says what is counted.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most names.

    Returns
    -------
    altair.LayerChart
        Bands with their names at the right. Time runs from left to right in every language.

    Raises
    ------
    FrameError
        When a column is missing, or an actor has two rows in a period.
    ArgumentError
        When `value` or `baseline` is another word.

    Notes
    -----
    An article that names two actors counts for both: the height of the whole is not a number of articles. In a
    period without a mention there is no share, and the bands have a gap. At most 5,000 rows are drawn, the
    latest periods.

    Examples
    --------
    >>> import datetime as dt
    >>> days = [dt.date(2022, 1, 1), dt.date(2022, 2, 1)] * 2
    >>> actors = ["روسيا", "روسيا", "الناتو", "الناتو"]
    >>> series = pl.DataFrame({"period": days, "actor": actors, "count": [8, 2, 4, 6]})
    >>> [layer["mark"]["type"] for layer in chart_actor_stream(series, language="ar").to_dict()["layer"]]
    ['area', 'rect', 'text']
    """
    check_columns("chart_actor_stream", series, numbers=["count"], dates=["period"], others=["actor"])
    check_grain("chart_actor_stream", series, ["period", "actor"], hint="filter the frame to one group first.")
    check_choice("chart_actor_stream", "value", value, ("count", "share"))
    check_choice("chart_actor_stream", "baseline", baseline, ("zero", "center"))
    top = min(check_top("chart_actor_stream", top), len(PALETTE) - 1)
    language = choose_language("chart_actor_stream", language, series["actor"].unique(maintain_order=True))
    title = title or word("stream_share_title" if value == "share" else "stream_title", language=language)
    if series.is_empty() or not series["count"].cast(pl.Int64).sum():
        return draw_nothing(title, language=language, note=word("no_trend", language=language))
    frame, names = _gather_actors(series, top=top, language=language)
    shown = _latest(frame, bands=len(names))
    grain = guess_grain(shown["period"].to_list())
    bands = _stack_bands(shown, value=value, baseline=baseline)
    per = word(f"per_{grain}", language=language)
    cut = note_shown(shown["period"].n_unique(), frame["period"].n_unique(), language=language)
    about = word("stream_share_subtitle" if value == "share" else "stream_subtitle", language=language, grain=per)
    chart = _draw_bands(bands, value=value, baseline=baseline, grain=grain, language=language)
    return chart.properties(
        width=WIDTH,
        height=_HEIGHT,
        title=set_title(title, [" · ".join([about, *cut])], language=language),
        description=describe(
            title, [about, *cut], _describe_leaders(shown, names, language=language), language=language
        ),
    )


def _gather_actors(series: pl.DataFrame, *, top: int, language: str) -> tuple[pl.DataFrame, list[str]]:
    """Add up the actors beyond the first under one name, which stands last; give every band every period."""
    named = series.select("period", pl.col("actor").fill_null("–"), pl.col("count").cast(pl.Int64).fill_null(0))
    totals = named.group_by("actor").agg(pl.col("count").sum()).filter(pl.col("count") > 0)
    ranked = totals.sort(["count", "actor"], descending=[True, False])["actor"].to_list()
    names, beyond = ranked[:top], len(ranked) - top
    others = word("stream_others", language=language, count=beyond)
    name = pl.when(pl.col("actor").is_in(names)).then("actor").otherwise(pl.lit(others))
    counts = named.group_by("period", name=name).agg(pl.col("count").sum())
    names += [others] if beyond > 0 else []
    ranks = pl.DataFrame({"name": names}).with_row_index("rank").with_columns(own=pl.col("rank") < top)
    grid = named.select(pl.col("period").unique()).join(ranks, how="cross")
    full = grid.join(counts, on=["period", "name"], how="left").with_columns(pl.col("count").fill_null(0))
    return full.sort("period", "rank"), names


def _latest(frame: pl.DataFrame, *, bands: int) -> pl.DataFrame:
    """Keep the latest periods that a browser can draw; a single one is drawn as wide as it is."""
    kept = frame.tail(MOST_ROWS // bands * bands)
    if kept["period"].n_unique() > 1:
        return kept
    after = end_period(kept["period"][0], grain="day")
    return pl.concat([kept, kept.with_columns(period=pl.lit(after, dtype=pl.Date))])


def _stack_bands(shown: pl.DataFrame, *, value: str, baseline: str) -> pl.DataFrame:
    """Lay the bands of each period on one another, the first lowest: `below` and `above` of each."""
    whole = pl.col("count").sum().over("period")
    share = pl.when(whole > 0).then(pl.col("count") / whole)
    size = share if value == "share" else pl.col("count").cast(pl.Float64)
    above = pl.col("size").cum_sum().over("period", order_by="rank")
    sunk = pl.col("size").sum().over("period") / 2 if baseline == "center" else pl.lit(0.0)
    return (
        shown.with_columns(size=size, share=share)
        .with_columns(above=above - sunk)
        .with_columns(below=pl.col("above") - pl.col("size"))
    )


def _draw_bands(bands: pl.DataFrame, *, value: str, baseline: str, grain: str, language: str) -> alt.LayerChart:
    periods = bands["period"].to_list()
    spans = _draw_around(bands["period"], grain=grain)
    spelt = [isolate(write_period(day, grain=grain, language=language), language=language) for day in periods]
    frame = bands.drop("size", "own").with_columns(spans, spelt=pl.Series(spelt, dtype=pl.String))
    low, high = float(bands["below"].min() or 0), float(bands["above"].max() or 1)  # type: ignore[arg-type]
    top = nice_top(high, ceiling=1.0 if value == "share" else None) if baseline == "zero" else high
    axis: Any = alt.Axis(
        # Without a type d3 rounds to few digits and writes 150 as 1.5e+2.
        format=".0%" if value == "share" else ",d",
        tickMinStep=0.01 if value == "share" else 1,
        tickCount=5,
        title=None,
        domain=False,
        gridColor=GRID,
        labelColor=MUTED,
    )
    scale = alt.Scale(domain=[low, top], nice=False, zero=baseline == "zero")
    place = alt.Y("below:Q", axis=axis if baseline == "zero" else None, scale=scale)
    colours = _colour(bands, PALETTE)
    base = (
        alt.Chart(frame)
        .transform_calculate(written=isolate_expr("datum.name", language=language))
        .encode(
            x=alt.X("period:T", axis=draw_period_axis(periods, grain=grain, language=language)), y=place, y2="above:Q"
        )
    )
    areas = base.mark_area(invalid="break-paths-show-path-domains", line=False, stroke="white", strokeWidth=0.8).encode(
        color=colours, order="rank:Q"
    )
    # An area has one tooltip for all its periods: unseen cells over it have their own.
    cells = base.mark_rect(opacity=0, invalid="filter").encode(x="cell:T", x2="cell_end:T", tooltip=_tooltip(language))
    labels = _draw_names(bands, low=low, high=top, language=language)
    layers: Any = alt.layer(areas, cells, labels)
    drawn: alt.LayerChart = layers.resolve_scale(color="independent")
    return drawn


def _draw_around(periods: pl.Series, *, grain: str) -> list[pl.Series]:
    """Give the half of a period before and after each point of a line, within the line."""
    at = periods.cast(pl.Datetime("ms"))
    first = periods[0]
    half = (end_period(first, grain=grain) - first) / 2
    return [(at - half).clip(at.min(), at.max()).alias("cell"), (at + half).clip(at.min(), at.max()).alias("cell_end")]


def _colour(bands: pl.DataFrame, palette: Sequence[str]) -> alt.Color:
    """Give each actor a colour; the band of the others, which is no actor's, is grey."""
    grey = _OTHERS if palette is PALETTE else MUTED
    names = bands.unique("rank").sort("rank").select("name", "own").rows()
    colours = [colour if own else grey for (_, own), colour in zip(names, palette, strict=False)]
    return alt.Color("name:N", legend=None, scale=alt.Scale(domain=[name for name, _ in names], range=colours))


def _draw_names(bands: pl.DataFrame, *, low: float, high: float, language: str) -> alt.Chart:
    """Write each name to the right of where its band ends; names that would touch are moved apart."""
    last = (
        bands.filter(pl.col("size").is_not_null())
        .group_by("name", maintain_order=True)
        .agg(((pl.col("above") + pl.col("below")) / 2).last().alias("place"), pl.col("rank").first())
        .sort("rank")
    )
    gap = _LABEL_GAP * (high - low) / _HEIGHT
    places = spread_apart(last["place"].to_list(), gap=gap, low=low, high=high)
    ends = last.with_columns(place=pl.Series(places), period=pl.lit(bands["period"].max(), dtype=pl.Date))
    labels: alt.Chart = (
        alt.Chart(ends.select("name", "place", "period"))
        .transform_calculate(written=isolate_expr("datum.name", language=language))
        .mark_text(align="left", dx=8, fontWeight=600, fontSize=13)
        .encode(x="period:T", y="place:Q", text="written:N", color=_colour(bands, TEXT_PALETTE))
    )
    return labels


def _describe_leaders(shown: pl.DataFrame, names: Sequence[str], *, language: str) -> list[str]:
    totals = dict(shown.group_by("name").agg(pl.col("count").sum()).iter_rows())
    whole = max(1, sum(totals.values()))
    written = {
        name: (format_number(totals[name], language=language), format_share(totals[name] / whole, language=language))
        for name in names[:3]
    }
    return [f"{name} {number} ({share})" for name, (number, share) in written.items()]


def _tooltip(language: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("written:N", title=name_column("actor", language=language)),
        alt.Tooltip("spelt:N", title=word("period", language=language)),
        alt.Tooltip("count:Q", title=word("documents", language=language), format=","),
        alt.Tooltip("share:Q", title=word("stream_share_title", language=language), format=".1%"),
    ]
