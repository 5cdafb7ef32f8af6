"""How often actors are named, and with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.errors import ArgumentError, FrameError, explain
from corpus_tools.schema import MENTIONS, check_choice, check_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

_ACTOR = ["actor_id", "actor", "kind"]
_OWN = frozenset({"actor_id", "actor", "count", "documents", "share"})
_SEARCHED = "__searched__"


def count_actors(
    mentions: pl.DataFrame, *, by: str | Sequence[str] | None = None, articles: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Count how often, and in how many articles, each actor is named.

    Compare groups by `share`; `documents` tells how widely an actor is covered, `count` how closely.

    Parameters
    ----------
    mentions
        What `find_actors` gives, filtered as you like (`how`, `kind`).
    by
        Columns of the mentions, such as "how" or "kind", or of `articles`, such as "source"; None counts all.
    articles
        The articles that were searched (`corpus.articles`): `share` is then a share of all of them, and their columns
        can be named in `by`. None takes the articles that have a mention.

    Returns
    -------
    polars.DataFrame
        One row an actor (of a group), sorted by group, then documents and count descending, then actor_id:

        ========= === ==================================================================
        [by]          the group's columns
        actor_id  str slug of the actor
        actor     str display name: the commonest in these mentions
        kind      str kind of actor
        count     u32 mentions
        documents u32 articles that name the actor
        share     f64 documents / articles of the group
        ========= === ==================================================================

    Raises
    ------
    FrameError
        A column is missing, or `by` names none.
    ArgumentError
        `by` names a column of the result itself (`actor`, `count` …).

    Notes
    -----
    share = documents / articles of the group: of the group's own articles where `by` names a column of `articles`, of
    all articles where it names one of the mentions and `articles` is given. Without `articles`, only those with a
    mention are known, so that shares come out too high.

    Examples
    --------
    >>> from corpus_tools import build_corpus, find_actors
    >>> corpus = build_corpus(pl.DataFrame({"text": ["بوتين في موسكو", "بوتين وبايدن"]}))
    >>> count_actors(find_actors(corpus)).select("actor_id", "count", "documents").row(0)
    ('vladimir-putin', 2, 2)
    """
    check_frame("count_actors", mentions, MENTIONS, columns=["doc_id", *_ACTOR])
    columns = [by] if isinstance(by, str) else list(by or ())
    placed = _place(mentions, columns, articles)
    # Groups of mentions (how, kind) share all articles; groups of articles (source) divide them.
    of_articles = [name for name in columns if articles is not None and name not in mentions.columns]
    searched = placed if articles is None else articles
    named = pl.lit(searched["doc_id"].n_unique())
    facts = [name for name in _ACTOR if name not in columns]
    counts = placed.group_by(*columns, "actor_id").agg(
        *([] if "kind" in columns else [pl.col("kind").first()]),
        count=pl.len().cast(pl.UInt32),
        documents=pl.col("doc_id").n_unique().cast(pl.UInt32),
    )
    keys = columns if articles is None else of_articles
    if keys:
        totals = searched.group_by(keys).agg(pl.col("doc_id").n_unique().alias(_SEARCHED))
        counts, named = counts.join(totals, on=keys, nulls_equal=True), pl.col(_SEARCHED)
    return (
        counts.join(_display_names(mentions), on="actor_id")
        .with_columns(share=pl.col("documents") / named)
        .select(*columns, *facts, "count", "documents", "share")
        .sort(
            [*columns, "documents", "count", "actor_id"],
            descending=[*(False for _ in columns), True, True, False],
        )
    )


def _place(mentions: pl.DataFrame, columns: list[str], articles: pl.DataFrame | None) -> pl.DataFrame:
    """Bring the columns of articles that are asked for to the mentions."""
    known = [*mentions.columns, *(articles.columns if articles is not None else ())]
    for name in columns:
        if name in _OWN:
            expected = "by= a name that the result does not have itself"
            raise ArgumentError(explain("count_actors", expected=expected, got=name, hint="rename the column."))
        if name not in known:
            hint = None if articles is not None else "columns of articles need articles=corpus.articles."
            raise FrameError(
                explain(
                    "count_actors",
                    expected="by= columns of mentions or articles",
                    got=name,
                    known=known,
                    hint=hint,
                )
            )
    wanted = [name for name in columns if name not in mentions.columns]
    if articles is None or not wanted:
        return mentions
    return mentions.join(articles.select("doc_id", *wanted), on="doc_id", maintain_order="left")


