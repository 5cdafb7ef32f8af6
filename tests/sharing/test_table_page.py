"""What a reader does with a table of a page: sort, search, unfold, see more; in a real browser."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.charts.theme import use_theme
from corpus_tools.sharing import show_concordance
from corpus_tools.sharing.shell import wrap_page
from corpus_tools.sharing.tables import table_html
from tests.sharing.browsing import open_browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page


@contextmanager
def open_page(body: str, folder: Path, *, language: str, width: int = 1200) -> Iterator[Page]:
    """Open a page of that body; nothing may be asked of the network, and no script may fail."""
    path = folder / "table.html"
    path.write_text(wrap_page(f"<main>{body}</main>", title="table", language=language), encoding="utf-8")
    failed: list[str] = []
    with open_browser(width=width) as (page, left):
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("console", lambda message: failed.append(message.text) if message.type == "error" else None)
        page.goto(path.as_uri())
        yield page
        assert (failed, left) == ([], [])


def column(table: Locator, number: int) -> list[str]:
    """Read what a column shows."""
    return [row.locator("td").nth(number).inner_text() for row in table.locator("tbody tr:visible").all()]


def test_numbers_sort_by_value_and_the_third_click_gives_the_old_order(tmp_path: Path) -> None:
    frame = pl.DataFrame({"term": ["ب", "أ", "ج", "د"], "share": [9.12345, 1234.5, None, 9.12346]})
    with open_page(table_html(frame, language="fr"), tmp_path, language="fr") as page:
        table = page.locator(".corpus-table")
        head = table.get_by_role("columnheader").nth(1)
        head.get_by_role("button").click()
        assert (head.get_attribute("aria-sort"), column(table, 0)) == ("descending", ["أ", "د", "ب", "ج"])
        head.get_by_role("button").press("Enter")
        assert (head.get_attribute("aria-sort"), column(table, 0)) == ("ascending", ["ب", "د", "أ", "ج"])
        head.get_by_role("button").press("Space")
        assert (head.get_attribute("aria-sort"), column(table, 0)) == (None, ["ب", "أ", "ج", "د"])
        table.get_by_role("columnheader").nth(0).get_by_role("button").click()
        assert column(table, 0) == ["أ", "ب", "ج", "د"]


def test_a_search_needs_no_hamza_no_accent_and_counts_what_it_found(tmp_path: Path) -> None:
    names = ["إيران", "Élysée", "مُحَمَّد", *(f"x{number}" for number in range(30))]
    with open_page(table_html(pl.DataFrame({"actor": names}), language="ar"), tmp_path, language="ar") as page:
        table = page.locator(".corpus-table")
        for typed, name in (("ايران", "إيران"), ("elysee", "Élysée"), ("محمد", "مُحَمَّد"), ("x29", "x29")):
            table.get_by_role("searchbox", name="ابحث في الجدول").fill(typed)
            assert column(table, 0) == [name]
            assert table.get_by_role("status").inner_text() == "1 / 33"
        table.get_by_role("searchbox").fill("<b>")
        assert table.get_by_role("status").inner_text() == "لا نتائج."


def test_further_rows_scroll_under_a_head_that_stays(tmp_path: Path) -> None:
    markup = table_html(pl.DataFrame({"n": range(5000)}), language="en")
    with open_page(markup, tmp_path, language="en", width=390) as page:
        table = page.locator(".corpus-table")
        assert len(column(table, 0)) == 20
        table.get_by_role("button", name="Show all 200 rows").click()
        assert len(column(table, 0)) == 200
        assert "Rows: 200 of 5,000 (the first 200 are here)" in table.inner_text()
        area = table.locator(".rows")
        area.evaluate("area => area.scrollTop = 3000")
        head, box = table.locator("th").bounding_box(), area.bounding_box()
        assert head is not None
        assert box is not None
        assert abs(head["y"] - box["y"]) < 3
        table.get_by_role("button", name="Show fewer rows").click()
        assert len(column(table, 0)) == 20
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_long_text_opens_and_stays_text(tmp_path: Path) -> None:
    text = "<img src=x onerror=alert(1)> " + "خبر " * 100 + "الخاتمة"
    with open_page(table_html(pl.DataFrame({"text": [text]}), language="ar"), tmp_path, language="ar") as page:
        fold = page.locator("td details")
        assert "الخاتمة" not in fold.inner_text()
        fold.locator("summary").press("Enter")
        assert fold.inner_text().replace("\n", " ").endswith("الخاتمة")
        assert page.locator("td img").count() == 0


def test_a_concordance_sorts_by_the_word_next_to_the_match(tmp_path: Path) -> None:
    use_theme(language="en")
    kwic = pl.DataFrame({"before": ["a z", "z a", "m m"], "match": ["NATO"] * 3, "after": ["3", "1", "2"]})
    with open_page(show_concordance(kwic)._repr_html_(), tmp_path, language="en") as page:
        table = page.locator(".corpus-kwic")
        table.get_by_role("button", name="Before").click()
        assert column(table, 0) == ["z a", "m m", "a z"]
        table.get_by_role("button", name="After").click()
        assert column(table, 2) == ["1", "2", "3"]
        page.keyboard.press("Tab")
        for key, line in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
            page.keyboard.press(key)
            assert table.locator("tbody tr").nth(line).evaluate("row => row === document.activeElement")
        page.keyboard.press("Enter")
        assert table.locator("tr.open td").nth(2).inner_text() == "2"


def test_without_scripts_there_is_a_plain_table(tmp_path: Path) -> None:
    markup = table_html(pl.DataFrame({"n": range(50)}), language="en")
    page = wrap_page(markup, title="t", language="en").partition("<script>")[0]
    (tmp_path / "plain.html").write_text(page, encoding="utf-8")
    with open_browser() as (view, _):
        view.goto((tmp_path / "plain.html").as_uri())
        assert len(column(view.locator(".corpus-table"), 0)) == 20
        assert view.locator("button,input").count() == 0
        assert "Rows: 20 of 50" in view.locator(".note").inner_text()
