"""Which build of an archive's index answers, and which of its commits is the last.

    current           JSON: the folder of the build, and the fingerprint of what made it
    build-<id>/last   the number of its last commit, and a newline

Both are replaced as a whole. A commit is seen once `last` has its number. The names in a folder
tell less: who lists them while one comes in place of another may find neither.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsctl.whoosh_index.formats.directory import Directory

LAST = "last"


class Pointer(NamedTuple):
    """The folder of the build that answers, and the fingerprint of what made it."""

    build: str
    fingerprint: str

    def dump(self) -> bytes:
        """Encode the pointer."""
        return json.dumps(self._asdict()).encode()

    @classmethod
    def load(cls, data: bytes) -> Pointer:
        """Decode a pointer. Raises ValueError, TypeError, KeyError when it is not whole."""
        fields = json.loads(data)
        return cls(fields["build"], fields["fingerprint"])


def last_generation(directory: Directory) -> int:
    """Return the number of the last commit. Raises OSError, ValueError where none is told."""
    number = directory.read(LAST)
    if not number.endswith(b"\n"):
        raise ValueError("the number of the last commit is cut off")
    return int(number)


def write_last_generation(directory: Directory, generation: int) -> None:
    """Let a commit be seen."""
    directory.write(LAST, b"%d\n" % generation)
