"""The progress bar: where it shows, and where it does not."""

from __future__ import annotations

import io
import sys
import types

import pytest

from corpus_tools import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    """Let a second go by between any two looks at the clock."""
    ticks = iter(range(10_000))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(ticks)))
    monkeypatch.delenv(progress.SWITCH, raising=False)


@pytest.fixture
def terminal(monkeypatch):
    # pytest puts its own stderr back between a fixture and the test.
    screen = Terminal()
    monkeypatch.setattr(progress, "sys", types.SimpleNamespace(stderr=screen, modules=sys.modules))
    return screen


def test_a_long_run_shows_in_a_terminal_and_is_wiped_at_the_end(clock, terminal):
    assert list(progress.track(range(10))) == list(range(10))
    lines = terminal.getvalue().split("\r\x1b[K")
    assert "20 %  2 / 10  0:12" in lines[1]
    assert lines[-1] == ""
    assert len(lines) == 1 + 8 + 1


def test_a_short_run_shows_nothing(monkeypatch, terminal):
    monkeypatch.setattr(progress.time, "monotonic", lambda: 0.0)
    assert list(progress.track(range(1_000))) == list(range(1_000))
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("reason", ["switched off", "no terminal", "no stderr"])
def test_where_nobody_watches_nothing_shows(clock, terminal, monkeypatch, reason):
    if reason == "switched off":
        monkeypatch.setenv(progress.SWITCH, "0")
    elif reason == "no terminal":
        terminal.isatty = lambda: False
    else:
        monkeypatch.setattr(progress.sys, "stderr", None)
    assert list(progress.track(range(20))) == list(range(20))
    assert terminal.getvalue() == ""


def test_only_the_outer_of_two_bars_shows(clock, terminal):
    for _ in progress.track(range(4)):
        list(progress.track(range(100)))
    assert "/ 4 " in terminal.getvalue()
    assert "/ 100 " not in terminal.getvalue()


def test_a_run_that_breaks_off_wipes_its_bar(clock, terminal):
    with pytest.raises(ZeroDivisionError):
        [1 // (7 - item) for item in progress.track(range(10))]
    assert terminal.getvalue().endswith("\r\x1b[K")
    list(progress.track(range(10)))
    assert terminal.getvalue().count("20 %") == 2


def test_in_a_notebook_one_output_is_drawn_over_and_emptied(clock, terminal, monkeypatch):
    terminal.isatty = lambda: False
    pictures = []

    def display(picture, display_id):
        assert display_id
        pictures.append(picture)
        return types.SimpleNamespace(update=pictures.append)

    kernel = types.SimpleNamespace(
        get_ipython=lambda: types.SimpleNamespace(kernel=True),
        display=types.SimpleNamespace(HTML=str, display=display),
    )
    monkeypatch.setitem(sys.modules, "IPython", kernel)
    list(progress.track(range(6)))
    assert "2 / 6" in pictures[0]
    assert 'dir="ltr"' in pictures[0]
    assert pictures[-1] == ""
