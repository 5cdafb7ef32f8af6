"""Share of voice: a point for each actor and group, with the interval that it may well lie in."""

from __future__ import annotations

import altair as alt
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import name_axis, name_column, name_groups, order_groups
from corpus_tools.charts.bases import say_groups
from corpus_tools.charts.kinds import tell_apart
from corpus_tools.charts.legends import colour_names
from corpus_tools.charts.setting import (
    MOST_MARKS,
    check_columns,
    check_grain,
    check_top,
    choose_language,
    describe,
    draw_nothing,
    format_share,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import GRID, PALETTE, PDI, RLI, WIDTH, is_rtl, isolate_expr
from corpus_tools.charts.words import word

_SIDES = ("target", "reference")
_FIGURES = ("share", "low", "high")
_POINT_STEP, _ROW_GAP = 13, 14  # pixels for a point, and between actors


@check_arguments
def chart_actor_shares(
    voices: pl.DataFrame,
    *,
    top: int = 12,
    by: str | None = None,
    target_name: str | None = None,
    reference_name: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.Chart:
    """Draw the share of voice of actors in several groups, each with its 95% interval.

    Use it after `compare_actors`. Where the lines of two groups lie apart, the groups differ; where they overlap by
    much, the difference may be chance.

    Parameters
    ----------
    voices
        What `compare_actors` gave.
    top
        How many actors: those named most.
    by
        The column of groups, where `voices` was compared with `by`; None draws target and reference.
    target_name, reference_name
        What readers should call the two parts; without effect where `by` is given.
    title
        The chart's title; by default it says what is compared.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most names.

    Returns
    -------
    altair.LayerChart
        A line and a point for each actor and group. An empty frame gives a chart that says so.

    Raises
    ------
    FrameError
        When a column is missing, or an actor has several rows in a group.

    Notes
    -----
    At most six groups are drawn, as many as colours can tell apart: the largest, or the first periods. A group without
    mentions has no share and no point.

    Examples
    --------
    >>> voices = pl.DataFrame({"actor_id": ["nato"], "actor": ["الناتو"], "target": [3], "reference": [1],
    ...     **{f"{side}_{name}": [0.2] for side in ("target", "reference") for name in ("share", "low", "high")}})
    >>> chart = chart_actor_shares(voices, target_name="مرايا", reference_name="مدار")
    >>> [row["group"] for row in next(iter(chart.to_dict()["datasets"].values()))]
    ['مرايا', 'مدار']
    """
    numbers = [*_SIDES, *(f"{side}_{name}" for side in _SIDES for name in _FIGURES)]
    keys = ["actor_id"] if by is None else [by, "actor_id"]
    check_columns("chart_actor_shares", voices, numbers=numbers, others=[*keys, "actor"])
    check_grain("chart_actor_shares", voices, keys, hint="name the column of groups: by='source'.")
    top = check_top("chart_actor_shares", top)
    language = choose_language("chart_actor_shares", language, voices["actor"].head(200))
    default = "voices_title" if by is None else "voices_by_title"
    title = title or word(
        default, language=language, **({} if by is None else {"by": name_column(by, language=language)})
    )
    if voices.is_empty():
        return draw_nothing(title, language=language)
    voices = tell_apart(voices)
    if by is None:
        names = [
            target_name or word("target", language=language),
            reference_name or word("reference", language=language),
        ]
        rows, total = _take_sides(voices, names), 2
    else:
        rows, names, total = _take_groups(voices, by, language=language)
    top = min(top, MOST_MARKS // len(names))
    amount = pl.col("target").cast(pl.Int64) + (pl.col("reference").cast(pl.Int64) if by is None else 0)
    ranked = (
        voices.group_by("actor").agg(amount.sum().alias("amount")).sort(["amount", "actor"], descending=[True, False])
    )
    actors = ranked["actor"].head(top).to_list()
    shown = rows.filter(pl.col("actor").is_in(actors)).drop_nulls("share")
    notes = [
        word("voices_subtitle", language=language),
        *note_shown(len(actors), len(ranked), language=language),
        *note_shown(len(names), total, language=language),
    ]
    if shown.is_empty():
        return draw_nothing(title, language=language)
    highest = shown.sort("share", descending=True, maintain_order=True).head(3)
    leaders = [
        f"{actor} – {group} {format_share(share, language=language)}"
        for actor, group, share in highest.select("actor", "group", "share").rows()
    ]
    base = say_groups(names, by=by, language=language)
    return _draw_points(shown, actors, names, language=language).properties(
        width=WIDTH,
        height=len(actors) * (len(names) * _POINT_STEP + _ROW_GAP),
        usermeta={"narrow": "fluid"},
        title=set_title(title, [" · ".join(notes)], language=language, base=base),
        description=describe(title, notes, leaders, language=language, base=base),
    )


def _take_sides(voices: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Put target and reference under one another."""
    return pl.concat(
        voices.select(
            "actor",
            pl.lit(name).alias("group"),
            pl.col(side).cast(pl.Int64).alias("count"),
            *(pl.col(f"{side}_{figure}").cast(pl.Float64).alias(figure) for figure in _FIGURES),
        )
        for side, name in zip(_SIDES, names, strict=True)
    )


def _take_groups(voices: pl.DataFrame, by: str, *, language: str) -> tuple[pl.DataFrame, list[str], int]:
    """Give the rows of the groups that are drawn, the names of these, and how many there are in all."""
    groups = order_groups(voices, by=by, value="target")
    drawn = groups[: len(PALETTE)]
    names = name_groups(drawn, language=language)
    heads = pl.DataFrame({by: drawn}, schema={by: voices.schema[by]}).with_columns(__name__=pl.Series(names))
    own = voices.join(heads, on=by, nulls_equal=True, maintain_order="right")
    rows = own.select(
        by,
        "actor",
        pl.col("__name__").alias("group"),
        pl.col("target").cast(pl.Int64).alias("count"),
        *(pl.col(f"target_{figure}").cast(pl.Float64).alias(figure) for figure in _FIGURES),
    )
    return rows, names, len(groups)


def _draw_points(shown: pl.DataFrame, actors: list[str], names: list[str], *, language: str) -> alt.LayerChart:
    rtl = is_rtl(language)
    turn = f"{RLI}{{}}{PDI}" if rtl else "{}"
    written = [
        turn.format("{} ({} – {})".format(*(format_share(value, language=language) for value in values)))
        for values in shown.select(_FIGURES).iter_rows()
    ]
    label = name_axis(language)
    share = alt.Axis(orient="top", format="%", title=None, grid=True, gridColor=GRID, domain=False, tickCount=6)
    scale = alt.Scale(domainMin=0, reverse=rtl)
    base = (
        alt.Chart(shown.with_columns(written=pl.Series(written, dtype=pl.String)))
        .transform_calculate(
            written_actor=isolate_expr("datum.actor", language=language),
            written_group=isolate_expr("datum.group", language=language),
        )
        .encode(
            y=alt.Y("actor:N", sort=actors, axis=label, scale=alt.Scale(paddingInner=0.25, paddingOuter=0.1)),
            yOffset=alt.YOffset("group:N", sort=names),
            color=colour_names(
                "group",
                dict(zip(names, PALETTE, strict=False)),
                title=word("group", language=language),
                language=language,
            ),
            tooltip=[
                alt.Tooltip("written_actor:N", title=word("actor", language=language)),
                alt.Tooltip("written_group:N", title=word("group", language=language)),
                alt.Tooltip("written:N", title=word("share_and_interval", language=language)),
                alt.Tooltip("count:Q", title=word("count", language=language), format=","),
            ],
        )
    )
    lines = base.mark_rule(strokeWidth=2, strokeCap="round", opacity=0.6).encode(
        x=alt.X("low:Q", axis=share, scale=scale), x2="high:Q"
    )
    points = base.mark_circle(size=64, opacity=1).encode(x=alt.X("share:Q", axis=share, scale=scale))
    drawn: alt.LayerChart = lines + points
    return drawn
