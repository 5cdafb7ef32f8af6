"""What is said near an actor: bars of terms, adjectives in a colour of their own."""

from __future__ import annotations

import altair as alt
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import draw_bars
from corpus_tools.charts.legends import colour_names
from corpus_tools.charts.setting import (
    check_columns,
    check_grain,
    check_top,
    choose_language,
    describe,
    draw_nothing,
    format_rate,
    note_shown,
    set_title,
)
from corpus_tools.charts.theme import PALETTE, PDI, RLI, is_rtl
from corpus_tools.charts.words import format_number, word

_NUMBERS = ("near", "elsewhere", "documents", "log_likelihood", "log_ratio")


@check_arguments
def chart_actor_profile(
    profile: pl.DataFrame,
    *,
    top: int = 25,
    actor: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> alt.LayerChart | alt.Chart:
    """Draw the terms that stand near an actor more often than elsewhere, adjectives in a colour of their own.

    Use it after `profile_actor`. The terms are the surest; the length of a bar is the logarithm of how many times as
    often a term stands near the actor as elsewhere, so that a bar for four times is twice as long as one for two times.

    Parameters
    ----------
    profile
        What `profile_actor` gave.
    top
        How many terms: those with the highest log-likelihood; 25 fit a page.
    actor
        What readers should call the actor.
    title
        The chart's title; by default it names the actor.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most terms.

    Returns
    -------
    altair.LayerChart
        Bars with how many times as often, and how many times in all. An empty frame gives a chart that says so.

    Raises
    ------
    FrameError
        When a column is missing or a term has two rows.

    Examples
    --------
    >>> profile = pl.DataFrame({"term": ["العسكري"], "is_adjective": [True], "near": [8], "elsewhere": [4],
    ...     "documents": [5], "log_likelihood": [20.1], "log_ratio": [3.0]})
    >>> rows = next(iter(chart_actor_profile(profile, actor="الناتو").to_dict()["datasets"].values()))
    >>> rows[0]["number"].strip("\u2067\u2069")
    '×8 (8)'
    """
    check_columns("chart_actor_profile", profile, numbers=_NUMBERS, flags=["is_adjective"], others=["term"])
    check_grain("chart_actor_profile", profile, ["term"], hint="draw the profile of one actor at a time.")
    top = check_top("chart_actor_profile", top)
    language = choose_language("chart_actor_profile", language, profile["term"].head(200))
    named = word("profile_title", language=language, actor=actor) if actor else None
    title = title or named or word("profile_plain_title", language=language)
    ratio = pl.col("log_ratio").cast(pl.Float64)
    known = profile.filter((ratio > 0) & ratio.is_finite())
    if known.is_empty():
        return draw_nothing(title, language=language)
    shown = known.sort(["log_likelihood", "term"], descending=[True, False]).head(top)
    shown = _write(shown.sort(["log_ratio", "term"], descending=[True, False]), language=language)
    notes = [
        " · ".join(
            [word("profile_subtitle", language=language), *note_shown(len(shown), len(known), language=language)]
        )
    ]
    said = [f"{term} {number}" for term, number in shown.select("term", "plain").iter_rows()]
    colours = {word("adjective", language=language): PALETTE[1], word("other_word", language=language): PALETTE[0]}
    present = {name: colour for name, colour in colours.items() if name in shown["class"]}
    return draw_bars(
        shown.drop("plain"),
        label="term",
        value="log_ratio",
        text="number",
        tooltip=_tooltip(language),
        language=language,
        colour=colour_names("class", present, title=word("word_class", language=language), language=language),
        most=max(shown["log_ratio"]),
    ).properties(
        title=set_title(title, notes, language=language),
        description=describe(title, notes, said[:3], language=language, lowest=said[-1]),
    )


def _write(shown: pl.DataFrame, *, language: str) -> pl.DataFrame:
    plain = [
        f"×{_write_times(2**ratio, language=language)} ({format_number(near, language=language)})"
        for ratio, near in shown.select("log_ratio", "near").iter_rows()
    ]
    names = {True: word("adjective", language=language), False: word("other_word", language=language)}
    # Numbers have no direction of their own: in Arabic the ratio stands at the right.
    turned = [f"{RLI}{text}{PDI}" for text in plain] if is_rtl(language) else plain
    return shown.select(
        "term",
        "near",
        "elsewhere",
        "documents",
        "log_likelihood",
        "log_ratio",
        pl.Series("class", [names[flag] for flag in shown["is_adjective"]], dtype=pl.String),
        number=pl.Series(turned, dtype=pl.String),
        plain=pl.Series(plain, dtype=pl.String),
    )


def _write_times(times: float, *, language: str) -> str:
    """Write 64, but 1.4: below ten the decimal tells, where there is one."""
    if times >= 9.95 or round(times, 1) == round(times):
        return format_number(round(times), language=language)
    return format_rate(times, language=language)


def _tooltip(language: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("written:N", title=word("term", language=language)),
        alt.Tooltip("class:N", title=word("word_class", language=language)),
        alt.Tooltip("near:Q", title=word("near", language=language), format=","),
        alt.Tooltip("elsewhere:Q", title=word("elsewhere", language=language), format=","),
        alt.Tooltip("documents:Q", title=word("documents", language=language), format=","),
        alt.Tooltip("log_likelihood:Q", title=word("log_likelihood", language=language), format=",.1f"),
        alt.Tooltip("log_ratio:Q", title=word("log_ratio", language=language), format=".2f"),
    ]
