"""Where actors are named: the gazetteer's forms looked up on the corpus's integer index."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.context import fits_contexts
from corpus_tools.actors.inferred.inference import infer_mentions, without_parts
from corpus_tools.actors.kin import settle_kin
from corpus_tools.actors.matching import all_hits, by_form, cut_names, fold_forms, longest
from corpus_tools.arguments import check_arguments
from corpus_tools.corpus.model import check_corpus
from corpus_tools.gazetteer import HOW_RANK, NAME_LANGUAGES, alias_forms, load_actors
from corpus_tools.schema import GAZETTEER, MENTIONS, check_choice, check_frame

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

# A short form (الحلف, a bare surname) is its actor only in an article that names the actor in one of these
# ways.
_FULL = ("name", "alias", "acronym")


@check_arguments
def find_actors(
    corpus: Corpus,
    *,
    actors: pl.DataFrame | None = None,
    language: str | None = None,
    inferred: bool = False,
    recognizer: object = None,
) -> pl.DataFrame:
    """Find every mention of the actors of a table, and names that it lacks, in Arabic, English and French.

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
    inferred
        Find persons, organisations and places that the table lacks, too, by rules and lists of names. Off by
        default: what the table finds is reviewed, and what is inferred is a guess with a `confidence`. It adds
        rows, and takes a place of the table away where it is a part of a longer name: in دينامو كييف the club is
        named, not the city. Counts of places fall by these; no other mention of the table changes.
    recognizer
        A statistical recogniser that finds the names that the table lacks, in place of the rules: a spaCy or
        Stanza pipeline, a CAMeL Tools or GLiNER model, or an object with a method `find_names(text)` that yields
        (start, end, label, score). It is called for each article.

    Returns
    -------
    polars.DataFrame
        One row a mention, sorted by article and position; mentions do not overlap, the longest name wins:

        ========== ==== ===============================================================================
        doc_id     str  article
        sentence   u32  sentence of the article, from 0
        start      u32  first character of the name in `text`, proclitics included
        end        u32  the character after its last
        surface    str  the name as it stands: `text[start:end]`
        actor_id   str  slug of the actor; of a name that the table lacks `kind:folded-name`
        actor      str  display name in `language`
        kind       str  kind of actor; of what is inferred person, organisation or place
        how        str  name, alias, acronym, metonym (موسكو), demonym (روسي), short (الحلف) or inferred
        confidence f64  1.0 for the table; of what is inferred, how sure the rule or the recogniser is
        ========== ==== ===============================================================================

    Raises
    ------
    ArgumentError
        `language` is another one, or `recognizer` is none.
    FrameError
        The table lacks a column, a context rule in it cannot be read, or `corpus` is no Corpus.

    Notes
    -----
    Arabic names are compared folded (hamza seats, ى, ة, marks) and may carry و ف ب ك ل and لل. An alias with
    a context rule counts only where the rule holds; a short form only in an article that names its actor
    otherwise, and where two actors share it, it is the one named last before it. Leave metonyms or demonyms
    out with `mentions.filter(pl.col("how") != "demonym")`: a capital is often just a place.

    What is inferred rests on given names, titles, heads and cues (`وزير … فلان`, `شركة كذا`, `مدينة كذا`, capitals)
    and on the corpus itself: a name found surely once is looked up everywhere, and a lone surname is the person
    whom the same article names in full; in another article it is a name of its own. `confidence` is about the
    share of such finds that are right in kind and to the letter: `mentions.filter(pl.col("confidence") >= 0.7)`
    keeps the better ones. Two bearers of one name are one actor. Bodies named without their state (مجلس الشيوخ) have at
    most 0.5: marked texts do not agree on whether these are names.

    Examples
    --------
    >>> from corpus_tools import build_corpus
    >>> corpus = build_corpus(pl.DataFrame({"text": ["التقى بوتين وفد الناتو، وقال إن للحلف رأيا."]}))
    >>> find_actors(corpus).select("surface", "actor_id", "how").rows()
    [('بوتين', 'vladimir-putin', 'alias'), ('الناتو', 'nato', 'alias'), ('للحلف', 'nato', 'short')]
    """
    check_corpus("find_actors", corpus)
    if actors is not None:
        check_frame("find_actors", actors, GAZETTEER)
    if language is not None:
        check_choice("find_actors", "language", language, NAME_LANGUAGES)
    table, forms = _own_forms() if actors is None else (actors, _in_order(alias_forms(actors), actors))
    folded = fold_forms(corpus.vocabulary)
    hits = _filter_context(all_hits(corpus, forms, folded=folded), corpus, forms, folded)
    persons = table.filter(pl.col("kind") == "person")["actor_id"].unique().cast(hits.schema["actor_id"])
    hits = longest(_without_loose_short(settle_kin(hits, corpus, forms, persons)))
    known = _name(_resolve_short(hits), table, language or _commonest_language(corpus))
    if inferred or recognizer is not None:
        further = infer_mentions(corpus, known, forms, recognizer=recognizer).with_columns(how=pl.lit("inferred"))
        further = further.with_columns(whole=pl.lit(None, dtype=pl.String))
        known = pl.concat([without_parts(known, further), further.select(known.columns)]).sort("row")
    return _describe(known, corpus)


def _commonest_language(corpus: Corpus) -> str:
    known = corpus.articles.filter(pl.col("language").is_in(NAME_LANGUAGES))["language"]
    return str(known.mode().sort()[0]) if known.len() else NAME_LANGUAGES[0]


@cache
def _own_forms() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Expand the package's own table once; frames cannot be changed in place, so that calls may share them."""
    table = load_actors()
    return table, _in_order(alias_forms(table), table)


