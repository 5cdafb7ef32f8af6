"""Where actors are named: the gazetteer's forms looked up on the corpus's integer index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.context import fits_context
from corpus_tools.actors.inference import infer_mentions
from corpus_tools.actors.matching import all_hits, longest
from corpus_tools.corpus.model import check_corpus
from corpus_tools.gazetteer import HOW_RANK, NAME_LANGUAGES, alias_forms, load_actors
from corpus_tools.schema import GAZETTEER, MENTIONS, check_choice, check_frame

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

# A short form (الحلف, a bare surname) is its actor only in an article that names the actor in one of these
# ways.
_FULL = ("name", "alias", "acronym")


def find_actors(
    corpus: Corpus,
    *,
    actors: pl.DataFrame | None = None,
    language: str | None = None,
    inferred: bool = False,
    recognizer: object = None,
) -> pl.DataFrame:
    """Find every mention of the actors of a table, in Arabic, English and French.

    The start of all questions of who: count mentions with `count_actors`, link them with `connect_actors`.

    Parameters
    ----------
    corpus
        The corpus.
    actors
        Table of actors as `load_actors` gives it; None takes the package's own.
    language
        Language of the display names, `ar`, `en` or `fr`; None takes the commonest of the corpus, Arabic
        where that is another. All mentions of an actor have one display name, whatever the language of the
        article.

    Returns
    -------
    polars.DataFrame
        One row a mention, sorted by article and position; mentions do not overlap, the longest name wins:

        ======== ==== =================================================================================
        doc_id   str  article
        sentence u32  sentence of the article, from 0
        start    u32  first character of the name in `text`, proclitics included
        end      u32  the character after its last
        surface  str  the name as it stands: `text[start:end]`
        actor_id str  slug of the actor
        actor    str  display name in `language`
        kind     str  kind of actor
        how      str  name, alias, acronym, metonym (موسكو), demonym (روسي) or short (الحلف)
        ======== ==== =================================================================================

    Raises
    ------
    ArgumentError
        `language` is another one.
    FrameError
        The table lacks a column, a context rule in it cannot be read, or `corpus` is no Corpus.

    Notes
    -----
    Arabic names are compared folded (hamza seats, ى, ة, marks) and may carry و ف ب ك ل and لل. An alias with
    a context rule counts only where the rule holds; a short form only in an article that names its actor
    otherwise, and where two actors share it, it is the one named last before it. Leave metonyms or demonyms
    out with `mentions.filter(pl.col("how") != "demonym")`: a capital is often just a place.

    Examples
    --------
    >>> from corpus_tools import build_corpus
    >>> corpus = build_corpus(pl.DataFrame({"text": ["التقى بوتين وفد الناتو، وقال إن للحلف رأيا."]}))
    >>> find_actors(corpus).select("surface", "actor_id", "how").rows()
    [('بوتين', 'vladimir-putin', 'alias'), ('الناتو', 'nato', 'alias'), ('للحلف', 'nato', 'short')]
    """
    check_corpus("find_actors", corpus)
    table = load_actors() if actors is None else actors
    check_frame("find_actors", table, GAZETTEER)
    if language is not None:
        check_choice("find_actors", "language", language, NAME_LANGUAGES)
    forms = alias_forms(table)
    hits = longest(_without_loose_short(_filter_context(all_hits(corpus, forms), corpus, forms)))
    known = _name(_resolve_short(hits), table, language or _commonest_language(corpus))
    if inferred or recognizer is not None:
        further = infer_mentions(corpus, known, recognizer=recognizer).with_columns(how=pl.lit("inferred"))
        known = pl.concat([known, further.select(known.columns)]).sort("row")
    return _describe(known, corpus)


def _commonest_language(corpus: Corpus) -> str:
    known = corpus.articles.filter(pl.col("language").is_in(NAME_LANGUAGES))["language"]
    return str(known.mode().sort()[0]) if known.len() else NAME_LANGUAGES[0]


def _filter_context(hits: pl.DataFrame, corpus: Corpus, forms: pl.DataFrame) -> pl.DataFrame:
    """Drop the hits whose alias has a context rule that does not hold there."""
    ruled = forms.filter(pl.col("context").is_not_null()).select("alias_id", "context")
    plain = hits.join(ruled, on="alias_id", how="anti")
    tested = hits.join(ruled, on="alias_id", maintain_order="left")
    sentences = _sentences(corpus, tested)
    keep = [
        fits_context(context, *sentences[row], length)
        for row, length, context in tested.select("row", "length", "context").iter_rows()
    ]
    return pl.concat([plain, tested.filter(pl.Series(keep, dtype=pl.Boolean)).drop("context")]).join(
        forms.select("alias_id", "actor_id", "how"), on="alias_id"
    )


def _sentences(corpus: Corpus, hits: pl.DataFrame) -> dict[int, tuple[list[str], int]]:
    """Give the words of the sentence around each hit, and the hit's place among them."""
    tokens = corpus.tokens.select("doc", "sentence", "form").with_row_index("row")
    wanted = tokens.join(hits.select("row").unique(), on="row", how="semi").select("doc", "sentence").unique()
    sentences = (
        tokens.join(wanted, on=["doc", "sentence"], how="semi", maintain_order="left")
        .join(corpus.vocabulary.select("form", "surface"), on="form", maintain_order="left")
        .group_by("doc", "sentence", maintain_order=True)
        .agg(pl.col("row").first(), pl.col("surface"))
    )
    starts, words = sentences["row"].to_list(), sentences["surface"].to_list()
    rows = hits["row"].unique().sort()
    at = (pl.Series(starts, dtype=pl.UInt32).search_sorted(rows, side="right") - 1).to_list()
    return {row: (words[i], row - starts[i]) for row, i in zip(rows.to_list(), at, strict=True)}


