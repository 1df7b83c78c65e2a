from __future__ import annotations

import io

from newsctl.rendering.progress import progress
from newsctl.rendering.terminal import Terminal


def _told(terminal, times):
    stream, clock = io.StringIO(), iter(times)
    with progress("Indexing", stream, terminal, clock=lambda: next(clock)) as tell:
        for done in range(1, len(times)):
            tell(done, 1000)
    return stream.getvalue()


def test_nothing_is_shown_where_there_is_no_terminal():
    assert _told(Terminal(), [0, 10, 20]) == ""


def test_nothing_is_shown_while_patience_lasts(screen):
    assert _told(screen(), [0, 0.2, 0.4]) == ""


def test_a_long_work_shows_a_bar_and_takes_it_away(screen):
    shown = _told(screen(), [0, 0.2, 0.6])
    assert "Indexing" in shown
    assert "2/1000" in shown
    assert "/?" not in shown


def test_its_rate_is_that_of_the_whole_work(screen):
    shown = _told(screen(), [0, 2000, 2000])  # two in 2,000 seconds, of 1000
    assert " 0/s 277:1" in shown


def test_the_bar_goes_when_the_work_is_interrupted(screen):
    stream, clock = io.StringIO(), iter([0, 1])
    work = progress("Indexing", stream, screen(), clock=lambda: next(clock))
    work.__enter__()(1, 2)
    assert work.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None) is False
    assert stream.getvalue().endswith("\x1b[?25h\r\x1b[1A\x1b[2K")
