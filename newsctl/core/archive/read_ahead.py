"""Reading of files in batches ahead of their use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.archive.ports import Reading

FILES_AT_ONCE = 64
BYTES_AT_ONCE = 1024**2


def read_ahead(readings: Iterable[Reading]) -> Iterator[Sequence[Reading]]:
    """Yield readings, read in batches of some `BYTES_AT_ONCE`.

    Reading files and using their contents are different work on different data, and each evicts the
    other's data from the processor's caches.
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
