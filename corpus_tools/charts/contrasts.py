"""What sets two groups of articles apart: bars to both sides."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import BAR_STEP
from corpus_tools.charts.setting import (
    MOST_MARKS,
    check_columns,
    check_grain,
    check_top,
    choose_language,
    describe,
    draw_nothing,
    format_rate,
    isolate,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import INK, PALETTE, TEXT_PALETTE, WIDTH, is_rtl, isolate_expr
from corpus_tools.charts.typesetting import shorten_text
from corpus_tools.charts.words import format_number, word

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = (
    "target",
    "reference",
    "target_per_million",
    "reference_per_million",
    "log_likelihood",
    "log_ratio",
)


@check_arguments
def chart_keyness(
    keyness: pl.DataFrame,
    *,
    top: int = 15,
    target_name: str | None = None,
    reference_name: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.Chart:
    """Draw the terms that set two groups of articles apart, as bars to both sides.

    Use it after `compare_terms`. The terms are those whose difference is surest (the highest log-likelihood
    of each side); the length of a bar is the logarithm of how many times as often a side uses the term, so
    that a bar for four times is twice as long as one for two times.

    Parameters
    ----------
    keyness
        What `compare_terms` gave.
    top
        How many terms a side has at most; 15 a side fit a page.
    target_name, reference_name
        What readers should call the two groups, such as the names of two outlets.
    title
        The chart's title; by default it names both groups.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most terms.

    Returns
    -------
    altair.LayerChart
        The target's bars first, towards the end of the line of reading (left in Arabic).

    Raises
    ------
    FrameError
        When a column is missing or a term has two rows.

    Notes
    -----
    A term that one side never uses has no finite ratio: its bar is as long as the longest, and says so.
    Terms with a ratio of one, or without a number, are left out.

    References
    ----------
    A. Hardie, Log Ratio: an informal introduction, ESRC Centre for Corpus Approaches to Social Science, 2014.

    Examples
    --------
    >>> keyness = pl.DataFrame({"term": ["غاز"], "target": [8], "reference": [2],
    ...     "target_per_million": [80.0], "reference_per_million": [20.0],
    ...     "log_likelihood": [3.9], "log_ratio": [2.0]})
    >>> chart = chart_keyness(keyness, target_name="مرايا", language="ar")
    >>> next(iter(chart.to_dict()["datasets"].values()))[0]["times"]
    '×4'
    """
    check_columns("chart_keyness", keyness, numbers=_NUMBERS, others=["term"])
    check_grain("chart_keyness", keyness, ["term"], hint="compare one pair of groups at a time.")
    top = min(check_top("chart_keyness", top), MOST_MARKS // 2)
    language = choose_language("chart_keyness", language, keyness["term"].head(200))
    target = target_name or word("target", language=language)
    reference = reference_name or word("reference", language=language)
    title = title or word("keyness_title", language=language, target=target, reference=reference)
    shown, total = _choose_terms(keyness, top=top)
    if shown.is_empty():
        return draw_nothing(title, language=language)
    shown = _write_times(shown, language=language)
    cut = note_shown(len(shown), total, language=language)
    notes = [word("keyness_subtitle", language=language), *cut]
    leaders = _name_sides(shown, target, reference)
    return _draw_sides(shown, target=target, reference=reference, language=language).properties(
        width=WIDTH,
        height=alt.Step(BAR_STEP),
        usermeta={"narrow": "fluid"},
        title=set_title(title, [" · ".join(notes)], language=language),
        description=describe(title, notes, leaders, language=language),
    )


def _name_sides(shown: pl.DataFrame, target: str, reference: str) -> list[str]:
    """Name the two most lopsided terms of each side, for a screen reader."""
    ratio = pl.col("log_ratio")
    sides = ((target, shown.filter(ratio > 0).head(2)), (reference, shown.filter(ratio < 0).tail(2).reverse()))
    return [
        f"{name}: {term} {times}" for name, rows in sides for term, times in rows.select("term", "times").iter_rows()
    ]


def _choose_terms(keyness: pl.DataFrame, *, top: int) -> tuple[pl.DataFrame, int]:
    """Take the surest terms of each side, the most lopsided first; an infinite ratio gets the longest bar."""
    known = (
        keyness.cast({"log_ratio": pl.Float64, "log_likelihood": pl.Float64})
        .drop_nulls(["log_ratio", "log_likelihood"])
        .filter(pl.col("log_ratio").is_not_nan() & (pl.col("log_ratio") != 0))
    )
    ratio = pl.col("log_ratio")
    sure = known.sort([pl.col("log_likelihood").abs(), "term"], descending=[True, False])
    sides = pl.concat([sure.filter(ratio > 0).head(top), sure.filter(ratio < 0).head(top)])
    finite = [abs(value) for value in sides["log_ratio"] if math.isfinite(value)]
    longest = max([1.0, *finite])
    bar = ratio.clip(-longest, longest)
    return sides.with_columns(bar=bar).sort(["log_ratio", "term"], descending=[True, False]), len(known)


def _write_times(shown: pl.DataFrame, *, language: str) -> pl.DataFrame:
    times = [
        word("only", language=language)
        if min(target, reference) == 0
        else _write_ratio(2 ** abs(ratio), language=language)
        for target, reference, ratio in shown.select("target", "reference", "log_ratio").iter_rows()
    ]
    return shown.with_columns(
        times=pl.Series([isolate(text, language=language) for text in times]),
        side=pl.when(pl.col("bar") > 0).then(pl.lit("target")).otherwise(pl.lit("reference")),
    )


def _write_ratio(times: float, *, language: str) -> str:
    """Write ×64, but ×1.4: below ten the decimal tells, where there is one."""
    whole = times >= 9.95 or round(times, 1) == round(times)
    if whole:
        return f"×{format_number(round(times), language=language)}"
    return f"×{format_rate(times, language=language)}"


def _draw_sides(shown: pl.DataFrame, *, target: str, reference: str, language: str) -> alt.LayerChart:
    rtl = is_rtl(language)
    longest = max(abs(value) for value in shown["bar"])
    scale = alt.Scale(domain=[-longest, longest], reverse=rtl, nice=False)
    base = (
        alt.Chart(shown)
        .transform_calculate(written=isolate_expr("datum.term", language=language), zero="0")
        .encode(
            y=alt.Y("term:N", sort=shown["term"].to_list(), axis=None, scale=alt.Scale(padding=0.22)),
            x=alt.X("bar:Q", axis=None, scale=scale),
            tooltip=_tooltip(target, reference, language=language),
        )
    )
    colour = alt.Color(
        "side:N",
        legend=None,
        scale=alt.Scale(domain=["target", "reference"], range=[PALETTE[0], PALETTE[1]]),
    )
    chart = base.mark_bar(cornerRadiusEnd=1).encode(color=colour)
    for positive in (True, False):
        outward = positive != rtl
        own = base.transform_filter("datum.bar > 0" if positive else "datum.bar < 0")
        times = own.mark_text(
            align="left" if outward else "right", dx=5 if outward else -5, fontSize=12, color=INK
        ).encode(text="times:N")
        names = own.mark_text(
            align="right" if outward else "left", dx=-6 if outward else 6, fontSize=13, color=INK
        ).encode(text="written:N", x=alt.X("zero:Q", axis=None, scale=scale))
        chart = chart + times + names
    heads = _draw_heads([target, reference], language=language)
    drawn: alt.LayerChart = chart + heads
    return drawn


def _draw_heads(names: Sequence[str], *, language: str) -> alt.LayerChart:
    """Write above each side whose terms it shows, in the colour of its bars."""
    heads = []
    for rank, name in enumerate(names):
        on_right = (rank == 0) != is_rtl(language)
        text = word("more_in", language=language, name=name)
        text = isolate(shorten_text(text, width=WIDTH / 2 + 40, size=14, bold=True), language=language)
        frame = pl.DataFrame({"head": [text]})
        heads.append(
            alt.Chart(frame)
            .mark_text(
                align="left" if on_right else "right",
                dx=6 if on_right else -6,
                fontSize=14,
                fontWeight=600,
                color=TEXT_PALETTE[rank],
            )
            .encode(text="head:N", x=alt.value(alt.ExprRef("width / 2")), y=alt.value(-12))
        )
    both: alt.LayerChart = heads[0] + heads[1]
    return both


def _tooltip(target: str, reference: str, *, language: str) -> list[alt.Tooltip]:
    rate = {
        name: isolate(word("per_million_in", language=language, name=shown), language=language)
        for name, shown in (("target", target), ("reference", reference))
    }
    return [
        alt.Tooltip("written:N", title=word("term", language=language)),
        alt.Tooltip("times:N", title=word("times", language=language)),
        alt.Tooltip("target_per_million:Q", title=rate["target"], format=",.1f"),
        alt.Tooltip("reference_per_million:Q", title=rate["reference"], format=",.1f"),
        alt.Tooltip("log_likelihood:Q", title=word("log_likelihood", language=language), format=",.1f"),
        alt.Tooltip("log_ratio:Q", title=word("log_ratio", language=language), format=".2f"),
    ]
