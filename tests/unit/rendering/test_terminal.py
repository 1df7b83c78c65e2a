from __future__ import annotations

import io

import pytest

from newsctl.rendering.terminal import Terminal


class _Stream(io.StringIO):
    def __init__(self, *, tty, encoding="utf-8"):
        super().__init__()
        self._tty = tty
        self._encoding = encoding

    encoding = property(lambda self: self._encoding)

    def isatty(self):
        return self._tty


@pytest.mark.parametrize(
    ("tty", "env", "color", "colour"),
    [
        (True, {"TERM": "xterm"}, "auto", True),
        (False, {"TERM": "xterm"}, "auto", False),
        (True, {"TERM": "dumb"}, "auto", False),
        (True, {}, "auto", False),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, "auto", False),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, "auto", True),
        (True, {"TERM": "xterm", "CLICOLOR": "0"}, "auto", False),
        (False, {"FORCE_COLOR": "1"}, "auto", True),
        (False, {"FORCE_COLOR": "0"}, "auto", False),
        (False, {"CLICOLOR_FORCE": "1"}, "auto", True),
        (False, {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, "auto", False),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, "always", True),
        (False, {}, "always", True),
        (True, {"TERM": "xterm", "FORCE_COLOR": "1"}, "never", False),
    ],
)
def test_colour_follows_the_option_then_the_environment_then_the_terminal(tty, env, color, colour):
    assert Terminal.of(_Stream(tty=tty), env, color=color).colour is colour


@pytest.mark.parametrize(
    ("tty", "env", "color", "colour"),
    [
        (False, {"FORCE_COLOR": "1"}, "auto", False),
        (False, {"CLICOLOR_FORCE": "1"}, "auto", False),
        (False, {}, "always", True),
        (False, {"FORCE_COLOR": "1"}, "never", False),
        (True, {"FORCE_COLOR": "1", "TERM": "dumb"}, "auto", True),
        (True, {"TERM": "xterm"}, "auto", True),
    ],
)
def test_only_the_option_colours_data_in_a_pipe(tty, env, color, colour):
    assert Terminal.of(_Stream(tty=tty), env, color=color, holds_data=True).colour is colour


def test_links_need_a_terminal_that_has_colour_and_knows_them():
    xterm = Terminal.of(_Stream(tty=True), {"TERM": "xterm"})
    console = Terminal.of(_Stream(tty=True), {"TERM": "linux"})
    pipe = Terminal.of(_Stream(tty=False), {"TERM": "xterm"}, color="always")
    assert [xterm.links, console.links, pipe.links] == [True, False, False]


@pytest.mark.parametrize(
    ("columns", "width"),
    [("120", 120), ("", 80), ("0", 80), ("breed", 80), ("-5", 80), ("٣", 80), ("9" * 99, 10_000)],
)
def test_the_width_is_what_columns_says(columns, width):
    assert Terminal.of(_Stream(tty=True), {"COLUMNS": columns}).width == width


def test_a_pipe_has_utf_8_and_no_width():
    pipe = Terminal.of(_Stream(tty=False, encoding="latin-1"), {"COLUMNS": "40"})
    assert (pipe.encoding, pipe.room) == ("utf-8", None)


def test_a_terminal_of_another_encoding_is_known():
    terminal = Terminal.of(_Stream(tty=True, encoding="ISO-8859-1"), {"COLUMNS": "40"})
    assert (terminal.encoding, terminal.unicode, terminal.room) == ("ISO-8859-1", False, 40)
