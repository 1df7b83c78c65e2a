"""Work that those who wait for it share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from newsctl.workers.shared import SharedWork


class Look:
    """Looks at a thing, each time it is let."""

    def __init__(self):
        self.thing = 0
        self.times = 0
        self.begun, self.may_end = Event(), Event()

    def __call__(self):
        self.times += 1
        seen = self.thing
        self.begun.set()
        assert self.may_end.wait(10)
        return seen


@pytest.fixture
def pool():
    with ThreadPoolExecutor(30) as pool:
        yield pool


def test_all_who_wait_have_the_outcome_of_work_that_began_after_they_asked(pool):
    look = Look()
    shared = SharedWork(look)
    first = pool.submit(shared)
    assert look.begun.wait(10)
    look.thing = 1  # the look that goes on has not seen it
    entered = [Event() for _ in range(20)]
    others = [pool.submit(lambda one=one: (one.set(), shared())[1]) for one in entered]
    assert all(one.wait(10) for one in entered)
    look.may_end.set()
    assert first.result(10) == 0
    assert {one.result(10) for one in others} == {1}
    assert look.times <= 3  # one of them may have asked only after the second began


def test_one_after_the_other_has_it_done_each_time():
    look = Look()
    look.may_end.set()
    shared = SharedWork(look)
    for look.thing in range(3):
        assert shared() == look.thing
    assert look.times == 3


def test_who_waits_for_work_that_fails_is_told_so(pool):
    look = Look()
    shared = SharedWork(lambda: 1 // look())
    first = pool.submit(shared)
    assert look.begun.wait(10)
    others = [pool.submit(shared) for _ in range(5)]
    look.may_end.set()
    for one in (first, *others):
        with pytest.raises(ZeroDivisionError):
            one.result(10)
    look.thing = 1
    assert shared() == 1


def test_who_is_interrupted_at_it_keeps_nobody_waiting():
    def interrupted():
        raise KeyboardInterrupt

    shared = SharedWork(interrupted)
    with pytest.raises(KeyboardInterrupt):
        shared()
    with pytest.raises(KeyboardInterrupt):
        shared()
