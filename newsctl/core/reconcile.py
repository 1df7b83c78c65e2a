"""The pure difference between the files that are there and the files that the index knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsctl.core.post import PostPath

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


class Known(Protocol):
    """What the index remembers of a file: its stamp, and whether that can be trusted.

    A protocol, so that an index hands over what it has read instead of 100,000 copies of it.
    """

    @property
    def stamp(self) -> Stamp:
        """The stamp that the file had when it was read."""
        ...

    @property
    def settled(self) -> bool:
        """Whether the file, if it was written since, surely has another stamp."""
        ...


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths to bring into the index, each list sorted.

    `unsettled` files have the stamp they had, but too young a one: they may have changed.
    """

    added: tuple[PostPath, ...] = ()
    changed: tuple[PostPath, ...] = ()
    removed: tuple[PostPath, ...] = ()
    unsettled: tuple[PostPath, ...] = ()

    @property
    def to_read(self) -> tuple[PostPath, ...]:
        """The files that have to be read, sorted."""
        return tuple(sorted((*self.added, *self.changed, *self.unsettled)))

    def __len__(self) -> int:
        return len(self.added) + len(self.changed) + len(self.removed) + len(self.unsettled)


def reconcile(found: Mapping[PostPath, Stamp], known: Mapping[PostPath, Known]) -> Changes:
    """Compare the files found with the files known."""
    added, changed, unsettled = [], [], []
    for path, stamp in found.items():  # in one pass: it is made before every answer
        before = known.get(path)
        if before is None:
            added.append(path)
        elif before.stamp != stamp:
            changed.append(path)
        elif not before.settled:
            unsettled.append(path)
    all_found = len(found) - len(added) == len(known)
    removed = () if all_found else known.keys() - found.keys()
    return Changes(*map(_in_order, (added, changed, removed, unsettled)))


def _in_order(paths: Iterable[PostPath]) -> tuple[PostPath, ...]:
    return tuple(sorted(paths))
