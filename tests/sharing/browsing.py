"""A headless Chromium for tests that look at pages: no request may leave the machine."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(__file__).parent / "axe" / "axe.min.js"
# How large each word of a chart is on the screen.
LETTERS = """Array.from(document.querySelectorAll('.corpus-chart svg.marks')).flatMap(svg => {
  const scale = svg.getBoundingClientRect().width / svg.getAttribute('width');
  const words = Array.from(svg.querySelectorAll('text')).filter(text => text.textContent.trim());
  return words.map(text => parseFloat(getComputedStyle(text).fontSize) * scale);
})"""
LOCAL = ("http://127.0.0.1", "ws://127.0.0.1", "file://", "data:", "blob:", "about:")


def find_chromium() -> str:
    """Find a browser; without one skip the test, or fail it where the environment demands one."""
    path = next((found for found in map(shutil.which, NAMES) if found), None)
    if path:
        return path
    reason = f"no browser among {', '.join(NAMES)}"
    if os.environ.get("CORPUS_TOOLS_REQUIRE_CHROMIUM") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def look_over(page: Page, path: Path, left: list[str]) -> None:
    """Open a page from disk and assert what every page of a site keeps: drawn, silent, whole, accessible, harmless."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(path.as_uri())
    # A live chart takes the place of its picture once it is drawn.
    page.wait_for_function("!document.querySelector('.corpus-chart img')", timeout=30_000)
    for chart in page.locator(".corpus-chart").all():
        assert chart.locator("svg.marks").count() == 1
        assert chart.locator("svg.marks :is(path, text, rect, line)").count() > 3
    assert min(page.evaluate(LETTERS), default=10) > 9.9
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.evaluate("window.owned") is None
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    grave = [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")]
    assert (grave, errors, left) == ([], [], [])


@contextmanager
def open_browser(*, width: int = 1200, height: int = 900) -> Iterator[tuple[Page, list[str]]]:
    """Open a page, and give the list of the outside addresses it asked for (they are refused)."""
    path = find_chromium()
    left: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith(LOCAL):
            route.continue_()
        else:
            left.append(route.request.url)
            route.abort()

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            page = browser.new_page(viewport={"width": width, "height": height}, locale="en-US")
            page.route("**/*", guard)
            yield page, left
        finally:
            browser.close()
