"""What a person meets at a terminal: the program on a real pseudo-terminal."""

from __future__ import annotations

import re
import sys

import pytest

BOEREN = "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"

LITTLE_ROOM = """
import sys
from newsctl.front_matter.writing.journal import Journal
from newsctl.__main__ import main
Journal.__init__.__kwdefaults__["most_bytes"] = 100
main()
"""
"""The program with so little room for `undo` that every change is asked about."""


@pytest.fixture
def terminal(archive, terminal_in):
    """A terminal in a copy of the sample posts."""
    return terminal_in(archive)


@pytest.fixture
def reading(samples, terminal_in, tmp_path):
    """A terminal in the sample posts, indexed already, whose pager is left at once."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nexec <&-\n")
    pager.chmod(0o755)
    return terminal_in(samples, env={"NEWSCTL_PAGER": str(pager)})


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
        ("rename 2019-10-01 --yes", "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md → "),
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


def test_less_is_left_by_its_key(archive, terminal_in):
    terminal = terminal_in(archive, lines=10, env={"NEWSCTL_PAGER": "less"})
    shown = terminal.run("newsctl list -n0; echo code $?", (":", "q"))
    assert shown.endswith("code 0\n")


def test_a_pager_that_is_no_program_is_none(archive, terminal_in, tmp_path):
    (tmp_path / "pager").write_text("no program")
    (tmp_path / "pager").chmod(0o755)
    terminal = terminal_in(archive, env={"NEWSCTL_PAGER": str(tmp_path / "pager")})
    assert "Boeren" in terminal.run("newsctl list boeren malieveld")


# Numbers of the last list.


WITHOUT_FZF = "PATH=${PATH%%:*}"
"""The folder of newsctl alone."""


def numbered(shown):
    """Return what stands behind each number of a list."""
    return dict(re.findall(r"^ *(\d+)  +\d+ \w+ \d+  (.*?)(?: {2}.*|…)?$", shown, re.MULTILINE))


@pytest.fixture
def three(small, terminal_in):
    """A terminal in an archive of three posts, the newest of which is `2`."""
    (small / "2025-11-01-2.md").write_text("---\ntitle: Twee\n---\nTekst.\n")
    next(small.glob("2025-10-*")).unlink()
    return terminal_in(small, columns=120)


def test_a_number_means_the_post_of_the_last_list(three):
    commands = ("list", "show 3 --raw", "search verkiezingen", "show 1 --raw | head -3")
    shown = three.run("; echo ==; ".join(f"newsctl {command}" for command in commands))
    listed, third, found, first = shown.split("==\n")
    assert [*numbered(listed)] == ["1", "2", "3"]
    assert numbered(listed)["3"][:20] in third
    assert re.findall(r"^1  (.{20})", found, re.MULTILINE)[0] in first


def test_numbers_go_on_where_a_list_is_shown_in_parts(three):
    shown = three.run("newsctl list --offset 2; newsctl show 3 --raw; newsctl show 1")
    assert [*numbered(shown)] == ["3"]
    assert numbered(shown)["3"][:20] in shown.partition("title:")[2]
    assert "newsctl: No post fits '1', and the last list is numbered 3 to 3." in shown


def test_posts_are_removed_by_number_and_the_numbers_stay(three):
    shown = three.run("newsctl list; newsctl rm 1; newsctl rm 1; newsctl rm 3; newsctl list")
    assert "newsctl: Post 1 of the last list is gone: 2025-11-01-2.md" in shown
    assert [path.name[:7] for path in three.folder.glob("*.md")] == ["2019-03"]
    assert numbered(shown)["1"].startswith("Facebook strenger")


def test_a_number_that_is_a_name_as_well_is_asked_about(three):
    shown = three.run(
        f"newsctl list; {WITHOUT_FZF} newsctl show 2 --raw", ("Which one? [1-2", "2\n")
    )
    assert "newsctl: 2 is a number in the last list and the name of another post." in shown
    assert shown.endswith("---\ntitle: Twee\n---\nTekst.\n")


def test_a_name_that_is_a_number_is_found_where_there_is_no_list(three):
    assert three.run("newsctl show 2 --raw").endswith("title: Twee\n---\nTekst.\n")
    shown = three.run("newsctl show 3")
    assert "No post fits '3', and this terminal has no list of this archive." in shown


def test_a_list_is_of_its_archive_and_terminal_alone_and_not_for_ever(three, samples):
    other = f"newsctl -C {samples} show 3"
    assert "this terminal has no list" in three.run(f"newsctl list; {other}")
    assert "this terminal has no list" in three.run("newsctl list; setsid -w newsctl show 3")
    lists = three.home / "cache" / "lists"
    assert lists.stat().st_mode & 0o777 == 0o700
    old = "sed -i 's/^newsctl-list-1 1 [0-9.]*/newsctl-list-1 1 1600000000/' "
    shown = three.run(f"newsctl list; {old} {lists}/*; newsctl show 3")
    assert "newsctl: The last list on this terminal is too old for 3 to name a post" in shown


def test_pipes_have_neither_numbers_nor_posts_by_number(three):
    shown = three.run("newsctl list > listed; newsctl list | cat; newsctl list; : | newsctl show 3")
    piped = (three.folder / "listed").read_text()
    assert shown.startswith(piped)
    assert piped.startswith("2025-11-01-2.md\t2025-11-01T00:00:00+01:00\tTwee\n")
    assert shown.endswith("newsctl: No post fits '3'.\nTry: newsctl search\n")


def test_an_ambiguous_name_is_chosen_from_a_list(terminal):
    bare = f"{WITHOUT_FZF} newsctl show 2019 --raw"
    shown = terminal.run(bare, ("Which one?", "3\n"), ("Which one?", "2\n"))
    assert "newsctl: 2 posts fit '2019'.\n1  29 mrt 2019  Facebook" in shown
    assert "title: \"Boeren op Malieveld: 'Wij voeden" in shown
    shown = terminal.run(bare, ("Which one?", "\n"))
    assert shown.endswith("Write more of it, or the whole path.\n")


def test_an_ambiguous_name_is_chosen_with_fzf(terminal, tmp_path):
    (tmp_path / "bin").mkdir()
    fzf = tmp_path / "bin" / "fzf"
    fzf.write_text("#!/bin/sh\ntail -n 1\n")
    fzf.chmod(0o755)
    command = f"PATH={tmp_path}/bin:$PATH newsctl show 2019 --raw"
    assert "title: \"Boeren op Malieveld: 'Wij voeden" in terminal.run(command)
    fzf.write_text("#!/bin/sh\nexit 130\n")
    assert terminal.run(command).endswith("Write more of it, or the whole path.\n")


@pytest.mark.parametrize(
    ("command", "about"),
    [
        ("rm 2019-10-01 2012-02", ".newsctl-trash/"),
        ("rm --query 'boeren malieveld'", f"{BOEREN} → .newsctl-trash/"),
        ("set x=1 --post 2019-10-01 --post 2012-02", "+x: 1"),
    ],
)
def test_several_posts_and_those_of_a_query_are_shown_before_they_change(terminal, command, about):
    posts = {path: path.read_bytes() for path in terminal.folder.iterdir()}
    shown = terminal.run(f"newsctl {command}", ("[y/N] ", "n\n"))
    assert about in shown.partition("[y/N]")[0]
    assert "Nothing was changed." in shown
    assert {path: path.read_bytes() for path in terminal.folder.iterdir()} == posts
