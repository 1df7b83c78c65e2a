"""The scan of an archive: which files are posts, and their stamps."""

from __future__ import annotations

import errno
import os
import re
from array import array
from collections import defaultdict
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, NamedTuple, cast

from newsctl.core.archive.stat_cache import FoundFiles, LeftOut, Listing, Stamp
from newsctl.core.errors import cannot_read
from newsctl.core.messages import _, said_by_system
from newsctl.core.post.drafts import POSTS
from newsctl.core.post.post import LARGEST_FILE
from newsctl.front_matter.archive.hugo import makes_no_pages
from newsctl.front_matter.archive.post_rules import NO_ENDING
from newsctl.storage.regular_files import opened_regular, read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from newsctl.core.post.post import PostPath
    from newsctl.front_matter.archive.folder_watch import FolderWatch
    from newsctl.front_matter.archive.post_rules import PostRules


def stamps_in(
    folder: str, names: Sequence[str], on_hard_link: Callable[[str, os.stat_result], None]
) -> Listing:
    """Return the stamps of those names in a folder that are regular files.

    A folder that cannot be read gives none. `on_hard_link` is called for a file with several names.
    """
    found, numbers = [], array("q")
    with _way_into(folder) as (descriptor, prefix):
        for name in names:
            try:
                status = os.stat(prefix + name, dir_fd=descriptor, follow_symlinks=False)
            except OSError:  # gone, or its folder is
                continue
            if S_ISREG(status.st_mode):
                if status.st_nlink > 1:
                    on_hard_link(name, status)
                found.append(name)
                numbers.extend((status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    return Listing.pack(found, numbers)


@contextmanager
def _way_into(folder: str) -> Iterator[tuple[int | None, str]]:
    """Return a directory descriptor and a prefix, by which names of a folder are looked up.

    A descriptor takes three quarters of the time of whole paths.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY) if os.stat in os.supports_dir_fd else None
    except OSError:
        descriptor = None
    if descriptor is None:  # Windows, or a folder that cannot be read
        yield None, f"{folder}/"
        return
    try:
        yield descriptor, ""
    finally:
        os.close(descriptor)


_REPLACED = re.compile(rb"\\x([0-9a-f]{2})")
_FENCE = b"---"

_MOST_NAMES = 100_000
"""Names of posts that are listed before their files are stat'ed: 10 MB of them."""

_FEW = 50
"""So few names are stat'ed sooner one by one than among all entries of a large folder."""


class FolderNames(NamedTuple):
    """A folder reached by the scan, and its number of names.

    The archive's own folder is empty. `posts` are the names that look like posts.
    """

    folder: str
    size: int
    posts: Sequence[str]


def why_not_read(root: Path, path: PostPath, error: OSError) -> str:
    r"""Return why a file that was found cannot be read: a link, its name, or the system's error.

    Bytes of a name that are not UTF-8 are shown as `\xe9`, and no file has that name.
    """
    if error.errno in {errno.ENOENT, errno.ELOOP}:
        if (root / path).is_symlink():
            return _("it is a link that leads nowhere")
        name = _REPLACED.sub(lambda byte: bytes.fromhex(byte[1].decode()), os.fsencode(path))
        if os.path.lexists(os.path.join(os.fsencode(root), name)):  # noqa: PTH118 -- of bytes
            return _("its name is not UTF-8")
    return said_by_system(error)


def discover(root: str, rules: PostRules, watch: FolderWatch | None = None) -> Walk:
    """Find the posts below a folder. Raises ArchiveError when the folder cannot be read.

    `watch` is given each folder that is entered, and each file whose changes it cannot detect.
    """
    walk = Walk(root, rules, watch)
    for _step in walk.steps():
        pass
    return walk


class Walk:
    """A scan of all files below a folder, which can be interrupted before each folder.

    First the folders are listed, then the files of many folders are stat'ed. Symbolic links are
    followed if their targets are inside the folder, after everything else; a folder that was
    reached by another path is not entered again.
    """

    def __init__(self, root: str, rules: PostRules, watch: FolderWatch | None = None) -> None:
        self._watch = watch
        self.left_out: list[LeftOut] = []
        self.unexpected: list[LeftOut] = []
        """Those that seem to be meant as posts, or in which posts may be; also in `left_out`."""
        self._root = root
        self._rules = rules
        self._listings: dict[str, Listing] = {}
        self._others: dict[PostPath, Stamp] = {}
        self._to_enter = [""]
        self._to_stat: list[FolderNames] = []
        self._bundles: set[str] = set()
        self._names = 0
        self._links: list[str] = []
        self._seen: set[tuple[int, int, bool]] = set()
        self._names_of: defaultdict[tuple[int, int], list[str]] = defaultdict(list)

    def posts(self) -> FoundFiles:
        """Return the posts that were found."""
        found = FoundFiles(self._listings).and_others(self._others)
        found.left_out = tuple(self.unexpected)
        return found

    def steps(self) -> Iterator[FolderNames]:
        """Yield each folder before it is entered; its files are stat'ed later."""
        while self._to_enter or self._to_stat or self._links:
            if self._to_enter and self._names < _MOST_NAMES:
                yield from self._enter(self._to_enter.pop())
            elif self._to_stat:
                self._stat_posts()
            else:
                self._follow(self._links.pop(0))
        self._leave_out_hard_links()

    def _enter(self, folder: str) -> Iterator[FolderNames]:
        """Enter a folder, and classify what is in it, except for names that surely are posts."""
        path = self._absolute(folder)
        if self._watch is not None:
            self._watch.enter(path)
        try:
            self._is_new(folder, Path(path).stat())
            names = os.listdir(path)  # noqa: PTH208 -- which makes paths of them, 2 µs each
        except OSError as error:
            self._leave_out_folder(folder, error)
            return
        if self._rules.has_bundles:
            names = self._without_parts_of_pages(folder, names)
        posts = self._rules.surely_posts(folder, names)
        yield (step := FolderNames(folder, len(names), posts))
        if posts:
            self._to_stat.append(step)
            self._names += len(posts)
        if len(posts) < len(names):
            self._consider_all(folder, set(names).difference(posts))

    def _without_parts_of_pages(self, folder: str, names: list[str]) -> list[str]:
        """Remove files that are no pages in Hugo: bundle resources and unrendered sections."""
        is_below = folder.rpartition("/")[0] in self._bundles
        if is_below or self._rules.is_bundle(folder, names):
            self._bundles.add(folder)
        elif self._is_unrendered(folder, names):
            self._leave_out(f"{folder}/", _("its _index.md has Hugo make no pages of it"))
            return []
        else:
            return names
        resources = self._rules.resources(folder, names, is_below=is_below)
        for name in sorted(resources):
            self._leave_out(f"{folder}/{name}", _("a resource of the page of its bundle"))
        return [name for name in names if name not in resources] if resources else names

    def _is_unrendered(self, folder: str, names: Sequence[str]) -> bool:
        """Tell whether the site renders no pages of a section, by the section's own file."""
        for name in self._rules.section_pages(folder, names):
            with suppress(OSError):
                section = read_regular(self._absolute(f"{folder}/{name}"), largest=LARGEST_FILE)
                if makes_no_pages(section):
                    return True
        return False

    def _stat_posts(self) -> None:
        """Stat the names of posts in the folders entered; one may be a folder."""
        steps, self._to_stat, self._names = self._to_stat, [], 0
        for folder, _folders, posts in steps:
            listing = stamps_in(self._absolute(folder), posts, partial(self._note_name, folder))
            if listing.size:
                self._listings[folder] = listing
            if listing.size < len(posts):
                self._consider_all(folder, set(posts).difference(listing.each_name()))

    def _consider_all(self, folder: str, names: Collection[str]) -> None:
        prefix = f"{folder}/" if folder else ""
        try:
            for entry in _entries(self._absolute(folder), names):
                with suppress(FileNotFoundError):  # gone by now
                    self._consider(entry, prefix + entry.name)
        except OSError as error:
            self._leave_out_folder(folder, error)

    def _consider(self, entry: os.DirEntry[str] | Path, path: str) -> None:
        """Classify an entry of a folder: a link, a folder, a post or neither."""
        if entry.is_symlink():
            self._links.append(path)
        elif entry.is_dir():
            self._consider_folder(path)
        elif self._rules.may_hold_files(entry.name):
            self._consider_file(path, entry.stat(follow_symlinks=False))
        elif kind := self._why_kind_not(path):
            self._leave_out(path, kind, unexpected=True)

    def _why_kind_not(self, path: str) -> str | None:
        """Return why a text file among posts is not a post, although it may be meant as one."""
        if kind := self._rules.why_kind_not(path):
            return kind
        is_meant = self._rules.lacks_ending(path) and self._is_fenced(path)
        return NO_ENDING if is_meant else None

    def _is_fenced(self, path: str) -> bool:
        """Tell whether a file begins with front matter."""
        try:
            with opened_regular(self._absolute(path), largest=LARGEST_FILE) as file:
                return file.read(len(_FENCE)) == _FENCE
        except OSError:
            return False

    def _consider_folder(self, path: str) -> None:
        why_not = self._rules.why_folder_not(path.rpartition("/")[2], path)
        if why_not is None:
            self._to_enter.append(path)
        else:
            self._leave_out(f"{path}/", why_not)

    def _consider_file(self, path: str, status: os.stat_result) -> None:
        """Record a file as a post, or the reason why it is left out."""
        if why_not := self._rules.why_not(path):
            kind = self._why_kind_not(path)
            self._leave_out(path, kind or why_not, unexpected=kind is not None)
        elif not _is_utf_8(path):
            self._leave_out(path, _("its name is not UTF-8"), unexpected=True)
        elif not S_ISREG(status.st_mode):
            self._leave_out(path, _("not a regular file"), unexpected=True)
        else:
            self._others[cast("PostPath", path)] = _stamp(status)
            if status.st_nlink > 1:
                folder, _slash, name = path.rpartition("/")
                self._note_name(folder, name, status)

    def _note_name(self, folder: str, name: str, status: os.stat_result) -> None:
        """Record one of several hard links to a file."""
        if self._watch is not None:
            self._watch.doubt()
        path = f"{folder}/{name}" if folder else name
        self._names_of[status.st_dev, status.st_ino].append(path)

    def _leave_out_hard_links(self) -> None:
        """Keep only the first path of each file with several hard links."""
        for paths in self._names_of.values():
            first, *others = sorted(set(paths))
            for path in others:
                self._forget(cast("PostPath", path))
                self._leave_out(path, _("the same file as {first}", first=first))

    def _forget(self, path: PostPath) -> None:
        """Remove a path from the posts found."""
        folder, _slash, name = path.rpartition("/")
        if self._others.pop(path, None) is None:
            listing = self._listings[folder]
            rows = dict(zip(listing.each_name(), listing.each_stamp(), strict=True))
            del rows[name]
            if rows:
                self._listings[folder] = Listing.of(rows)
            else:
                del self._listings[folder]

    def _follow(self, path: str) -> None:
        """Add the target of a symbolic link, unless it is outside or missing."""
        if self._watch is not None:
            self._watch.doubt()
        try:
            target = os.path.realpath(self._absolute(path), strict=True)
            status = Path(target).stat()
        except OSError as error:
            self._leave_out_link(
                path, _("a link that leads nowhere: {strerror}", strerror=said_by_system(error))
            )
            return
        root = os.path.realpath(self._root)
        if os.path.commonpath((root, target)) != root:
            self._leave_out_link(path, _("a link out of the archive"))
        elif not S_ISDIR(status.st_mode):
            if not self._rules.may_hold_files(path.rpartition("/")[2]):
                return
            if self._is_post(os.path.relpath(target, root)) or self._is_known(status):
                self._leave_out(path, _("a link to a file that is a post already"))
            else:
                self._consider_file(path, status)
        elif self._is_new(path, status):
            self._consider_folder(path)
        else:
            self._leave_out(f"{path}/", _("a link to a folder that is seen already"))

    def _is_new(self, folder: str, status: os.stat_result) -> bool:
        """Record a folder, and tell whether it is new.

        A folder outside of `_posts` is new once more where a link leads to it from inside.
        """
        identity = (status.st_dev, status.st_ino, POSTS in folder.split("/"))
        is_new = identity not in self._seen
        self._seen.add(identity)
        return is_new

    def _is_post(self, path: str) -> bool:
        """Tell whether the file at a path was found and is not a link."""
        folder, _slash, name = path.replace(os.sep, "/").rpartition("/")
        listing = self._listings.get(folder)
        return path in self._others or (listing is not None and name in listing.each_name())

    def _is_known(self, status: os.stat_result) -> bool:
        """Record the target of a link; tell whether another link has the same."""
        identity = (status.st_dev, status.st_ino, False)
        is_known = identity in self._seen
        self._seen.add(identity)
        return is_known

    def _leave_out_link(self, path: str, reason: str) -> None:
        name = path.rpartition("/")[2]
        is_markdown = self._rules.is_markdown(name)
        if is_markdown or "." not in name:
            is_meant = is_markdown and self._rules.why_not(path) is None
            self._leave_out(path, reason, unexpected=is_meant)

    def _leave_out_folder(self, folder: str, error: OSError) -> None:
        """Record an unreadable folder; raise ArchiveError if it is the archive's own."""
        if not folder:
            raise cannot_read(self._root, error) from error
        self._leave_out(
            f"{folder}/",
            _("cannot be read: {strerror}", strerror=said_by_system(error)),
            unexpected=True,
        )

    def _leave_out(self, path: str, reason: str, *, unexpected: bool = False) -> None:
        shown = path if _is_utf_8(path) else os.fsencode(path).decode(errors="backslashreplace")
        self.left_out.append(LeftOut(cast("PostPath", shown), reason))
        if unexpected:
            self.unexpected.append(self.left_out[-1])

    def _absolute(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root


def _entries(folder: str, names: Collection[str]) -> Iterator[os.DirEntry[str] | Path]:
    """Yield the entries with these names in a folder, in a stable order."""
    if len(names) <= _FEW:
        yield from (Path(folder, name) for name in sorted(names))
        return
    with os.scandir(folder) as entries:
        yield from (entry for entry in entries if entry.name in names)


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _is_utf_8(path: str) -> bool:
    """Tell whether a name is UTF-8; Python represents other bytes as surrogates."""
    return path.isascii() or path.encode(errors="replace").decode() == path
