"""The look that begins before the line is read: for which lines, and at which archive."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from newsctl.cli.arguments import arities_of
from newsctl.cli.context import Context
from newsctl.cli.reading.head_start import OPTIONS, archive_named, asks_of_files, head_start
from newsctl.core.settings import Settings
from newsctl.front_matter.archive import finding
from newsctl.start_up import SWITCH
from tests.cli.test_command_list import PROGRAM

pytestmark = pytest.mark.skipif(SWITCH in os.environ, reason="no look begins ahead then")


def test_the_options_that_are_known_before_typer_are_those_that_commands_declare():
    declared = {"-h": 0, **arities_of(PROGRAM.params)}
    for name, command in PROGRAM.commands.items():
        if asks_of_files([name]):
            declared |= arities_of(command.params)
    assert {name: n for name, n in declared.items() if n or len(name) == 2} == OPTIONS


@pytest.mark.parametrize(
    "line",
    ["search x", "-C dir list", "--color never show x", "--archive=list facets", "list -C dir"],
)
def test_a_line_that_asks_of_files_is_known(line):
    assert asks_of_files(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "",
        "add search",
        "-C search",
        "set x list",
        "index list",
        "search --help",
        "--no-sync list x",
    ],
)
def test_a_line_that_does_not_is_not_taken_for_one(line):
    assert not asks_of_files(line.split())


@pytest.mark.parametrize(
    ("line", "named"),
    [("list", None), ("-C a list", "a"), ("list --archive=a/b", "a/b"), ("-C a -C b list", "b")],
)
def test_the_archive_is_the_one_that_the_line_names(line, named):
    assert archive_named(line.split()) == named


def test_the_look_is_at_the_archive_that_the_program_will_find(small, monkeypatch, tmp_path):
    monkeypatch.chdir(small)
    for arguments, variable in (
        (["list"], None),
        (["-C", str(small), "list"], "/"),
        (["list"], small),
    ):
        with monkeypatch.context() as patch:
            if variable:
                patch.setenv("NEWSCTL_ARCHIVE", str(variable))
            begun = head_start(arguments)
        assert len(begun.scan.posts(small, Settings(), {})) == 3
    assert head_start(["-C", str(tmp_path / "nergens"), "list"]) is None


def test_the_archive_is_found_once_and_by_what_the_line_says(small, newsctl, monkeypatch):
    asked = []
    monkeypatch.setattr(
        finding,
        "find_archive",
        lambda found=finding.find_archive, **by: asked.append(by) or found(**by),
    )
    assert newsctl("list", "--count", cwd=small).text == "3\n"
    assert len(asked) == 1
    begun = head_start(["-C", str(small), "list"])
    assert Context(archive_option=small, head_start=begun).found is begun.archive
    elsewhere = Context(archive_option=small / "..", head_start=begun)
    assert elsewhere.found.root == small.parent


def test_completing_begins_no_look(small, monkeypatch):
    monkeypatch.chdir(small)
    monkeypatch.setenv("_NEWSCTL_COMPLETE", "1")
    assert head_start(["list"]) is None


@pytest.fixture
def large(tmp_path):
    for number in range(1_500):
        name = f"2019-03-01-een-bericht-met-een-lange-naam-{number}.md"
        (tmp_path / name).write_text("---\ntitle: Kop\n---\nBrood.\n")
    return tmp_path


def test_a_large_archive_is_answered_fresh_after_every_change(large, newsctl_process):
    assert newsctl_process("list", "--count", cwd=large).text == "1500\n"
    assert newsctl_process("list", "--count", cwd=large).text == "1500\n"
    (large / "2019-03-02-nieuw.md").write_text("---\ntitle: Nieuw\n---\nKaas.\n")
    assert newsctl_process("search", "kaas", "--count", cwd=large).text == "1\n"
    (large / "2019-03-02-nieuw.md").unlink()
    assert newsctl_process("list", "--count", cwd=large).text == "1500\n"
    (large / "newsctl.toml").write_text('[archive]\nexclude = ["*-1.md"]\n')
    assert newsctl_process("list", "--count", cwd=large).text == "1499\n"
    assert newsctl_process("list", "--formt", cwd=large).code == 2


def test_a_reader_that_goes_away_waits_for_no_child(large, newsctl_process):
    newsctl_process("list", "--count", cwd=large)
    command = [sys.executable, "-m", "newsctl", "list"]
    with subprocess.Popen(command, cwd=large, stdout=subprocess.PIPE) as program:
        assert program.stdout.readline()
        program.stdout.close()
        assert program.wait(60) == 0
