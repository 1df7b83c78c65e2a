"""Changes to a build, brought in by one commit."""

from __future__ import annotations

import copy
import zlib
from typing import TYPE_CHECKING

from whoosh.index import TOC, clean_files

from newsctl.core.ports import LeftOut
from newsctl.whoosh_index.build import Build, facets_name, manifest_name, vocabulary_name
from newsctl.whoosh_index.documents import load_summary, path_term
from newsctl.whoosh_index.lexicon_file import LEXICON
from newsctl.whoosh_index.manifest import Content, WordFile
from newsctl.whoosh_index.merging import Size, merged, to_merge
from newsctl.whoosh_index.schema import NAME, PATH, schema
from newsctl.whoosh_index.seeing import write_seen
from newsctl.whoosh_index.segments import OpenSegment
from newsctl.whoosh_index.vocabulary import NO_WORDS, Entry, summed, vocabulary_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whoosh.codec.base import Segment

    from newsctl.core.filed import Files
    from newsctl.core.post import PostPath
    from newsctl.whoosh_index.batch import Piece
    from newsctl.whoosh_index.seen import Seen

_OUT_OF_ORDER = 100_000
"""Bytes of words out of order, some 2,000 words, that are cheap to search."""


class Update:
    """One commit in the making."""

    def __init__(self, build: Build, found: Files) -> None:
        self._build = build
        self._found = found
        self._manifest = copy.copy(build.manifest)
        self._manifest.left_out = dict(build.manifest.left_out)
        self._taken: dict[PostPath, Seen] = {}
        self._gone: set[PostPath] = set()
        self._facets = build.facets.copy()
        self._words: list[Entry] = []
        self._segments = build.segments()

    def forget(self, path: PostPath) -> None:
        """Take out a file that is gone."""
        self._gone.add(path)
        self._drop(path)

    def take(self, piece: Piece) -> None:
        """Take in what was made of files, in place of what they were before."""
        account = piece.account
        for path, seen in account.seen.items():
            before = self._build.seen.get(path)
            if before is not None and not seen.has_content_of(before):
                self._drop(path)
        self._taken.update(account.seen)
        self._manifest.left_out.update(account.left_out)
        self._facets.merge(account.facets)
        self._words += piece.words
        if piece.segment is not None:
            self._append(piece.segment)

    def commit(self) -> Build:
        """Commit, and return the build as it stands then."""
        place, before = self._build.place, self._build
        self._merge()
        self._commit(before.generation + 1)
        place.delete(manifest_name(before.generation))
        place.delete(facets_name(before.generation))
        if self._manifest.vocabulary.name != before.manifest.vocabulary.name:
            place.delete(before.manifest.vocabulary.name)
        if self._manifest.seen.name != before.manifest.seen.name:
            place.delete(before.manifest.seen.name)
        for segment in self._segments:
            segment.close()
        return Build.open(place)

    def _drop(self, path: PostPath) -> None:
        if self._manifest.left_out.pop(path, None) is not None:
            return
        for segment in self._segments:
            for document in segment.weights(PATH, path_term(path)):
                self._facets.remove(load_summary(segment.summary(document)).front_matter)
                segment.delete(document)

    def _append(self, segment: Segment) -> None:
        base = sum(one.size for one in self._segments)
        place = self._build.place
        self._segments.append(OpenSegment(place.storage, schema(), segment, base=base))

    def _merge(self) -> None:
        """Make one segment of those that should be one, and leave out those that are dead."""
        chosen = to_merge([Size(one.living, one.deleted) for one in self._segments])
        olds = [self._segments[place] for place in chosen]
        for old in olds:
            self._segments.remove(old)
        self._segments = [one for one in self._segments if one.living]
        if olds:
            self._append(merged(self._build.place.storage, olds))

    def _commit(self, generation: int) -> None:
        """Write what belongs to the commit, and last the table of contents that makes it seen."""
        place, segments = self._build.place, [one.segment for one in self._segments]
        self._manifest.vocabulary = self._write_words(generation)
        self._manifest.seen = write_seen(
            place, self._build.seen, self._found, self._taken, self._gone
        )
        place.write(facets_name(generation), self._facets.dump())
        self._manifest.files = self._contents(generation, segments)
        place.write(manifest_name(generation), self._manifest.dump())
        TOC(schema(), segments, generation).write(place.storage, NAME)
        clean_files(place.storage, NAME, generation, segments)
        place.storage.temp_storage(f"{NAME}.tmp").destroy()

    def _contents(self, generation: int, segments: Sequence[Segment]) -> dict[str, Content]:
        place, known = self._build.place, self._manifest.files
        sizes = place.sizes()
        names = [LEXICON, facets_name(generation)]
        names += (f"{segment.segment_id()}{segment.COMPOUND_EXT}" for segment in segments)
        return {
            name: known.get(name) or Content(sizes[name], place.digest(name, sizes[name]))
            for name in names
        }

    def _write_words(self, generation: int) -> WordFile:
        """Write the words that are new: after the others while these are few, else in order."""
        place, before, known = self._build.place, self._manifest.vocabulary, self._build.vocabulary
        new = known.unknown(summed(self._words))
        if not new:
            return before
        data = vocabulary_bytes(new)[len(NO_WORDS) :]
        size = before.size + len(data)
        later = size - before.sorted_size
        if before.size > len(NO_WORDS) and later <= max(_OUT_OF_ORDER, before.sorted_size // 16):
            place.extend(before.name, data, start=before.size)
            return before._replace(size=size, digest=zlib.crc32(data, before.digest))
        data = vocabulary_bytes((*known.entries(), *new))
        name = vocabulary_name(generation)
        place.write(name, data)
        return WordFile(name, len(data), len(data), zlib.crc32(data))


def left_out(build: Build) -> tuple[LeftOut, ...]:
    """Return the files that a build has seen and that are no posts, sorted by path."""
    reasons = sorted(build.manifest.left_out.items())
    return tuple(LeftOut(path, reason) for path, reason in reasons)
