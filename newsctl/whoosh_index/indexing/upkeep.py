"""Bringing a build up to the files of its archive, in one commit for so many files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsctl.core.archive.reconcile import reconcile
from newsctl.core.archive.stat_cache import FoundFiles
from newsctl.whoosh_index.formats.lexicon_file import sample
from newsctl.whoosh_index.indexing.batch import Job
from newsctl.whoosh_index.indexing.garbage import no_garbage_collection
from newsctl.whoosh_index.indexing.gathering import gatherers
from newsctl.whoosh_index.indexing.new_build import empty_build
from newsctl.whoosh_index.indexing.update import Update

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newsctl.core.archive.ports import Progress, Read
    from newsctl.core.archive.stat_cache import Stamp
    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.build import Build
    from newsctl.whoosh_index.formats.place import Place
    from newsctl.whoosh_index.formats.seen import Seen
    from newsctl.whoosh_index.indexing.gathering import Gatherers

BATCH = 12_500
"""Files to a commit at most: what a crash or Ctrl-C can lose, beside what is read meanwhile.

Some five seconds of two processors. Each commit takes one more of them; with 5,000 files to one,
fifty thousand took a fifth longer.
"""


@no_garbage_collection()
def bring_up(
    build: Build, found: Mapping[PostPath, Stamp], read: Read, progress: Progress
) -> Build:
    """Bring a build up to the files found, and return it as it stands then.

    When it is interrupted, what was committed stays.
    """
    found = FoundFiles.of(found)
    changes = reconcile(found, build.seen)
    if not changes:
        return build
    with gatherers(build.place, read, files=len(changes.to_read)) as crew:
        work = _Work(found, crew, changes.to_read, progress)
        work.known = len(found) - len(changes.to_read)
        work.begin(work.next(), build.seen)
        return work.through(build, changes.removed)


@no_garbage_collection()
def make(
    place: Place,
    found: Mapping[PostPath, Stamp],
    read: Read,
    progress: Progress,
    publish: Callable[[], None],
) -> Build:
    """Make a build of the files found, and return it.

    Its first posts are those that its lexicon is made of. `publish` is called once the first of
    them are committed, and their lexicon with them: whoever goes on from there needs no other.
    """
    found = FoundFiles.of(found)
    chosen = sample(found)
    with gatherers(place, read, files=len(found)) as crew:
        work = _Work(found, crew, sorted(found.keys() - set(chosen)), progress)

        def first() -> Build:
            counts, posts = crew.key_counts()
            files = len(found) * work.done // max(len(chosen), 1)
            build = empty_build(place, counts, posts=posts, files=files)
            build = work.committed(build)
            publish()
            while crew.waiting:
                build = work.committed(build)
            return build

        work.begin(chosen, {})
        return work.through(work.gathered(first))


class _Work:
    """Files to bring in, those who do it, and how far they are: `known` are in from before."""

    def __init__(
        self,
        found: FoundFiles,
        crew: Gatherers,
        waiting: Sequence[PostPath],
        progress: Progress,
    ) -> None:
        self._found = found
        self._crew = crew
        self._progress = progress
        self._waiting = list(waiting)
        self._begun = 0
        self.done = 0
        self.known = 0

    def next(self) -> Sequence[PostPath]:
        """Return the files of the next batch."""
        batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
        return batch

    def begin(self, paths: Sequence[PostPath], seen: Mapping[PostPath, Seen]) -> None:
        """Let a batch be read."""
        self._begun = len(paths)
        self._crew.begin([Job(path, self._found[path], seen.get(path)) for path in paths], BATCH)

    def through(self, build: Build, removed: Sequence[PostPath] = ()) -> Build:
        """Commit a batch after the other, until no file waits."""
        while self._begun or removed:
            build = self.gathered(partial(self.committed, build, removed))
            removed = ()
        return build

    def gathered(self, commit: Callable[[], Build]) -> Build:
        """Let what was begun be read to its end, and commit it.

        Files that memory has no room for wait for the next.
        """
        before = self.done
        left = self._crew.gather(lambda done: self._tell(before + done))
        self._waiting[:0] = [job.path for job in left]
        return commit()

    def committed(self, build: Build, removed: Sequence[PostPath] = ()) -> Build:
        """Commit a batch that was read, and that some files are gone.

        After the last of them the next is read meanwhile.
        """
        update = Update(build, self._found)
        pieces = self._crew.written(build)
        if not self._crew.waiting:
            self.begin(self.next(), build.seen)
        for path in removed:
            update.forget(path)
        for piece in pieces:
            update.take(piece)
        return update.commit()

    def _tell(self, done: int) -> None:
        self.done = done
        self._progress(self.known + done, len(self._found))
