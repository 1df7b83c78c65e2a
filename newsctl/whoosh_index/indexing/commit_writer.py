"""Writing commits: the first of a build, and those that update it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from newsctl.storage.pages import Pages
from newsctl.whoosh_index.contents import contents_name, table_of_contents
from newsctl.whoosh_index.formats.commit import Commit
from newsctl.whoosh_index.formats.directory import sums_name, write_checksums
from newsctl.whoosh_index.formats.documents import front_matter_in, path_term
from newsctl.whoosh_index.formats.facets import FacetCounter, facets_name
from newsctl.whoosh_index.formats.lexicon import LEXICON, dump_lexicon
from newsctl.whoosh_index.formats.manifest import (
    LAST,
    Manifest,
    manifest_name,
    write_last_generation,
)
from newsctl.whoosh_index.formats.segment import SegmentReader
from newsctl.whoosh_index.formats.stat_cache import EMPTY_STAT_CACHE, write_stat_cache
from newsctl.whoosh_index.indexing.merge import Size, merged, to_merge
from newsctl.whoosh_index.schema import PATH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.archive.stat_cache import FoundFiles
    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.directory import Directory
    from newsctl.whoosh_index.formats.manifest import SegmentInfo
    from newsctl.whoosh_index.formats.stat_cache import CachedFile
    from newsctl.whoosh_index.formats.vocabulary import WordEntry
    from newsctl.whoosh_index.indexing.batch import Piece


def write_empty_commit(
    directory: Directory, counts: Mapping[str, int], *, posts: int, files: int
) -> Commit:
    """Write the first commit of a build, without posts, and return it.

    Its lexicon has `counts` from so many posts, made when the archive had so many files.
    """
    directory.write(LEXICON, dump_lexicon(counts))
    directory.write(EMPTY_STAT_CACHE.name, b"")
    directory.write(facets_name(0), FacetCounter().dump())
    manifest = Manifest(
        files={name: write_checksums(directory, name) for name in (LEXICON, facets_name(0))},
        lexicon_files=files,
        lexicon_posts=posts,
    )
    return _make_seen(directory, 0, manifest)


def _make_seen(
    directory: Directory, generation: int, manifest: Manifest, before: Commit | None = None
) -> Commit:
    """Write the manifest of a commit, which makes it visible, and return the commit."""
    directory.write(manifest_name(generation), manifest.dump())
    directory.write(contents_name(generation), table_of_contents(manifest.segments, generation))
    write_last_generation(directory, generation)
    return Commit(directory, generation, manifest, before)


class CommitWriter:
    """Writes one commit after the last one of a build."""

    def __init__(self, before: Commit, found: FoundFiles) -> None:
        self._before = before
        self._directory = before.directory
        self._generation = before.generation + 1
        self._found = found
        self._left_out = dict(before.manifest.left_out)
        self._taken: dict[PostPath, CachedFile] = {}
        self._gone: set[PostPath] = set()
        self._facets = before.facets.copy()
        self._words: list[WordEntry] = []
        self._segments = before.segments()

    def forget(self, path: PostPath) -> None:
        """Remove a file that no longer exists."""
        self._gone.add(path)
        self._drop(path)

    def take(self, piece: Piece) -> None:
        """Add the piece of a batch, which replaces older versions of its files."""
        account = piece.account
        for path, file in account.seen.items():
            before = self._before.stat_cache.get(path)
            if before is not None and not file.has_content_of(before):
                self._drop(path)
        self._taken.update(account.seen)
        self._left_out.update(account.left_out)
        self._facets.merge(account.facets)
        self._words += piece.words
        if piece.segment is not None:
            self._append(piece.segment)

    def commit(self) -> Commit:
        """Write the commit, and return it, open."""
        self._merge()
        commit = _make_seen(self._directory, self._generation, self._manifest(), self._before)
        self._delete_unused(commit)
        return commit

    def _drop(self, path: PostPath) -> None:
        if self._left_out.pop(path, None) is not None:
            return
        for segment in self._segments:
            for document in segment.with_any(PATH, [path_term(path)]):
                self._facets.remove(front_matter_in(segment, document))
                segment.kill(document)

    def _append(self, segment: SegmentInfo) -> None:
        base = sum(one.size for one in self._segments)
        pages = Pages(self._directory.view(segment.file))
        self._segments.append(SegmentReader(pages, segment, base=base))

    def _merge(self) -> None:
        """Merge the segments that should be one, and drop those without living documents."""
        chosen = to_merge([Size(one.living, one.deleted) for one in self._segments])
        olds = [self._segments[place] for place in chosen]
        for old in olds:
            self._segments.remove(old)
        self._segments = [one for one in self._segments if one.living]
        if olds:
            self._append(merged(self._directory, olds))

    def _manifest(self) -> Manifest:
        """Write the files of the commit, and return its manifest."""
        directory, before = self._directory, self._before
        facets, run = facets_name(self._generation), f"vocabulary-{self._generation}"
        directory.write(facets, self._facets.dump())
        vocabulary = before.vocabulary.with_new(directory, self._words, run)
        segments = tuple(one.info() for one in self._segments)
        names = [LEXICON, facets, *vocabulary, *(segment.file for segment in segments)]
        known = before.manifest.files
        files = {name: known.get(name) or write_checksums(directory, name) for name in names}
        return before.manifest._replace(
            segments=segments,
            left_out=self._left_out,
            vocabulary=vocabulary,
            stat_cache=write_stat_cache(
                directory, before.stat_cache, self._found, self._taken, self._gone
            ),
            files=files,
        )

    def _delete_unused(self, commit: Commit) -> None:
        """Delete files that the commit does not use; open ones can still be read."""
        manifest = commit.manifest
        kept = {LAST, manifest_name(commit.generation), contents_name(commit.generation)}
        kept |= {manifest.stat_cache.name, *manifest.files, *map(sums_name, manifest.files)}
        for name in self._directory.sizes().keys() - kept:
            with suppress(PermissionError):  # Windows keeps what is open; a later commit deletes it
                self._directory.delete(name)
