"""Date expressions of three languages, resolved from the day of the article."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.dates import find_dates
from corpus_tools.dates.find import find_in_text
from corpus_tools.errors import FrameError
from corpus_tools.schema import DATES

TODAY = dt.date(2022, 1, 12)  # a Wednesday


def values(text: str, *, language: str = "ar", today: dt.date | None = TODAY) -> list[tuple[str, str]]:
    found = find_in_text(text, language=language, today=today)
    return [(text[one.start : one.end], one.resolved.value) for one in found]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("وقال أمس الثلاثاء إن", "أمس الثلاثاء", "2022-01-11"),
        ("حدث بالأمس هنا", "الأمس", "2022-01-11"),
        ("وصل أول أمس", "أول أمس", "2022-01-10"),
        ("وصل أمس الأول", "أمس الأول", "2022-01-10"),
        ("اجتمعوا اليوم (الأربعاء)", "اليوم (الأربعاء)", "2022-01-12"),
        ("يصل غداً إلى", "غداً", "2022-01-13"),
        ("يصل بعد غد", "بعد غد", "2022-01-14"),
        ("وتعهدت واشنطن، الإثنين، بمواصلة", "الإثنين", "2022-01-10"),
        ("قالت الأربعاء إن", "الأربعاء", "2022-01-12"),
        ("سيعقد اللقاء الجمعة", "الجمعة", "2022-01-14"),
        ("يوم الأربعاء الماضي", "يوم الأربعاء الماضي", "2022-01-05"),
        ("الأربعاء المقبل", "الأربعاء المقبل", "2022-01-19"),
        ("والشهر الماضي، قدمت", "الشهر الماضي", "2021-12"),
        ("الأسبوع المقبل", "الأسبوع المقبل", "2022-W03"),
        ("قبل ثلاثة أيام", "قبل ثلاثة أيام", "2022-01-09"),
        ("قبل أسبوعين", "قبل أسبوعين", "2021-W52"),
        ("منذ ثماني سنوات", "منذ ثماني سنوات", "P8Y"),
        ("منذ أكثر من عامين", "منذ أكثر من عامين", "P2Y"),
        ("ضمتها عام 2014 رداً", "عام 2014", "2014"),
        ("في 2014", "2014", "2014"),
        ("في ديسمبر/ كانون الأول", "ديسمبر/ كانون الأول", "2021-12"),
        ("ستجرى في آذار/مارس", "آذار/مارس", "2022-03"),
        ("12 كانون الأول", "12 كانون الأول", "2021-12-12"),
        ("الثاني عشر من يناير", "الثاني عشر من يناير", "2022-01-12"),
        ("31 مارس من العام الماضي", "31 مارس من العام الماضي", "2021-03-31"),
        ("22 جانفي الجاري", "22 جانفي الجاري", "2022-01-22"),
        ("في السابع من الشهر الماضي", "السابع من الشهر الماضي", "2021-12-07"),
        ("في الـ19 فيفري الماضي", "19 فيفري الماضي", "2021-02-19"),
        ("مطلع العام الجاري", "مطلع العام الجاري", "2022"),
        ("الربع الأول من عام 2021", "الربع الأول من عام 2021", "2021-Q1"),
        ("صيف 2021", "صيف 2021", "2021-SU"),
        ("منذ التسعينيات", "التسعينيات", "199"),
        ("عشرينيات القرن الماضي", "عشرينيات القرن الماضي", "192"),
        ("القرن التاسع عشر", "القرن التاسع عشر", "18"),
        ("مساء أمس الثلاثاء", "مساء أمس الثلاثاء", "2022-01-11TEV"),
        ("عام 1436هـ", "عام 1436هـ", "2014-10-25/2015-10-13"),
        ("كل يوم جمعة", "كل يوم جمعة", "XXXX-WXX-5"),
        ("في 1 ماي", "1 ماي", "2022-05-01"),
    ],
)
def test_arabic_expressions(text: str, surface: str, value: str) -> None:
    assert values(text) == [(surface, value)]


@pytest.mark.parametrize(
    ("language", "text", "surface", "value"),
    [
        ("en", "He said yesterday that", "yesterday", "2022-01-11"),
        ("en", "on Monday.", "Monday", "2022-01-10"),
        ("en", "last Tuesday", "last Tuesday", "2022-01-11"),
        ("en", "They will meet on Friday", "Friday", "2022-01-14"),
        ("en", "next week", "next week", "2022-W03"),
        ("en", "two weeks ago", "two weeks ago", "2021-W52"),
        ("en", "on Jan. 12 he", "Jan. 12", "2022-01-12"),
        ("en", "since December 2021", "December 2021", "2021-12"),
        ("en", "last month", "last month", "2021-12"),
        ("en", "in 2014, when", "2014", "2014"),
        ("en", "in May", "May", "2021-05"),
        ("en", "the mid-1990s", "the mid-1990s", "199"),
        ("en", "Friday morning", "Friday morning", "2022-01-07TMO"),
        ("en", "every Monday", "every Monday", "XXXX-WXX-1"),
        ("fr", "a déclaré hier", "hier", "2022-01-11"),
        ("fr", "mardi dernier", "mardi dernier", "2022-01-11"),
        ("fr", "la semaine prochaine", "la semaine prochaine", "2022-W03"),
        ("fr", "il y a huit ans", "il y a huit ans", "2014"),
        ("fr", "depuis huit ans", "depuis huit ans", "P8Y"),
        ("fr", "Lundi, il", "Lundi", "2022-01-10"),
        ("fr", "le 12 janvier", "le 12 janvier", "2022-01-12"),
        ("fr", "d'ici fin février", "fin février", "2022-02"),
        ("fr", "en décembre 2021", "décembre 2021", "2021-12"),
        ("fr", "en 2014", "2014", "2014"),
        ("fr", "samedi 12 octobre", "samedi 12 octobre", "2021-10-12"),
        ("fr", "au XIXe siècle", "au XIXe siècle", "18"),
    ],
)
def test_english_and_french_expressions(language: str, text: str, surface: str, value: str) -> None:
    assert values(text, language=language) == [(surface, value)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "ذكرته قناة روسيا اليوم في نشرتها"),
        ("ar", "في سوق السبت"),
        ("ar", "من أشهر الكتاب، وأحد أشهر اللاعبين"),
        ("ar", "فاز الفريق 3-1 وخسر 2-0"),
        ("ar", "مارس ضغوطا على مي وماي"),
        ("ar", "في العشرينيات من عمره"),
        ("ar", "ديسمبر/ نيسان"),
        ("ar", "هاتف 0123-456-789 وسعره 1500 دولار"),
        ("ar", "اليوم العالمي للمرأة"),
        ("ar", "لامس معدله 60 بالمائة، وفتح باب 2014"),
        ("ar", "عام 1800 ما قبل الميلاد"),
        ("en", "May I march on, the second man may fall"),
        ("en", "It cost $1999.50 on Black Friday"),
        ("fr", "la planète Mars et un mai de rêve"),
    ],
)
def test_what_only_looks_like_a_date_is_left(language: str, text: str) -> None:
    assert values(text, language=language) == []


def test_the_broadcaster_is_a_day_where_a_weekday_follows() -> None:
    assert values("استقبلت روسيا اليوم الأربعاء وفداً") == [("اليوم الأربعاء", "2022-01-12")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "بين 10 و13 يناير", [("10", "2022-01-10"), ("13 يناير", "2022-01-13")]),
        ("ar", "12-15 يناير", [("12", "2022-01-12"), ("15 يناير", "2022-01-15")]),
        ("ar", "من يناير إلى مارس 2020", [("يناير", "2020-01"), ("مارس 2020", "2020-03")]),
        ("ar", "بين عامي 2010 و2014", [("2010", "2010"), ("2014", "2014")]),
        ("ar", "يومي الجمعة والسبت المقبلين", [("الجمعة", "2022-01-14"), ("السبت المقبلين", "2022-01-15")]),
        ("ar", "3-1 يناير", [("1 يناير", "2022-01-01")]),
        ("en", "January 12-15, 2021", [("January 12", "2021-01-12"), ("15, 2021", "2021-01-15")]),
        ("fr", "du 28 février au 3 mars 2021", [("28 février", "2021-02-28"), ("3 mars 2021", "2021-03-03")]),
    ],
)
def test_a_range_is_its_two_ends(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, language=language) == expected


def test_a_hijri_date_with_its_twin_is_one_row() -> None:
    text = "بتاريخ 25 شوال 1436هـ الموافق 10 أغسطس 2015م صدر"
    assert values(text) == [("25 شوال 1436هـ الموافق 10 أغسطس 2015م", "2015-08-10")]


def test_a_weekday_corrects_an_article_date_that_is_a_day_late() -> None:
    assert values("اليوم (الاثنين)", today=dt.date(2015, 7, 21)) == [("اليوم (الاثنين)", "2015-07-20")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("أمس", "XXXX-XX-XX"),
        ("الإثنين", "XXXX-WXX-1"),
        ("الأسبوع الماضي", "XXXX-WXX"),
        ("الشهر الماضي", "XXXX-XX"),
        ("12 يناير", "XXXX-01-12"),
        ("العام الماضي", "XXXX"),
    ],
)
def test_without_an_article_date_nothing_is_invented(text: str, value: str) -> None:
    [found] = find_in_text(text, language="ar", today=None)
    assert (found.resolved.value, found.resolved.earliest, found.resolved.latest) == (value, None, None)


def test_a_year_stays_a_year() -> None:
    [found] = find_in_text("عام 2014", language="ar", today=TODAY)
    told = found.resolved
    assert (told.type, told.grain, told.earliest, told.latest) == (
        "DATE",
        "year",
        dt.date(2014, 1, 1),
        dt.date(2014, 12, 31),
    )


def frame(*rows: tuple[str, str, dt.date | None, str]) -> SimpleNamespace:
    schema = {"doc_id": pl.String, "text": pl.String, "date": pl.Date, "language": pl.String}
    return SimpleNamespace(articles=pl.DataFrame(list(rows), schema=schema, orient="row"))


def test_the_frame_has_the_columns_of_dates_in_the_order_of_the_articles() -> None:
    found = find_dates(frame(("b", "اليوم ثم غداً", TODAY, "ar"), ("a", "hier", TODAY, "fr"), ("c", "", None, "und")))
    assert found.schema == pl.Schema(DATES.columns)
    assert found.select("doc_id", "value").rows() == [
        ("b", "2022-01-12"),
        ("b", "2022-01-13"),
        ("a", "2022-01-11"),
    ]


def test_other_languages_give_complete_dates_only() -> None:
    found = find_dates(frame(("a", "gestern, 2022-01-12 um neun", TODAY, "de")))
    assert found["value"].to_list() == ["2022-01-12"]


def test_no_articles_give_no_rows() -> None:
    assert find_dates(frame()).schema == pl.Schema(DATES.columns)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(FrameError, match="find_dates: expected a column 'text'"):
        find_dates(SimpleNamespace(articles=pl.DataFrame({"doc_id": ["a"]})))


WORDS = [
    *("اليوم", "أمس", "الأول", "الثلاثاء", "يناير", "ديسمبر/", "كانون", "الثاني", "من", "إلى", "بين", "قبل"),
    *(
        "عام",
        "هـ",
        "الماضي",
        "القرن",
        "كل",
        "صباح",
        "12",
        "2014",
        "3-1",
        "و13",
        "١٢",
        "(",
        ")",
        ".",
        "\n",
        "\u200f",
    ),
    *("May", "15,", "in", "last", "week", "ago", "two", "lundi", "le", "mars", "dernier", "fin", "1er"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["ar", "en", "fr"]))
def test_any_text_gives_ordered_spans_without_overlap(words: list[str], language: str) -> None:
    text = " ".join(words)
    found = find_in_text(text, language=language, today=TODAY)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))
    assert all(
        one.resolved.earliest <= one.resolved.latest for one in found if one.resolved.earliest and one.resolved.latest
    )


def test_the_expressions_of_a_real_article() -> None:
    root = os.environ.get("CORPUS_DATA")
    if not root:
        pytest.skip("CORPUS_DATA is unset: the real article is not part of the project")
    text = min(Path(root).glob("seeds/*.txt")).read_text(encoding="utf-8")
    found = set(values(text))
    assert found >= {
        ("أمس الثلاثاء", "2022-01-11"),
        ("الشهر الماضي", "2021-12"),
        ("ديسمبر/ كانون الأول", "2021-12"),
        ("عام 2014", "2014"),
        ("اليوم الأربعاء", "2022-01-12"),
        ("الأسبوع المقبل", "2022-W03"),
        ("الإثنين", "2022-01-10"),
        ("يوم الثلاثاء", "2022-01-11"),
        ("التسعينيات", "199"),
    }
    assert "اليوم" not in {surface for surface, _ in found}
