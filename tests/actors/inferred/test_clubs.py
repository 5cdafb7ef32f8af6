"""Clubs called by an ordinary word or a city, where sport is the matter."""

from __future__ import annotations

import polars as pl
import pytest

from corpus_tools import build_corpus, find_actors


@pytest.fixture(scope="module")
def clubs():
    def find(*texts):
        corpus = build_corpus(pl.DataFrame({"text": texts, "language": ["ar"] * len(texts)}))
        mentions = find_actors(corpus, inferred=True)
        return mentions.filter(pl.col("actor_id").str.starts_with("organisation:"))["surface"].to_list()

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("في الدوري فاز المدرب بعد مباراة على مضيفه غرناطة", ["غرناطة"]),
        ("سجل المهاجم هدفين في مرمى غرناطة خلال المباراة", ["غرناطة"]),
        ("في الجولة الثالثة من الدوري تعادل غرناطة الإسباني وخرج اللاعب مصابا", ["غرناطة"]),
        ("قال لاعب الوحدة إن المباراة كانت صعبة على الفريق", ["الوحدة"]),
        ("انتهت مباراة الدوري بفوز الأهلي بعد ركلة جزاء", ["الأهلي"]),
        ("يلتقي اليوم الوداد والرجاء في مباراة الديربي", ["الوداد", "والرجاء"]),
        ("تعادل المحرق والحزم في مباراة الدوري", ["المحرق", "والحزم"]),
        ("تعثر ليل الفرنسي في مباراة الدوري", ["ليل"]),
    ],
)
def test_what_stands_beside_a_word_makes_it_a_club(clubs, text, names):
    assert clubs(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "وصل المدرب إلى غرناطة قبل المباراة",
        "جرت المباراة في ملعب غرناطة الإسباني أمام الجماهير واللاعبين",
        "دعا الوزير إلى الوحدة والتعاون",
        "انتهت مباراة القاهرة وخرج اللاعب من الملعب",
        "انتهت المباراة في ليل ممطر وخرج اللاعبون",
        "زار الوفد مضيفه غرناطة ثم غادر",
        "خاض المنتخب مباراة ضد الجيش السوري في الدوري",
        "اختتمت البطولة العربية بعد مباراة في الخليج العربي",
        "قال لاعب المنتخب إن الشباب يحبون كرة القدم",
    ],
)
def test_places_and_ordinary_words_are_no_clubs(clubs, text):
    assert clubs(text) == []


def test_an_article_that_says_so_once_means_the_club_elsewhere(clubs):
    text = "سجل المهاجم في مرمى غرناطة. وكان غرناطة خسر مباراة في الدوري. ووصل اللاعبون إلى فندق في غرناطة."
    assert clubs(text) == ["غرناطة", "غرناطة"]
    assert clubs(text, "جاء المدرب واللاعب من غرناطة")[2:] == []


def test_a_club_takes_the_place_of_the_city():
    text = "سجل المهاجم في مرمى غرناطة خلال مباراة الدوري"
    corpus = build_corpus(pl.DataFrame({"text": [text], "language": ["ar"]}))
    assert find_actors(corpus, inferred=True).select("surface", "actor_id", "kind").rows() == [
        ("غرناطة", "organisation:غرناطه", "organisation")
    ]


def test_a_name_of_two_words_is_not_cut(clubs):
    assert clubs("قال نجم مانشستر سيتي بعد مباراة الدوري إن الفريق قوي") == ["مانشستر سيتي"]
    assert clubs("قال لاعب نادي غرناطة بعد مباراة الدوري إن الفريق قوي") == ["نادي غرناطة"]
