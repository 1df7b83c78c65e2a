"""Finding the build that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import IndexDamaged
from newsctl.dutch.analysis import fingerprint as dutch_fingerprint
from newsctl.storage.digests import short_digest
from newsctl.whoosh_index.formats.build import Build
from newsctl.whoosh_index.formats.place import Folder
from newsctl.whoosh_index.schema import FORMAT_VERSION, WHOOSH_VERSION

if TYPE_CHECKING:
    from newsctl.whoosh_index.formats.folder import IndexFolder

_READING = "; reading "
OPENING_TRIES = 5
"""Builds and commits that may be replaced, one after another, while they are being opened."""


def fingerprint(reading: str) -> str:
    """Return what an index must have been made by to be used: formats, analysis, reading."""
    formats = f"format {FORMAT_VERSION}; whoosh {WHOOSH_VERSION}"
    return f"{formats}; {dutch_fingerprint()}{_READING}{short_digest(reading.encode())}"


def differs_in_reading_alone(one: str, other: str) -> bool:
    """Tell whether two fingerprints are of one version, and the archive's settings changed."""
    return one.rpartition(_READING)[0] == other.rpartition(_READING)[0]


def current(folder: IndexFolder, made_by: str, build: Build | None) -> Build | None:
    """Return the build that answers: `build` while that is its last commit, else opened anew.

    The lock has to be held. Raises IndexDamaged.
    """
    pointer = folder.pointer()
    if build is None or pointer is None or not build.is_last_in(folder.build(pointer)):
        return open_current(folder, made_by)
    return build if pointer.fingerprint == made_by else None


def open_current(folder: IndexFolder, made_by: str) -> Build | None:
    """Open the build that answers; None when there is none, or it was made by something else.

    A build may be replaced and swept away while it is being opened; then the new one is tried.
    Raises IndexDamaged.
    """
    for _ in range(OPENING_TRIES):
        pointer = folder.pointer()
        if pointer is None or pointer.fingerprint != made_by:
            return None
        try:
            return Build.open(Folder(folder.build(pointer)))
        except IndexDamaged:
            if folder.pointer() == pointer:
                raise
    raise IndexDamaged("it is replaced faster than it can be opened")
