"""Changes to a build, brought in by one commit."""

from __future__ import annotations

import copy
import gc
import time
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsctl.core.ports import LeftOut
from newsctl.core.reconcile import reconcile
from newsctl.whoosh_index.build import LEXICON, VOCABULARY, Build, facets_name, manifest_name
from newsctl.whoosh_index.commit import CommitWriter
from newsctl.whoosh_index.documents import document, load_summary, path_term, text_terms
from newsctl.whoosh_index.interrupts import uninterrupted
from newsctl.whoosh_index.manifest import Seen
from newsctl.whoosh_index.register import WordRegister
from newsctl.whoosh_index.schema import PATH
from newsctl.whoosh_index.vocabulary import vocabulary_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whoosh.codec.base import Segment

    from newsctl.core.ports import Progress, Read, Reading
    from newsctl.core.post import Post, PostPath
    from newsctl.core.reconcile import Stamp

BATCH = 10_000
"""Posts to a commit at most: what an interruption can lose, and what memory has to hold."""


def bring_up(
    build: Build, found: Mapping[PostPath, Stamp], read: Read, progress: Progress
) -> Build:
    """Bring a build up to the files found, and return it as it stands then.

    When it is interrupted, what was read is committed and KeyboardInterrupt raised again.
    """
    changes = reconcile(found, build.manifest.known())
    to_read = changes.to_read
    for start in range(0, max(len(to_read), 1), BATCH):
        update = Update(build)
        try:
            with _no_garbage_collection():
                for path in changes.removed if start == 0 else ():
                    with uninterrupted():
                        update.forget(path)
                for number, path in enumerate(to_read[start : start + BATCH], start + 1):
                    settled = found[path].is_settled(time.time_ns())
                    reading = read(path)
                    with uninterrupted():
                        update.bring_in(reading, found[path], settled=settled)
                    progress(number, len(to_read))
        except KeyboardInterrupt:
            update.commit()
            raise
        except BaseException:
            update.cancel()
            raise
        build = update.commit()
    return build


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Spare the collector a batch: millions of live lists, hardly a cycle, half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Update:
    """One commit in the making."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._manifest = copy.copy(build.manifest)
        self._manifest.seen = dict(build.manifest.seen)
        self._manifest.left_out = dict(build.manifest.left_out)
        self._facets = copy.deepcopy(build.facets)
        self._register = WordRegister(build.analysis)
        self._segments = build.segments()
        self._writer: CommitWriter | None = None

    def forget(self, path: PostPath) -> None:
        """Take out a file that is gone."""
        del self._manifest.seen[path]
        self._drop(path)

    def bring_in(self, reading: Reading, stamp: Stamp, *, settled: bool) -> None:
        """Take in a file as it was read; one whose content is as before is only remembered.

        `settled` tells whether the stamp was so before the file was read.
        """
        path, digest = reading.path, zlib.crc32(reading.data)
        before = self._manifest.seen.get(path)
        self._manifest.seen[path] = Seen(stamp, digest, settled)
        if before and (before.digest, before.stamp.size) == (digest, stamp.size):
            return
        if before:
            self._drop(path)
        if reading.post is None:
            self._manifest.left_out[path] = _reason(reading)
        else:
            self._add(reading.post)

    def commit(self) -> Build:
        """Commit, and return the build as it stands then."""
        for segment in self._segments:
            segment.close()
        place = self._build.place
        if self._writer is None:
            place.write(manifest_name(self._build.generation), self._manifest.dump())
            return Build.open(place)
        self._writer.commit()
        place.delete(manifest_name(self._build.generation))
        place.delete(facets_name(self._build.generation))
        return Build.open(place)

    def cancel(self) -> None:
        """Give up, and leave the last commit as it is."""
        if self._writer is not None:
            self._writer.cancel()

    def _add(self, post: Post) -> None:
        title = text_terms(post.summary.title, self._register)
        body = text_terms(post.text, self._register)
        self._register.count(title.words.keys() | body.words.keys())
        self._facets.add(post.summary.front_matter)
        self._opened_writer().add_document(**document(post, title, body))

    def _drop(self, path: PostPath) -> None:
        if self._manifest.left_out.pop(path, None) is not None:
            return
        for segment in self._segments:
            for number in segment.weights(PATH, path_term(path)):
                self._facets.remove(load_summary(segment.summary(number)).front_matter)
                self._opened_writer().delete_document(number)

    def _opened_writer(self) -> CommitWriter:
        if self._writer is None:
            self._writer = CommitWriter(self._build.index, self._seal)
        return self._writer

    def _seal(self, generation: int, segments: list[Segment]) -> None:
        """Write what the commit needs beside Whoosh's own files, before it is seen."""
        place, manifest = self._build.place, self._manifest
        self._extend_vocabulary()
        place.write(facets_name(generation), self._facets.dump())
        prefixes = tuple(f"{segment.segment_id()}." for segment in segments)
        whole = (LEXICON, facets_name(generation))
        manifest.files = {
            name: size
            for name, size in place.sizes().items()
            if name in whole or (prefixes and name.startswith(prefixes))
        }
        place.write(manifest_name(generation), manifest.dump())

    def _extend_vocabulary(self) -> None:
        """Write the new words: in order when they are the first, after the others later."""
        manifest = self._manifest
        data = vocabulary_bytes(self._register.entries(self._build.vocabulary))[1:]
        self._build.place.extend(VOCABULARY, data, start=manifest.vocabulary)
        first = manifest.vocabulary == manifest.vocabulary_sorted == 1
        manifest.vocabulary += len(data)
        if first:
            manifest.vocabulary_sorted = manifest.vocabulary


def _reason(reading: Reading) -> str:
    return reading.problems[0].message if reading.problems else "not a post"


def left_out(build: Build) -> tuple[LeftOut, ...]:
    """Return the files that a build has seen and that are no posts, sorted by path."""
    reasons = sorted(build.manifest.left_out.items())
    return tuple(LeftOut(path, reason) for path, reason in reasons)
