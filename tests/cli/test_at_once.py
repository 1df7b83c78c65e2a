"""Several newsctl at work on one archive at the same time, in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsctl.cli.context import Context

HOLD = """
import pathlib, sys
from newsctl.front_matter.writing.write_lock import WriteLock
archive = pathlib.Path(sys.argv[1])
with WriteLock(archive.parent / "lock", archive).held():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def busy(newsctl, archive):
    """Another process that is changing the archive, which has one change, until it is killed."""
    newsctl("set", "x=1", "boeren", "--yes", cwd=archive)
    command = [sys.executable, "-c", HOLD, str(archive)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def at_once(newsctl_forked, archive, lines):
    """Run all of these lines at the same time, and return what became of each."""
    with ThreadPoolExecutor(len(lines)) as pool:
        return list(pool.map(lambda line: newsctl_forked(*line, cwd=archive), lines))


def test_every_post_of_eight_writers_is_added_exactly_once(newsctl_forked, archive):
    titles = [f"Bericht {letter}" for letter in "ABCDEFGH"]
    adds = [("add", title, "--body", f"Over {title}.", "--date", "2025-01-01") for title in titles]
    ran = at_once(newsctl_forked, archive, adds)
    names = sorted(line for one in ran for line in one.lines)
    assert [one.code for one in ran] == [0] * 8, [one.err for one in ran]
    assert names == sorted(f"2025-01-01-{title.lower().replace(' ', '-')}.md" for title in titles)
    assert sorted(path.name for path in archive.glob("2025-01-01-bericht-*")) == names
    assert newsctl_forked("list", "--count", cwd=archive).text == "60\n"


def test_of_many_that_add_one_story_one_does(newsctl_forked, archive):
    link = ("--link", "https://nos.example/een", "--body", "Tekst.")
    adds = [("add", f"Titel {number}", *link) for number in range(4)]
    ran = at_once(newsctl_forked, archive, adds)
    assert sorted(one.code for one in ran) == [0, 1, 1, 1]
    assert sum("has this externe_link already" in one.err for one in ran) == 3


def test_an_undo_beside_an_undo_waits_for_its_turn(newsctl, newsctl_forked, archive):
    before = {path.name: path.read_bytes() for path in archive.iterdir()}
    for number in range(4):
        newsctl("set", f"x={number}", "--all", "--yes", cwd=archive)
    ran = at_once(newsctl_forked, archive, [("undo",)] * 4)
    assert [one.code for one in ran] == [0] * 4, [one.err for one in ran]
    assert sorted(one.err.split()[4] for one in ran) == [f"x={number}" for number in range(4)]
    assert {path.name: path.read_bytes() for path in archive.iterdir()} == before


@pytest.mark.parametrize(
    "line",
    [
        ("add", "Kop", "--body", "Tekst."),
        ("set", "x=2", "--all", "--yes"),
        ("rm", "2019-10-01-boeren"),
        ("undo",),
        ("validate", "--unsafe-fixes"),
    ],
)
def test_who_will_not_wait_is_told_at_once(newsctl, archive, busy, line):
    post = archive / "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"
    post.write_bytes(post.read_bytes().replace(b"aantal:", b"aantal: 9"))
    before = {path.name: path.read_bytes() for path in archive.iterdir()}
    ran = newsctl("--no-wait", *line, cwd=archive)
    assert (ran.code, ran.out) == (75, b"")
    assert ran.err.endswith("Another newsctl is changing the archive.\nTry again in a moment.\n")
    assert {path.name: path.read_bytes() for path in archive.iterdir()} == before


def test_a_person_who_waits_sees_what_for(newsctl, archive, busy, monkeypatch):
    monkeypatch.setattr("newsctl.front_matter.writing.write_lock._A_MOMENT", 0.01)
    monkeypatch.setattr("newsctl.front_matter.writing.write_lock.PATIENCE", 0.1)
    ran = newsctl("undo", typed="", cwd=archive)
    assert ran.code == 75
    assert ran.err.startswith("newsctl: Waiting for another newsctl that is changing the archive.")
    assert "Waiting" not in newsctl("undo", cwd=archive).err


def test_a_change_that_another_is_at_is_not_called_unfinished(newsctl, archive, busy):
    context = Context(archive_option=archive)
    (record,) = context.journal.glob("*.change")
    record.write_bytes(record.read_bytes().rsplit(b"\n", 2)[0] + b"\n")
    assert "not finished" not in newsctl("list", cwd=archive).err
    busy.kill()
    busy.wait(20)
    assert context.is_change_unfinished
