"""Share of voice: how much of the naming goes to each actor, here and elsewhere, with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.counts import check_groups, group_articles
from corpus_tools.actors.roster import ACTOR, list_actors
from corpus_tools.arguments import check_arguments
from corpus_tools.corpus.model import check_corpus
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.measures.formulas import wilson_interval
from corpus_tools.measures.parts import part_articles
from corpus_tools.schema import MENTIONS, VOICES, check_choice, check_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus

UNITS = ("mentions", "articles")
_SIDES = ("target", "reference")
# Sums over articles of c (mentions of the actor) and t (mentions of all): they add up, so that "all others" is all
# less the group's own.
_OF_ACTOR, _OF_PART = ("c", "cc", "ct"), ("t", "tt", "named")
_PART = "__part__"


@check_arguments
def compare_actors(
    corpus: Corpus,
    mentions: pl.DataFrame,
    *,
    target: pl.Expr | None = None,
    reference: pl.Expr | None = None,
    by: str | Sequence[str] | None = None,
    of: str = "mentions",
) -> pl.DataFrame:
    """Compare how much of the naming goes to each actor in parts of a corpus: share of voice.

    Read `target_share` with its interval, and `difference` with its own: where that one holds 0, the parts may well
    name the actor alike. `log_ratio` is the size as in `compare_terms`: 1 means twice the share.

    Parameters
    ----------
    corpus
        The corpus that was searched.
    mentions
        What `find_actors` gives. Filter it to those who compete for attention: the share is one of these mentions.
    target
        Expression over article columns: `pl.col("source") == "ميزان"`.
    reference
        The same for the reference; None takes all other articles.
    by
        Instead of `target`: article columns or a period (day, week, month, quarter, year). Each group is compared with
        all other articles.
    of
        "mentions": share of all mentions, the usual share of voice. "articles": share of the part's articles that name
        the actor at least once; it does not depend on who else is in the mentions.

    Returns
    -------
    polars.DataFrame
        One row an actor (of a group, those it never names with 0), sorted by group, then size of the difference
        descending, then actor_id:

        ================ === ===================================================================
        [by]                 the group's columns; null where an article has no value
        actor_id         str slug of the actor
        actor            str display name
        kind             str kind of actor
        target           u32 mentions of it (articles that name it) in the target, or in the group
        reference        u32 the same in the reference, or in all other articles
        target_share     f64 target / all mentions (articles) there; null where there are none
        target_low       f64 lower bound of its 95 % interval (`target_high`: upper)
        reference_share  f64 share in the reference, with `reference_low` and `reference_high`
        difference       f64 target_share - reference_share
        difference_low   f64 lower bound of its 95 % interval (`difference_high`: upper)
        log_ratio        f64 above 0: larger share in the target
        ================ === ===================================================================

    Raises
    ------
    ArgumentError
        Neither `target` nor `by` is given, or both; `of` is unknown; `by` names a column of the result; a condition is
        none, has no article, or shares one with the other.
    FrameError
        A column is missing; `corpus` is no Corpus.

    Notes
    -----
    Intervals are Wilson's, those of differences Newcombe's (his method 10). Mentions of one article are not
    independent: an article about an actor names it again and again. The interval therefore takes as n the
    effective number of mentions, n / deff, where deff = Σ (c - p t)² m / (m - 1) / (n p (1 - p)) over the m
    articles with t mentions, c of them of the actor; it is held between 1 and Σt² / n. Where p is 0 or 1 the
    median of the part's other actors stands, or Σt² / n where there is none. With one mention an article this
    is Wilson's own interval. Copies of one text still make it too narrow. The log ratio is log2(share / share),
    a count of zero replaced by 0.5. Every row is a comparison of its own: of a hundred actors, some five have
    intervals without 0 by chance alone.

    References
    ----------
    Newcombe, R. G. (1998), Interval estimation for the difference between independent proportions, Statistics in
    Medicine 17, 873-890. Korn, E. and Graubard, B. (1998), Confidence intervals for proportions with small expected
    number of positive counts, Survey Methodology 24, 193-201. Kish, L. (1965), Survey Sampling, ch. 8.

    Examples
    --------
    >>> from corpus_tools import build_corpus, find_actors
    >>> articles = pl.DataFrame({"text": ["بوتين وبوتين وبايدن", "بايدن"], "source": ["أ", "ب"]})
    >>> corpus = build_corpus(articles)
    >>> voices = compare_actors(corpus, find_actors(corpus), target=pl.col("source") == "أ")
    >>> voices.select("actor_id", "target", "reference", "reference_share").row(0)
    ('joe-biden', 1, 1, 1.0)
    """
    check_corpus("compare_actors", corpus)
    check_frame("compare_actors", mentions, MENTIONS, columns=["doc_id", *ACTOR])
    check_choice("compare_actors", "of", of, UNITS)
    if (target is None) == (by is None) or (by is not None and reference is not None):
        got = "no target" if by is None else "both"
        hint = "target= (and reference=) compares two parts, by= each group with the rest."
        raise ArgumentError(explain("compare_actors", expected="either target= or by=", got=got, hint=hint))
    columns = [by] if isinstance(by, str) else list(dict.fromkeys(by or ()))
    check_groups("compare_actors", columns, frozenset(VOICES.columns), mentions=None, articles=corpus.articles)
    parts = _mark_parts(corpus, target, reference) if target is not None else corpus.articles
    keys = columns or [_PART]
    groups = group_articles("compare_actors", parts, keys)
    actors = list_actors(mentions.join(groups, on="doc_id", how="semi"))
    of_actors, of_parts = _sum_up(mentions, groups, of=of)
    sides = _against_others(of_actors, of_parts, actors, keys) if columns else _against(of_actors, of_parts, actors)
    return _finish(sides.join(actors, on="actor_id"), columns)


def _mark_parts(corpus: Corpus, target: pl.Expr, reference: pl.Expr | None) -> pl.DataFrame:
    """Say of each article which part it is of; those of neither are left out."""
    first, second = part_articles("compare_actors", corpus, target, reference)
    part = pl.when(first).then(pl.lit("target")).when(second).then(pl.lit("reference"))
    return corpus.articles.with_columns(part.alias(_PART)).drop_nulls(_PART)


def _sum_up(mentions: pl.DataFrame, groups: pl.DataFrame, *, of: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sum over the articles of each group: what concerns an actor, and what concerns the group."""
    keys = groups.columns[1:]
    named = mentions.join(groups, on="doc_id")
    counted = named.group_by("doc_id", *keys, "actor_id").agg(c=pl.len().cast(pl.Int64))
    sizes = counted.group_by("doc_id", *keys).agg(t=pl.col("c").sum())
    if of == "articles":
        counted = counted.with_columns(c=pl.lit(1, pl.Int64))
        sizes = groups.with_columns(t=pl.lit(1, pl.Int64))
    c, t = pl.col("c"), pl.col("t")
    of_actors = (
        counted.join(sizes.select("doc_id", "t"), on="doc_id")
        .group_by(*keys, "actor_id")
        .agg(c.sum(), cc=(c * c).sum(), ct=(c * t).sum())
    )
    of_parts = sizes.group_by(keys).agg(t.sum(), tt=(t * t).sum(), named=pl.len().cast(pl.Int64))
    # A group without a mention is a group all the same.
    empty = groups.select(keys).unique().join(of_parts, on=keys, how="anti", nulls_equal=True)
    return of_actors, pl.concat([of_parts, empty.with_columns(pl.lit(0, pl.Int64).alias(n) for n in _OF_PART)])


