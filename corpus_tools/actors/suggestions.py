"""Names that are often in the news and in no table: whom to add."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.candidates import find_candidates
from corpus_tools.actors.lexicons import is_title
from corpus_tools.actors.sentences import list_examples, number_articles
from corpus_tools.arguments import check_arguments, check_whole
from corpus_tools.corpus.model import check_corpus
from corpus_tools.gazetteer import NAME_LANGUAGES, alias_forms, load_actors
from corpus_tools.language import fold, is_arabic, split_proclitics
from corpus_tools.schema import GAZETTEER, MENTIONS, SUGGESTIONS, check_frame, empty_frame

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

_NEEDED = ["doc_id", "sentence", "start", "end", "surface", "actor_id", "actor", "kind", "how"]
_INFERRED = "inferred"


@check_arguments
def suggest_actors(
    corpus: Corpus,
    mentions: pl.DataFrame,
    *,
    actors: pl.DataFrame | None = None,
    min_documents: int = 3,
    top: int | None = 100,
    examples: int = 2,
) -> pl.DataFrame:
    """Rank names that many articles have and no table knows, with sentences, in the form of a table of actors.

    Whoever is not in the table is not in the chart: look here for whom you miss. Save the rows as CSV, delete those
    that are no actors, fill in `kind` and the names you know, add aliases, and give the file to `load_actors`.

    Parameters
    ----------
    corpus
        The corpus that was searched.
    mentions
        All that `find_actors` gave: what is in a mention is known. Names that were inferred there (`how`) are suggested
        with their kind.
    actors
        The table that was used; None takes the package's own. Its names are not suggested.
    min_documents
        Leave out names that fewer articles have.
    top
        At most so many names, those of the most articles first; None gives all.
    examples
        How many sentences a name, each of another article.

    Returns
    -------
    polars.DataFrame
        One row a name, sorted by documents descending, then count, then name. First the columns of a table of actors,
        so that `save_table(suggestions, "my_actors.csv")` writes one; then what helps to decide:

        ========= ========= ==============================================================================
        actor_id  str       the name with hyphens: make it a readable slug
        name_ar   str       the name, in the column of its language (`name_en`, `name_fr`); the others are null
        kind      str       null unless it was inferred: to be filled in
        …         str       the other columns of `load_actors`, null
        count     u32       places
        documents u32       articles
        examples  list[str] sentences
        ========= ========= ==============================================================================

    Raises
    ------
    FrameError
        A column is missing, or `corpus` is no Corpus.
    ArgumentError
        A number is below 1.

    Notes
    -----
    Beside inferred names, these are taken for names: in Latin script runs of capitalised words that are not mentions, a
    single word only where it is no dictionary word in small letters; in Arabic runs of words that the dictionary does
    not know, however they are inflected, with a neighbour that stands beside at least six in ten of their places
    (بوكو حرام). Of an Arabic name whose parts are all common words nothing is seen (سعيد النجار). Expect loan words
    (سيناريو) and misspellings among the names: a person decides.

    Examples
    --------
    >>> from corpus_tools import build_corpus, find_actors
    >>> corpus = build_corpus(pl.DataFrame({"text": ["فاز مانشستر يونايتد على تشيلسي", "خسر مانشستر يونايتد"]}))
    >>> found = suggest_actors(corpus, find_actors(corpus), min_documents=2)
    >>> found.select("actor_id", "name_ar", "documents").rows()
    [('مانشستر-يونايتد', 'مانشستر يونايتد', 2)]
    """
    check_corpus("suggest_actors", corpus)
    check_frame("suggest_actors", mentions, MENTIONS, columns=_NEEDED)
    limits = {"min_documents": min_documents, "examples": examples, **({} if top is None else {"top": top})}
    for name, value in limits.items():
        check_whole("suggest_actors", name, value, least=1)
    table = load_actors() if actors is None else actors
    check_frame("suggest_actors", table, GAZETTEER, columns=["actor_id", "alias", "language", "how", "context"])
    places = pl.concat([_inferred(corpus, mentions), _unknown(corpus, mentions, table, least=min_documents)])
    facts = ["name", "language", "kind"]
    ranked = (
        places.group_by("key")
        .agg(pl.col(facts).drop_nulls().mode().sort().first(), count=pl.len(), documents=pl.col("doc").n_unique())
        .filter(pl.col("documents") >= min_documents)
        .sort(["documents", "count", "name", "key"], descending=[True, True, False, False])
    )
    ranked = ranked.head(ranked.height if top is None else top)
    if ranked.is_empty():
        return empty_frame(SUGGESTIONS)
    quoted = list_examples(corpus, places.join(ranked.select("key"), on="key", how="semi"), ["key"], most=examples)
    return _as_table(ranked.join(quoted, on="key", how="left", maintain_order="left"), table)


def _inferred(corpus: Corpus, mentions: pl.DataFrame) -> pl.DataFrame:
    """Give a row each place of a name that `find_actors` inferred."""
    named = mentions.filter(pl.col("how") == _INFERRED).join(number_articles(corpus), on="doc_id")
    language = pl.col("actor").map_elements(lambda name: "ar" if is_arabic(name) else None, return_dtype=pl.String)
    articles = corpus.articles.select("doc_id", written="language")
    return named.join(articles, on="doc_id", maintain_order="left").select(
        key=pl.concat_str(pl.lit("="), "actor_id"),
        name="actor",
        language=pl.coalesce(language, "written"),
        kind="kind",
        doc="doc",
        sentence="sentence",
    )


def _unknown(corpus: Corpus, mentions: pl.DataFrame, table: pl.DataFrame, *, least: int) -> pl.DataFrame:
    """Give a row each place of a run of words that looks like a name and is none of the table or the mentions."""
    known = {" ".join(words) for words in alias_forms(table)["words"]}
    for surface in mentions["surface"].unique():
        known.update(rest for _, rest in split_proclitics(fold(surface)))
    found = find_candidates(corpus, mentions, least=least)
    # A name that is nothing but titles (الدكتورة, Mr) names nobody.
    bare = [key for key in found["key"].unique() if all(map(is_title, key.split(" ")))]
    return found.filter(~pl.col("key").is_in([*known, *bare])).select(
        "key", "name", "language", pl.lit(None, pl.String).alias("kind"), "doc", "sentence"
    )


def _as_table(ranked: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Put each name into the column of its language, and give it an id that no actor has."""
    taken, ids = set(table["actor_id"]), []
    for name in ranked["name"]:
        slug = plain = fold(name).replace(" ", "-").replace("'", "-").replace("’", "-")
        number = 2
        while slug in taken:
            slug, number = f"{plain}-{number}", number + 1
        taken.add(slug)
        ids.append(slug)
    # A name in another language is written with Latin letters in two of three columns: English is the likeliest.
    language = pl.when(pl.col("language").is_in(NAME_LANGUAGES)).then("language").otherwise(pl.lit("en"))
    filled = ranked.with_columns(language=language, actor_id=pl.Series(ids, dtype=pl.String)).with_columns(
        pl.when(pl.col("language") == code).then("name").alias(f"name_{code}") for code in NAME_LANGUAGES
    )
    own = {"actor_id", "kind", *(f"name_{code}" for code in NAME_LANGUAGES), "count", "documents", "examples"}
    return filled.select(
        (pl.col(name) if name in own else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in SUGGESTIONS.columns.items()
    )
