"""An end to what computes for too long."""

from __future__ import annotations

from threading import Thread
from time import thread_time

import pytest

from newsctl.core.deadline import after, check_deadline, ended_when
from newsctl.core.errors import TookTooLong


def compute():
    while True:
        check_deadline()


def test_without_a_deadline_nothing_ends():
    check_deadline()


def test_a_question_ends_once_it_has_computed_for_so_long():
    begun = thread_time()
    with pytest.raises(TookTooLong), ended_when(after(0.05)):
        compute()
    assert 0.05 <= thread_time() - begun < 1
    check_deadline()


def test_a_question_ends_when_nobody_waits_for_it():
    asked = [1]
    with ended_when(lambda: not asked):
        check_deadline()
        asked.clear()
        with pytest.raises(TookTooLong):
            compute()


def test_a_deadline_is_that_of_the_innermost_block_and_of_its_thread():
    ended = []
    with ended_when(lambda: True):
        with ended_when(lambda: False):
            check_deadline()
        with pytest.raises(TookTooLong):
            check_deadline()
        other = Thread(target=lambda: ended.append(check_deadline()))
        other.start()
        other.join()
    assert ended == [None]