def _against(of_actors: pl.DataFrame, of_parts: pl.DataFrame, actors: pl.DataFrame) -> pl.DataFrame:
    """Set target and reference beside each other."""
    table = actors.select("actor_id")
    for side in _SIDES:
        own, part = (frame.filter(pl.col(_PART) == side).drop(_PART) for frame in (of_actors, of_parts))
        sums = (
            table.select("actor_id").join(own, on="actor_id", how="left", maintain_order="left").join(part, how="cross")
        )
        table = table.join(sums.select("actor_id", *_named(side)), on="actor_id")
    return table


def _against_others(
    of_actors: pl.DataFrame, of_parts: pl.DataFrame, actors: pl.DataFrame, keys: list[str]
) -> pl.DataFrame:
    """Set each group beside all other articles: the sums of all, less its own."""
    grid = of_parts.join(actors.select("actor_id"), how="cross")
    own = grid.join(of_actors, on=[*keys, "actor_id"], how="left", nulls_equal=True)
    own = own.with_columns(pl.col(_OF_ACTOR).fill_null(0))
    rest = own.select(
        *keys,
        "actor_id",
        *((pl.col(name).sum().over("actor_id") - pl.col(name)).alias(name) for name in (*_OF_ACTOR, *_OF_PART)),
    )
    target = own.select(*keys, "actor_id", *_named("target"))
    return target.join(rest.select(*keys, "actor_id", *_named("reference")), on=[*keys, "actor_id"], nulls_equal=True)


