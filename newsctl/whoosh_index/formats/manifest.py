"""The manifest of a commit: what it consists of, and what is not a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.whoosh_index.formats.manifest_file import dump_fields, load_fields
from newsctl.whoosh_index.formats.seen import NOTHING_SEEN, SeenFile
from newsctl.whoosh_index.reading.segment_file import SegmentFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.manifest_file import Content


class WordFile(NamedTuple):
    """A run of the vocabulary as a commit knows it: the first `size` bytes of the file `name`.

    Those before `sorted_size` are in order, in the tables of keys and of endings, and what the
    manifest has as the content of the file. `digest` is the CRC-32 of the others.
    """

    name: str
    size: int
    sorted_size: int
    digest: int = 0

    @property
    def keys(self) -> str:
        """The name of the table of its words by their keys."""
        return f"keys-of-{self.name}"

    @property
    def endings(self) -> str:
        """The name of the table of its words by their endings."""
        return f"endings-of-{self.name}"

    @property
    def names(self) -> tuple[str, str, str]:
        """The names of all its files."""
        return self.name, self.keys, self.endings


class Manifest(NamedTuple):
    """What one commit knows of the archive.

    `left_out` gives the reason for each file that was seen but is no post; `files` the content of
    the files that the commit consists of, but for what was seen, which has checksums of its own,
    and of a run of words as far as it is in order; `segments` are those in Whoosh's table of
    contents, in its order, so that who only asks needs no Whoosh; `lexicon_files` tells how many
    files there were when its lexicon was made, and `lexicon_posts` how many posts it was made of.
    """

    seen: SeenFile = NOTHING_SEEN
    left_out: Mapping[PostPath, str] = {}
    files: Mapping[str, Content] = {}
    segments: Sequence[SegmentFile] = ()
    vocabulary: Sequence[WordFile] = ()
    lexicon_files: int = 0
    lexicon_posts: int = 0

    def dump(self) -> bytes:
        """Encode the manifest: JSON after its checksum."""
        return dump_fields(self._asdict())

    @classmethod
    def load(cls, data: bytes) -> Manifest:
        """Decode a manifest. Raises IndexDamaged when it is not whole."""
        said = load_fields(data)
        said["seen"] = SeenFile.of(*said["seen"])
        said["segments"] = tuple(SegmentFile(*segment) for segment in said["segments"])
        said["vocabulary"] = tuple(WordFile(*run) for run in said["vocabulary"])
        return cls(**said)
