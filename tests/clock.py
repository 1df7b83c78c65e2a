"""A bound on what something takes, by the processor's clock."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager


@contextmanager
def takes_less_than(seconds):
    """Fail when what is done inside takes as much processor time, the collector's left out.

    The collector walks over all that a test session holds, which has nothing to do with the code.
    """
    gc.disable()
    began = time.process_time()
    try:
        yield
    finally:
        taken = time.process_time() - began
        gc.enable()
    assert taken < seconds
