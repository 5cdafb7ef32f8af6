"""What is doubtful in a table of actors: clashes, ambiguous names, everyday words, gaps."""

from __future__ import annotations

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.gazetteer.forms import alias_forms
from corpus_tools.gazetteer.rows import FACTS, NAMES, doubled_ids
from corpus_tools.language import fold, is_dictionary_word, is_stopword
from corpus_tools.schema import GAZETTEER, check_frame

_HINTS = {
    "clash": "give both a context that tells them apart, or how short to persons.",
    "ambiguous": "another person bears this name: how short, or a context.",
    "one letter": "leave it out.",
    "stopword": "leave it out, or give it a +near or +prev context.",
    "everyday word": "give it a context, or how short.",
    "duplicate id": "describe the actor in one row; give the other another actor_id.",
    "missing name": "add the names; where none is usual, write the one of another language.",
}
# Dictionaries list countries and cities themselves, so that they tell nothing of these.
_PLACES = ("state", "territory", "city")
_RESULT = ["row", "actor_id", "alias", "problem", "hint"]


@check_arguments
def check_actors(actors: pl.DataFrame) -> pl.DataFrame:
    """List what is doubtful in a table of actors, before it is used to count.

    For tables of your own: `check_actors(pl.read_csv("own.csv"))` looks at them alone, and
    `check_actors(load_actors("own.csv"))` finds clashes with the package's actors as well. A row is a question, not a
    verdict: read the hint, and decide. The package's own table gives rows that were looked at and kept, each with its
    reason, in `tests/gazetteer/reviewed.csv`.

    Parameters
    ----------
    actors
        A table as `load_actors` takes or gives it.

    Returns
    -------
    polars.DataFrame
        One row a problem, sorted by row, then problem:

        ======== === ====================================================================================
        row      u32 row of `actors`, from 0
        actor_id str slug of the actor
        alias    str the alias, or a name where the problem is with the actor itself
        problem  str clash (one alias, two actors, no context), ambiguous (the last name of another person too),
                 one letter, stopword, everyday word, duplicate id, missing name
        hint     str what to do
        ======== === ====================================================================================

    Raises
    ------
    FrameError
        `actors` is no frame, or lacks a column.

    Notes
    -----
    Aliases with a context, short forms and those that are off are trusted: they are not looked up as words. Nor are
    names of places, which dictionaries list themselves. Clashes are looked for in the folded spelling that
    `find_actors` compares.

    Examples
    --------
    >>> own = pl.DataFrame([["x", "نادي الشرق", "East Club", "Club", "group", "", *4 * [None]],
    ...     ["y", "نادي الشّرق", "Orient", "Orient Club", "group", "", *4 * [None]]], orient="row",
    ...     schema=["actor_id", "name_ar", "name_en", "name_fr", "kind", "country", "alias", "language", "how",
    ...     "context"])
    >>> check_actors(own).filter(pl.col("problem") == "clash").select("row", "alias", "problem").rows()
    [(0, 'نادي الشرق', 'clash'), (1, 'نادي الشّرق', 'clash')]
    """
    table = actors.with_columns(pl.col(pl.Null).cast(pl.String)) if isinstance(actors, pl.DataFrame) else actors
    check_frame("check_actors", table.clear(), GAZETTEER)  # rows without an id are comments
    rows = table.with_row_index("row").filter(pl.col("actor_id").is_not_null())
    aliases = _aliases(rows.with_columns(pl.col("kind").drop_nulls().first().over("actor_id")))
    open_aliases = aliases.filter(pl.col("context").is_null() & ~pl.col("how").is_in(["short", "off"]))
    problems = pl.concat(
        [
            _clashes(open_aliases),
            _shared_surnames(open_aliases, rows),
            _plain_words(open_aliases.filter(~pl.col("kind").is_in(_PLACES).fill_null(value=False))),
            _named(aliases.filter(pl.col("alias").str.strip_chars().str.len_chars() == 1), "one letter"),
            _named(_with_label(rows.filter(doubled_ids())), "duplicate id"),
            _named(_with_label(_gaps(rows)), "missing name"),
        ]
    )
    hints = pl.col("problem").replace_strict(_HINTS, return_dtype=pl.String)
    return problems.unique().with_columns(hint=hints).sort("row", "problem", "alias").select(_RESULT)