def _display_names(mentions: pl.DataFrame) -> pl.DataFrame:
    return (
        mentions.group_by("actor_id", "actor")
        .agg(times=pl.len())
        .sort(["times", "actor"], descending=[True, False])
        .unique("actor_id", keep="first", maintain_order=True)
        .select("actor_id", "actor")
    )


def connect_actors(mentions: pl.DataFrame, *, within: str = "sentence") -> pl.DataFrame:
    """Link actors that are named together.

    `count` finds the great pairs; `npmi` those that belong together more than their fame explains.

    Parameters
    ----------
    mentions
        What `find_actors` gives, filtered as you like.
    within
        "sentence" or "article": how near is together.

    Returns
    -------
    polars.DataFrame
        One row a pair (in alphabetical order of the ids), sorted by count descending, then ids:

        ========== === =====================================================================
        actor_id_1 str `actor_1`, `kind_1`: name and kind; the same for `_2`
        count      u32 sentences (articles) that name both
        documents  u32 articles with such a sentence
        npmi       f64 normalised pointwise mutual information, -1 to 1; 0 is chance
        ========== === =====================================================================

    Raises
    ------
    ArgumentError
        `within` is neither.
    FrameError
        A column is missing.

    Notes
    -----
    npmi = ln(p12 / (p1 p2)) / -ln p12, with probabilities over the sentences (articles) that name any actor;
    1 where all of them name both. High values of rare pairs mean little: filter by `count` first.

    References
    ----------
    Bouma, G. (2009), Normalized (pointwise) mutual information in collocation extraction, GSCL, 31-40.

    Examples
    --------
    >>> from corpus_tools import build_corpus, find_actors
    >>> corpus = build_corpus(pl.DataFrame({"text": ["التقى بوتين بايدن. وصل لافروف."]}))
    >>> connect_actors(find_actors(corpus)).select("actor_id_1", "actor_id_2", "count").rows()
    [('joe-biden', 'vladimir-putin', 1)]
    """
    check_choice("connect_actors", "within", within, ("sentence", "article"))
    check_frame("connect_actors", mentions, MENTIONS, columns=["doc_id", "sentence", *_ACTOR])
    unit = ["doc_id", "sentence"] if within == "sentence" else ["doc_id"]
    present = mentions.select(*unit, "actor_id").unique()
    total = present.select(unit).n_unique()
    single = present.group_by("actor_id").agg(times=pl.len())
    facts = _display_names(mentions).join(mentions.group_by("actor_id").agg(pl.col("kind").first()), on="actor_id")
    pairs = (
        present.join(present, on=unit, suffix="_2")
        .filter(pl.col("actor_id") < pl.col("actor_id_2"))
        .group_by(actor_id_1=pl.col("actor_id"), actor_id_2=pl.col("actor_id_2"))
        .agg(count=pl.len().cast(pl.UInt32), documents=pl.col("doc_id").n_unique().cast(pl.UInt32))
    )
    for side in ("1", "2"):
        renamed = facts.join(single, on="actor_id").rename(
            {
                "actor_id": f"actor_id_{side}",
                "actor": f"actor_{side}",
                "kind": f"kind_{side}",
                "times": f"times_{side}",
            }
        )
        pairs = pairs.join(renamed, on=f"actor_id_{side}")
    joint = pl.col("count") / total
    chance = (pl.col("times_1") / total) * (pl.col("times_2") / total)
    npmi = pl.when(joint < 1).then((joint / chance).log() / -joint.log()).otherwise(1.0)
    return pairs.select(
        "actor_id_1", "actor_1", "kind_1", "actor_id_2", "actor_2", "kind_2", "count", "documents", npmi=npmi
    ).sort(["count", "actor_id_1", "actor_id_2"], descending=[True, False, False])
