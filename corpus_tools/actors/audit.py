"""What an actor's number is made of: every spelling that was counted, with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.roster import name_actor
from corpus_tools.actors.sentences import list_examples, number_articles
from corpus_tools.arguments import check_arguments, check_whole
from corpus_tools.corpus.model import check_corpus
from corpus_tools.schema import MENTIONS, SURFACES, check_frame

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

_KEYS = ["surface", "how"]


@check_arguments
def explain_actor(
    mentions: pl.DataFrame, actor: str, *, corpus: Corpus | None = None, examples: int = 2
) -> pl.DataFrame:
    """List every spelling under which an actor was found, with counts and sentences: what its number is made of.

    Look here before you publish a count. A spelling that should not count is left out by filtering the mentions, or for
    good by a context rule in a table of your own (`load_actors`).

    Parameters
    ----------
    mentions
        What `find_actors` gives, filtered as the count was.
    actor
        The actor's id (`nato`) or its display name (`الناتو`).
    corpus
        The corpus that was searched: the sentences are its. None gives no examples.
    examples
        How many sentences a spelling, each of another article.

    Returns
    -------
    polars.DataFrame
        One row a spelling and how it was recognised, sorted by count descending, then spelling:

        ============= ========= ======================================================================
        surface       str       the name as it stands, proclitics included
        how           str       name, alias, acronym, metonym, demonym, short …
        count         u32       mentions
        documents     u32       articles
        mention_share f64       count / all mentions of the actor: they add up to 1
        doc_id        str       the first article by id
        examples      list[str] sentences; null without a corpus, or where it does not have the article
        ============= ========= ======================================================================

    Raises
    ------
    ArgumentError
        The mentions have no such actor (the nearest are named), a name is that of several, or `examples` is below 1.
    FrameError
        A column is missing, or `corpus` is no Corpus.

    Notes
    -----
    The counts add up to `count` of `count_actors` for the same mentions. Spellings are told apart to the letter: وروسيا
    and روسيا are two rows.

    Examples
    --------
    >>> from corpus_tools import build_corpus, find_actors
    >>> corpus = build_corpus(pl.DataFrame({"text": ["رفض الناتو. وللناتو موقف، قال الناتو."]}))
    >>> explain_actor(find_actors(corpus), "nato", corpus=corpus).select("surface", "count", "examples").rows()
    [('الناتو', 2, ['رفض الناتو.']), ('وللناتو', 1, ['وللناتو موقف، قال الناتو.'])]
    """
    check_frame(
        "explain_actor", mentions, MENTIONS, columns=["doc_id", "sentence", "start", "actor_id", "actor", *_KEYS]
    )
    check_whole("explain_actor", "examples", examples, least=1)
    own = mentions.filter(pl.col("actor_id") == name_actor("explain_actor", mentions, actor))
    rows = own.group_by(_KEYS).agg(
        count=pl.len().cast(pl.UInt32),
        documents=pl.col("doc_id").n_unique().cast(pl.UInt32),
        mention_share=pl.len() / own.height,
        doc_id=pl.col("doc_id").min(),
    )
    if corpus is None:
        rows = rows.with_columns(examples=pl.lit(None, pl.List(pl.String)))
    else:
        check_corpus("explain_actor", corpus)
        places = own.join(number_articles(corpus), on="doc_id")
        quoted = list_examples(corpus, places, _KEYS, most=examples)
        rows = rows.join(quoted, on=_KEYS, how="left", nulls_equal=True)
    return rows.select(list(SURFACES.columns)).sort(["count", *_KEYS], descending=[True, False, False])
