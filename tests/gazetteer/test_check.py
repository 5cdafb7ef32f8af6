"""What check_actors finds doubtful, and what it leaves alone."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from corpus_tools import check_actors, load_actors
from corpus_tools.errors import FrameError
from corpus_tools.schema import GAZETTEER

COLUMNS = list(GAZETTEER.columns)


def table(*rows):
    """A table from rows of (actor_id, names in three languages, kind) or (actor_id, alias, language, how, context)."""
    full = []
    for row in rows:
        if isinstance(row[1], tuple):
            actor_id, names, kind = row
            full.append((actor_id, *names, kind, None, None, None, None, None))
        else:
            actor_id, alias, language, how, context = row
            full.append((actor_id, None, None, None, None, None, alias, language, how, context))
    return pl.DataFrame(full, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


def problems(actors, *columns):
    found = check_actors(actors)
    return found.select(*(columns or ("row", "alias", "problem"))).rows()


SALEH = ("saleh", ("علي عبد الله صالح", "Ali Abdullah Saleh", "Ali Abdallah Saleh"), "person")
SALIH = ("salih", ("برهم صالح", "Barham Salih", "Barham Saleh"), "person")


def test_a_sound_table_has_no_problem():
    assert check_actors(table(SALEH, ("saleh", "الزعيم السابق", "ar", "alias", None))).is_empty()


def test_one_alias_of_two_actors_is_a_clash_in_both_rows():
    found = problems(
        table(SALEH, ("saleh", "الرئيس", "ar", "alias", None), SALIH, ("salih", "الرّئيس", "ar", "alias", None))
    )
    assert [(row, problem) for row, _, problem in found if problem == "clash"] == [(1, "clash"), (3, "clash")]


@pytest.mark.parametrize(("how", "context"), [("short", None), ("off", None), ("alias", "+near:صنعاء")])
def test_short_forms_and_aliases_with_a_context_do_not_clash(how, context):
    other = ("salih", "الرئيس", "ar", "short", None)
    assert problems(table(SALEH, ("saleh", "الرئيس", "ar", how, context), SALIH, other)) == []


def test_the_same_word_in_two_languages_is_no_clash():
    rows = table(SALEH, ("saleh", "Zedd", "en", "alias", None), SALIH, ("salih", "Zedd", "fr", "alias", None))
    assert problems(rows) == []


def test_inflected_adjectives_clash():
    guinea = ("guinea", ("غينيا", "Guinea", "Guinée"), "state")
    bissau = ("bissau", ("غينيا بيساو", "Guinea-Bissau", "Guinée-Bissau"), "state")
    rows = table(guinea, ("guinea", "غيني", "ar", "demonym", None), bissau, ("bissau", "غينية", "ar", "demonym", None))
    assert problems(rows) == [(1, "غيني", "clash"), (3, "غينية", "clash")]


def test_a_surname_of_two_persons_is_ambiguous_unless_short():
    assert problems(table(SALEH, ("saleh", "صالح", "ar", "short", None), SALIH)) == []
    found = problems(table(SALEH, ("saleh", "صالح", "ar", "alias", None), SALIH))
    assert (1, "صالح", "ambiguous") in found


@pytest.mark.parametrize(
    ("alias", "language", "problem"),
    [("في", "ar", "stopword"), ("The", "en", "stopword"), ("Carrefour", "fr", "everyday word"),
     ("Oracle", "en", "everyday word"), ("ب", "ar", "one letter")],
)  # fmt: skip
def test_words_that_are_no_names_are_found(alias, language, problem):
    firm = ("firm", ("شركة النور الكبرى", "Big Light Company", "Compagnie Grande Lumière"), "company")
    assert (1, alias, problem) in problems(table(firm, ("firm", alias, language, "alias", None)))


def test_places_are_not_looked_up_as_words():
    assert problems(table(("x", ("سوريا", "Syria", "Syrie"), "state"))) == []


def test_doubled_ids_and_missing_names_are_found():
    rows = table(SALEH, ("saleh", ("صالح آخر", "Another Saleh", None), "person"), ("x", ("س ص", None, "Xe"), "group"))
    found = check_actors(rows).select("row", "actor_id", "problem").rows()
    assert (1, "saleh", "duplicate id") in found
    assert (2, "x", "missing name") in found
    assert check_actors(rows)["hint"].null_count() == 0


def test_an_empty_table_has_no_problem_and_a_bad_one_is_refused():
    assert check_actors(table()).is_empty()
    with pytest.raises(FrameError, match="check_actors: expected a column 'context'"):
        check_actors(table(SALEH).drop("context"))
    with pytest.raises(FrameError, match="check_actors: expected actors as a polars DataFrame"):
        check_actors([1])


def test_what_stays_in_the_packages_own_table_was_looked_at(package_actors):
    lines = Path(__file__).with_name("reviewed.csv").read_text(encoding="utf-8").splitlines()
    reviewed = {(row["actor_id"], row["alias"], row["problem"]): row["reason"] for row in csv.DictReader(lines)}
    found = set(check_actors(package_actors).select("actor_id", "alias", "problem").rows())
    assert found == set(reviewed)
    assert all(reviewed.values())
    assert {problem for _, _, problem in found} == {"everyday word"}


def test_ones_own_table_is_checked_against_the_packages():
    mine = table(
        ("bonaparte", ("نابليون", "Napoleon", "Napoléon"), "person"), ("bonaparte", "بوتين", "ar", "alias", None)
    )
    found = check_actors(load_actors(mine)).filter((pl.col("problem") == "clash") & (pl.col("alias") == "بوتين"))
    assert set(found["actor_id"]) == {"bonaparte", "vladimir-putin"}
