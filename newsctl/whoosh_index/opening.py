"""Finding the build that answers, and making the next one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import whoosh

from newsctl.core.errors import IndexDamaged
from newsctl.dutch.analysis import fingerprint as dutch_fingerprint
from newsctl.whoosh_index.build import Build
from newsctl.whoosh_index.place import Folder, Memory
from newsctl.whoosh_index.schema import FORMAT_VERSION
from newsctl.whoosh_index.upkeep import make

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsctl.core.ports import Progress, Read
    from newsctl.core.post import PostPath
    from newsctl.core.stamp import Stamp
    from newsctl.whoosh_index.folder import IndexFolder
    from newsctl.whoosh_index.place import Place

_OPENING_TRIES = 5


def fingerprint(reading: str) -> str:
    """Return what an index must have been made by to be used: formats, analysis, reading."""
    how = hashlib.sha256(reading.encode()).hexdigest()[:12]
    engine = ".".join(map(str, whoosh.__version__[:2]))
    return f"format {FORMAT_VERSION}; whoosh {engine}; {dutch_fingerprint()}; reading {how}"


def open_current(folder: IndexFolder, made_by: str) -> Build | None:
    """Open the build that answers; None when there is none, or it was made by something else.

    A build may be replaced and swept away while it is being opened; then the new one is tried.
    Raises IndexDamaged.
    """
    for _ in range(_OPENING_TRIES):
        pointer = folder.pointer()
        if pointer is None or pointer.fingerprint != made_by:
            return None
        try:
            return Build.open(Folder(folder.build(pointer)))
        except IndexDamaged:
            if folder.pointer() == pointer:
                raise
    raise IndexDamaged("it is replaced faster than it can be opened")


class Builder:
    """Makes builds of the files found."""

    def __init__(self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress) -> None:
        self._found = found
        self._read = read
        self._progress = progress

    def begin(self, folder: IndexFolder, made_by: str) -> Build:
        """Make the first build, which answers from its first commit on."""
        path = folder.new_build()

        def publish() -> None:
            folder.publish(path, made_by)
            folder.sweep()

        with folder.or_discarded(path):
            return self._make(Folder(path), publish)

    def renew(self, folder: IndexFolder, made_by: str) -> Build:
        """Make a build beside the one that answers, and let it answer once it is whole."""
        path = folder.new_build()
        with folder.or_discarded(path):
            build = self._make(Folder(path))
        folder.publish(path, made_by)
        folder.sweep()
        return build

    def in_memory(self) -> Build:
        """Make a build that lives as long as this process."""
        return self._make(Memory())

    def _make(self, place: Place, publish: Callable[[], None] = lambda: None) -> Build:
        return make(place, self._found, self._read, self._progress, publish)
