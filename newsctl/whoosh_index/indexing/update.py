"""Changes to a build, brought in by one commit."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from newsctl.storage.pages import Pages
from newsctl.whoosh_index.formats.build import Build
from newsctl.whoosh_index.formats.commits import (
    LAST,
    contents_name,
    dump_generation,
    facets_name,
    manifest_name,
    vocabulary_name,
)
from newsctl.whoosh_index.formats.lexicon_file import LEXICON
from newsctl.whoosh_index.formats.open_files import sealed, sums_name
from newsctl.whoosh_index.formats.seeing import write_seen
from newsctl.whoosh_index.formats.word_run import summed
from newsctl.whoosh_index.indexing.contents import from_whoosh, table_of_contents
from newsctl.whoosh_index.indexing.merging import Size, merged, to_merge
from newsctl.whoosh_index.indexing.new_words import with_new_words
from newsctl.whoosh_index.reading.documents import front_matter_in, path_term
from newsctl.whoosh_index.reading.segments import OpenSegment
from newsctl.whoosh_index.schema import PATH

if TYPE_CHECKING:
    from whoosh.codec.base import Segment

    from newsctl.core.archive.stat_cache import FoundFiles
    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.manifest import Manifest
    from newsctl.whoosh_index.formats.manifest_file import Content
    from newsctl.whoosh_index.formats.seen import Seen
    from newsctl.whoosh_index.formats.word_run import Entry
    from newsctl.whoosh_index.indexing.batch import Piece


class Update:
    """One commit in the making."""

    def __init__(self, build: Build, found: FoundFiles) -> None:
        self._build = build
        self._found = found
        self._left_out = dict(build.manifest.left_out)
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
        self._left_out.update(account.left_out)
        self._facets.merge(account.facets)
        self._words += piece.words
        if piece.segment is not None:
            self._append(piece.segment)

    def commit(self) -> Build:
        """Commit, and return the build as it stands then."""
        place, before = self._build.place, self._build
        self._merge()
        manifest = self._commit(before.generation + 1)
        self._clean(manifest, before.generation + 1)
        return Build(place, before.generation + 1, manifest)

    def _drop(self, path: PostPath) -> None:
        if self._left_out.pop(path, None) is not None:
            return
        for segment in self._segments:
            for document in segment.weights(PATH, path_term(path)):
                self._facets.remove(front_matter_in(segment, document))
                segment.kill(document)

    def _append(self, segment: Segment) -> None:
        base = sum(one.size for one in self._segments)
        written = from_whoosh(segment)
        pages = Pages(self._build.place.view(written.file))
        self._segments.append(OpenSegment(pages, written, base=base))

    def _merge(self) -> None:
        """Make one segment of those that should be one, and leave out those that are dead."""
        chosen = to_merge([Size(one.living, one.deleted) for one in self._segments])
        olds = [self._segments[place] for place in chosen]
        for old in olds:
            self._segments.remove(old)
        self._segments = [one for one in self._segments if one.living]
        if olds:
            self._append(merged(self._build.place.storage, olds))

    def _commit(self, generation: int) -> Manifest:
        """Write what belongs to the commit, and last what makes it seen."""
        place, before = self._build.place, self._build
        new = before.vocabulary.unknown(summed(self._words))
        name = vocabulary_name(generation)
        place.write(facets_name(generation), self._facets.dump())
        manifest = before.manifest._replace(
            segments=tuple(one.as_it_is() for one in self._segments),
            left_out=self._left_out,
            vocabulary=with_new_words(place, before.files, before.manifest.vocabulary, new, name),
            seen=write_seen(place, before.seen, self._found, self._taken, self._gone),
        )
        manifest = manifest._replace(files=self._files(manifest, generation))
        place.write(manifest_name(generation), manifest.dump())
        place.write(contents_name(generation), table_of_contents(manifest.segments, generation))
        place.write(LAST, dump_generation(generation))
        return manifest

    def _clean(self, manifest: Manifest, generation: int) -> None:
        """Delete what the commit has no use for; who has it open reads it to the end."""
        place = self._build.place
        kept = {LAST, manifest_name(generation), contents_name(generation), *manifest.files}
        kept.update(map(sums_name, manifest.files))
        kept.add(manifest.seen.name)
        for name in place.sizes().keys() - kept:
            with suppress(PermissionError):  # Windows keeps what is open; a later commit deletes it
                place.delete(name)

    def _files(self, manifest: Manifest, generation: int) -> dict[str, Content]:
        """Return what the files of the commit hold; those of the one before are known."""
        place, known = self._build.place, manifest.files
        sizes = {run.name: run.sorted_size for run in manifest.vocabulary}
        names = [LEXICON, facets_name(generation), *sizes]
        names += (name for run in manifest.vocabulary for name in (run.keys, run.endings))
        names += (segment.file for segment in manifest.segments)
        return {name: known.get(name) or sealed(place, name, sizes.get(name)) for name in names}
