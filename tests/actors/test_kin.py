"""Names of the table behind another given name: relatives are left out, own names are taken in."""

from __future__ import annotations

import polars as pl
import pytest

from corpus_tools import build_corpus, find_actors


def found(text: str, language: str = "ar") -> list[tuple[str, str]]:
    corpus = build_corpus(pl.DataFrame({"text": [text], "language": [language]}))
    return find_actors(corpus).select("surface", "actor_id").rows()


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("حضر أحمد بن محمد بن راشد آل مكتوم الحفل.", []),
        ("حضر أحمد علي عبد الله صالح الحفل.", []),
        ("قال محمد حسني مبارك إنه باق.", [("محمد حسني مبارك", "hosni-mubarak")]),
        ("قال باراك حسين أوباما إنه باق.", [("باراك حسين أوباما", "barack-obama")]),
        ("التقى محمود عباس بوتين.", [("محمود عباس", "mahmoud-abbas"), ("بوتين", "vladimir-putin")]),
        ("شكر محمد وبوتين الحضور.", [("وبوتين", "vladimir-putin")]),
        ("حضر محمود عباس ثم حضر محمد عباس.", [("محمود عباس", "mahmoud-abbas")]),
    ],
)
def test_a_relative_is_not_the_actor_and_an_own_given_name_is_taken_in(text, mentions):
    assert found(text) == mentions


def test_a_middle_name_in_latin_script_is_taken_in_to_the_first_name():
    assert found("He met Barack Hussein Obama there.", "en") == [("Barack Hussein Obama", "barack-obama")]


def test_a_given_name_behind_a_comma_belongs_to_no_name():
    assert ("بوتين", "vladimir-putin") in found("حضر سعاد، بوتين أيضا.")
