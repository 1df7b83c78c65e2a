"""What a person meets at a terminal: the program on a real pseudo-terminal."""

from __future__ import annotations

import os
import sys

import pytest

from tools.terminal import Terminal

BOEREN = "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"

LITTLE_ROOM = """
import sys
from newsctl.front_matter.journal import Journal
from newsctl.__main__ import main
Journal.__init__.__kwdefaults__["most_bytes"] = 100
main()
"""
"""The program with so little room for `undo` that every change is asked about."""


@pytest.fixture
def terminal(archive, tmp_path):
    """A terminal in a copy of the sample posts."""
    return Terminal(archive, tmp_path)


@pytest.fixture
def reading(samples, tmp_path):
    """A terminal in the sample posts, indexed already, whose pager is left at once."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nexec <&-\n")
    pager.chmod(0o755)
    env = {"NEWSCTL_CACHE": os.environ["NEWSCTL_CACHE"], "NEWSCTL_PAGER": str(pager)}
    return Terminal(samples, tmp_path, env=env)


@pytest.fixture
def little_room(tmp_path):
    """The program with little room for `undo`."""
    (tmp_path / "little_room.py").write_text(LITTLE_ROOM)
    return f"{sys.executable} {tmp_path}/little_room.py"


# What a question is about comes before it.


def test_a_diff_is_on_the_screen_before_the_question(terminal):
    shown = terminal.run("newsctl set category=x 'boeren malieveld'", ("[y/N] ", "n\n"))
    before, _, after = shown.partition("Change 1 post? [y/N]")
    assert "+category: x" in before
    assert "+category: x" not in after
    assert "Nothing was changed." in after


def test_a_diff_is_on_the_screen_where_the_answer_goes_to_a_file(terminal):
    command = "newsctl set category=x 'boeren malieveld' > changed"
    shown = terminal.run(command, ("+category: x", ""), ("[y/N] ", "y\n"))
    assert "newsctl undo takes it back" in shown
    assert (terminal.folder / "changed").read_text() == f"{BOEREN}\n"


@pytest.mark.parametrize(
    ("command", "about"),
    [
        ("set category=x boeren --yes", "+category: x"),
        ("edit 2019-10-01", "+Meer."),
        ("rename 2019-10-01", "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md → "),
        ("rm 2019-10-01", f"{BOEREN} → .newsctl-trash/"),
        ("validate --fix", "+aantal: "),
    ],
)
def test_a_change_too_large_for_undo_is_on_the_screen_before_the_question(
    terminal, little_room, command, about
):
    post = terminal.folder / BOEREN
    text = post.read_text()
    if command.startswith("rename"):
        post.write_text(text.replace("Boeren", "Trekkers"))
    if command.startswith("validate"):
        post.write_text(text.replace("aantal: ", "aantal: 1"))
    posts = {path: path.read_bytes() for path in terminal.folder.iterdir()}
    (terminal.home / "editor").write_text("echo Meer. >> $1")
    command = f"EDITOR='sh {terminal.home}/editor' {little_room} {command}"
    shown = terminal.run(command, ("Change them anyway? [y/N] ", "n\n"))
    assert about in shown.partition("for undo. Change them anyway?")[0]
    assert {path: path.read_bytes() for path in terminal.folder.iterdir()} == posts


# The pager.


@pytest.mark.parametrize(
    "command",
    [
        *(f"list -f {form}" for form in ("table", "csv", "json", "path")),
        "list -t '{title:>200}'",
        "search de --explain",
        f"show {BOEREN}",
        "set x=1 --all --dry-run",
    ],
)
def test_a_pager_that_is_left_early_is_left_in_quiet(reading, command):
    shown = reading.run(f"newsctl {command}; echo code $?")
    assert shown.endswith("code 0\n")
    assert "went wrong" not in shown


def test_what_was_changed_is_told_also_where_the_list_of_it_is_left(terminal):
    shown = terminal.run("NEWSCTL_PAGER=true newsctl set x=1 --all --yes")
    assert shown.endswith("newsctl: Changed 52 posts. newsctl undo takes it back.\n")


def test_less_is_left_by_its_key(archive, tmp_path):
    terminal = Terminal(archive, tmp_path, lines=10, env={"NEWSCTL_PAGER": "less"})
    shown = terminal.run("newsctl list -n0; echo code $?", (":", "q"))
    assert shown.endswith("code 0\n")


def test_a_pager_that_is_no_program_is_none(archive, tmp_path):
    (tmp_path / "pager").write_text("no program")
    (tmp_path / "pager").chmod(0o755)
    terminal = Terminal(archive, tmp_path, env={"NEWSCTL_PAGER": str(tmp_path / "pager")})
    assert "Boeren" in terminal.run("newsctl list boeren malieveld")
