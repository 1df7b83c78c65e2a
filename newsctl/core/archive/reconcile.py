"""The difference between the files found by a scan and the files known to the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from newsctl.core.archive.stat_cache import PackedFiles, differing_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsctl.core.archive.stat_cache import Stamp
    from newsctl.core.post.post import PostPath


class Known(Protocol):
    """What the index knows about a file.

    It is a protocol, so that an index need not copy the records of 100,000 files.
    """

    @property
    def stamp(self) -> Stamp:
        """The stamp of the file when it was read."""

    @property
    def settled(self) -> bool:
        """Whether any later write to the file certainly changes its stamp."""


@dataclass(frozen=True)
class Changes:
    """The paths to bring into the index, each list sorted.

    `unsettled` files have the same stamp as before, but it is too recent to prove that they are
    unchanged.
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
    """Compare the files found with the files known.

    If both are packed by folder, only folders that differ are unpacked.
    """
    added, changed, removed, unsettled = [], [], [], []
    for path, stamp, before in _side_by_side(found, known):
        if stamp is None:
            removed.append(path)
        elif before is None:
            added.append(path)
        elif before.stamp != stamp:
            changed.append(path)
        elif not before.settled:
            unsettled.append(path)
    return Changes(*map(_in_order, (added, changed, removed, unsettled)))


def _side_by_side(
    found: Mapping[PostPath, Stamp], known: Mapping[PostPath, Known]
) -> Iterable[tuple[PostPath, Stamp | None, Known | None]]:
    if isinstance(found, PackedFiles) and isinstance(known, PackedFiles):
        return differing_files(found, known)
    return ((path, found.get(path), known.get(path)) for path in {**found, **known})


def _in_order(paths: Iterable[PostPath]) -> tuple[PostPath, ...]:
    return tuple(sorted(paths))
