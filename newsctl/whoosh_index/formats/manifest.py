"""The manifest of a commit: the files that it consists of, and what it knows of them.

    newsctl manifest 7
    <CRC-32 of what follows, in hexadecimal digits>
    <a Manifest as JSON>

It is written just before a commit becomes visible, and holds the checksums of all other files.

The file `last` has the number of the last commit and a newline; a commit is seen once it is there.
The names in a folder are no substitute: a listing while one replaces another may have neither.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import IndexDamaged
from newsctl.core.messages import _
from newsctl.whoosh_index.formats.directory import FileChecksum
from newsctl.whoosh_index.formats.stat_cache import EMPTY_STAT_CACHE, StatCacheInfo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.directory import Directory

LAST = "last"
_MAGIC = b"newsctl manifest 7\n"
_DIGITS = 9


class SegmentInfo(NamedTuple):
    """A segment in a manifest: its number of documents, and the deleted ones among them.

    `lengths` are the total numbers of words by field, by which stock Whoosh scores.
    """

    name: str
    size: int
    lengths: Mapping[str, int]
    dead: Sequence[int] = ()

    @property
    def file(self) -> str:
        """The name of its file."""
        return segment_file(self.name)


class Manifest(NamedTuple):
    """The contents of one commit.

    `left_out` gives the reason for each file that was read but is not a post; `files` the checksums
    of the commit's files, except for the stat cache, which has its own. `segments` are in the order
    of their documents; `vocabulary` names its runs. `lexicon_files` and `lexicon_posts` are the
    numbers of files in the archive and of posts in the lexicon when that was made.
    """

    stat_cache: StatCacheInfo = EMPTY_STAT_CACHE
    left_out: Mapping[PostPath, str] = {}
    files: Mapping[str, FileChecksum] = {}
    segments: Sequence[SegmentInfo] = ()
    vocabulary: Sequence[str] = ()
    lexicon_files: int = 0
    lexicon_posts: int = 0

    def dump(self) -> bytes:
        """Encode the manifest."""
        data = json.dumps(self._asdict()).encode()
        return _MAGIC + b"%08x\n" % zlib.crc32(data) + data

    @classmethod
    def load(cls, data: bytes) -> Manifest:
        """Decode a manifest. Raises IndexDamaged."""
        start = len(_MAGIC) + _DIGITS
        if data[:start] != _MAGIC + b"%08x\n" % zlib.crc32(data[start:]):
            raise IndexDamaged(_("its manifest is not whole"))
        fields = json.loads(data[start:])
        fields["files"] = {name: FileChecksum(*found) for name, found in fields["files"].items()}
        fields["stat_cache"] = StatCacheInfo(*fields["stat_cache"]).from_json()
        fields["segments"] = tuple(SegmentInfo(*segment) for segment in fields["segments"])
        fields["vocabulary"] = tuple(fields["vocabulary"])
        return cls(**fields)


def manifest_name(generation: int) -> str:
    """Return the file name of a commit's manifest."""
    return f"manifest-{generation}"


def segment_file(name: str) -> str:
    """Return the file name of a segment."""
    return f"{name}.seg"


def last_generation(directory: Directory) -> int:
    """Return the number of the last commit. Raises OSError, ValueError if there is none."""
    number = directory.read(LAST)
    if not number.endswith(b"\n"):
        raise ValueError("the number of the last commit is cut off")
    return int(number)


def write_last_generation(directory: Directory, generation: int) -> None:
    """Make a commit the last one, visible to readers."""
    directory.write(LAST, b"%d\n" % generation)
