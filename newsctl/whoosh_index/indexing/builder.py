"""Building an index, and updating it from the files, with a commit for each batch.

After an interruption, commits stay, and so does what a first build has read before its first
commit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.reconcile import reconcile
from newsctl.core.archive.stat_cache import FoundFiles
from newsctl.whoosh_index.formats.directory import DiskDirectory, MemoryDirectory
from newsctl.whoosh_index.formats.kept_sample import KeptSample
from newsctl.whoosh_index.formats.lexicon import has_outgrown, sample
from newsctl.whoosh_index.indexing.batch import Job
from newsctl.whoosh_index.indexing.batch_readers import batch_readers, no_garbage_collection
from newsctl.whoosh_index.indexing.commit_writer import CommitWriter, write_empty_commit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newsctl.core.archive.ports import Progress, Read
    from newsctl.core.archive.stat_cache import Stamp
    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.commit import Commit
    from newsctl.whoosh_index.formats.directory import Directory
    from newsctl.whoosh_index.formats.index_folder import IndexFolder
    from newsctl.whoosh_index.formats.stat_cache import CachedFile
    from newsctl.whoosh_index.indexing.batch_readers import BatchReaders

BATCH = 25_000
"""Files to a commit at most, for each process: what a crash or Ctrl-C can lose, beside what is read
meanwhile.

Some twenty seconds, and as many as there is memory for (see MOST_PLACES). Each commit takes one
more of them, and each process writes a segment: of half as many files there would be twice as many
segments, in which a word is found in a third more time.
"""


class Builder:
    """Makes commits of the files found."""

    def __init__(self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress) -> None:
        self._found = FoundFiles.of(found)
        self._read = read
        self._progress = progress

    def begin(self, folder: IndexFolder, made_by: str) -> Commit:
        """Make the first build of an archive, which is current from its first commit on."""
        path = folder.new_build()

        def publish() -> None:
            folder.publish(path, made_by)
            folder.sweep()

        folder.sample(made_by).mkdir(exist_ok=True)
        with folder.discarded_on_failure(path):
            return self._make(DiskDirectory(path), publish, self._kept(folder, made_by))

    def files_kept(self, folder: IndexFolder, made_by: str) -> int:
        """Return how many files a first build has already read."""
        return len(self._kept(folder, made_by).files) if folder.sample(made_by).is_dir() else 0

    def renew(self, folder: IndexFolder, made_by: str) -> Commit:
        """Make a build beside the current one, and make it current when it is complete."""
        path = folder.new_build()
        with folder.discarded_on_failure(path):
            commit = self._make(DiskDirectory(path), lambda: None)
        folder.publish(path, made_by)
        folder.sweep()
        return commit

    def follow(self, folder: IndexFolder, made_by: str, commit: Commit) -> Commit:
        """Update the current build from the files, or renew it when its lexicon is outgrown."""
        if has_outgrown(len(self._found), commit.manifest.lexicon_files):
            return self.renew(folder, made_by)
        followed = self.bring_up_to_date(commit)
        folder.sweep()
        return followed

    def in_memory(self) -> Commit:
        """Make a build in the memory of this process."""
        return self._make(MemoryDirectory(), lambda: None)

    def beside(self, commit: Commit | None) -> Commit:
        """Make a build of the files found in memory, with the analysis of a commit."""
        over = write_empty_commit(MemoryDirectory(), {}, posts=0, files=0)
        if commit is not None:
            over.analysis = commit.analysis
        return self.bring_up_to_date(over)

    @no_garbage_collection()
    def bring_up_to_date(self, commit: Commit) -> Commit:
        """Index the files found after a commit of a build, and return the last commit."""
        changes = reconcile(self._found, commit.stat_cache)
        if not changes:
            return commit
        with batch_readers(commit.directory, self._read, files=len(changes.to_read)) as readers:
            work = _Work(self._found, readers, changes.to_read, self._progress)
            work.known = len(self._found) - len(changes.to_read)
            work.begin(work.next(), commit.stat_cache)
            return work.through(commit, changes.removed)

    def _kept(self, folder: IndexFolder, made_by: str) -> KeptSample:
        sampled = {path: self._found[path] for path in sample(self._found)}
        return KeptSample(DiskDirectory(folder.sample(made_by))).of(sampled)

    @no_garbage_collection()
    def _make(
        self, directory: Directory, publish: Callable[[], None], kept: KeptSample | None = None
    ) -> Commit:
        """Make a build in a directory, and return its last commit.

        Its first posts are those of the lexicon, some of which may be in the sample `kept`.
        `publish` is called after the first commit, which has the lexicon.
        """
        found = self._found
        chosen = sample(found)
        known = kept.files if kept else frozenset()
        with batch_readers(directory, self._read, files=len(found)) as readers:
            rest = sorted(found.keys() - set(chosen))
            work = _Work(found, readers, rest, self._progress)

            work.begin([path for path in chosen if path not in known], {}, kept)
            work.finish_reading()
            counts, posts = readers.key_counts()
            files = len(found) * work.done // max(len(chosen), 1)
            commit = work.commit_batch(
                write_empty_commit(directory, counts, posts=posts, files=files)
            )
            publish()
            while readers.has_unwritten:
                commit = work.commit_batch(commit)
            return work.through(commit)


class _Work:
    """Files to index, their readers, and the progress; `known` counts files indexed before."""

    def __init__(
        self,
        found: FoundFiles,
        readers: BatchReaders,
        waiting: Sequence[PostPath],
        progress: Progress,
    ) -> None:
        self._found = found
        self._readers = readers
        self._progress = progress
        self._waiting = list(waiting)
        self._has_begun = False
        self.done = 0
        self.known = 0

    def next(self) -> Sequence[PostPath]:
        """Return the files of the next batch."""
        size = BATCH * self._readers.size
        batch, self._waiting = self._waiting[:size], self._waiting[size:]
        return batch

    def begin(
        self,
        paths: Sequence[PostPath],
        known: Mapping[PostPath, CachedFile],
        kept: KeptSample | None = None,
    ) -> None:
        """Begin to read a batch, with the sample `kept`."""
        self._has_begun = bool(paths)
        jobs = [Job(path, self._found[path], known.get(path)) for path in paths]
        self._readers.begin(jobs, BATCH, kept)

    def through(self, commit: Commit, removed: Sequence[PostPath] = ()) -> Commit:
        """Commit one batch after another, until no file is left."""
        while self._has_begun or removed:
            self.finish_reading()
            commit = self.commit_batch(commit, removed)
            removed = ()
        return commit

    def finish_reading(self) -> None:
        """Read the batch that was begun. Files that do not fit wait for the next."""
        before = self.done
        left = self._readers.read(lambda done: self._report(before + done))
        self._waiting[:0] = [job.path for job in left]

    def commit_batch(self, commit: Commit, removed: Sequence[PostPath] = ()) -> Commit:
        """Commit a batch that was read, and the removal of some files.

        Unless another batch waits to be written, the next files are read meanwhile.
        """
        writer = CommitWriter(commit, self._found)
        pieces = self._readers.write(commit)
        if not self._readers.has_unwritten:
            self.begin(self.next(), commit.stat_cache)
        for path in removed:
            writer.forget(path)
        for piece in pieces:
            writer.take(piece)
        return writer.commit()

    def _report(self, done: int) -> None:
        self.done = done
        self._progress(self.known + done, len(self._found))
