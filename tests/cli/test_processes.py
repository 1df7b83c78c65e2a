"""Several processes look as one does, however they are started and whatever becomes of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from newsctl.cli import processes
from newsctl.cli.posts import checking
from newsctl.cli.processes import looks_in_processes
from newsctl.core.check.rule_run import BatchResult, PostBatch
from newsctl.core.errors import ArchiveError

BATCHES = [PostBatch((f"{number}.md",), frozenset()) for number in range(40)]


def maker(extra, *, dies_at=None):
    """Return what looks: it counts the letters of a path, with some more, and may die."""

    def look(batch):
        if batch.paths[0] == dies_at:
            os._exit(9)
        return BatchResult(len(batch.paths[0]) + extra, (), (os.getpid(),))

    return look


def seen(made, **options):
    return list(looks_in_processes(made, iter(BATCHES), 2, **options))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_what_is_seen_comes_in_the_order_of_the_batches(method):
    found = seen(partial(maker, 7), method=method)
    assert [one.posts for one in found] == [len(batch.paths[0]) + 7 for batch in BATCHES]
    assert os.getpid() not in {one.gathered[0] for one in found}


def test_no_more_is_read_ahead_than_can_be_handed_out():
    taken = []

    def batches():
        for batch in BATCHES:
            taken.append(batch)
            yield batch

    looks = looks_in_processes(partial(maker, 0), batches(), 2, "fork")
    next(looks)
    assert len(taken) <= 2 * processes.AHEAD + 1
    looks.close()


def test_a_process_that_is_ended_is_said():
    with pytest.raises(ArchiveError, match="has been ended"):
        seen(partial(maker, 0, dies_at="20.md"), method="fork")


@pytest.mark.parametrize("error", [OSError(11, "no more processes"), NotImplementedError()])
def test_where_no_process_can_be_started_this_one_does_the_work(monkeypatch, error):
    def refuse(*_args, **_options):
        raise error

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)
    assert {one.gathered[0] for one in seen(partial(maker, 0))} == {os.getpid()}


@pytest.fixture
def large(small):
    """An archive of more posts than one process checks alone, two of them with errors."""
    (post,) = small.glob("2014*")
    for number in range(600):
        os.link(post, small / f"2015-01-01-bericht-{number:03}.md")
    for number in (30, 550):
        wrong = small / f"2015-01-01-bericht-{number:03}.md"
        wrong.unlink()
        wrong.write_bytes(post.read_bytes().replace(b"aantal: ", b"aantal: 1"))
    return small


@pytest.mark.parametrize("cpus", [1, 2])
def test_the_findings_are_the_same_from_one_process_and_from_two(newsctl, large, monkeypatch, cpus):
    started = []

    def counted(*args, **options):
        started.append(args)
        return looks_in_processes(*args, **options)

    monkeypatch.setattr(processes, "looks_in_processes", counted)
    monkeypatch.setattr(checking, "processors", lambda: cpus)
    ran = newsctl("validate", "--select", "count-aantal", cwd=large)
    names = [line.split(":")[0] for line in ran.lines]
    assert names == ["2015-01-01-bericht-030.md", "2015-01-01-bericht-550.md"]
    assert len(started) == cpus - 1


def test_few_posts_start_no_process(newsctl, small, monkeypatch):
    monkeypatch.setattr(processes, "looks_in_processes", None)
    monkeypatch.setattr(checking, "processors", lambda: 8)
    assert newsctl("validate", cwd=small).code == 0


def children_of(pid):
    """Return the processes that a process has started."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        if f"PPid:\t{pid}\n" in text:
            found.append(int(status.parent.name))
    return found


def gone(pids):
    """Wait until processes are gone, but not for ever."""
    for _ in range(100):
        if not any(Path(f"/proc/{pid}/cmdline").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there is no /proc here")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_when_the_program_is_stopped_no_process_stays_behind(large, number, code):
    for copy in range(6):
        ignore = shutil.ignore_patterns("kopie*")
        shutil.copytree(large, large / f"kopie{copy}", ignore=ignore, copy_function=os.link)
    program = (
        "import sys; from newsctl.cli.posts import checking; checking.processors = lambda: 2;"
        "from newsctl.cli.app import run; sys.exit(run(['validate']))"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=large,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    for _ in range(200):
        if len(workers := children_of(running.pid)) == 2:
            break
        time.sleep(0.01)
    assert len(workers) == 2
    os.killpg(running.pid, number) if number == signal.SIGINT else running.kill()
    _, err = running.communicate(timeout=20)
    assert (running.returncode, err) == (code, b"")
    assert gone(workers)
