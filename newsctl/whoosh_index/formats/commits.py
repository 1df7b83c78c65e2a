"""The files of a commit by their names, and which commit of a place is the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.whoosh_index.schema import NAME

if TYPE_CHECKING:
    from newsctl.whoosh_index.formats.place import Place

LAST = "last"
"""The file that tells which commit is the last: its number. A commit is seen once it stands there.

It is replaced as a whole. The names in a folder tell less: who lists them while one comes in place
of another may find neither."""


def latest_generation(place: Place) -> int:
    """Return the number of the last commit. Raises OSError, ValueError where none is told."""
    number = place.read(LAST)
    if not number.endswith(b"\n"):
        raise ValueError("the number of the last commit is cut off")
    return int(number)


def dump_generation(generation: int) -> bytes:
    """Encode the number of the last commit."""
    return b"%d\n" % generation


def manifest_name(generation: int) -> str:
    """Return the name of a commit's manifest."""
    return f"manifest-{generation}"


def facets_name(generation: int) -> str:
    """Return the name of a commit's facets."""
    return f"facets-{generation}"


def vocabulary_name(generation: int) -> str:
    """Return the name of the run of words that a commit has put in order."""
    return f"vocabulary-{generation}"


def contents_name(generation: int) -> str:
    """Return the name of a commit's table of contents."""
    return f"_{NAME}_{generation}.toc"