def _in_order(forms: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Make numbers of actors and of how they are named, in the order in which they are preferred."""
    ids = table["actor_id"].unique().sort()
    return forms.with_columns(pl.col("actor_id").cast(pl.Enum(ids)), pl.col("how").cast(pl.Enum(list(HOW_RANK))))


def _filter_context(hits: pl.DataFrame, corpus: Corpus, forms: pl.DataFrame, folded: pl.Series) -> pl.DataFrame:
    """Drop the hits whose alias has a context rule that does not hold there; say whom the others mean, and how."""
    contexts = forms["context"]
    is_ruled = contexts.is_not_null().gather(hits["alias_id"])
    tested = hits.filter(is_ruled)
    fits = fits_contexts(corpus, tested.with_columns(context=contexts.gather(tested["alias_id"])), folded=folded)
    kept = hits.filter((~is_ruled).scatter(is_ruled.arg_true(), fits))
    return kept.with_columns(forms["actor_id"].gather(kept["alias_id"]), forms["how"].gather(kept["alias_id"]))


def _without_loose_short(hits: pl.DataFrame) -> pl.DataFrame:
    """Drop short forms where the article does not name their actor in full, before they hide other names."""
    is_short = hits["how"] == "short"
    certain, short = hits.filter(~is_short), hits.filter(is_short)
    asked = certain.join(short.select("doc").unique(), on="doc", how="semi")
    full = longest(asked).filter(pl.col("how").is_in(_FULL)).select("doc", "actor_id").unique()
    return pl.concat([certain, short.join(full, on=["doc", "actor_id"], how="semi")])


def _resolve_short(hits: pl.DataFrame) -> pl.DataFrame:
    """Give each span one actor; a short form the one named last before it, or else first after it."""
    is_short = hits["how"] == "short"
    sure, short = _first_reading(hits.filter(~is_short)), hits.filter(is_short)
    named = sure.filter(pl.col("how").is_in(_FULL)).select("doc", "actor_id", named_row="row")
    candidates = (
        short.join(sure, on="row", how="anti")
        .join(named, on=["doc", "actor_id"])
        .with_columns(distance=pl.col("row").cast(pl.Int64) - pl.col("named_row").cast(pl.Int64))
        .with_columns(after=pl.col("distance") < 0, distance=pl.col("distance").abs())
        .sort("row", "after", "distance", "actor_id")
        .unique("row", keep="first", maintain_order=True)
    )
    return pl.concat([sure, candidates.select(sure.columns)]).sort("row")


def _first_reading(hits: pl.DataFrame) -> pl.DataFrame:
    """Keep one actor of each span: the one that it names in the fullest way, and of equals the first by its id."""
    # Hits of one span stand beside each other.
    again = (hits["row"] == hits["row"].shift()).fill_null(value=False)
    is_several = again | again.shift(-1, fill_value=False)
    chosen = hits.filter(is_several).sort("row", "how", "actor_id").unique("row", keep="first", maintain_order=True)
    return pl.concat([hits.filter(~is_several), chosen])


def _name(hits: pl.DataFrame, table: pl.DataFrame, language: str) -> pl.DataFrame:
    """Add kinds and display names to the hits of the table."""
    names = table.unique("actor_id", keep="first", maintain_order=True).select(
        pl.col("actor_id").cast(hits.schema["actor_id"]),
        "kind",
        actor=pl.coalesce(f"name_{language}", *(f"name_{code}" for code in NAME_LANGUAGES)),
    )
    return (
        hits.join(names, on="actor_id", maintain_order="left")
        .with_columns(pl.col("actor_id", "how").cast(pl.String), confidence=pl.lit(1.0))
        .select("row", "length", "doc", "actor_id", "actor", "kind", "how", "confidence", "whole")
    )


def _describe(hits: pl.DataFrame, corpus: Corpus) -> pl.DataFrame:
    """Turn token rows into offsets and surfaces; a name of one word is written as its form is."""
    tokens, rows = corpus.tokens, hits["row"]
    # Names that the table lacks were not cut out of the texts before.
    uncut = ((hits["length"] > 1) & hits["whole"].is_null()).arg_true()
    whole = hits["whole"].scatter(uncut, cut_names(corpus, hits.select(pl.all().gather(uncut))))
    return hits.with_columns(
        corpus.articles["doc_id"].gather(hits["doc"]),
        tokens["sentence"].gather(rows),
        tokens["start"].gather(rows),
        tokens["end"].gather(rows + hits["length"] - 1),
        surface=whole.fill_null(by_form(corpus, corpus.vocabulary["surface"]).gather(tokens["form"].gather(rows))),
    ).select(list(MENTIONS.columns))
