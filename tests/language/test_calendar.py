"""Complete dates in a string: spellings of months, both calendars, both orders, offsets."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.language import fold
from corpus_tools.language.calendar import MONTHS, WEEKDAYS, find_full_dates, fold_digits, fold_text

TWELFTH = dt.date(2022, 1, 12)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("12 يناير 2022", "dmy"),
        ("١٢ كانون الثاني ٢٠٢٢", "dmy"),
        ("12 جانفي 2022", "dmy"),
        ("12جانفي2022", "dmy"),
        ("12 يناير/ كانون الثاني 2022", "dmy"),
        ("12 كانون الثاني / يناير 2022", "dmy"),
        ("12 يناير (كانون الثاني) 2022", "dmy"),
        ("12 من يناير عام 2022م", "dmy"),
        ("الأربعاء، 12 يناير 2022", "dmy"),
        ("January 12, 2022", "mdy"),
        ("Wednesday, Jan. 12, 2022", "mdy"),
        ("12th of January 2022", "dmy"),
        ("mercredi 12 janvier 2022", "dmy"),
        ("12-Jan-2022", "dmy"),
        ("2022-01-12", "ymd"),
        ("2022/1/12", "ymd"),
        ("12/01/2022", "ambiguous"),
        ("09/06/1443 هـ", "ambiguous"),
    ],
)
def test_a_day_is_read_in_every_way_of_writing_it(text: str, order: str) -> None:
    [found] = find_full_dates(text)
    assert (found.date, found.order) == (TWELFTH, order)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(
    ("text", "time", "zone"),
    [
        ("١٢ كانون الثاني ٢٠٢٢ - 14:35", dt.time(14, 35), None),
        ("January 12, 2022 10:15 GMT", dt.time(10, 15), 0),
        ("12 janvier 2022 à 10h15", dt.time(10, 15), None),
        ("2022-01-12T10:15:00+03:00", dt.time(10, 15), 180),
        ("2022-01-12T10:15:30.123Z", dt.time(10, 15, 30), 0),
        ("12 يناير 2022 10:15 مساءً بتوقيت غرينتش", dt.time(22, 15), 0),
        ("Jan. 12, 2022 at 12:05 a.m. GMT-5", dt.time(0, 5), -300),
    ],
)
def test_the_time_of_day_and_its_zone_belong_to_the_date(text: str, time: dt.time, zone: int | None) -> None:
    [found] = find_full_dates(text)
    assert (found.date, found.time, found.zone_offset_minutes) == (TWELFTH, time, zone)


@pytest.mark.parametrize(
    ("text", "day_first", "month", "day", "order"),
    [
        ("03/04/2022", None, 4, 3, "ambiguous"),
        ("03/04/2022", True, 4, 3, "ambiguous"),
        ("03/04/2022", False, 3, 4, "ambiguous"),
        ("13/04/2022", False, 4, 13, "dmy"),
        ("04/13/2022", True, 4, 13, "mdy"),
    ],
)
def test_numbers_follow_day_first_only_where_nothing_else_decides(
    text: str, day_first: bool | None, month: int, day: int, order: str
) -> None:
    [found] = find_full_dates(text, day_first=day_first)
    assert (found.date, found.order) == (dt.date(2022, month, day), order)


@pytest.mark.parametrize(
    "text",
    [
        "25 شوال 1436 هـ الموافق 10 أغسطس 2015 م",
        "10 أغسطس 2015 الموافق 25 شوال 1436هـ",
        "٢٥/١٠/١٤٣٦ الموافق ١٠/٨/٢٠١٥م",
        "25 شوال 1436، 10 أغسطس 2015",
    ],
)
def test_a_hijri_date_and_its_gregorian_twin_are_one(text: str) -> None:
    [found] = find_full_dates(text)
    assert found.date == dt.date(2015, 8, 10)
    assert (found.start, found.end, found.hijri) == (0, len(text), False)


def test_a_hijri_date_alone_is_converted() -> None:
    [found] = find_full_dates("في 25/05/1436 هـ")
    assert (found.date, found.hijri) == (dt.date(2015, 3, 16), True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31 فبراير 2022",
        "12 ديسمبر/ نيسان 2021",
        "1641989700",
        "192.168.10.2022",
        "فاز 3-1-22",
        "13/13/2022",
        "0123-456-7890",
        "1 محرم 900هـ",
        "12 يناير",
    ],
)
def test_what_is_no_complete_day_is_left(text: str) -> None:
    assert find_full_dates(text) == []


def test_marks_and_bidi_controls_are_seen_through_and_offsets_are_of_the_original() -> None:
    text = "\u200fنُشر في: \u202b١٢ ينايـــر ٢٠٢٢\u202c هنا"
    [found] = find_full_dates(text)
    assert text[found.start : found.end] == "١٢ ينايـــر ٢٠٢٢"


def test_dates_far_apart_in_a_long_text_are_all_found() -> None:
    filler = "كلمة " * 300
    text = f"12 يناير 2022 {filler} 13 يناير 2022 {filler} January 14, 2022"
    assert [found.date.day for found in find_full_dates(text)] == [12, 13, 14]


@pytest.mark.parametrize(
    ("name", "month"),
    [("جويلية", 7), ("غشت", 8), ("تشرين الثاني", 11), ("Févr", 2), ("Sept", 9), ("إبريل", 4)],
)
def test_months_are_keyed_by_folded_names(name: str, month: int) -> None:
    assert MONTHS[fold(name)] == month


def test_weekdays_begin_on_monday_in_every_language() -> None:
    assert [WEEKDAYS[fold(name)] for name in ("الإثنين", "Monday", "lundi", "الأحد", "dim")] == [
        0,
        0,
        0,
        6,
        6,
    ]


def test_digits_keep_the_length() -> None:
    assert fold_digits("٣-١ و۲۰۲۲ and 5") == "3-1 و2022 and 5"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_folding_never_loses_the_way_back(text: str) -> None:
    folded = fold_text(text)
    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(set(folded.offsets))


@given(st.dates(dt.date(1925, 1, 1), dt.date(2070, 1, 1)))
def test_every_day_is_read_back_from_its_iso_form(day: dt.date) -> None:
    assert [found.date for found in find_full_dates(f"في {day.isoformat()} مساء")] == [day]
