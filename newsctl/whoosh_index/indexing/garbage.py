"""Rest for the garbage collector while posts are indexed."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Spare the collector all that is read and written: millions of live objects, hardly a cycle.

    To look through them took half of the time of writing the table of keys. One look between two
    batches, at all that was made since the last, takes half a second of each process.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
