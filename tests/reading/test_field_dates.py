"""Dates of fields: short years, serial numbers of spreadsheets, months in further languages."""

import datetime as dt

import polars as pl
import pytest

from corpus_tools.reading.days.dating import read_dates
from corpus_tools.reading.days.fields import begins_with_date, read_serial, with_full_years

DAY = dt.date(2022, 3, 12)


def days(*values):
    return [day for day, _ in read_dates(pl.Series(values))]


@pytest.mark.parametrize(
    "written",
    [
        "12. März 2022",
        "Samstag, 12. März 2022",
        "12 de marzo de 2022",
        "12 marzo 2022",
        "12 de março de 2022",
        "12 марта 2022 г.",
        "12 Mart 2022",
        "12-Mar-22",
        "12/3/22",
        "12.03.22",
        "44632",
        "20220312101500",
        "20220312T101500Z",
    ],
)
def test_a_field_is_read_in_the_forms_of_exports(written):
    assert days(written) == [DAY]


def test_numbers_of_a_column_are_days_of_a_spreadsheet():
    assert days(44_632, 44_633) == [DAY, dt.date(2022, 3, 13)]
    assert read_dates(pl.Series([44_632.25]))[0][1] == dt.datetime(2022, 3, 12, 6)


def test_what_is_no_date_stays_unread():
    assert days("hier", "منذ ساعتين", "2 hours ago", "22-01-12", "12 Brumaire 2022", "00000") == [None] * 6
    assert days(2022, 7, 99_999) == [None] * 3
    assert read_serial(25_568) is None


def test_short_years_take_part_in_the_evidence_of_their_column():
    assert days("3/4/22", "1/31/22") == [dt.date(2022, 3, 4), dt.date(2022, 1, 31)]
    assert days("3/4/22", "31/1/22") == [dt.date(2022, 4, 3), dt.date(2022, 1, 31)]


def test_a_short_year_far_ahead_is_of_the_century_before():
    assert with_full_years("1/2/98") == "1/2/1998"
    assert with_full_years("12/3/2022 10:15") == "12/3/2022 10:15"


def test_a_header_begins_with_its_date():
    assert begins_with_date("12 января 2022, среда")
    assert not begins_with_date("Der Gipfel vom 12. März 2022")
    assert not begins_with_date("12 Mars landers of 2022")
