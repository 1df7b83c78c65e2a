"""A child process: what it hands over, and that nothing stays of it."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress

import pytest

from newsctl.workers.child import Child

if not hasattr(os, "fork"):
    pytest.skip("this system begins no processes by fork", allow_module_level=True)
pytestmark = pytest.mark.slow  # they fork, and quick tests start no process


@pytest.fixture
def begin():
    """Begin a child as `Child.begin` does; once it is ended, nothing may be left of it."""
    begun = []

    def begin(work):
        child = Child.begin(work)
        begun.append((child, child._process))
        return child

    yield begin
    for child, process in begun:
        child.end()
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_what_it_works_out_is_handed_over_once(begin):
    child = begin(lambda: [b"\xff", b"", b"x"])
    assert child.result() == [b"\xff", b"", b"x"]
    assert child.result() is None
    child.end()


def test_more_than_a_pipe_holds_is_handed_over(begin):
    parts = [b"x" * 1_000_000, b"y", b"z" * 300_000]
    assert begin(lambda: parts).result() == parts


@pytest.mark.parametrize(
    "work",
    [lambda: 1 / 0, sys.exit, lambda: os._exit(3), os.abort, object],
    ids=["error", "exit", "status", "signal", "no bytes"],
)
def test_one_that_fails_has_no_result(begin, work, capfd):
    assert begin(work).result() is None
    assert capfd.readouterr() == ("", "")


def test_it_hands_over_one_result_after_the_other(begin):
    child = begin(lambda: [b"a", b"b", None, None, b"c"])
    assert [child.result() for _ in range(4)] == [[b"a", b"b"], [], [b"c"], None]


def test_it_ends_by_itself_when_no_more_is_wanted(begin, monkeypatch):
    child = begin(lambda: [b"a", None, b"x" * 10_000_000])
    assert child.result() == [b"a"]
    child.close()
    monkeypatch.setattr(os, "kill", None)
    child.end()
    assert child.result() is None


def test_what_it_works_out_is_there_before_it_has_ended(begin, monkeypatch):
    child = begin(lambda: [b"x"])
    with monkeypatch.context() as here:
        here.setattr(os, "waitpid", None)
        assert child.result() == [b"x"]


def test_it_is_known_whether_it_has_handed_over_anything(begin, tmp_path):
    def work():
        while not (tmp_path / "go").exists():
            time.sleep(0.001)
        return [b"x"]

    child = begin(work)
    assert not child.has_output
    (tmp_path / "go").touch()
    while not child.has_output:
        time.sleep(0.001)
    assert child.result() == [b"x"]


@pytest.mark.parametrize("sent", [b"\0\0", (9).to_bytes(8), (9).to_bytes(8) + b"half"])
def test_one_that_is_cut_off_has_no_result(begin, sent):
    def cut_off():
        for descriptor in range(3, 256):
            with suppress(OSError):
                os.write(descriptor, sent)
        os.kill(os.getpid(), signal.SIGKILL)

    assert begin(cut_off).result() is None


def test_it_holds_no_stream_open_and_can_be_ended_at_work(begin):
    reading, writing = os.pipe()
    child = begin(lambda: time.sleep(600))
    os.close(writing)
    assert os.read(reading, 1) == b""
    os.close(reading)
    child.end()
    child.end()
    assert child.result() is None
