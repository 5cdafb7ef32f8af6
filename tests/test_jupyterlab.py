"""Notebooks in a real JupyterLab, seen by a real browser, without a network."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import nbformat
import pytest

from tests.sharing.browsing import find_chromium, open_browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

WELCOME = "# مصطلحات\n\nNATO وحلف شمال الأطلسي اسمان لشيء واحد.\n\nIn English."
WORDS = ("حلف شمال الأطلسي", "روسيا (موسكو)", "أوكرانيا")
SETUP = "from corpus_tools.sharing import setup_notebook\nsetup_notebook(language='ar')"
CHART = f"""import altair as alt
import polars as pl
counts = pl.DataFrame({{"term": {WORDS!r}, "count": [9, 7, 4]}})
x = alt.X("count:Q", title=None).scale(reverse=True)
y = alt.Y("term:N", title=None, sort=None).axis(orient="right")
alt.Chart(counts, title="أكثر المصطلحات وروداً", width=480).mark_bar().encode(x=x, y=y)"""
PANELS = """import datetime as dt
from corpus_tools.charts import add_panel, chart_terms, chart_timeline
wide = counts.with_columns(per_million=pl.lit(1.0), documents=pl.lit(1))
rows = [(term, source, f"جملة {term[:4]} {source}") for term in counts["term"] for source in ("ميزان", "سهاب")]
examples = pl.DataFrame(rows, schema=["term", "source", "text"], orient="row")
add_panel(chart_terms(wide), examples, choose="source")"""
TIMELINE = """weeks = [dt.date(2022, 1, 3) + dt.timedelta(7 * week) for week in range(8)]
low_high = {"count": 1, "total": 1, "share": 1.0, "low": 0.2, "high": 1.0}
series = pl.DataFrame([{"period": week, **low_high, "is_partial": False} for week in weeks])
articles = pl.DataFrame({"date": weeks, "title": [f"خبر {n}" for n in range(8)]})
add_panel(chart_timeline(series), articles)"""
EXPLORE = """import datetime as dt
import polars as pl
from corpus_tools import build_corpus, explore, find_actors
texts = ["أعلن الناتو <img src=x onerror=window.hacked=1> أمس ضمانات", "ترفض روسيا ضمانات الناتو اليوم"] * 40
days = [dt.date(2022, 1 + n % 6, 1 + n % 28) for n in range(80)]
titles = [f"خبر <b>{n}</b>" for n in range(80)]
frame = pl.DataFrame({"text": texts, "date": days, "title": titles, "source": ["ميزان", "سهاب"] * 40})
corpus = build_corpus(frame)
explore(corpus, find_actors(corpus))"""
START_SECONDS = 40


def write_notebook(path: Path, *sources: str) -> None:
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    cells.insert(0, nbformat.v4.new_markdown_cell(WELCOME))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, path)


def write_settings(folder: Path) -> dict[str, str]:
    """Give JupyterLab folders of its own, and settings under which it fetches no news."""
    settings = folder / "lab" / "settings"
    settings.mkdir(parents=True)
    news = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
    (settings / "overrides.json").write_text(json.dumps(news))
    places = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    return {f"JUPYTER_{place}": str(folder / place.lower()) for place in places}


@contextmanager
def run_lab(folder: Path) -> Iterator[str]:
    """Start JupyterLab on a free port for the notebooks of `folder/root`, and give their address, `{}` for the name."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    root = folder / "root"
    places = write_settings(folder)
    options = (
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={root}",
        f"--IdentityProvider.token={token}",
        "--ServerApp.open_browser=False",
        "--ServerApp.allow_root=True",
        f"--LabApp.app_settings_dir={folder / 'lab' / 'settings'}",
        f"--LabApp.user_settings_dir={folder / 'user_settings'}",
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    )
    log = folder / "lab.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            env=os.environ | places,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
        )
        try:
            wait_for_server(f"http://127.0.0.1:{port}/api/status?token={token}", server, log)
            yield f"http://127.0.0.1:{port}/lab/workspaces/{{0}}/tree/{{0}}.ipynb?token={token}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for_server(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start: {log.read_text()[-2000:]}")


def run_all(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=40_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=20_000)  # earlier it asks for a kernel
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def test_charts_are_live_the_panel_answers_and_nothing_leaves_the_machine(tmp_path: Path) -> None:
    find_chromium()
    (tmp_path / "root").mkdir()
    write_notebook(tmp_path / "root" / "chart.ipynb", SETUP, CHART, "counts", PANELS, TIMELINE)
    write_notebook(tmp_path / "root" / "panel.ipynb", SETUP, EXPLORE)
    with run_lab(tmp_path) as address:
        check_chart(address.format("chart"), tmp_path)
        check_panel(address.format("panel"), tmp_path)


