from __future__ import annotations

import datetime
from typing import Any

import polars as pl
import pytest
from lxml import html

from corpus_tools.charts.theme import use_theme
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.sharing import show_concordance


def lines(match: str, before: str = "قبل", after: str = "بعد") -> pl.DataFrame:
    return pl.DataFrame({"before": [before], "match": [match], "after": [after]})


def cells(kwic: pl.DataFrame) -> list[tuple[str, str, str | None, str]]:
    tree = html.fromstring(show_concordance(kwic)._repr_html_())
    return [
        (cell.get("class"), cell.get("dir"), cell.find("bdi").get("dir"), cell.text_content())
        for cell in tree.iter("td")
    ]


def test_arabic_runs_right_to_left_and_is_cut_far_from_the_match() -> None:
    assert cells(lines("الناتو")) == [
        ("before", "ltr", "rtl", "قبل"),
        ("match", None, "rtl", "الناتو"),
        ("after", "rtl", "rtl", "بعد"),
    ]


def test_english_is_the_mirror_image() -> None:
    assert cells(lines("NATO", "in front", "behind")) == [
        ("before", "rtl", "ltr", "in front"),
        ("match", None, "ltr", "NATO"),
        ("after", "ltr", "ltr", "behind"),
    ]


def test_the_order_of_columns_is_before_match_after_in_both() -> None:
    for match, direction in (("الناتو", "rtl"), ("NATO", "ltr")):
        tree = html.fromstring(show_concordance(lines(match))._repr_html_())
        assert tree.get("dir") == direction


def test_date_and_source_come_first_and_a_null_is_nothing() -> None:
    day = datetime.date(2022, 1, 12)
    kwic = lines("الناتو").with_columns(date=pl.lit(day), source=pl.lit(None, dtype=pl.String))
    assert cells(kwic)[0][3] == "2022-01-12"


def test_markup_stays_text() -> None:
    kwic = lines("<img src=x>", "'\"><script>", "<b>")
    tree = html.fromstring(show_concordance(kwic)._repr_html_())
    assert not list(tree.iter("img", "script", "b"))
    assert "<img src=x>" in tree.text_content()


def test_a_long_concordance_says_how_much_is_shown() -> None:
    kwic = pl.concat([lines("الناتو")] * 5)
    markup = show_concordance(kwic, top=2)._repr_html_()
    assert markup.count("<tr ") == 2
    assert "2 / 5" in markup


def test_no_match_is_said_in_the_language_of_the_notebook() -> None:
    use_theme(language="fr")
    assert "Aucune occurrence." in show_concordance(lines("x").clear())._repr_html_()


def test_an_absent_column_is_named() -> None:
    with pytest.raises(FrameError, match=r"column 'after'.*There are: 'before', 'match'"):
        show_concordance(lines("x").drop("after"))


def test_headings_are_in_the_language_of_the_notebook_not_of_the_lines() -> None:
    use_theme(language="en")
    tree = html.fromstring(show_concordance(lines("الناتو").with_columns(source=pl.lit("ميزان")))._repr_html_())
    assert [head.text_content() for head in tree.iter("th")] == ["Outlet", "Before", "Match", "After"]
    assert (tree.get("lang"), tree.get("dir")) == ("en", "rtl")


@pytest.mark.parametrize("top", [0, -1, "all", True])
def test_top_is_a_whole_number(top: Any) -> None:
    with pytest.raises(ArgumentError, match="show_concordance: expected top as a whole number"):
        show_concordance(pl.DataFrame({"before": [""], "match": ["NATO"], "after": [""]}), top=top)


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(FrameError, match=r"kwic as a polars DataFrame, got 'NoneType'"):
        show_concordance(None)  # type: ignore[arg-type]
