from __future__ import annotations

import pytest

from newsctl.rendering.bars import bar, spark
from newsctl.rendering.rows import table_lines
from newsctl.rendering.terminal import Terminal

WIDE, PLAIN = Terminal(is_tty=True), Terminal(is_tty=True, encoding="ascii")


def test_a_bar_is_as_long_as_its_value_to_the_eighth():
    assert bar(8, 8, 4, WIDE) == "████"
    assert bar(4, 8, 4, WIDE) == "██"
    assert bar(1, 32, 4, WIDE) == "▏"
    assert bar(1, 1_000_000, 4, WIDE) == "▏"
    assert bar(0, 8, 4, WIDE) == bar(0, 0, 4, WIDE) == ""


def test_a_bar_is_of_ascii_where_a_terminal_has_no_more():
    assert bar(4, 8, 4, PLAIN) == "##"
    assert bar(1, 1_000, 4, PLAIN) == "#"


def test_a_spark_line_tells_nothing_from_little():
    assert spark([0, 1, 50, 100], 10, WIDE) == " ▁▅█"
    assert spark([0, 1, 50, 100], 10, PLAIN) == " _+@"
    assert spark([0, 0], 10, WIDE) == "  "


def test_a_spark_line_joins_what_has_no_room():
    assert spark([0, 0, 8, 8], 2, WIDE) == " █"
    assert len(spark(list(range(100)), 7, WIDE)) == 7


@pytest.mark.parametrize("width", range(1, 120, 7))
def test_no_bar_goes_past_the_window(width):
    rows = [{"period": "2019-09", "posts": 1200}, {"period": "2019-10", "posts": 3}]
    lines = table_lines(
        rows, ["period", "posts"], Terminal(width=width, is_tty=True), drawn="posts"
    )
    assert all(len(line.rstrip()) <= max(width, 14) for line in lines)


@pytest.mark.parametrize("width", [80, 200])
def test_the_longest_bar_ends_where_the_window_does(width):
    rows = [{"period": "2019-09", "posts": 1200}, {"period": "2019-10", "posts": 3}]
    _, longest, _ = table_lines(
        rows, ["period", "posts"], Terminal(width=width, is_tty=True), drawn="posts"
    )
    assert len(longest.rstrip()) == width