def check_chart(address: str, folder: Path) -> None:
    with open_browser() as (page, left):
        run_all(page, address)
        page.wait_for_selector(".corpus-chart .vega-embed svg.marks", timeout=30_000)

        live = page.locator(".corpus-chart svg.marks").first
        words = live.locator("text").all_text_contents()
        for word in WORDS:
            assert f"\u2067{word}\u2069" in words, words
        page.wait_for_function("!document.querySelector('.corpus-chart img')")
        check_click(page)
        check_brush(page)

        table = page.locator(".corpus-table")
        assert table.get_attribute("dir") == "rtl"
        assert WORDS[0] in table.inner_text()

        paragraphs = page.locator(".jp-MarkdownOutput p")
        page.wait_for_selector(".jp-MarkdownOutput p[dir]")
        assert [p.get_attribute("dir") for p in paragraphs.all()] == ["rtl", "ltr"]
        page.screenshot(path=folder / "chart.png")
        assert left == []


def check_click(page: Page) -> None:
    """Click a bar, and read the sentences beside it; choose an outlet, and read only its own."""
    chart = page.locator(".corpus-chart").nth(1)
    chart.locator("svg.marks path[aria-roledescription=bar]").nth(1).click()
    texts = chart.locator("svg.marks text")
    texts.filter(has_text="جملة روسي ميزان").wait_for()
    texts.filter(has_text="جملة روسي سهاب").wait_for()
    assert texts.filter(has_text="جملة حلف").count() == 0
    chart.get_by_role("combobox").select_option("سهاب")
    texts.filter(has_text="جملة روسي ميزان").wait_for(state="detached")
    assert texts.filter(has_text="جملة روسي سهاب").count() == 1


def check_brush(page: Page) -> None:
    """Drag over some days of a timeline, and read the headlines of their articles."""
    chart = page.locator(".corpus-chart").nth(2)
    texts = chart.locator("svg.marks text")
    texts.filter(has_text="خبر 0").wait_for()
    plot = chart.locator("svg.marks path.background").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box
    across, down = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(across, down)
    page.mouse.down()
    page.mouse.move(across + 40, down)
    page.mouse.move(box["x"] + box["width"] - 1, down)
    page.mouse.up()
    texts.filter(has_text="خبر 0").wait_for(state="detached")
    assert texts.filter(has_text="خبر 7").count() == 1


def check_panel(address: str, folder: Path) -> None:
    with open_browser() as (page, left):
        run_all(page, address)
        panel = page.locator(".corpus-explorer")
        panel.wait_for(timeout=30_000)
        assert (panel.get_attribute("lang"), panel.get_attribute("dir")) == ("ar", "rtl")

        box = panel.get_by_role("combobox", name="ابحث عن كلمة أو عبارة أو فاعل")
        box.press_sequentially("ضمان")
        option = panel.get_by_role("option").first
        option.wait_for()
        assert box.get_attribute("aria-expanded") == "true"
        # The whole list is inside the panel: JupyterLab cuts what stands out of an output.
        reach = "node => node.getBoundingClientRect().bottom"
        assert panel.get_by_role("listbox").evaluate(reach) < panel.evaluate(reach)
        box.press("ArrowDown")
        assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
        box.press("Enter")

        panel.locator(".lines tbody tr").nth(49).wait_for(timeout=10_000)
        assert "المقالات: 80 من 80 (100%)" in panel.get_by_role("status").inner_text()
        assert panel.locator(".lines table").get_attribute("dir") == "rtl"
        picture = panel.locator(".trend img")
        picture.wait_for()
        assert "ضمان" in str(picture.get_attribute("alt"))
        assert panel.locator(".lines tbody tr").first.locator("td.before").inner_text().endswith("أمس")
        panel.get_by_role("button", name="المزيد من الأسطر").click()
        panel.locator(".lines tbody tr").nth(79).wait_for()

        line = panel.locator(".lines tbody button.match").first
        line.focus()
        line.press("Enter")
        heading = panel.get_by_role("heading", name="خبر <b>0</b>")
        heading.wait_for()
        assert heading.evaluate("node => node === document.activeElement")
        assert panel.locator("mark").all_inner_texts() == ["ضمانات"]
        assert "<img src=x" in panel.locator(".article .text").inner_text()
        heading.press("Escape")
        assert line.evaluate("node => node === document.activeElement")

        box.fill("ناتووو")
        box.press("Enter")
        panel.get_by_text("لا نتيجة.").wait_for()
        panel.get_by_role("button", name="حلف شمال الأطلسي").click()
        panel.get_by_text("حلف شمال الأطلسي (فاعل، بكل أسمائه)").wait_for()
        panel.get_by_role("button", name="ابحث", exact=True).wait_for()
        page.screenshot(path=folder / "panel.png")

        page.get_by_role("heading", name="مصطلحات").click()
        page.keyboard.press("0")
        page.keyboard.press("0")
        page.locator(".jp-Dialog .jp-mod-accept").click()
        page.get_by_role("dialog").wait_for(state="detached")
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=20_000)
        box.press("Enter")
        panel.get_by_text("انقطع اتصال اللوحة بالدفتر").wait_for()
        assert page.evaluate("window.hacked") is None
        assert left == []
