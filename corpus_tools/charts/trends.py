"""Lines over time: which share of the coverage names a term, an actor, or comes from an outlet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import name_column
from corpus_tools.charts.bases import say_groups
from corpus_tools.charts.periods import guess_grain, write_period
from corpus_tools.charts.setting import (
    MOST_ROWS,
    check_columns,
    check_grain,
    choose_language,
    describe,
    draw_nothing,
    format_share,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import PALETTE
from corpus_tools.charts.trendlines import draw_overlay, draw_panels, write_periods
from corpus_tools.charts.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

_OVERLAID = 2  # lines: with a third, shades cover each other and no colour is its own
_MOST_PANELS = 12  # of groups: they need no colours of their own
_KEYS = ("term", "actor", "source")


@check_arguments
def chart_term_trend(
    series: pl.DataFrame,
    *,
    by: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.ConcatChart | alt.Chart:
    """Draw how the share of articles that name a term or an actor changes over time.

    Use it after `count_over_time(corpus, terms=…)` or `(…, actors=…)`. A line is the share of a period's
    articles; the shade around it says how sure that is: where two shades overlap widely, do not speak of a
    difference. A gap is a period without any article. Three or more lines get a panel each, with the others
    in grey behind, since shades over shades cannot be read.

    Parameters
    ----------
    series
        What `count_over_time` gave: `period`, `count`, `total`, `share`, `low`, `high`, and the column of
        lines.
    by
        The column that tells lines apart; by default `term`, `actor` or `source`, the first that there is. With
        `by="source"`, one term in each outlet: filter the frame to the term first.
    title
        The chart's title; by default it says what is measured.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most names.

    Returns
    -------
    altair.LayerChart or altair.ConcatChart
        One or two lines with shades, points and names at their ends; panels of one scale from three lines
        on. Time runs from left to right everywhere.

    Raises
    ------
    FrameError
        When a column is missing, or a line has two rows in a period.

    Notes
    -----
    Six terms or actors at most are drawn, those named most, or twelve groups; and at most 5,000 rows, the latest.
    The subtitle says so. Periods with fewer articles than `count_over_time(min_total=)` are hollow points at the base.

    Examples
    --------
    >>> import datetime as dt
    >>> series = pl.DataFrame({"period": [dt.date(2022, 1, 3)], "term": ["غاز"], "count": [4], "total": [10],
    ...                        "share": [0.4], "low": [0.17], "high": [0.69]})
    >>> [layer["mark"]["type"] for layer in chart_term_trend(series, language="ar").to_dict()["layer"]]
    ['area', 'line', 'point', 'text']
    """
    by = by or next((key for key in _KEYS if key in series.columns), None)
    numbers = ["count", "total", "share", "low", "high"]
    check_columns("chart_term_trend", series, numbers=numbers, dates=["period"], others=[by] if by else [])
    name = pl.lit("") if by is None else pl.col(by).cast(pl.String).fill_null("–")
    series = series.with_columns(name=name).sort("period", "name")
    check_grain("chart_term_trend", series, ["period", "name"], hint="filter the frame to one group first.")
    language = choose_language("chart_term_trend", language, series["name"].unique(maintain_order=True))
    names = _rank_names(series)
    title = title or _default_title(series, by, names, language=language)
    if series.is_empty():
        return draw_nothing(title, language=language, note=word("no_trend", language=language))
    shown = names[: _MOST_PANELS if by not in _KEYS[:2] else len(PALETTE)]
    of_shown = series.filter(pl.col("name").is_in(shown))
    drawn = of_shown.tail(MOST_ROWS)
    grain = guess_grain(drawn["period"].to_list())
    notes = [
        word("trend_subtitle", language=language, grain=word(f"per_{grain}", language=language)),
        *([word("trend_panels", language=language)] if len(shown) > _OVERLAID else []),
        *note_shown(len(shown), len(names), language=language),
        *note_shown(len(drawn), len(of_shown), language=language),
        *([word("few_note", language=language)] if _has_few(drawn) else []),
    ]
    found = [_describe_course(drawn.filter(pl.col("name") == name), language=language) for name in shown[:3]]
    frame = write_periods(drawn, grain=grain, language=language)
    draw = draw_panels if len(shown) > _OVERLAID else draw_overlay
    top = nice_top(max([0.0, *frame["high"].drop_nulls()]))
    base = say_groups(shown, by=by, language=language)
    return draw(frame, shown, by=by, grain=grain, top=top, language=language).properties(
        title=set_title(title, [notes[0], " · ".join(notes[1:])], language=language, base=base),
        description=describe(title, [*notes, *found], [], language=language, base=base),
    )


def _has_few(drawn: pl.DataFrame) -> bool:
    """Tell whether `count_over_time(min_total=)` left out the share of a period that has articles."""
    return not drawn.filter(pl.col("share").is_null() & (pl.col("total") > 0)).is_empty()


def _default_title(series: pl.DataFrame, by: str | None, names: Sequence[str], *, language: str) -> str:
    key = next((name for name in _KEYS[:2] if name in series.columns and name != by), None)
    named = series[key].drop_nulls().unique().to_list() if key else []
    if by is not None and len(named) == 1:
        return word("trend_named_by_title", language=language, name=named[0], by=name_column(by, language=language))
    if by in ("term", "actor") and len(names) == 1:
        return word("trend_one_title", language=language, name=names[0])
    keys = {"term": "trend_title", "actor": "trend_actors_title", "source": "trend_sources_title"}
    return word(keys.get(by or "", "trend_plain_title"), language=language)


def _rank_names(series: pl.DataFrame) -> list[str]:
    totals = series.group_by("name").agg(pl.col("count").cast(pl.Int64).sum())
    return totals.sort(["count", "name"], descending=[True, False])["name"].to_list()


def _describe_course(line: pl.DataFrame, *, language: str) -> str:
    """Say of a line whether it rises: the share of each half of the time, its articles taken together, and its peak.

    Halves, not the first and the last period: of these one alone can be high by chance.
    """
    known = line.drop_nulls("share")
    if known.is_empty():
        return ""
    middle = (len(line) + 1) // 2
    halves = [_pool_share(half, language=language) for half in (line.head(middle), line.tail(middle))]
    period, highest = known.sort("share", descending=True, maintain_order=True).select("period", "share").row(0)
    shares = [value for value, _ in halves]
    key = "went_on" if halves[0][1] == halves[1][1] else "went_up" if shares[1] > shares[0] else "went_down"
    grain = guess_grain(line["period"].to_list())
    return word(
        key,
        language=language,
        name=line["name"][0],
        first=halves[0][1],
        last=halves[1][1],
        highest=format_share(highest, language=language),
        period=write_period(period, grain=grain, language=language),
    )


def _pool_share(part: pl.DataFrame, *, language: str) -> tuple[float, str]:
    count, total = part.select(pl.col("count", "total").cast(pl.Float64).sum()).row(0)
    share: float = count / max(1.0, total)
    return share, format_share(share, language=language)


def nice_top(value: float, *, ceiling: float | None = 1.0) -> float:
    """Find the round number that an axis ends with.

    >>> nice_top(0.37), nice_top(0.96), nice_top(1234, ceiling=None)
    (0.4, 1.0, 1500.0)
    """
    if value <= 0:
        return ceiling or 1.0
    power = 10.0 ** math.floor(math.log10(value))
    steps = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
    top = round(next(step for step in steps if step * power >= value * (1 - 1e-9)) * power, 12)
    return top if ceiling is None else min(top, ceiling)
