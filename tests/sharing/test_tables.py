from __future__ import annotations

import polars as pl
import pytest
from lxml import html

from corpus_tools.sharing.tables import format_value, table_html


def rows_of(markup: str) -> list[html.HtmlElement]:
    return list(html.fromstring(markup).iter("tr"))[1:]


def test_a_table_is_escaped_and_a_long_text_folds() -> None:
    frame = pl.DataFrame({"<b>": ["<script>alert(1)</script>", "كلمة " * 100, "م" * 10_000]})
    markup = table_html(frame, language="ar")
    assert "<script>" not in markup
    assert "<b>" not in markup
    short, long, endless = (row.find("td") for row in rows_of(markup))
    assert short.find("details") is None
    assert long.find("details").get("open") is None
    assert long.text_content().replace("…", "").split() == ["كلمة"] * 100
    assert len(long.find("details/summary").text_content()) <= 121
    assert len(endless.text_content()) == 2001  # 2,000 and the dots of the fold


def test_a_page_keeps_200_rows_and_shows_20_without_a_script() -> None:
    markup = table_html(pl.DataFrame({"n": range(12_345)}), language="fr")
    rows = rows_of(markup)
    assert (len(rows), sum(row.get("hidden") is None for row in rows)) == (200, 20)
    (note,) = html.fromstring(markup).find_class("note")
    assert note.text_content() == "Lignes : 20 sur 12\u202f345 (les 200 premières sont ici)"
    assert note.find_class("kept")[0].get("hidden") is not None


def test_long_rows_leave_room_for_the_rest_of_the_page() -> None:
    markup = table_html(pl.DataFrame({"text": ["خبر طويل " * 400] * 300}), language="ar")
    assert 20 <= len(rows_of(markup)) < 100
    assert len(markup) < 150_000


def test_a_short_table_has_no_note() -> None:
    assert html.fromstring(table_html(pl.DataFrame({"n": [1]}), language="en")).find_class("note") == []


def test_numbers_are_sorted_by_what_they_are_not_by_what_is_shown() -> None:
    frame = pl.DataFrame({"share": [0.0123456, float("nan"), None, float("inf")], "term": ["أ", "ب", "ج", "د"]})
    cells = [row.findall("td") for row in rows_of(table_html(frame, language="fr"))]
    assert [pair[0].get("data-value") for pair in cells] == ["0.0123456", None, None, "Infinity"]
    assert {pair[1].get("data-value") for pair in cells} == {None}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([10590.4, 907.9, None], ["10,590", "908", ""]),
        ([12.0, 3.0], ["12", "3"]),
        ([12.25, 0.5], ["12.2", "0.5"]),
        ([3.14159, 0.5], ["3.14", "0.50"]),
        ([0.5, 0.012345], ["0.500", "0.012"]),
        ([0.00123456, 0.0001], ["0.00123", "0.0001"]),
        ([float("nan"), 1.5], ["nan", "1.50"]),
    ],
)
def test_the_numbers_of_a_column_have_the_same_decimals(values: list[float], expected: list[str]) -> None:
    cells = html.fromstring(table_html(pl.DataFrame({"share": values}), language="ar")).iter("td")
    assert [cell.text_content() for cell in cells] == expected


def test_a_list_in_a_cell_is_its_values() -> None:
    frame = pl.DataFrame({"names": [["قطر", None, "Otan"], [], None]})
    cells = html.fromstring(table_html(frame, language="ar")).iter("td")
    assert [cell.text_content() for cell in cells] == ["قطر · Otan", "", ""]


def test_an_empty_table_is_a_heading() -> None:
    markup = table_html(pl.DataFrame(schema={"term": pl.String}), language="en")
    assert "term" in markup
    assert "<td" not in markup


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2022, "2022"),
        (-12_345, "-12,345"),
        (0.0, "0"),
        (0.000123, "0.000123"),
        (1234.5, "1,234"),
        (float("nan"), "nan"),
        (True, "✓"),
        (["قطر", None, 3], "قطر · 3"),
        (None, ""),
    ],
)
def test_format_value(value: object, expected: str) -> None:
    assert format_value(value) == expected
