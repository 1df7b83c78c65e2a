"""Child processes of newsctl, and their number.

`pool` has worker processes that serve several calls; `child` forks one process for one result.
"""

from __future__ import annotations

import os
from contextvars import ContextVar

MOST_PROCESSES = "NEWSCTL_PROCESSES"
"""The variable for the number of processes that may work at once: with 1, only the one called."""


MOST: ContextVar[int | None] = ContextVar("MOST", default=None)
"""The most processes that a caller within this one wants, whatever its environment has."""


def processors() -> int:
    """Return the number of processes to use: one for each processor, or fewer if configured."""
    if hasattr(os, "sched_getaffinity"):
        number = len(os.sched_getaffinity(0))
    else:
        number = os.cpu_count() or 1
    if (most := MOST.get()) is not None:
        return min(number, most)
    wish = os.environ.get(MOST_PROCESSES, "")
    return min(number, max(1, int(wish))) if wish.isdecimal() else number
