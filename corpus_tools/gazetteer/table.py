"""The table of actors: which names are which actor. The package's own CSV files, and those that users add."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.errors import ArgumentError, FrameError, SourceError, explain
from corpus_tools.gazetteer.rows import FACTS, NAMES, refuse_bad_rows
from corpus_tools.schema import GAZETTEER

NAME_LANGUAGES = ("ar", "en", "fr")
_DATA = files("corpus_tools.gazetteer") / "data"
_COLUMNS = [*GAZETTEER.columns, "wikidata"]


@check_arguments
def load_actors(*sources: str | Path | pl.DataFrame) -> pl.DataFrame:
    """Load the package's table of actors, and add or overrule actors from CSV files or frames of your own.

    Use it to see whom `find_actors` looks for, or to add names: write a CSV with the same header, one row an
    alias. The first row of an actor carries its names and kind; further rows only `actor_id`, `alias`,
    `language`, `how` and `context`. What your rows do depends on what they say:

    - an actor of a new `actor_id` is added;
    - an actor whose `actor_id` is known already, given with names or a kind, replaces that one as a whole;
    - rows of a known `actor_id` without names and kind add their aliases to it, or give an alias of it another
      `how` or `context`; `how` "off" takes the alias out.

    `check_actors` finds what is doubtful in a table before you use it.

    Parameters
    ----------
    *sources
        CSV files in UTF-8, parted by commas, semicolons or tabs, or frames with the same columns. Later ones
        overrule earlier ones.

    Returns
    -------
    polars.DataFrame
        One row an alias, the three names included, sorted by `actor_id`, then as in the file:

        ========== ====== ==================================================================
        actor_id   str    readable slug
        name_ar    str    display name in Arabic (`name_en`, `name_fr`: English, French)
        kind       str    state, territory, city, organisation, party, group, media, company, institution
                          or person
        country    str    ISO 3166 alpha-2, null where none
        alias      str    the name as it is written
        language   str    ar, en or fr
        how        str    name, alias, acronym, metonym, demonym or short
        context    str    rule of use, null where none (see `gazetteer/data/README.md`)
        wikidata   str    Wikidata id, null where the authors are not sure of one
        ========== ====== ==================================================================

    Raises
    ------
    SourceError
        A file is absent.
    FrameError
        A file is no CSV in UTF-8; a column or value is missing; a kind, language or `how` is unknown; an alias is
        empty or one letter long; an `actor_id` is described twice; or an actor has no name.

    Examples
    --------
    >>> actors = load_actors()
    >>> actors.filter(pl.col("alias") == "الكرملين").select("actor_id", "how").row(0)
    ('russia', 'metonym')
    """
    table = _own_rows()
    for source in sources:
        if not isinstance(source, (str, Path, pl.DataFrame)):
            expected = "paths of CSV files, or frames"
            raise ArgumentError(explain("load_actors", expected=expected, got=source, hint='load_actors("own.csv")'))
        if isinstance(source, pl.DataFrame):
            added = refuse_bad_rows(_with_strings(source), "the frame", first_row=0)
        elif Path(source).is_file():
            added = _read(Path(source))
        else:
            raise SourceError(explain("load_actors", expected="a CSV file", got=str(source), hint="check the path."))
        table = _overrule(table, added)
    return _one_row_an_alias(table).sort("actor_id", maintain_order=True)


@cache
def _own_rows() -> pl.DataFrame:
    """Read the package's files once; frames cannot be changed in place, so that callers may share them.

    They are not looked over, as those of users are: the tests do that.
    """
    own = sorted((item for item in _DATA.iterdir() if item.name.endswith(".csv")), key=lambda item: item.name)
    return pl.concat([pl.read_csv(item.read_bytes(), infer_schema=False).select(_COLUMNS) for item in own])


def _read(item: Path) -> pl.DataFrame:
    try:
        data = item.read_bytes()
        frame = pl.read_csv(data, infer_schema=False, separator=_separator(data))
    except pl.exceptions.PolarsError as error:
        got = str(error).splitlines()[0]
        raise FrameError(explain("load_actors", expected=f"a CSV in UTF-8 in {item.name}", got=got)) from error
    # Row 1 of a file is its header, as a spreadsheet counts.
    return refuse_bad_rows(frame, item.name, first_row=2).select(_COLUMNS)


def _with_strings(frame: pl.DataFrame) -> pl.DataFrame:
    """Make columns of a frame that hold nothing (dtype Null) strings, as those of a file are."""
    return frame.with_columns(pl.col(pl.Null).cast(pl.String))


def _overrule(table: pl.DataFrame, added: pl.DataFrame) -> pl.DataFrame:
    """Put added rows in force: actors described anew replace the old ones, bare aliases go before the old ones."""
    described = added.filter(pl.any_horizontal(pl.col(FACTS).is_not_null())).select("actor_id").unique()
    kept = table.join(described, on="actor_id", how="anti")
    # The first of equal aliases is the one that counts (see _one_row_an_alias).
    return pl.concat([added.select(_COLUMNS), kept])


def _separator(data: bytes) -> str:
    """Tell the sign that parts the header: spreadsheets of many countries write semicolons."""
    header = data.partition(b"\n")[0].decode("utf-8", errors="replace")
    return max(",;\t", key=header.count)


def _one_row_an_alias(table: pl.DataFrame) -> pl.DataFrame:
    """Spread an actor's names, kind and country over its rows, and make each name an alias of its own."""
    facts = [*FACTS, "wikidata"]
    actors = table.group_by("actor_id", maintain_order=True).agg(pl.col(facts).drop_nulls().first())
    nameless = actors.filter(pl.all_horizontal(pl.col(NAMES).is_null()) | pl.col("kind").is_null())
    if nameless.height:
        raise FrameError(
            explain("load_actors", expected="a name and a kind for each actor", got=nameless["actor_id"][0])
        )
    # The rule on an actor's first row, the one without an alias, is the rule of its three names.
    rules = table.filter(pl.col("alias").is_null()).group_by("actor_id").agg(pl.col("context").drop_nulls().first())
    names = (
        actors.join(rules, on="actor_id", how="left", maintain_order="left")
        .with_columns(
            alias=pl.concat_list(NAMES),
            language=pl.lit(list(NAME_LANGUAGES)),
            how=pl.lit("name"),
        )
        .explode("alias", "language", empty_as_null=True)
    )
    aliases = table.filter(pl.col("alias").is_not_null()).drop(facts).join(actors, on="actor_id", maintain_order="left")
    # A name that is ambiguous is repeated as an alias row with its rule: that row overrules the plain one.
    both = pl.concat([aliases.select(_COLUMNS), names.filter(pl.col("alias").is_not_null()).select(_COLUMNS)])
    return both.unique(["actor_id", "alias", "language"], keep="first", maintain_order=True).filter(
        pl.col("how") != "off"
    )
