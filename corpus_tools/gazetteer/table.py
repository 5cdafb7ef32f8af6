"""The table of actors: which names are which actor. The package's own CSV files, and those that users add."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.errors import FrameError, SourceError, explain
from corpus_tools.schema import GAZETTEER

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

KINDS = frozenset(
    {
        *("state", "territory", "city", "organisation", "party", "group", "media", "company"),
        *("institution", "person"),
    }
)
HOW = frozenset({"name", "alias", "acronym", "metonym", "demonym", "short"})
NAME_LANGUAGES = ("ar", "en", "fr")
_DATA = files("corpus_tools.gazetteer") / "data"


def load_actors(*paths: str | Path) -> pl.DataFrame:
    """Load the package's table of actors, and add or overrule actors from CSV files of your own.

    Use it to see whom `find_actors` looks for, or to add names: write a CSV with the same header, one row an
    alias. The first row of an actor carries its names and kind; further rows only `actor_id`, `alias`,
    `language`, `how` and `context`. An actor whose `actor_id` is in the package's table too replaces it as a
    whole.

    Parameters
    ----------
    *paths
        CSV files in UTF-8, parted by commas, semicolons or tabs. Later files overrule earlier ones.

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
        ========== ====== ==================================================================

    Raises
    ------
    SourceError
        A file is absent.
    FrameError
        A file is no CSV in UTF-8, a column or value is missing, a kind, language or `how` is unknown, or an
        actor has no name.

    Examples
    --------
    >>> actors = load_actors()
    >>> actors.filter(pl.col("alias") == "الكرملين").select("actor_id", "how").row(0)
    ('russia', 'metonym')
    """
    own = sorted((item for item in _DATA.iterdir() if item.name.endswith(".csv")), key=lambda item: item.name)
    table = pl.concat([_read(item) for item in own])
    for path in paths:
        if not Path(path).is_file():
            raise SourceError(explain("load_actors", expected="a CSV file", got=str(path), hint="check the path."))
        added = _read(Path(path))
        table = pl.concat([table.join(added, on="actor_id", how="anti"), added])
    return _one_row_an_alias(table).sort("actor_id", maintain_order=True)


def _read(item: Path | Traversable) -> pl.DataFrame:
    try:
        data = item.read_bytes()
        frame = pl.read_csv(data, infer_schema=False, separator=_separator(data))
    except pl.exceptions.PolarsError as error:
        got = str(error).splitlines()[0]
        raise FrameError(explain("load_actors", expected=f"a CSV in UTF-8 in {item.name}", got=got)) from error
    for column in GAZETTEER.columns:
        if column not in frame.columns:
            raise FrameError(
                explain(
                    "load_actors",
                    expected=f"a column {column!r} in {item.name}",
                    got="no such column",
                    known=frame.columns,
                )
            )
    for column, allowed in (("kind", KINDS), ("how", HOW), ("language", frozenset(NAME_LANGUAGES))):
        wrong = frame.filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(list(allowed)))
        if wrong.height:
            got = f"{wrong[column][0]} (actor {wrong['actor_id'][0]}, {item.name})"
            raise FrameError(explain("load_actors", expected=f"{column} one of {sorted(allowed)}", got=got))
    is_alias = pl.col("alias").is_not_null()
    unclear = pl.any_horizontal(pl.col("language", "how").is_null())
    gaps = {
        "an actor_id in each row": pl.col("actor_id").is_null(),
        "a language and how for each alias": is_alias & unclear,
    }
    for expected, gap in gaps.items():
        if (rows := frame.filter(gap)).height:
            got = str(rows.select(pl.coalesce("alias", "name_ar", "name_en", "name_fr", pl.lit("no name"))).item(0, 0))
            raise FrameError(explain("load_actors", expected=f"{expected} of {item.name}", got=got))
    return frame.select(list(GAZETTEER.columns))


def _separator(data: bytes) -> str:
    """Tell the sign that parts the header: spreadsheets of many countries write semicolons."""
    header = data.partition(b"\n")[0].decode("utf-8", errors="replace")
    return max(",;\t", key=header.count)


def _one_row_an_alias(table: pl.DataFrame) -> pl.DataFrame:
    """Spread an actor's names, kind and country over its rows, and make each name an alias of its own."""
    facts = ["name_ar", "name_en", "name_fr", "kind", "country"]
    actors = table.group_by("actor_id", maintain_order=True).agg(pl.col(facts).drop_nulls().first())
    nameless = actors.filter(
        pl.all_horizontal(pl.col("name_ar", "name_en", "name_fr").is_null()) | pl.col("kind").is_null()
    )
    if nameless.height:
        raise FrameError(
            explain("load_actors", expected="a name and a kind for each actor", got=nameless["actor_id"][0])
        )
    # The rule on an actor's first row, the one without an alias, is the rule of its three names.
    rules = table.filter(pl.col("alias").is_null()).group_by("actor_id").agg(pl.col("context").drop_nulls().first())
    names = (
        actors.join(rules, on="actor_id", how="left", maintain_order="left")
        .with_columns(
            alias=pl.concat_list("name_ar", "name_en", "name_fr"),
            language=pl.lit(list(NAME_LANGUAGES)),
            how=pl.lit("name"),
        )
        .explode("alias", "language", empty_as_null=True)
    )
    aliases = table.filter(pl.col("alias").is_not_null()).drop(facts).join(actors, on="actor_id", maintain_order="left")
    # A name that is ambiguous is repeated as an alias row with its rule: that row overrules the plain one.
    columns = list(GAZETTEER.columns)
    both = pl.concat([aliases.select(columns), names.filter(pl.col("alias").is_not_null()).select(columns)])
    return both.unique(["actor_id", "alias", "language"], keep="first", maintain_order=True)
