"""What tells a changed file from an unchanged one."""

from __future__ import annotations

from typing import NamedTuple

_SECOND = 1_000_000_000
_COARSE_MARGIN = 2 * _SECOND  # FAT keeps even seconds, HFS+ whole ones
_FINE_MARGIN = 20_000_000  # a kernel's clock tick (4 to 10 ms), doubled


class Stamp(NamedTuple):
    """What tells a changed file from an unchanged one without reading it. Times in nanoseconds."""

    size: int
    mtime_ns: int
    ctime_ns: int

    def is_settled(self, looked_at_ns: int) -> bool:
        """Tell whether a later write would surely have given another stamp.

        A file changed again within the tick of its file system's clock keeps its stamp, so one as
        young as the look at it proves nothing (git calls such entries racy).
        """
        youngest = max(self.mtime_ns, self.ctime_ns)
        margin = _COARSE_MARGIN if youngest % _SECOND == 0 else _FINE_MARGIN
        return youngest + margin < looked_at_ns
