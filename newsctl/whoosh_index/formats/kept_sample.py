"""The posts that were read for a lexicon which is not made yet, kept while they are read.

A first build has read thousands of posts before it can write the first of them by a lexicon. Where
it is stopped until then, the next one goes on with these. They lie in a folder of their own, some
of them at a time in two files:

    <name>.seg     their columns: a segment without postings
    <name>.seen    <CRC-32 of what follows, in hexadecimal digits>
                   <JSON: the SegmentInfo, the FileChecksum of the segment, what was seen of each
                   file that was read, and why some are no posts>
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.stat_cache import Stamp
from newsctl.core.errors import IndexDamaged
from newsctl.core.messages import _
from newsctl.whoosh_index.formats.directory import (
    CheckedFiles,
    FileChecksum,
    raises_index_damaged,
    write_checksums,
)
from newsctl.whoosh_index.formats.manifest import SegmentInfo
from newsctl.whoosh_index.formats.segment import SegmentReader
from newsctl.whoosh_index.formats.stat_cache import CachedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.directory import Directory
    from newsctl.whoosh_index.formats.segment import SegmentWriter

_ENDING = ".seen"
_DIGITS = 9


class SamplePart(NamedTuple):
    """Part of a sample: the stat data of each file, why some are no posts, and their columns."""

    seen: Mapping[PostPath, CachedFile]
    left_out: Mapping[PostPath, str]
    segment: SegmentReader


class KeptSample:
    """A sample stored in a directory. `parts` names the valid parts, which have the `files`."""

    def __init__(
        self,
        directory: Directory,
        parts: Sequence[str] = (),
        files: AbstractSet[PostPath] = frozenset(),
    ) -> None:
        self._directory = directory
        self._parts = parts
        self.files = files

    def of(self, files: Mapping[PostPath, Stamp]) -> KeptSample:
        """Return the sample that is still valid for these files, by their stamps.

        A part with a changed file, or a damaged part, is deleted.
        """
        parts: list[str] = []
        kept: set[PostPath] = set()
        for name in sorted(self._directory.sizes()):
            if not name.endswith(_ENDING):
                continue
            seen: Mapping[PostPath, CachedFile] = {}
            with suppress(IndexDamaged):
                seen = self._opened(name).seen
            if seen and all(
                file.settled and files.get(path) == file.stamp for path, file in seen.items()
            ):
                parts.append(name)
                kept.update(seen)
            else:
                self._directory.delete(name)
        return KeptSample(self._directory, parts, kept)

    def shared(self, number: int) -> list[KeptSample]:
        """Divide the sample among so many readers, without the names of files."""
        return [KeptSample(self._directory, self._parts[one::number]) for one in range(number)]

    def opened(self) -> Iterable[SamplePart]:
        """Open the valid parts. Raises IndexDamaged."""
        return map(self._opened, self._parts)

    def add(
        self,
        posts: SegmentWriter,
        seen: Mapping[PostPath, CachedFile],
        left_out: Mapping[PostPath, str],
    ) -> None:
        """Store a part: some files that were read, and their posts."""
        info = posts.write(self._directory, {}, {})
        checksum = write_checksums(self._directory, info.file)
        data = json.dumps([info, checksum, seen, left_out]).encode()
        self._directory.write(f"{info.name}{_ENDING}", b"%08x\n" % zlib.crc32(data) + data)

    @raises_index_damaged
    def _opened(self, name: str) -> SamplePart:
        data = self._directory.read(name)
        if data[:_DIGITS] != b"%08x\n" % zlib.crc32(data[_DIGITS:]):
            raise IndexDamaged(_("{name} is not as it was written", name=name))
        info, checksum, seen, left_out = json.loads(data[_DIGITS:])
        segment = SegmentInfo(*info)
        files = CheckedFiles(self._directory, {segment.file: FileChecksum(*checksum)})
        files.check()
        reader = SegmentReader(files.pages(segment.file), segment, base=0)
        return SamplePart(
            {path: CachedFile(Stamp(*stamp), *rest) for path, (stamp, *rest) in seen.items()},
            left_out,
            reader,
        )
