"""A progress bar for whatever takes longer than two seconds: in a terminal, and in JupyterLab without widgets.

It is one line without words, so that it needs no language: bar, share, done and all, time left. Nothing is shown
where nobody watches: output that goes to a file, tests, notebooks that are run for a report.
"""

from __future__ import annotations

import html
import os
import sys
import time
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
SWITCH = "CORPUS_TOOLS_PROGRESS"  # the environment variable: "0" turns every bar off
_PATIENCE = 2.0  # seconds before the bar shows
_EVERY = 0.2  # seconds between two pictures of it
_WIDTH = 24
_shown: set[object] = set()  # of bars inside each other only the outer one is drawn


def track(items: Sequence[T]) -> Iterator[T]:
    """Go through items, and show how far where it takes long.

    >>> list(track([1, 2]))
    [1, 2]
    """
    draw = None if _shown or len(items) < 2 else _find_screen()
    if draw is None:
        yield from items
        return
    mark = object()
    _shown.add(mark)
    started = time.monotonic()
    last = started + _PATIENCE - _EVERY
    drawn = False
    try:
        for done, item in enumerate(items):
            now = time.monotonic()
            if now - last >= _EVERY:
                draw(bar(done, len(items), seconds=now - started))
                last, drawn = now, True
            yield item
    finally:
        _shown.discard(mark)
        if drawn:
            draw("")


def bar(done: int, total: int, *, seconds: float) -> str:
    """Draw the line: how much of it is done, and at this pace the time left.

    >>> bar(5_000, 20_000, seconds=4)
    '██████░░░░░░░░░░░░░░░░░░  25 %  5,000 / 20,000  0:12'
    """
    filled = _WIDTH * done // total
    left = round(seconds * (total - done) / done) if done else 0
    clock = f"{left // 60}:{left % 60:02}" if done else "-:--"
    return f"{'█' * filled}{'░' * (_WIDTH - filled)}  {100 * done // total} %  {done:,} / {total:,}  {clock}"


def _find_screen() -> Callable[[str], None] | None:
    """Find where a line can be drawn over and over; None where nobody would see it."""
    if os.environ.get(SWITCH) == "0":
        return None
    if sys.stderr is not None and sys.stderr.isatty():
        return _draw_in_terminal
    # Where there is a kernel, IPython is loaded already; elsewhere it need not be.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython and hasattr(ipython, "get_ipython") else None
    return _notebook_screen(ipython) if shell is not None and hasattr(shell, "kernel") else None


def _draw_in_terminal(line: str) -> None:
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()


def _notebook_screen(ipython: Any) -> Callable[[str], None]:
    """Draw in one output of the cell, which is emptied at the end."""
    handle: list[Any] = []

    def draw(line: str) -> None:
        picture = ipython.display.HTML(f'<pre dir="ltr" style="margin:0">{html.escape(line)}</pre>' if line else "")
        if handle:
            handle[0].update(picture)
        else:
            handle.append(ipython.display.display(picture, display_id=True))

    return draw
