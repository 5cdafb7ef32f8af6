"""The package's own tables: complete, unambiguous, with rules that parse."""

from __future__ import annotations

import csv
from importlib.resources import files

import polars as pl
import pytest
from babel import Locale
from polars.testing import assert_frame_equal

from corpus_tools.actors.context import parse_rule
from corpus_tools.gazetteer import NAME_LANGUAGES, alias_forms, inflect_nisba, load_actors
from corpus_tools.language import fold

DATA = files("corpus_tools.gazetteer") / "data"
TABLES = sorted(item.name for item in DATA.iterdir() if item.name.endswith(".csv"))
# Codes of CLDR that name no territory of their own: unions, islands counted with another, test data.
NO_TERRITORY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def described(actors, *kinds):
    return actors.unique("actor_id").filter(pl.col("kind").is_in(kinds))


@pytest.mark.parametrize(
    ("kinds", "least"),
    [
        (("state", "territory"), 250),
        (("organisation",), 300),
        (("party", "group"), 250),
        (("media",), 150),
        (("company", "institution"), 150),
        (("person",), 400),
        (("city",), 500),
    ],
)
def test_there_are_enough_actors_of_every_kind(package_actors, kinds, least):
    assert described(package_actors, *kinds).height >= least


def test_there_are_more_than_fifteen_hundred_actors(package_actors):
    assert package_actors["actor_id"].n_unique() >= 1500


def test_every_actor_has_a_name_in_each_language(package_actors):
    nameless = package_actors.filter(pl.any_horizontal(pl.col("name_ar", "name_en", "name_fr").is_null()))
    assert nameless["actor_id"].to_list() == []


def test_names_are_in_the_letters_of_their_language(package_actors):
    actors = package_actors.unique("actor_id")
    assert actors.filter(~pl.col("name_ar").str.contains(r"\p{Arabic}"))["actor_id"].to_list() == []
    assert actors.filter(pl.any_horizontal(pl.col("name_en", "name_fr").str.contains(r"\p{Arabic}"))).is_empty()
    arabic = package_actors.filter(pl.col("language") == "ar")["alias"]
    assert arabic.filter(~arabic.str.contains(r"\p{Arabic}")).to_list() == []
    latin = package_actors.filter(pl.col("language") != "ar")["alias"]
    assert latin.filter(latin.str.contains(r"\p{Arabic}")).to_list() == []
    # Persian kaf and ya look the same and are other letters.
    assert arabic.filter(arabic.str.contains("[\u06a9\u06cc]")).to_list() == []


def test_ids_are_readable_slugs_and_countries_two_letters(package_actors):
    assert (
        package_actors.filter(~pl.col("actor_id").str.contains(r"^[a-z0-9]+(-[a-z0-9]+)*$"))["actor_id"].to_list() == []
    )
    assert package_actors.filter(~pl.col("country").str.contains(r"^[A-Z]{2}$"))["country"].unique().to_list() == []


def test_wikidata_ids_have_their_form_and_one_actor_each(package_actors):
    known = package_actors.unique("actor_id").drop_nulls("wikidata")["wikidata"]
    assert known.len() >= 250
    assert known.str.contains(r"^Q[1-9]\d*$").all()
    assert known.n_unique() == known.len()


@pytest.mark.parametrize("name", TABLES)
def test_files_are_sorted_and_describe_each_actor_once(name):
    rows = list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))
    heads = [(row["country"], row["actor_id"]) for row in rows if not row["alias"]]
    assert heads == sorted(set(heads))
    inside = [row["actor_id"] for i, row in enumerate(rows) if not i or row["actor_id"] != rows[i - 1]["actor_id"]]
    assert inside == [actor_id for _, actor_id in heads]


