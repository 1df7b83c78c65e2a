"""The repository of posts: markdown files with front matter."""

from __future__ import annotations

import errno
import os
from functools import cached_property
from typing import TYPE_CHECKING

from newsctl.core.archive.ports import Reading
from newsctl.core.archive.stat_cache import PackedFiles
from newsctl.core.messages import _
from newsctl.core.post.drafts import is_in_drafts
from newsctl.core.post.post import LARGEST_FILE, PostPath
from newsctl.core.problems import Problem
from newsctl.front_matter.archive.discovery import discover, why_not_read
from newsctl.front_matter.archive.post_rules import NO_ENDING, PostRules
from newsctl.front_matter.archive.sites import site_at
from newsctl.front_matter.reading.header import too_large
from newsctl.storage.regular_files import IsLink, TooLarge, read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from newsctl.core.archive.ports import ScanAhead
    from newsctl.core.archive.stat_cache import FoundFiles, LeftOut
    from newsctl.core.post.post import PostSummary
    from newsctl.core.settings import Settings
    from newsctl.front_matter.archive.addresses import Addresses
    from newsctl.front_matter.archive.folder_watch import FolderWatch

    ParseFile = Callable[[PostPath, bytes, Settings], Reading]
    """Reads bytes as the file at a path: `reader.parse`."""


class MarkdownRepository:
    """The posts below one absolute folder.

    Scanning imports no parser: `parse` is passed in, so that only reading posts imports it. The
    first scan uses the result of `ahead`, if that was a scan of this archive. A `watch` is notified
    of the folders of each scan.
    """

    def __init__(
        self,
        root: Path,
        settings: Settings,
        *,
        parse: ParseFile,
        ahead: ScanAhead | None = None,
        watch: FolderWatch | None = None,
    ) -> None:
        self._root = root
        self._settings = settings
        self._parse = parse
        self._ahead = ahead
        self._watch = watch
        self._rules = PostRules(settings, site_at(root))
        self._unexpected: tuple[LeftOut, ...] = ()

    @property
    def root(self) -> Path:
        """The archive's folder, absolute."""
        return self._root

    @property
    def is_scanning(self) -> bool:
        """Whether a scan has begun already."""
        return self._ahead is not None and self._ahead.is_running

    def scan(self, like: Mapping[PostPath, object] | None = None) -> FoundFiles:
        """Find every post file and its stamp. Raises ArchiveError for an unreadable archive.

        `like` are the files of the last scan; with them a scan that has begun may end sooner.
        """
        ahead, self._ahead = self._ahead, None
        listings = like.listings if isinstance(like, PackedFiles) else {}
        found = ahead.posts(self._root, self._settings, listings) if ahead else None
        if found is None:
            found = discover(str(self._root), self._rules, self._watch).posts()
        self._unexpected = found.left_out
        return found

    def unexpected(self) -> Sequence[LeftOut]:
        """List what the last scan skipped although it seems to be meant as a post."""
        return self._unexpected

    def excluded(self) -> Sequence[LeftOut]:
        """List what the rules exclude, sorted by path: files, and folders not entered."""
        left_out = discover(str(self._root), self._rules).left_out
        return sorted(left_out, key=lambda entry: entry.path)

    def files(self) -> Sequence[PostPath]:
        """List every post, and every file that seems to be meant as one, sorted."""
        found = discover(str(self._root), self._rules)
        misnamed = filter(self._rules.is_misnamed, (file.path for file in found.left_out))
        unexpected = (PostPath(file.path.removesuffix("/")) for file in found.unexpected)
        return sorted({*found.posts(), *misnamed, *unexpected})

    def address_of(self, summary: PostSummary) -> str | None:
        """Return the address of a post on its site; None if it has none or it is unknown."""
        return self._addresses.of(summary)

    @property
    def site_address(self) -> str:
        """The address of the site, or only its path; empty if its configuration has none."""
        from newsctl.front_matter.archive.page_address import site_address  # noqa: PLC0415 -- as below

        return site_address(self._root)

    @cached_property
    def _addresses(self) -> Addresses:
        from newsctl.front_matter.archive.addresses import Addresses  # noqa: PLC0415 -- few need it

        return Addresses(self._root, self._settings)

    def drafts(self) -> Sequence[PostPath]:
        """List the files in folders of drafts, whether they count as posts or not, sorted."""
        rules = PostRules(self._settings._replace(drafts=True), site_at(self._root))
        return sorted(filter(is_in_drafts, discover(str(self._root), rules).posts()))

    def read(self, path: PostPath) -> Reading:
        """Read one file. Never raises for its content or for a file that cannot be read."""
        data = self._data_of(path)
        return (
            Reading(path, b"", None, (data,))
            if isinstance(data, Problem)
            else self.parse(path, data)
        )

    def data_of(self, path: PostPath) -> bytes:
        """Return the bytes of one file; empty if it cannot be read or is too large."""
        data = self._data_of(path)
        return b"" if isinstance(data, Problem) else data

    def _data_of(self, path: PostPath) -> bytes | Problem:
        """Return the bytes of a file, or the problem that prevents reading it."""
        kind = self._rules.why_kind_not(path)
        if kind is None and self._rules.lacks_ending(path):
            kind = NO_ENDING
        if kind:
            return Problem(path, "file-left-out", _("The file is no post: {kind}.", kind=kind))
        try:
            return self._bytes_at(f"{self._root}/{path}")
        except TooLarge as large:
            return too_large(path, large.size) or b""
        except OSError as error:
            return Problem(
                path,
                "file-unreadable",
                _("The file cannot be read: {why}.", why=why_not_read(self._root, path, error)),
            )

    def _bytes_at(self, path: str) -> bytes:
        """Return the bytes of a file. Raises OSError for a link to outside of the archive."""
        try:
            return read_regular(path, largest=LARGEST_FILE, follow=False)
        except IsLink:
            real, root = os.path.realpath(path, strict=True), os.path.realpath(self._root)
            if os.path.commonpath((root, real)) != root:
                raise OSError(errno.EXDEV, "it is a link out of the archive") from None
            return read_regular(real, largest=LARGEST_FILE)

    def parse(self, path: PostPath, data: bytes) -> Reading:
        """Parse bytes as the content of the file at this path. Never raises for the content."""
        return self._parse(path, data, self._settings)
