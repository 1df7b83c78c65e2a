"""Files read some ahead of their use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.archive.ports import Reading

FILES_AT_ONCE = 64
BYTES_AT_ONCE = 1024**2


def read_ahead(readings: Iterable[Reading]) -> Iterator[Sequence[Reading]]:
    """Yield readings some at a time, the last of which may hold more than `BYTES_AT_ONCE`.

    To read files and to use what they hold is different work on different data. Each puts out of
    the processor's caches what the other needs.
    """
    some: list[Reading] = []
    size = 0
    for reading in readings:
        some.append(reading)
        size += len(reading.data)
        if len(some) == FILES_AT_ONCE or size >= BYTES_AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some