@pytest.mark.parametrize("language", NAME_LANGUAGES)
def test_each_territory_of_cldr_has_its_name_of_cldr(package_actors, language):
    places = package_actors.filter(pl.col("kind").is_in(["state", "territory"]))
    names = {}
    for country, alias in places.filter(pl.col("language") == language).select("country", "alias").iter_rows():
        names.setdefault(country, set()).add(plain(alias))
    territories = Locale(language).territories
    codes = [code for code in territories if len(code) == 2 and code not in NO_TERRITORY]
    assert len(codes) > 245
    missing = {code: territories[code] for code in codes if plain(territories[code]) not in names.get(code, ())}
    assert missing == {}


def plain(name):
    """Spell a territory's name without what newsrooms write in several ways."""
    folded = fold(name).partition(" (")[0].replace("&", "and").replace("st. ", "saint ").replace("-", " ")
    return " ".join(word for word in folded.split() if word not in {"the", "la", "le", "les"})


# The seat has the state's own name, or is an actor itself (Brussels); the adjective is another word (المالي).
WITHOUT_SEAT = {
    "belgium",
    "djibouti",
    "luxembourg",
    "monaco",
    "netherlands",
    "panama",
    "san-marino",
    "singapore",
    "vatican",
}
WITHOUT_SEAT |= {"vatican", "sao-tome-and-principe", "czechoslovakia", "east-germany", "soviet-union", "yugoslavia"}
WITHOUT_ADJECTIVE = {"dominica", "mali", "vatican"}


@pytest.mark.parametrize("language", NAME_LANGUAGES)
@pytest.mark.parametrize(("how", "excepted"), [("demonym", WITHOUT_ADJECTIVE), ("metonym", WITHOUT_SEAT)])
def test_states_have_adjectives_and_a_seat_in_each_language(package_actors, how, excepted, language):
    states = package_actors.filter((pl.col("kind") == "state") & pl.col("country").is_not_null())
    named = states.filter((pl.col("how") == how) & (pl.col("language") == language))["actor_id"]
    assert set(states["actor_id"]) - set(named) <= excepted


def test_french_adjectives_have_all_their_forms(package_actors):
    adjectives = package_actors.filter((pl.col("how") == "demonym") & (pl.col("language") == "fr"))
    forms = {(actor_id, alias.lower()) for actor_id, alias in adjectives.select("actor_id", "alias").iter_rows()}
    endings = {"ien": ("s", "ne", "nes"), "éen": ("s", "ne", "nes"), "ais": ("e", "es"), "ois": ("e", "es")}
    incomplete = [
        alias
        for actor_id, alias in forms
        for ending, more in endings.items()
        if alias.endswith(ending) and not all((actor_id, alias + end) in forms for end in more)
    ]
    assert incomplete == []


def test_arabic_adjectives_of_two_words_agree():
    forms = inflect_nisba("كوري جنوبي")
    assert {"كورية جنوبية", "الكوريين الجنوبيين", "الكوريتان الجنوبيتان"} <= set(forms)
    assert {"جنوب أفريقية", "الجنوب أفريقيين"} <= set(inflect_nisba("جنوب أفريقي"))


def test_every_context_rule_parses(package_actors):
    rules = package_actors["context"].drop_nulls().unique().to_list()
    assert len(rules) > 20
    assert all(parse_rule(rule) for rule in rules)


def test_no_name_without_a_rule_means_two_actors(package_actors):
    forms = alias_forms(package_actors).filter(pl.col("context").is_null() & (pl.col("how") != "short"))
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
        ("زيلنسكي", "volodymyr-zelensky"),
        ("روسيا اليوم", "rt"),
        ("سوسة", "sousse"),
        ("gilets jaunes", "yellow-vests"),
        ("الاتحاد الوطني الكردستاني", "puk-iraq"),
        ("داونينغ ستريت", "united-kingdom"),
    ],
)
def test_well_known_names_are_there(package_actors, alias, actor_id):
    assert actor_id in package_actors.filter(pl.col("alias") == alias)["actor_id"]


@pytest.mark.parametrize("name", TABLES)
def test_a_file_bears_to_be_looked_over_as_those_of_users_are(package_actors, name):
    # An actor described anew by the same rows is the same.
    assert_frame_equal(load_actors(str(DATA / name)), package_actors)