def _without_loose_short(hits: pl.DataFrame) -> pl.DataFrame:
    """Drop short forms where the article does not name their actor in full, before they hide other names."""
    certain = pl.col("how") != "short"
    full = longest(hits.filter(certain)).filter(pl.col("how").is_in(_FULL)).select("doc", "actor_id").unique()
    return pl.concat([hits.filter(certain), hits.filter(~certain).join(full, on=["doc", "actor_id"], how="semi")])


def _resolve_short(hits: pl.DataFrame) -> pl.DataFrame:
    """Give each span one actor; a short form the one named last before it, or else first after it."""
    certain = pl.col("how") != "short"
    rank = pl.col("how").replace_strict(HOW_RANK, return_dtype=pl.UInt8)
    sure = hits.filter(certain).sort("row", rank, "actor_id").unique("row", keep="first", maintain_order=True)
    named = sure.filter(pl.col("how").is_in(_FULL)).select("doc", "actor_id", named_row="row")
    candidates = (
        hits.filter(~certain)
        .join(sure, on="row", how="anti")
        .join(named, on=["doc", "actor_id"])
        .with_columns(distance=pl.col("row").cast(pl.Int64) - pl.col("named_row").cast(pl.Int64))
        .with_columns(after=pl.col("distance") < 0, distance=pl.col("distance").abs())
        .sort("row", "after", "distance", "actor_id")
        .unique("row", keep="first", maintain_order=True)
    )
    return pl.concat([sure, candidates.select(sure.columns)]).sort("row")


def _name(hits: pl.DataFrame, table: pl.DataFrame, language: str) -> pl.DataFrame:
    """Add kinds and display names to the hits of the table."""
    names = table.unique("actor_id", keep="first", maintain_order=True).select(
        "actor_id",
        "kind",
        actor=pl.coalesce(f"name_{language}", *(f"name_{code}" for code in NAME_LANGUAGES)),
    )
    return (
        hits.join(names, on="actor_id", maintain_order="left")
        .with_columns(confidence=pl.lit(1.0))
        .select("row", "length", "doc", "actor_id", "actor", "kind", "how", "confidence")
    )


def _describe(hits: pl.DataFrame, corpus: Corpus) -> pl.DataFrame:
    """Turn token rows into offsets and surfaces."""
    tokens = corpus.tokens.with_row_index("row")
    articles = corpus.articles.select("doc_id", "text", doc=pl.int_range(pl.len(), dtype=pl.UInt32))
    return (
        hits.with_columns(last=pl.col("row") + pl.col("length") - 1)
        .join(tokens.select("row", "sentence", "start"), on="row", maintain_order="left")
        .join(tokens.select(last="row", end="end"), on="last", maintain_order="left")
        .join(articles, on="doc", maintain_order="left")
        .with_columns(surface=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .select(list(MENTIONS.columns))
    )
