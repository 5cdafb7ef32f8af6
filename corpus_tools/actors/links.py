"""Who is named with whom: pairs of actors in sentences, paragraphs or articles."""

from __future__ import annotations

import polars as pl

from corpus_tools.actors.roster import ACTOR, list_actors
from corpus_tools.arguments import check_arguments
from corpus_tools.errors import ArgumentError, FrameError, explain
from corpus_tools.schema import ARTICLES, LINKS, MENTIONS, check_choice, check_frame

SPANS = ("sentence", "paragraph", "article")
_SLICE = 4_000_000  # pairs that are held at once: about 100 MB
_NEW_LINE = "[\r\u2028\u2029]"


@check_arguments
def connect_actors(
    mentions: pl.DataFrame, *, within: str = "sentence", articles: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Link actors that are named together.

    `count` finds the great pairs; `npmi` those that belong together more than their fame explains.

    Parameters
    ----------
    mentions
        What `find_actors` gives, filtered as you like.
    within
        "sentence", "paragraph" or "article": how near is together.
    articles
        The articles that were searched (`corpus.articles`); only needed for paragraphs, which are told by the line
        breaks of `text`.

    Returns
    -------
    polars.DataFrame
        One row a pair (in alphabetical order of the ids), sorted by count descending, then ids:

        ========== === =====================================================================
        actor_id_1 str `actor_1`, `kind_1`: name and kind; the same for `_2`
        count      u32 sentences (paragraphs, articles) that name both
        documents  u32 articles with such a sentence
        npmi       f64 normalised pointwise mutual information, -1 to 1; 0 is chance
        ========== === =====================================================================

    Raises
    ------
    ArgumentError
        `within` is none of them, or "paragraph" without `articles`.
    FrameError
        A column is missing, or a mention's article.

    Notes
    -----
    npmi = ln(p12 / (p1 p2)) / -ln p12, with probabilities over the sentences (paragraphs, articles) that name any
    actor; 1 where all of them name both. High values of rare pairs mean little: filter by `count` first.

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
    check_choice("connect_actors", "within", within, SPANS)
    check_frame("connect_actors", mentions, MENTIONS, columns=["doc_id", "sentence", *ACTOR])
    present = _mark_units(mentions, within, articles)
    total = present["unit"].n_unique()
    actors = list_actors(mentions).with_row_index("code")
    single = present.group_by("code").agg(times=pl.len())
    pairs = _count_pairs(present)
    for side in ("1", "2"):
        facts = actors.join(single, on="code").select(pl.all().name.suffix(f"_{side}"))
        pairs = pairs.join(facts, on=f"code_{side}")
    joint = pl.col("count") / total
    chance = (pl.col("times_1") / total) * (pl.col("times_2") / total)
    npmi = pl.when(joint < 1).then((joint / chance).log() / -joint.log()).otherwise(1.0)
    return (
        pairs.with_columns(npmi=npmi)
        .select(list(LINKS.columns))
        .sort(["count", "actor_id_1", "actor_id_2"], descending=[True, False, False])
    )


def _mark_units(mentions: pl.DataFrame, within: str, articles: pl.DataFrame | None) -> pl.DataFrame:
    """Give every actor of every sentence (paragraph, article) once: `doc`, `unit` and `code` as whole numbers."""
    if within == "paragraph":
        mentions = _mark_paragraphs(mentions, articles)
    keys = ["doc_id"] if within == "article" else ["doc_id", within]
    codes = list_actors(mentions).select("actor_id").with_row_index("code")
    units = mentions.select(keys).unique().sort(keys).with_row_index("unit")
    units = units.with_columns(doc=pl.col("doc_id").rle_id())
    return (
        mentions.select(*keys, "actor_id")
        .unique()
        .join(units, on=keys)
        .join(codes, on="actor_id")
        .select("doc", "unit", "code")
    )


def _mark_paragraphs(mentions: pl.DataFrame, articles: pl.DataFrame | None) -> pl.DataFrame:
    """Add where the paragraph of each mention begins: after a line break, or with the text."""
    if articles is None:
        hint = "connect_actors(mentions, within='paragraph', articles=corpus.articles)."
        raise ArgumentError(
            explain("connect_actors", expected="articles= for within='paragraph'", got="no articles", hint=hint)
        )
    check_frame("connect_actors", mentions, MENTIONS, columns=["start"])
    check_frame("connect_actors", articles, ARTICLES, columns=["doc_id", "text"])
    absent = mentions.join(articles, on="doc_id", how="anti")["doc_id"]
    if absent.len():
        expected = "mentions in these articles"
        raise FrameError(
            explain("connect_actors", expected=expected, got=absent[0], hint="pass all that were searched.")
        )
    lines = pl.col("text").str.replace_all(_NEW_LINE, "\n").str.split("\n")
    texts = articles.join(mentions, on="doc_id", how="semi").select("doc_id", line=lines)
    pieces = texts.explode("line", empty_as_null=True).with_columns(length=pl.col("line").str.len_chars() + 1)
    starts = pieces.select("doc_id", start=(pl.col("length").cum_sum().over("doc_id") - pl.col("length")))
    starts = starts.with_columns(pl.col("start").cast(pl.UInt32), paragraph="start")
    return mentions.sort("start").join_asof(
        starts.sort("start"), on="start", by="doc_id", strategy="backward", check_sortedness=False
    )


def _count_pairs(present: pl.DataFrame) -> pl.DataFrame:
    """Count units and articles of each pair, slice by slice of the articles: an article is in one slice only."""
    sizes = (
        present.group_by("doc", "unit")
        .agg(pl.len().cast(pl.Int64))
        .group_by("doc")
        .agg(pairs=(pl.col("len") * (pl.col("len") - 1) // 2).sum())
    )
    slices = sizes.sort("doc").select("doc", slice=pl.col("pairs").cum_sum() // _SLICE)
    parts = present.join(slices, on="doc").partition_by("slice", include_key=False)
    counted = [
        part.join(part.select("unit", "code"), on="unit", suffix="_2")
        .filter(pl.col("code") < pl.col("code_2"))
        .group_by(code_1="code", code_2="code_2")
        .agg(count=pl.len(), documents=pl.col("doc").n_unique())
        for part in parts or [present]
    ]
    return pl.concat(counted).group_by("code_1", "code_2").agg(pl.col("count", "documents").sum().cast(pl.UInt32))
