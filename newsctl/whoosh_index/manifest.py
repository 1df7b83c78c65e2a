"""The manifest of a commit: which files it has seen, in what state, and what it wrote itself."""

from __future__ import annotations

import json
import zlib
from array import array
from dataclasses import dataclass, field
from typing import NamedTuple

from newsctl.core.errors import IndexDamaged
from newsctl.core.post import PostPath
from newsctl.core.reconcile import Stamp

_MAGIC = b"newsctl manifest 2\n"
_NUMBERS = 5  # size, mtime, ctime, digest, settled: each 64 bits


class Seen(NamedTuple):
    """One file as it was read: `digest` tells its content from another (CRC-32, of the bytes)."""

    stamp: Stamp
    digest: int
    settled: bool

    def has_content_of(self, before: Seen | None) -> bool:
        """Tell whether the file holds what it did before, as far as size and digest tell."""
        return before is not None and (before.digest, before.stamp.size) == (
            self.digest,
            self.stamp.size,
        )


class Content(NamedTuple):
    """What a file of the index holds: its size in bytes, and the CRC-32 of these."""

    size: int
    digest: int


class WordFile(NamedTuple):
    """The vocabulary as a commit knows it: the first `size` bytes of the file `name`.

    Those before `sorted_size` are in order. `digest` is the CRC-32 of all of them.
    """

    name: str
    size: int
    sorted_size: int
    digest: int


_NO_WORD_FILE = WordFile("", 0, 0, 0)


@dataclass(slots=True)
class Manifest:
    """What one commit knows of the archive.

    `left_out` gives the reason for each file that was seen but is no post; `files` the content of
    the files that the commit consists of, but for the vocabulary, which may go on after what the
    commit knows of it; `lexicon_files` tells how many files there were when its lexicon was made,
    and `lexicon_posts` how many posts it was made of.
    """

    seen: dict[PostPath, Seen] = field(default_factory=dict)
    left_out: dict[PostPath, str] = field(default_factory=dict)
    files: dict[str, Content] = field(default_factory=dict)
    vocabulary: WordFile = _NO_WORD_FILE
    lexicon_files: int = 0
    lexicon_posts: int = 0

    def dump(self) -> bytes:
        """Encode the manifest: a JSON head, the paths, the numbers, and a checksum over all."""
        head = {
            "left_out": self.left_out,
            "files": self.files,
            "vocabulary": self.vocabulary,
            "lexicon_files": self.lexicon_files,
            "lexicon_posts": self.lexicon_posts,
            "posts": len(self.seen),
        }
        numbers = array("q")
        for stamp, digest, settled in self.seen.values():
            numbers.extend((*stamp, digest, settled))
        paths = "\0".join(self.seen).encode("utf-8", "surrogateescape")
        parts = (json.dumps(head).encode(), paths, numbers.tobytes())
        lengths = b" ".join(b"%d" % len(part) for part in parts)
        data = b"".join((lengths, b"\n", *parts))
        return _MAGIC + b"%08x\n" % zlib.crc32(data) + data

    @classmethod
    def load(cls, data: bytes) -> Manifest:
        """Decode a manifest. Raises IndexDamaged when it is not whole."""
        magic, checksum, rest = (
            data[: len(_MAGIC)],
            data[len(_MAGIC) :][:9],
            data[len(_MAGIC) + 9 :],
        )
        if magic != _MAGIC or checksum != b"%08x\n" % zlib.crc32(rest):
            raise IndexDamaged("its manifest is not whole")
        lengths, _, rest = rest.partition(b"\n")
        head_length, paths_length, _ = map(int, lengths.split())
        head = json.loads(rest[:head_length])
        paths = rest[head_length:][:paths_length].decode("utf-8", "surrogateescape")
        numbers = array("q", rest[head_length + paths_length :])
        rows = zip(*(iter(numbers),) * _NUMBERS, strict=True)
        names = paths.split("\0") if head.pop("posts") else []
        seen = {
            PostPath(path): Seen(Stamp(size, mtime, ctime), digest, bool(settled))
            for path, (size, mtime, ctime, digest, settled) in zip(names, rows, strict=True)
        }
        head["files"] = {name: Content(*content) for name, content in head["files"].items()}
        head["vocabulary"] = WordFile(*head["vocabulary"])
        return cls(seen=seen, **head)
