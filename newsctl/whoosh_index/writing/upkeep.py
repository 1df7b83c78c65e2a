"""Bringing a build up to the files of its archive, in one commit for so many files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from newsctl.core.filed import Files
from newsctl.core.reconcile import reconcile
from newsctl.whoosh_index.keeping.lexicon_file import sample
from newsctl.whoosh_index.writing.batch import Job
from newsctl.whoosh_index.writing.garbage import no_garbage_collection
from newsctl.whoosh_index.writing.gathering import gatherers
from newsctl.whoosh_index.writing.new_build import empty_build
from newsctl.whoosh_index.writing.update import Update

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newsctl.core.ports import Progress, Read
    from newsctl.core.post import PostPath
    from newsctl.core.stamp import Stamp
    from newsctl.whoosh_index.keeping.build import Build
    from newsctl.whoosh_index.keeping.place import Place
    from newsctl.whoosh_index.keeping.seen import Seen
    from newsctl.whoosh_index.writing.gathering import Gatherers

BATCH = 20_000
"""Files to a commit at most: what a crash can lose."""


@no_garbage_collection()
def bring_up(
    build: Build, found: Mapping[PostPath, Stamp], read: Read, progress: Progress
) -> Build:
    """Bring a build up to the files found, and return it as it stands then.

    When it is interrupted, what was read is committed and KeyboardInterrupt raised again.
    """
    found = Files.of(found)
    changes = reconcile(found, build.seen)
    if not changes:
        return build
    with gatherers(build.place, read, files=len(changes.to_read)) as crew:
        work = _Work(found, crew, progress, len(changes.to_read))
        return work.through(build, changes.to_read, changes.removed)


@no_garbage_collection()
def make(
    place: Place,
    found: Mapping[PostPath, Stamp],
    read: Read,
    progress: Progress,
    publish: Callable[[], None],
) -> Build:
    """Make a build of the files found, and return it.

    Its first posts are those that its lexicon is made of. `publish` is called once they are
    committed: from then on an interruption loses nothing.
    """
    found = Files.of(found)
    with gatherers(place, read, files=len(found)) as crew:
        work = _Work(found, crew, progress, len(found))
        chosen = sample(found)

        def begin() -> Build:
            counts, posts = crew.key_counts()
            files = len(found) * work.done // max(len(chosen), 1)
            build = empty_build(place, counts, posts=posts, files=files)
            build = work.committed(build)
            publish()
            return build

        build, _ = work.gathered(chosen, {}, begin)
        return work.through(build, reconcile(found, build.seen).added)


@dataclass(slots=True)
class _Work:
    """Files to bring in, those who do it, and how far they are."""

    found: Files
    crew: Gatherers
    progress: Progress
    total: int
    done: int = 0

    def through(
        self, build: Build, to_read: Sequence[PostPath], removed: Sequence[PostPath] = ()
    ) -> Build:
        """Bring files in, a batch at a time; those that memory has no room for have to wait."""
        waiting = list(to_read)
        while waiting or removed:
            commit = partial(self.committed, build, removed)
            build, left = self.gathered(waiting[:BATCH], build.seen, commit)
            waiting, removed = [*left, *waiting[BATCH:]], ()
        return build

    def gathered(
        self,
        paths: Sequence[PostPath],
        seen: Mapping[PostPath, Seen],
        commit: Callable[[], Build],
    ) -> tuple[Build, Sequence[PostPath]]:
        """Let files be read, and commit what was, also when it was interrupted.

        Returns the build as it stands then, and the files that memory had no room for.
        """
        jobs = [Job(path, self.found[path], seen.get(path)) for path in paths]
        before = self.done
        try:
            left = self.crew.gather(jobs, lambda done: self._tell(before + done))
        except KeyboardInterrupt:
            commit()
            raise
        return commit(), [job.path for job in left]

    def committed(self, build: Build, removed: Sequence[PostPath] = ()) -> Build:
        """Commit what was read, and that some files are gone."""
        update = Update(build, self.found)
        for path in removed:
            update.forget(path)
        for piece in self.crew.written(build):
            update.take(piece)
        return update.commit()

    def _tell(self, done: int) -> None:
        self.done = done
        self.progress(done, self.total)