def _aliases(rows: pl.DataFrame) -> pl.DataFrame:
    """Give one row an alias: those written as such, and the three names of first rows."""
    written = rows.filter(pl.col("alias").is_not_null())
    names = [
        rows.filter(pl.col("alias").is_null() & pl.col(f"name_{language}").is_not_null()).with_columns(
            alias=f"name_{language}", language=pl.lit(language), how=pl.lit("name")
        )
        for language in ("ar", "en", "fr")
    ]
    # A name that is repeated as an alias has the rule of the alias.
    return (
        pl.concat([written, *names])
        .unique(["actor_id", "alias", "language"], keep="first", maintain_order=True)
        .select("row", "actor_id", "kind", "alias", "language", "how", "context")
    )


def _named(rows: pl.DataFrame, problem: str) -> pl.DataFrame:
    return rows.select("row", "actor_id", "alias", problem=pl.lit(problem))


def _with_label(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(alias=pl.coalesce(*NAMES, "alias"))


def _gaps(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the first row of each actor that lacks a name in a language, or a kind."""
    actors = rows.group_by("actor_id", maintain_order=True).agg(
        pl.col("row").first(), pl.col([*FACTS, "alias"]).drop_nulls().first()
    )
    return actors.filter(pl.any_horizontal(pl.col(*NAMES, "kind").is_null()))


def _clashes(aliases: pl.DataFrame) -> pl.DataFrame:
    keyed = aliases.with_columns(
        key=pl.col("alias").map_elements(lambda alias: " ".join(fold(alias).split()), return_dtype=pl.String)
    )
    shared = pl.col("actor_id").n_unique().over("language", "key") > 1
    # Inflected adjectives meet as well: شيشاني and شيشانية.
    spread = alias_forms(aliases.filter(pl.col("how") == "demonym")).filter(
        pl.col("actor_id").n_unique().over("language", "words") > 1
    )
    adjectives = aliases.join(spread.select("actor_id", "language", "how").unique(), on=["actor_id", "language", "how"])
    return pl.concat([_named(keyed.filter(shared), "clash"), _named(adjectives, "clash")])


def _shared_surnames(aliases: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Find one-word names of persons that are the last word of another person's full name."""
    persons = rows.filter(pl.col("kind") == "person").unique("actor_id", keep="first", maintain_order=True)
    last = pl.concat(
        [
            persons.select(pl.col("actor_id").alias("other"), language=pl.lit(name[-2:]), word=pl.col(name))
            for name in NAMES
        ]
    ).with_columns(pl.col("word").str.split(" ").list.last().map_elements(fold, return_dtype=pl.String))
    folded = pl.col("alias").map_elements(fold, return_dtype=pl.String)
    people = aliases.filter(~pl.col("alias").str.contains(" ")).join(persons.select("actor_id"), on="actor_id")
    met = people.with_columns(word=folded).join(last.drop_nulls(), on=["language", "word"])
    return _named(met.filter(pl.col("actor_id") != pl.col("other")), "ambiguous")


def _plain_words(aliases: pl.DataFrame) -> pl.DataFrame:
    """Find aliases of one word that are words of their language too; adjectives of places are meant to be."""
    found = [
        (row, actor_id, alias, "stopword" if is_stopword(alias.lower(), language=language) else "everyday word")
        for row, actor_id, alias, language, how in aliases.drop_nulls("language")
        .select("row", "actor_id", "alias", "language", "how")
        .iter_rows()
        if how != "demonym" and " " not in alias and _is_word(alias, language)
    ]
    schema = {"row": pl.UInt32, "actor_id": pl.String, "alias": pl.String, "problem": pl.String}
    return pl.DataFrame(found, schema=schema, orient="row")


def _is_word(alias: str, language: str) -> bool:
    # Acronyms of three letters are found in capitals only; other Latin names with a capital, as sentences begin.
    if len(alias) <= 3 and alias.isupper():
        return False
    word = alias.lower()
    return is_stopword(word, language=language) or is_dictionary_word(word, language=language)
