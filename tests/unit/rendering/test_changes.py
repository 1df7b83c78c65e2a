"""The list of changes that can be taken back."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from newsctl.core.archive.file_changes import PastChange
from newsctl.core.post.post import PostPath
from newsctl.rendering.changes import change_lines
from newsctl.rendering.terminal import Terminal

CHANGE = PastChange(
    1,
    "set bron=NOS bron:nos",
    datetime(2025, 7, 3, 0, 5, 9, 7, tzinfo=ZoneInfo("Europe/Amsterdam")),
    (PostPath("a.md"), PostPath("b.md")),
    2,
)


def test_a_person_reads_the_moment_as_dates_are_written_here():
    [line] = change_lines([CHANGE], Terminal(is_tty=True))
    assert line == "  1   3 jul 2025 00:05  set bron=NOS bron:nos (2 posts)\n"


def test_a_pipe_gets_the_moment_with_its_offset():
    [line] = change_lines([CHANGE], Terminal())
    assert line == "1\t2025-07-03T00:05:09.000007+02:00\t2\t2\tset bron=NOS bron:nos\n"
