"""How often actors are named, in all or by outlet and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.roster import ACTOR, list_actors
from corpus_tools.arguments import check_arguments
from corpus_tools.errors import ArgumentError, FrameError, explain
from corpus_tools.measures.grouping import PERIODS
from corpus_tools.schema import ACTOR_COUNTS, ARTICLES, MENTIONS, check_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWN = frozenset(ACTOR_COUNTS.columns) - {"kind"}
_SEARCHED = "__searched__"


@check_arguments
def count_actors(
    mentions: pl.DataFrame, *, by: str | Sequence[str] | None = None, articles: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Count how often, and in how many articles, each actor is named.

    Compare groups by `share`, or by `mention_share` where only the actors named matter; `documents` tells how widely
    an actor is covered, `count` how closely.

    Parameters
    ----------
    mentions
        What `find_actors` gives, filtered as you like (`how`, `kind`).
    by
        Columns of the mentions, such as "how" or "kind", columns of `articles`, such as "source", or a period of their
        dates: "day", "week" (from Monday), "month", "quarter", "year". None counts all.
    articles
        The articles that were searched (`corpus.articles`): `share` is then a share of all of them, and their columns
        and periods can be named in `by`. Mentions in other articles are left out. None takes the articles that have a
        mention.

    Returns
    -------
    polars.DataFrame
        One row an actor (of a group), sorted by group, then documents and count descending, then actor_id:

        ============= === ===========================================================================
        [by]              the group's columns; a period is its first day; null where an article has no value
        actor_id      str slug of the actor
        actor         str display name: the commonest in these mentions
        kind          str kind of actor
        count         u32 mentions
        documents     u32 articles that name the actor
        mention_share f64 count / mentions of all actors in the group: they add up to 1
        share         f64 documents / articles of the group
        ============= === ===========================================================================

    Raises
    ------
    FrameError
        A column is missing, or `by` names none.
    ArgumentError
        `by` names a column of the result itself (`actor`, `count` …).

    Notes
    -----
    share = documents / articles of the group: of the group's own articles where `by` names a column or period of
    `articles`, of all articles where it names one of the mentions and `articles` is given. Without `articles`, only
    those with a mention are known, so that shares come out too high. `compare_actors` gives shares with intervals.

    Examples
    --------
    >>> from corpus_tools import build_corpus, find_actors
    >>> corpus = build_corpus(pl.DataFrame({"text": ["بوتين في موسكو", "بوتين وبايدن"]}))
    >>> count_actors(find_actors(corpus)).select("actor_id", "count", "documents", "mention_share").row(0)
    ('vladimir-putin', 2, 2, 0.5)
    """
    check_frame("count_actors", mentions, MENTIONS, columns=["doc_id", *ACTOR])
    columns = [by] if isinstance(by, str) else list(dict.fromkeys(by or ()))
    searched = _searched(mentions, columns, articles)
    wanted = [name for name in columns if name not in mentions.columns]
    placed = mentions.join(searched.select("doc_id", *wanted), on="doc_id", maintain_order="left")
    counts = placed.group_by(*columns, "actor_id").agg(
        count=pl.len().cast(pl.UInt32), documents=pl.col("doc_id").n_unique().cast(pl.UInt32)
    )
    # Groups of mentions (how, kind) share all articles; groups of articles (source) divide them.
    divided = wanted if articles is not None else columns
    counts = _add_total(counts, searched if articles is not None else placed, divided, _SEARCHED)
    all_mentions = pl.col("count").sum().over(columns) if columns else pl.col("count").sum()
    facts = [name for name in ACTOR if name not in columns]
    return (
        counts.join(list_actors(placed).drop(name for name in ("kind",) if name in columns), on="actor_id")
        .with_columns(mention_share=pl.col("count") / all_mentions, share=pl.col("documents") / pl.col(_SEARCHED))
        .select(*columns, *facts, "count", "documents", "mention_share", "share")
        .sort(
            [*columns, "documents", "count", "actor_id"],
            descending=[*(False for _ in columns), True, True, False],
        )
    )


def _searched(mentions: pl.DataFrame, columns: list[str], articles: pl.DataFrame | None) -> pl.DataFrame:
    """Give each article that was searched once, with the columns of articles that are asked for."""
    check_groups("count_actors", columns, _OWN, mentions=mentions, articles=articles)
    if articles is None:
        return mentions.select("doc_id").unique(maintain_order=True)
    wanted = [name for name in columns if name not in mentions.columns]
    return group_articles("count_actors", articles, wanted)


def check_groups(
    function: str,
    columns: Sequence[str],
    own: frozenset[str],
    *,
    mentions: pl.DataFrame | None,
    articles: pl.DataFrame | None,
) -> None:
    """Raise ArgumentError for a name in `by` that the result has itself, FrameError for one that there is not."""
    of_mentions = list(mentions.columns) if mentions is not None else []
    known = [*of_mentions, *([] if articles is None else [*articles.columns, *PERIODS])]
    for name in columns:
        if name in own:
            expected = "by= a name that the result does not have itself"
            raise ArgumentError(explain(function, expected=expected, got=name, hint="rename the column."))
        if name not in known:
            hint = "columns and periods of articles need articles=corpus.articles." if articles is None else None
            expected = f"by= columns of {'mentions or ' if of_mentions else ''}articles, or a period"
            raise FrameError(explain(function, expected=expected, got=name, known=known, hint=hint))


def group_articles(function: str, articles: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Give `doc_id` and the columns of `by` of each article; a period is its first day (week: Monday)."""
    periods = [name for name in by if name not in articles.columns]
    check_frame(function, articles, ARTICLES, columns=["doc_id", *(["date"] if periods else [])])
    columns = [pl.col("date").dt.truncate(PERIODS[name]).alias(name) if name in periods else name for name in by]
    return articles.select("doc_id", *columns).unique("doc_id", keep="first", maintain_order=True)


def _add_total(counts: pl.DataFrame, articles: pl.DataFrame, columns: list[str], name: str) -> pl.DataFrame:
    """Add how many articles the group of each row has."""
    if not columns:
        return counts.with_columns(pl.lit(articles["doc_id"].n_unique()).alias(name))
    totals = articles.group_by(columns).agg(pl.col("doc_id").n_unique().alias(name))
    return counts.join(totals, on=columns, nulls_equal=True)
