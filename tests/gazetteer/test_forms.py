"""The forms of an alias, and the names that lemmatising must leave whole."""

from __future__ import annotations

import polars as pl
import pytest

from corpus_tools.gazetteer import HOW_RANK, alias_forms, inflect_nisba, protected_names
from corpus_tools.language import fold


def table(*rows):
    columns = ["actor_id", "alias", "language", "how", "context"]
    return pl.DataFrame(
        [dict(zip(columns, row, strict=True)) for row in rows], schema=dict.fromkeys(columns, pl.String)
    )


def test_nisba_has_gender_number_and_article():
    forms = inflect_nisba("روسي")
    assert len(forms) == len(set(forms)) == 17
    expected = {
        "روسي",
        "الروسي",
        "روسية",
        "الروسية",
        "روسيون",
        "الروسيين",
        "روسيان",
        "روسيتين",
        "الروسيتان",
        "روسيات",
    }
    assert expected <= set(forms)


def test_irregular_people_take_only_the_article():
    assert inflect_nisba("عرب") == ["عرب", "العرب"]


def test_only_arabic_demonyms_are_inflected():
    forms = alias_forms(
        table(
            ("russia", "روسي", "ar", "demonym", None),
            ("russia", "روسيا", "ar", "name", None),
            ("south-africa", "جنوب أفريقي", "ar", "demonym", None),
            ("russia", "Russian", "en", "demonym", None),
        )
    )
    counts = forms.group_by("language", "how", pl.col("words").list.len().alias("length")).len()
    assert sorted(counts.rows()) == [
        ("ar", "demonym", 1, 16),
        ("ar", "demonym", 2, 17),
        ("ar", "name", 1, 1),
        ("en", "demonym", 1, 1),
    ]


@pytest.mark.parametrize(
    ("alias", "case"),
    [("NATO", "capital"), ("Putin", "capital"), ("russe", "any"), ("الناتو", "any"), ("US", "upper"), ("U.S.", "upper"),
     ("BBC", "upper"), ("Bp", "capital"), ("24", "any")],
)  # fmt: skip
def test_letter_case_that_an_alias_asks_for(alias, case):
    assert alias_forms(table(("x", alias, "en", "name", None)))["case"].to_list() == [case]


def test_words_are_folded_and_cut_as_in_texts():
    forms = alias_forms(
        table(("osce", "منظمة الأمن والتعاون", "ar", "name", None), ("nato", "l'Otan", "fr", "alias", None))
    )
    assert forms["words"].to_list() == [["منظمه", "الامن", "والتعاون"], ["l'", "otan"]]


def test_the_laxest_case_and_the_fullest_reading_of_equal_words_win():
    forms = alias_forms(
        table(
            ("russia", "Russe", "fr", "short", None),
            ("russia", "russe", "fr", "demonym", None),
            ("x", "Russe", "fr", "name", None),
        )
    )
    assert forms.filter(pl.col("actor_id") == "russia").select("case", "how").rows() == [("any", "demonym")]
    assert forms.height == 2


def test_an_alias_without_a_word_is_left_out():
    assert alias_forms(table(("x", "…", "ar", "alias", None))).is_empty()


def test_a_table_without_rows_has_no_forms():
    forms = alias_forms(table())
    assert forms.height == 0
    assert {"alias_id", "actor_id", "how", "language", "context", "words", "case"} == set(forms.columns)


def test_names_come_before_demonyms_and_short_forms_last():
    assert sorted(HOW_RANK, key=lambda how: HOW_RANK[how]) == [
        "name",
        "alias",
        "acronym",
        "metonym",
        "demonym",
        "short",
    ]


def test_protected_are_plain_arabic_names_of_one_word():
    names = protected_names(
        table(
            ("lebanon", "لبنان", "ar", "name", None),
            ("lebanon", "لبناني", "ar", "demonym", None),
            ("mali", "مالي", "ar", "name", "-next:مستقل"),
            ("nato", "حلف الأطلسي", "ar", "name", None),
            ("nato", "NATO", "en", "name", None),
            ("x", "آب", "ar", "alias", None),
        )
    )
    assert names == {fold("لبنان")}


def test_the_accusative_has_no_article():
    assert "أميركيا" in inflect_nisba("أميركي")
    assert "الأميركيا" not in inflect_nisba("أميركي")
    assert "كوريا جنوبيا" in inflect_nisba("كوري جنوبي")
