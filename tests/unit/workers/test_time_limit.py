import re
import signal
import threading
import time

import pytest

from newsctl.workers.time_limit import at_most

LONG = ("(a+)+$", "a" * 40 + "b")


def test_a_pattern_that_takes_for_ever_ends_and_no_alarm_is_left():
    before = signal.getsignal(signal.SIGVTALRM)
    began = time.monotonic()
    with pytest.raises(TimeoutError), at_most(0.05):
        re.search(*LONG)
    assert time.monotonic() - began < 5
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_what_is_done_in_time_hears_nothing():
    with at_most(5):
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_a_timer_that_runs_already_goes_on():
    before = signal.signal(signal.SIGVTALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_VIRTUAL, 100)
    try:
        with at_most(5):
            pass
        assert 90 < signal.getitimer(signal.ITIMER_VIRTUAL)[0] < 101
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_beside_the_main_thread_there_is_no_limit():
    done = []

    def work():
        with at_most(0.000001):
            done.append(sum(range(1000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [499500]
