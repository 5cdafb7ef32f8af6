"""A headless Chromium for tests that look at pages: no request may leave the machine."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
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
