"""What a row of a table of actors may say; bad rows are refused by number."""

from __future__ import annotations

import polars as pl

from corpus_tools.errors import FrameError, explain
from corpus_tools.schema import GAZETTEER

NAMES = ["name_ar", "name_en", "name_fr"]
FACTS = [*NAMES, "kind", "country"]
KINDS = ("state", "territory", "city", "organisation", "party", "group", "media", "company", "institution", "person")
HOW = ("name", "alias", "acronym", "metonym", "demonym", "short", "off")
LANGUAGES = ("ar", "en", "fr")
_ALLOWED = {"kind": KINDS, "how": HOW, "language": LANGUAGES}


def refuse_bad_rows(frame: pl.DataFrame, place: str, *, first_row: int) -> pl.DataFrame:
    """Give the frame with all columns of the gazetteer, or raise FrameError for its first bad row.

    `place` names the file in the message; `first_row` is the number of the frame's first row there.

    >>> row = dict.fromkeys(GAZETTEER.columns) | {"actor_id": "x", "name_ar": "ناد", "kind": "group"}
    >>> refuse_bad_rows(pl.DataFrame([row], schema=GAZETTEER.columns), "own.csv", first_row=2)["wikidata"].to_list()
    [None]
    """
    for column in GAZETTEER.columns:
        if column not in frame.columns:
            known = frame.columns
            expected = f"a column {column!r} in {place}"
            raise FrameError(explain("load_actors", expected=expected, got="no such column", known=known))
    if "wikidata" not in frame.columns:
        frame = frame.with_columns(wikidata=pl.lit(None, dtype=pl.String))
    numbered = frame.with_row_index("row", offset=first_row)
    for column, allowed in _ALLOWED.items():
        wrong = pl.col(column).is_not_null() & ~pl.col(column).is_in(list(allowed))
        _refuse(numbered, wrong, column, expected=f"{column} one of {sorted(allowed)}", place=place)
    for expected, (wrong, column) in _faults().items():
        _refuse(numbered, wrong, column, expected=expected, place=place)
    return frame


def doubled_ids() -> pl.Expr:
    """Mark rows that describe an actor again: a second first row, or names and kind that differ from the first."""
    facts = pl.struct(FACTS)
    is_first = pl.col("alias").is_null() & pl.any_horizontal(pl.col(FACTS).is_not_null())
    described = pl.when(pl.any_horizontal(pl.col(NAMES).is_not_null())).then(facts)
    again = is_first & (is_first.cast(pl.UInt32).cum_sum().over("actor_id") > 1)
    return again | (described != described.drop_nulls().first().over("actor_id")).fill_null(value=False)


def _faults() -> dict[str, tuple[pl.Expr, str]]:
    is_alias = pl.col("alias").is_not_null()
    is_bare = ~is_alias & pl.all_horizontal(pl.col(FACTS).is_null())
    is_blank = pl.col("alias").str.strip_chars() == ""
    letters = pl.col("alias").str.strip_chars().str.len_chars()
    unclear = pl.any_horizontal(pl.col("language", "how").is_null())
    return {
        "an actor_id in each row": (pl.col("actor_id").is_null(), "alias"),
        "no empty alias": (is_bare | is_blank, "actor_id"),
        "a language and how for each alias": (is_alias & unclear, "alias"),
        "aliases of two letters or more": (letters == 1, "alias"),
        "each actor_id described once": (doubled_ids(), "actor_id"),
    }


def _refuse(numbered: pl.DataFrame, wrong: pl.Expr, column: str, *, expected: str, place: str) -> None:
    rows = numbered.filter(wrong)
    if not rows.height:
        return
    value = rows.select(pl.coalesce(column, "actor_id", *NAMES, pl.lit("no name"))).item(0, 0)
    more = f", and {rows.height - 1} more" if rows.height > 1 else ""
    got = f"{value} (row {rows['row'][0]}, actor {rows['actor_id'][0]}{more})"
    raise FrameError(explain("load_actors", expected=f"{expected} of {place}", got=got))
