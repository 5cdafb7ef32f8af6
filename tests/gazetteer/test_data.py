"""The package's own tables: complete, unambiguous, with rules that parse."""

from __future__ import annotations

import polars as pl
import pytest

from corpus_tools.actors.context import parse_rule
from corpus_tools.gazetteer import alias_forms


def test_there_are_hundreds_of_actors_of_every_kind(package_actors):
    kinds = package_actors.unique("actor_id")["kind"].value_counts()
    assert kinds["count"].sum() >= 300
    assert set(kinds["kind"]) >= {
        "state",
        "organisation",
        "media",
        "person",
        "city",
        "company",
        "party",
        "group",
        "territory",
    }


def test_every_actor_has_a_name_in_each_language(package_actors):
    nameless = package_actors.filter(pl.any_horizontal(pl.col("name_ar", "name_en", "name_fr").is_null()))
    assert nameless["actor_id"].to_list() == []


def test_ids_are_readable_slugs_and_countries_two_letters(package_actors):
    assert (
        package_actors.filter(~pl.col("actor_id").str.contains(r"^[a-z0-9]+(-[a-z0-9]+)*$"))["actor_id"].to_list() == []
    )
    assert package_actors.filter(~pl.col("country").str.contains(r"^[A-Z]{2}$"))["country"].unique().to_list() == []


def test_every_context_rule_parses(package_actors):
    rules = package_actors["context"].drop_nulls().unique().to_list()
    assert len(rules) > 20
    assert all(parse_rule(rule) for rule in rules)


def test_no_name_without_a_rule_means_two_actors(package_actors):
    forms = alias_forms(package_actors).filter(pl.col("context").is_null() & ~pl.col("how").is_in(["short", "demonym"]))
    shared = (
        forms.group_by("language", "words").agg(pl.col("actor_id").unique()).filter(pl.col("actor_id").list.len() > 1)
    )
    assert shared.sort("words").rows() == []


def test_no_alias_has_a_space_too_many(package_actors):
    odd = package_actors.filter(pl.col("alias").str.contains(r"^\s|\s$|\s\s|^$"))
    assert odd.select("actor_id", "alias").rows() == []


@pytest.mark.parametrize(
    ("alias", "actor_id"),
    [
        ("الناتو", "nato"),
        ("OTAN", "nato"),
        ("الكرملين", "russia"),
        ("واشنطن", "united-states"),
        ("Élysée", "france"),
        ("Zelensky", "volodymyr-zelensky"),
        ("روسيا اليوم", "rt"),
    ],
)
def test_well_known_names_are_there(package_actors, alias, actor_id):
    assert actor_id in package_actors.filter(pl.col("alias") == alias)["actor_id"]