def _named(side: str) -> list[pl.Expr]:
    return [pl.col(name).fill_null(0).alias(f"{side}_{name}") for name in (*_OF_ACTOR, *_OF_PART)]


def _finish(sides: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Compute shares, intervals, differences and ratios from the sums."""
    for side in _SIDES:
        sides = sides.with_columns(n=_effective_size(side, columns)).with_columns(
            k=pl.col(f"{side}_c") / pl.col(f"{side}_t") * pl.col("n")
        )
        share, low, high = wilson_interval("k", "n")
        sides = sides.with_columns(share.alias(f"{side}_share"), low.alias(f"{side}_low"), high.alias(f"{side}_high"))
    p, q = pl.col("target_share"), pl.col("reference_share")
    below = ((p - pl.col("target_low")).pow(2) + (pl.col("reference_high") - q).pow(2)).sqrt()
    above = ((pl.col("target_high") - p).pow(2) + (q - pl.col("reference_low")).pow(2)).sqrt()
    a, b = (pl.when(pl.col(f"{side}_c") == 0).then(0.5).otherwise(pl.col(f"{side}_c")) for side in _SIDES)
    ratio = ((a / pl.col("target_t")) / (b / pl.col("reference_t"))).log(2)
    return (
        sides.with_columns(
            *(pl.col(f"{side}_c").cast(pl.UInt32).alias(side) for side in _SIDES),
            difference=p - q,
            difference_low=p - q - below,
            difference_high=p - q + above,
            log_ratio=pl.when((pl.col("target_t") > 0) & (pl.col("reference_t") > 0)).then(ratio),
        )
        .sort(
            [*columns, pl.col("difference").abs(), "actor_id"],
            descending=[*(False for _ in columns), True, False],
            nulls_last=[*(False for _ in columns), True, False],
        )
        .select(*columns, *VOICES.columns)
    )


def _effective_size(side: str, columns: list[str]) -> pl.Expr:
    """How many independent mentions tell as much as these do; null where there are none."""
    c, cc, ct, t, tt, named = (pl.col(f"{side}_{name}") for name in (*_OF_ACTOR, *_OF_PART))
    p = c / t
    spread = (cc - 2 * p * ct + p * p * tt) * named / (named - 1)
    most = tt / t
    own = pl.when((c > 0) & (c < t) & (named > 1)).then(spread / (t * p * (1 - p)))
    # An actor that a part never mentions is taken to come in articles as the part's other actors do.
    usual = own.median().over(columns) if columns else own.median()
    effect = pl.coalesce(own, usual, most)
    return pl.when(t > 0).then(t / pl.min_horizontal(pl.max_horizontal(effect, pl.lit(1.0)), most))
