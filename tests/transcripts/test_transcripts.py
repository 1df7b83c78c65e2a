"""Transcripts of real runs, in the .txt files beside this one: tests, and documentation.

A line is one of these:

    $ newsctl list          a command for a POSIX shell, in a copy of the sample posts
    > text                  what it writes to standard output
    2> text                 what it writes to standard error
    [1]                     its exit code, unless that is 0
    any other               prose

UPDATE_GOLDEN=1 writes them anew. Commands that need no shell run inside this process, where it is
always 3 November 2025; the posts and the index are those of all transcripts, unless the file's
name begins with `changing-`: then they are a copy of both.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from newsctl.cli.context import Context
from tests.ready_archives import share_index

FOLDER = Path(__file__).parent
TRANSCRIPTS = sorted(FOLDER.glob("*.txt"))
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"

COMMAND = re.compile(r"(?<=^\$ ).*(?=\n)", re.MULTILINE)
SHOWN = re.compile(r"^(?:2?>(?: .*)?|\[\d+\])\n", re.MULTILINE)
IN_QUOTES = re.compile(r"'[^']*'|\"[^\"$`]*\"")
FOR_A_SHELL = re.compile(r"[|&;<>()$`*?~#\[{=]|\\")


@pytest.fixture
def execute(newsctl, shell):
    """Run a command, in this process where that is the same."""

    def _execute(command, folder):
        if command.startswith("newsctl ") and not FOR_A_SHELL.search(IN_QUOTES.sub("", command)):
            return newsctl(*shlex.split(command)[1:], cwd=folder)
        return shell(command, cwd=folder)

    return _execute


def told(ran):
    """Return what a command did, as a transcript has it."""
    lines = [*(("> ", one) for one in ran.lines), *(("2> ", one) for one in ran.err.splitlines())]
    marked = "".join(f"{mark}{line}".rstrip(" ") + "\n" for mark, line in lines)
    return marked + (f"[{ran.code}]\n" if ran.code else "")


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_run_is_as_it_was_written_down(
    execute, request, monkeypatch, tmp_path, dictionary, transcript
):
    changes = transcript.stem.startswith("changing-")
    folder = request.getfixturevalue("archive" if changes else "samples")
    if changes:  # `index clean` speaks of all archives that a cache has an index of
        dictionary.write(tmp_path / "cache" / "indexes")
        share_index(Context(archive_option=folder), tmp_path / "cache" / "indexes")
        monkeypatch.setenv("NEWSCTL_CACHE", str(tmp_path / "cache"))
    written = transcript.read_text(encoding="utf-8")

    def run_again(command):
        did = told(execute(command.group(), folder)).replace(str(folder), "/posts")
        return f"{command.group()}\n{did}".removesuffix("\n")

    run = COMMAND.sub(run_again, SHOWN.sub("", written))
    if UPDATE:
        transcript.write_text(run, encoding="utf-8")
    else:
        assert run == written, "UPDATE_GOLDEN=1 writes it anew"


def test_there_are_transcripts():
    assert len(TRANSCRIPTS) >= 8
