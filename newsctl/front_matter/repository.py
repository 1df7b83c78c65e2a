"""The posts of an archive as markdown files with a YAML header."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsctl.core.dates import zone_named
from newsctl.core.errors import ArchiveError
from newsctl.core.filename import format_filename, slugify
from newsctl.core.ports import Reading
from newsctl.core.post import PostPath
from newsctl.core.problems import Problem
from newsctl.front_matter.atomic import create_file
from newsctl.front_matter.compose import compose
from newsctl.front_matter.discovery import discover
from newsctl.front_matter.folders import make_folder, sync_folder
from newsctl.front_matter.inside import path_inside
from newsctl.front_matter.post_rules import POSTS, PostRules
from newsctl.front_matter.sites import has_posts_folder, is_jekyll_site
from newsctl.front_matter.size import LARGEST_FILE, too_large
from newsctl.front_matter.write_lock import write_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from newsctl.core.ports import LeftOut
    from newsctl.core.post import Draft
    from newsctl.core.reconcile import Stamp
    from newsctl.core.settings import Settings

    Parse = Callable[[PostPath, bytes, Settings], Reading]
    """Reads bytes as the file at a path: `reader.parse`."""


class MarkdownRepository:
    """The posts below one folder, absolute.

    `lock` is a file outside the archive that its writers share; without one there is no lock.
    Finding posts imports no parser: `parse` is given, so that only who reads posts pays for it.
    """

    def __init__(
        self, root: Path, settings: Settings, *, parse: Parse, lock: Path | None = None
    ) -> None:
        self._root = root
        self._lock = lock
        self._settings = settings
        self._parse = parse
        self._rules = PostRules(settings, jekyll=is_jekyll_site(root))

    @property
    def root(self) -> Path:
        """The archive's folder, absolute."""
        return self._root

    def scan(self) -> Mapping[PostPath, Stamp]:
        """Find every post file and its stamp. Raises ArchiveError for an unreadable archive."""
        return discover(str(self._root), self._rules).posts

    def excluded(self) -> Sequence[LeftOut]:
        """List what the rules leave out, sorted by path: files, and folders not looked into."""
        left_out = discover(str(self._root), self._rules).left_out
        return sorted(left_out, key=lambda entry: entry.path)

    def misnamed(self) -> Sequence[PostPath]:
        """List the files that only their names keep from being posts, sorted."""
        return [file.path for file in self.excluded() if self._rules.is_misnamed(file.path)]

    def read(self, path: PostPath) -> Reading:
        """Read one file. Never raises for what it holds, or when it cannot be read."""
        data = self._data_of(path)
        return (
            Reading(path, b"", None, (data,))
            if isinstance(data, Problem)
            else self.parse(path, data)
        )

    def data_of(self, path: PostPath) -> bytes:
        """Return the bytes of one file: none for one that cannot be read, or is too large."""
        data = self._data_of(path)
        return b"" if isinstance(data, Problem) else data

    def _data_of(self, path: PostPath) -> bytes | Problem:
        try:
            with (self._root / path).open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                return too_large(path, size) or file.read(LARGEST_FILE + 1)
        except OSError as error:
            return Problem(path, "file-unreadable", f"The file cannot be read: {error.strerror}.")

    def parse(self, path: PostPath, data: bytes) -> Reading:
        """Read bytes as if they were the file at this path. Never raises for what they hold."""
        return self._parse(path, data, self._settings)

    def compose(self, draft: Draft) -> tuple[PostPath, bytes]:
        """Give a draft the path and the bytes that it would have as a file.

        The path is below `_posts` where the archive has that. Raises UsageError for text that is
        no Unicode, SettingsError for an unknown time zone.
        """
        zone = zone_named(self._settings.time_zone)
        day = draft.date.astimezone(zone).date()
        name = format_filename(day, slugify(draft.slug or draft.title))
        path = f"{POSTS}/{name}" if has_posts_folder(self._root) else name
        data = compose(draft, date_field=self._settings.date_field, zone=zone)
        return PostPath(path), data

    def writing(self) -> AbstractContextManager[object]:
        """Keep other newsctl processes from changing the archive. Raises ArchiveBusy."""
        return write_lock(self._lock)

    def write_new(self, path: PostPath, data: bytes) -> None:
        """Write a new file, all or nothing, and never over one that is there.

        Raises ArchiveError when the path is taken, lies outside the archive, or cannot be written.
        """
        whole = path_inside(self._root, path)
        try:
            make_folder(whole.parent)
            create_file(whole, data)
            sync_folder(whole.parent)
        except FileExistsError as taken:
            raise ArchiveError(f"{path} is there already.", hint="Give another slug.") from taken
        except OSError as error:
            raise ArchiveError(f"Cannot write {path}: {error.strerror}.") from error
