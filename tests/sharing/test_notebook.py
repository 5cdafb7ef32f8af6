from __future__ import annotations

import altair as alt
import polars as pl
import pytest
from lxml import html

from corpus_tools.charts.theme import theme_language
from corpus_tools.errors import ArgumentError
from corpus_tools.sharing import setup_notebook
from corpus_tools.sharing.notebook import SETUP_MARK, _setup_html
from corpus_tools.sharing.tables import format_value, table_html


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_setup_gives_the_session_its_language_and_renderer(language: str) -> None:
    setup_notebook(language=language)
    assert theme_language() == language
    assert alt.renderers.active == "corpus_tools"


def test_printed_tables_show_no_shape_and_no_types() -> None:
    setup_notebook()
    printed = str(pl.DataFrame({"مصطلح": ["الناتو"]}))
    assert "shape" not in printed
    assert "str" not in printed


def test_setup_refuses_a_language_it_does_not_speak() -> None:
    with pytest.raises(ArgumentError, match=r"language one of \['ar', 'en', 'fr'\], got 'de'"):
        setup_notebook(language="de")


def test_the_setup_output_is_recognised_and_points_nowhere() -> None:
    markup = _setup_html(language="ar")
    assert markup.startswith(SETUP_MARK)
    assert "direction:rtl" in markup
    assert 'src="http' not in markup
    assert markup.count("</script>") == 2


def test_only_arabic_turns_the_text_of_a_notebook() -> None:
    assert ".jp-MarkdownOutput{direction:rtl}" in _setup_html(language="ar")
    assert ".jp-MarkdownOutput{direction:rtl}" not in _setup_html(language="fr")


def test_a_table_is_escaped_and_cut() -> None:
    frame = pl.DataFrame({"<b>": ["<script>alert(1)</script>", "م" * 500] * 20})
    markup = table_html(frame, language="ar")
    assert "<script>" not in markup
    assert "<b>" not in markup
    assert markup.count("<tr>") == 21
    assert "20 / 40" in markup
    assert "م" * 119 + "…" in markup
    assert "م" * 120 not in markup


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
