"""Who is named: bars of actors, and a table of shades of actors by group."""

from __future__ import annotations

import altair as alt
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import (
    MOST_GROUPS,
    draw_bars,
    name_column,
    name_groups,
    order_groups,
    place_panels,
)
from corpus_tools.charts.bases import say_groups
from corpus_tools.charts.kinds import colour_kinds, name_kinds, tell_apart
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
from corpus_tools.charts.theme import PDI, RLI, WIDTH, is_rtl, isolate_expr
from corpus_tools.charts.words import format_number, word

_PANEL_WIDTH = 200
_NUMBERS = ("count", "documents", "share")


@check_arguments
def chart_actors(
    counts: pl.DataFrame,
    *,
    top: int = 20,
    by: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.ConcatChart | alt.Chart:
    r"""Draw who is named in the most articles, coloured by the kind of actor.

    Use it after `count_actors`. A bar is the number of articles that name the actor at least once: an article
    that repeats a name twenty times counts once. With `by` the bars are shares of each group's articles.

    Parameters
    ----------
    counts
        What `count_actors` gave: `actor_id`, `actor`, `kind`, `count`, `documents`, `share`.
    top
        How many actors a group has at most; 20 fit a page.
    by
        The column of groups that `counts` was counted by, such as `source`; None for one chart.
    title
        The chart's title; by default it says what is counted.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most names.

    Returns
    -------
    altair.LayerChart or altair.ConcatChart
        Bars with their numbers; panels where `by` is given. An empty frame gives a chart that says so.

    Raises
    ------
    FrameError
        When a column is missing, or an actor has several rows where `by` is not given.

    Examples
    --------
    >>> counts = pl.DataFrame({"actor_id": ["nato"], "actor": ["الناتو"], "kind": ["organisation"],
    ...                        "count": [9], "documents": [4], "share": [0.4]})
    >>> rows = next(iter(chart_actors(counts, language="ar").to_dict()["datasets"].values()))
    >>> rows[0]["number"].strip("\u2067\u2069")
    '4 (40%)'
    """
    keys = ["actor_id"] if by is None else [by, "actor_id"]
    check_columns("chart_actors", counts, numbers=_NUMBERS, others=[*keys, "actor", "kind"])
    check_grain("chart_actors", counts, keys, hint="name the column of groups: by='source'.")
    top = check_top("chart_actors", top)
    language = choose_language("chart_actors", language, counts["actor"].head(200))
    title = title or _default_title("actors", by, language=language)
    if counts.is_empty():
        return draw_nothing(title, language=language)
    counts = tell_apart(counts).with_columns(kind_name=name_kinds(counts["kind"], language=language))
    counts = counts.sort(["documents", "count", "actor"], descending=[True, True, False])
    if by is None:
        return _draw_one(counts, top=top, title=title, language=language)
    return _draw_groups(counts, top=top, by=by, title=title, language=language)


@check_arguments
def chart_actor_heatmap(
    counts: pl.DataFrame,
    *,
    by: str,
    top: int = 15,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.Chart:
    """Draw actors against groups as a table of shades: the darker, the larger the share of articles.

    Use it after `count_actors(mentions, by="source")`, to see at a glance whom each outlet names and leaves
    out. Read along a row to compare outlets; along a column to see one outlet's cast.

    Parameters
    ----------
    counts
        What `count_actors` gave with `by`.
    by
        The column of groups, such as `source` or a period.
    top
        How many actors: those that the most articles name over all groups.
    title
        The chart's title; by default it says what is counted.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most names.

    Returns
    -------
    altair.LayerChart
        One cell for each actor and group, its share written in it; an actor that a group never names has 0%.

    Raises
    ------
    FrameError
        When a column is missing, or an actor has several rows in a group.

    Examples
    --------
    >>> counts = pl.DataFrame({"source": ["مرايا"], "actor_id": ["nato"], "actor": ["الناتو"],
    ...     "kind": ["organisation"], "count": [9], "documents": [4], "share": [0.4]})
    >>> [layer["mark"]["type"] for layer in chart_actor_heatmap(counts, by="source").to_dict()["layer"]]
    ['rect', 'text']
    """
    check_columns("chart_actor_heatmap", counts, numbers=_NUMBERS, others=[by, "actor_id", "actor"])
    check_grain("chart_actor_heatmap", counts, [by, "actor_id"], hint="count by one column of groups.")
    language = choose_language("chart_actor_heatmap", language, counts["actor"].head(200))
    title = title or _default_title("heatmap", by, language=language)
    if counts.is_empty():
        return draw_nothing(title, language=language)
    groups = order_groups(counts, by=by, value="documents")
    shown = groups[:MOST_GROUPS]
    top = min(check_top("chart_actor_heatmap", top), MOST_MARKS // len(shown))
    counts = tell_apart(counts)
    totals = counts.group_by("actor").agg(pl.col("documents").cast(pl.Int64).sum())
    actors = totals.sort(["documents", "actor"], descending=[True, False])["actor"].to_list()
    cells = _fill_cells(counts, by=by, groups=shown, actors=actors[:top], language=language)
    notes = [
        word("share", language=language),
        *note_shown(len(actors[:top]), len(actors), language=language),
        *note_shown(len(shown), len(groups), language=language),
    ]
    base = say_groups(shown, by=by, language=language)
    return _draw_cells(cells, by=by, language=language).properties(
        width=WIDTH,
        height=alt.Step(28),
        title=set_title(title, [" · ".join(notes)], language=language, base=base),
        description=describe(title, notes, _name_highest(cells, language=language), language=language, base=base),
    )


def _default_title(chart: str, by: str | None, *, language: str) -> str:
    if by is None:
        return word("actors_title", language=language)
    key = "heatmap_title" if chart == "heatmap" else "actors_by_title"
    return word(key, language=language, by=name_column(by, language=language))


def _draw_one(counts: pl.DataFrame, *, top: int, title: str, language: str) -> alt.LayerChart:
    shown = counts.head(top)
    # Numbers have no direction of their own: in Arabic the count stands at the right, the share to its left.
    turn = f"{RLI}{{}}{PDI}" if is_rtl(language) else "{}"
    numbers = [
        turn.format(f"{format_number(documents, language=language)} ({format_share(share, language=language)})")
        for documents, share in shown.select("documents", "share").iter_rows()
    ]
    shown = shown.select(
        "actor", "kind_name", "count", "documents", "share", number=pl.Series(numbers, dtype=pl.String)
    )
    cut = note_shown(len(shown), len(counts), language=language)
    notes = [" · ".join([word("actors_subtitle", language=language), *cut])]
    said = [f"{actor} {number}" for actor, number in shown.select("actor", "number").iter_rows()]
    return draw_bars(
        shown,
        label="actor",
        value="documents",
        text="number",
        tooltip=_tooltip(language),
        language=language,
        colour=colour_kinds(shown["kind_name"], language=language),
        most=max(1, *shown["documents"]),
    ).properties(
        title=set_title(title, notes, language=language),
        description=describe(title, notes, said[:3], language=language, lowest=said[-1]),
    )


def _draw_groups(counts: pl.DataFrame, *, top: int, by: str, title: str, language: str) -> alt.ConcatChart:
    groups = order_groups(counts, by=by, value="documents")
    drawn = groups[:MOST_GROUPS]
    top = min(top, MOST_MARKS // len(drawn))
    rows = pl.concat([counts.filter(pl.col(by).eq_missing(pl.lit(group))).head(top) for group in drawn])
    most = max(0.0001, *(share or 0.0 for share in rows["share"]))
    colour = colour_kinds(rows["kind_name"], language=language)
    panels, leaders = [], []
    for group, name in zip(drawn, name_groups(drawn, language=language), strict=True):
        own = rows.filter(pl.col(by).eq_missing(pl.lit(group)))
        shares = [format_share(share, language=language) for share in own["share"]]
        own = own.select(by, "actor", "kind_name", "count", "documents", "share", number=pl.Series(shares))
        bars = draw_bars(
            own,
            label="actor",
            value="share",
            text="number",
            tooltip=_tooltip(language),
            language=language,
            colour=colour,
            width=_PANEL_WIDTH,
            most=most,
        )
        panels.append((name, bars))
        leaders += [f"{name}: {actor} {share}" for actor, share in zip(own["actor"][:1], shares[:1], strict=True)]
    cut = note_shown(len(drawn), len(groups), language=language)
    notes = [" · ".join([word("share", language=language), *cut])]
    base = say_groups(drawn, by=by, language=language)
    return place_panels(panels, language=language).properties(
        title=set_title(title, notes, language=language, base=base),
        description=describe(title, notes, leaders, language=language, base=base),
    )


def _name_highest(cells: pl.DataFrame, *, language: str) -> list[str]:
    highest = cells.drop_nulls("share").sort("share", descending=True, maintain_order=True).head(3)
    return [
        f"{actor} – {group} {format_share(share, language=language)}"
        for actor, group, share in highest.select("actor", "group", "share").iter_rows()
    ]


def _fill_cells(
    counts: pl.DataFrame, *, by: str, groups: list[object], actors: list[str], language: str
) -> pl.DataFrame:
    """Give every actor a cell in every group: a pair that was never counted has a share of 0."""
    heads = pl.DataFrame({by: groups}, schema={by: counts.schema[by]}).with_columns(
        group=pl.Series(name_groups(groups, language=language))
    )
    grid = pl.DataFrame({"actor": actors}).join(heads, how="cross")
    cells = grid.join(
        counts.select(by, "actor", "documents", "share"),
        on=[by, "actor"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    ).with_columns(pl.col("documents").fill_null(0), pl.col("share").fill_null(0.0))
    written = [format_share(share, language=language) for share in cells["share"]]
    return cells.select(by, "actor", "documents", "share", "group", number=pl.Series(written))


def _draw_cells(cells: pl.DataFrame, *, by: str, language: str) -> alt.LayerChart:
    rtl = is_rtl(language)
    groups = cells["group"].unique(maintain_order=True).to_list()
    label = isolate_expr("datum.label", language=language)
    rows = alt.Axis(orient="right" if rtl else "left", labelExpr=label, title=None, domain=False)
    heads = alt.Axis(orient="top", labelExpr=label, title=None, domain=False, labelAngle=0)
    base = (
        alt.Chart(cells)
        .transform_calculate(
            written=isolate_expr("datum.actor", language=language),
            written_group=isolate_expr("datum.group", language=language),
        )
        .encode(
            x=alt.X("group:N", sort=groups[::-1] if rtl else groups, axis=heads),
            y=alt.Y("actor:N", sort=cells["actor"].unique(maintain_order=True).to_list(), axis=rows),
            tooltip=[
                alt.Tooltip("written:N", title=word("actor", language=language)),
                alt.Tooltip("written_group:N", title=name_column(by, language=language)),
                alt.Tooltip("share:Q", title=word("share", language=language), format=".1%"),
                alt.Tooltip("documents:Q", title=word("documents", language=language), format=","),
            ],
        )
    )
    most = max(0.01, *cells["share"])
    shade = alt.Color("share:Q", legend=None, scale=alt.Scale(domain=[0, most], range=["#F3F6FA", "#2456B8"]))
    numbers = base.mark_text(fontSize=12).encode(
        text="number:N",
        color=alt.condition(f"datum.share > {most * 0.55:.6f}", alt.value("white"), alt.value("#1B1F23")),
    )
    drawn: alt.LayerChart = base.mark_rect(stroke="white", strokeWidth=2).encode(color=shade) + numbers
    return drawn


def _tooltip(language: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("written:N", title=word("actor", language=language)),
        alt.Tooltip("kind_name:N", title=word("kind", language=language)),
        alt.Tooltip("documents:Q", title=word("documents", language=language), format=","),
        alt.Tooltip("share:Q", title=word("share", language=language), format=".1%"),
        alt.Tooltip("count:Q", title=word("mentions", language=language), format=","),
    ]
