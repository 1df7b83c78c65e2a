"""A pool of processes: it does what one would, and nothing is left of it in any case."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from newsctl.workers import MOST_PROCESSES, processors
from newsctl.workers import pool as pools
from newsctl.workers.pool import WorkerPool

METHODS = [one for one in ("fork", "spawn") if one in multiprocessing.get_all_start_methods()]


class Adder:
    """Adds to numbers, and knows ways to go wrong."""

    def __init__(self, more, report):
        self._more = more
        self._report = report

    def add(self, number):
        return number + self._more

    def process(self, _item=None):
        return os.getpid()

    def report(self, number):
        self._report(number)
        return number

    def fail(self, number):
        raise ZeroDivisionError(number)

    def die(self, number=0):
        if number == 20:
            os._exit(9)

    def sleep(self, _item=None):
        time.sleep(600)


@pytest.fixture(params=METHODS)
def method(request):
    """Let processes be started in one of the ways that there are."""
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method(request.param, force=True)
    yield request.param
    multiprocessing.set_start_method(before, force=True)


@pytest.fixture
def pool():
    """Give a pool of two, of which nothing may be left."""
    with WorkerPool(partial(Adder, 7), 2) as made:
        yield made
    assert multiprocessing.active_children() == []


def test_answers_come_in_the_order_of_the_items_however_processes_are_started(method):
    with WorkerPool(partial(Adder, 7), 2) as pool:
        assert list(pool.map("add", range(40))) == [number + 7 for number in range(40)]


def test_the_work_is_done_by_others(pool):
    assert os.getpid() not in set(pool.map("process", range(10)))
    assert len(set(pool.ask_all("process"))) == pool.size == 2


def test_each_worker_is_asked_for_its_own(pool):
    assert pool.ask_each("add", [(1,), (2,)]) == [8, 9]


def test_what_workers_report_is_summed_up(pool):
    told = []
    pool.begin_each("report", [(3,), (4,)])
    assert pool.answers(told.append) == [3, 4]
    assert told[-1] == 7


def test_no_more_is_taken_than_can_be_handed_out(pool):
    taken = []
    answers = pool.map("add", (taken.append(number) or number for number in range(100)))
    assert next(answers) == 7
    assert len(taken) <= 2 * pools.AHEAD + 1


def test_what_goes_wrong_is_raised_where_it_was_asked_for(pool):
    with pytest.raises(ZeroDivisionError, match="3"):
        list(pool.map("fail", [3]))


def test_a_worker_that_cannot_be_made_is_raised_where_it_is_asked():
    def broken(_report):
        raise LookupError("nothing to work with")

    with WorkerPool(broken, 1) as pool, pytest.raises(LookupError):
        pool.ask_all("add", 1)


def test_a_process_that_has_ended_is_an_error(pool, capfd):
    with pytest.raises(ChildProcessError):
        list(pool.map("die", range(40)))
    assert capfd.readouterr() == ("", "")


def test_a_pool_is_cancelled_at_once_whatever_its_workers_do(pool):
    (first, second) = pool.ask_all("process")
    pool.begin_each("sleep", [(), ()])
    start = time.monotonic()
    pool.cancel()
    assert time.monotonic() - start < 5  # of 600
    for process in (first, second):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


@pytest.mark.parametrize("error", [OSError(11, "no more processes"), KeyboardInterrupt()])
def test_a_pool_that_cannot_be_started_leaves_none_of_its_processes(monkeypatch, error):
    start = multiprocessing.process.BaseProcess.start
    started = []

    def once(process):
        if started:
            raise error
        started.append(process)
        start(process)

    monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", once)
    with pytest.raises(type(error)):
        WorkerPool(partial(Adder, 7), 2)
    assert len(started) == 1
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("wish", "most"), [("1", 1), ("", 64), ("no number", 64), ("0", 1)])
def test_there_are_as_many_as_wished_but_no_more_than_processors(monkeypatch, wish, most):
    monkeypatch.setenv(MOST_PROCESSES, wish)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(64), raising=False)
    assert processors() == most


PROGRAM = """
import sys
from functools import partial
from tests.unit.workers.test_pool import Adder
from newsctl.workers.pool import WorkerPool

try:
    with WorkerPool(partial(Adder, 7), 2) as pool:
        print(*pool.ask_all("process"), flush=True)
        list(pool.map("sleep", range(9)))
except KeyboardInterrupt:
    sys.exit(130)
"""


def gone(process):
    """Wait until a process is gone, but not for ever."""
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(os.name != "posix", reason="there are no process groups")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_when_the_program_is_stopped_no_process_stays_behind(number, code):
    running = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    workers = [int(word) for word in running.stdout.readline().split()]
    assert len(workers) == 2
    os.killpg(running.pid, number) if number == signal.SIGINT else running.kill()
    _, err = running.communicate(timeout=20)
    assert (running.returncode, err) == (code, "")
    assert all(map(gone, workers))
