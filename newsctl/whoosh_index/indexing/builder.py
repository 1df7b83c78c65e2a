"""Making the next build: the first, one beside it, or one in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.whoosh_index.formats.lexicon_file import has_outgrown
from newsctl.whoosh_index.formats.place import Folder, Memory
from newsctl.whoosh_index.indexing.new_build import empty_build
from newsctl.whoosh_index.indexing.upkeep import bring_up, make

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsctl.core.archive.ports import Progress, Read
    from newsctl.core.archive.stat_cache import Stamp
    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.build import Build
    from newsctl.whoosh_index.formats.folder import IndexFolder
    from newsctl.whoosh_index.formats.place import Place


class Builder:
    """Makes builds of the files found."""

    def __init__(self, found: Mapping[PostPath, Stamp], read: Read, progress: Progress) -> None:
        self._found = found
        self._read = read
        self._progress = progress

    def begin(self, folder: IndexFolder, made_by: str) -> Build:
        """Make the first build, which answers from its first commit on."""
        path = folder.new_build()

        def publish() -> None:
            folder.publish(path, made_by)
            folder.sweep()

        with folder.or_discarded(path):
            return self._make(Folder(path), publish)

    def renew(self, folder: IndexFolder, made_by: str) -> Build:
        """Make a build beside the one that answers, and let it answer once it is whole."""
        path = folder.new_build()
        with folder.or_discarded(path):
            build = self._make(Folder(path))
        folder.publish(path, made_by)
        folder.sweep()
        return build

    def in_memory(self) -> Build:
        """Make a build that lives as long as this process."""
        return self._make(Memory())

    def follow(self, folder: IndexFolder, made_by: str, build: Build) -> Build:
        """Bring the build that answers up to the files, or renew it when it is outgrown."""
        if has_outgrown(len(self._found), build.manifest.lexicon_files):
            return self.renew(folder, made_by)
        followed = bring_up(build, self._found, self._read, self._progress)
        folder.sweep()
        return followed

    def beside(self, build: Build | None) -> Build:
        """Make a build in memory of the files that a build does not know, read as it reads them."""
        over = empty_build(Memory(), {}, posts=0, files=0)
        if build is not None:
            over.analysis = build.analysis
        return bring_up(over, self._found, self._read, self._progress)

    def _make(self, place: Place, publish: Callable[[], None] = lambda: None) -> Build:
        return make(place, self._found, self._read, self._progress, publish)
