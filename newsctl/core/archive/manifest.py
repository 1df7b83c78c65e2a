r"""A manifest: what files an archive held, by digests, so that it can be told later what changed.

    # newsctl manifest 1 all
    # front-matter 1f0c… text 9a31…
    0b5e…  _posts/2019-09-05-een-titel.md

Digests are SHA-256 in hexadecimal. A file has a line of its own as `sha256sum` writes it, with two
blanks and its path below the archive's folder, so that `sha256sum --check` reads it and passes over
the lines that begin with `#`. Of a post the line before has the digest of its front matter (all
bytes up to its body, fences among them) and of its text (its body). The first line says `some` of
the posts of a query, of which nobody can tell what was added. A path with a backslash or a line end
has these as `\\` and `\n`, and a backslash before its digest.
"""

from __future__ import annotations

import re
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.post.post import PostPath

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from newsctl.core.archive.ports import PostRepository, Progress, Reading
    from newsctl.core.problems import Problem

_TITLE = "# newsctl manifest "
_VERSION = 1
_PARTS = re.compile(r"# front-matter ([0-9a-f]{64}) text ([0-9a-f]{64})")
_FILE = re.compile(r"(\\?)([0-9a-fA-F]{64}) [ *](.+)")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r"\\([\\nr])")
_LETTERS = {"\\": "\\", "n": "\n", "r": "\r"}


class PostDigests(NamedTuple):
    """The digests of a file, and of its two parts if it is a post."""

    file: str
    front_matter: str | None = None
    text: str | None = None


class ArchiveManifest(NamedTuple):
    """The digests of files by path; `is_whole` if it lists all files of its archive."""

    digests: Mapping[PostPath, PostDigests]
    is_whole: bool


class DifferenceKind(StrEnum):
    """How a file differs from its entry in a manifest."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    FIELDS = "fields"
    TEXT = "text"
    BOTH = "fields,text"
    FILE = "changed"


class Difference(NamedTuple):
    """A file that differs from a manifest; a moved one is now at `to`."""

    kind: DifferenceKind
    path: PostPath
    to: PostPath | None = None


def unread_folders(repository: PostRepository) -> list[str]:
    """Return the folders that the last scan could not read, each with a trailing slash."""
    return [file.path for file in repository.unexpected() if file.path.endswith("/")]


def digests_of(reading: Reading) -> PostDigests:
    """Return the digests of a file from its reading."""
    file = sha256(reading.data).hexdigest()
    if reading.post is None:
        return PostDigests(file)
    body = reading.post.body.encode()
    front_matter = reading.data[: len(reading.data) - len(body)]
    return PostDigests(file, sha256(front_matter).hexdigest(), sha256(body).hexdigest())


class FileDigests:
    """The digests of an archive's files, each read once. `unread` lists the unreadable ones."""

    def __init__(self, repository: PostRepository) -> None:
        self._read = repository.read
        self._known: dict[PostPath, PostDigests | None] = {}
        self.unread: list[Problem] = []

    def at(self, path: PostPath) -> PostDigests | None:
        """Return the digests of a file; None if it cannot be read."""
        if path not in self._known:
            reading = self._read(path)
            if reading.unread:
                self.unread.append(reading.unread)
            self._known[path] = None if reading.unread else digests_of(reading)
        return self._known[path]


def manifest_lines(
    paths: Sequence[PostPath], files: FileDigests, progress: Progress, *, is_whole: bool
) -> Iterator[str]:
    """Yield the lines of a manifest; files that cannot be read have none."""
    yield f"{_TITLE}{_VERSION} {'all' if is_whole else 'some'}\n"
    for number, path in enumerate(paths, 1):
        progress(number, len(paths))
        if (digests := files.at(path)) is None:
            continue
        if digests.text is not None:
            yield f"# front-matter {digests.front_matter} text {digests.text}\n"
        name = "".join(_ESCAPES.get(letter, letter) for letter in path)
        mark = "\\" if name != path else ""
        yield f"{mark}{digests.file}  {name}\n"


def read_manifest(text: str) -> ArchiveManifest:
    """Parse a manifest, or output of `sha256sum`. Raises UsageError for other text."""
    first = text.partition("\n")[0]
    if first.startswith(_TITLE) and first.removeprefix(_TITLE).split()[:1] != [str(_VERSION)]:
        raise UsageError(
            _("The manifest is of another version: {first!r}.", first=first[:60]),
            hint=_("Use a newer newsctl."),
        )
    digests: dict[PostPath, PostDigests] = {}
    parts: re.Match[str] | None = None
    for number, whole in enumerate(text.split("\n"), 1):
        line = whole.removesuffix("\r")
        if line.startswith("#") or not line:
            parts = _PARTS.fullmatch(line)
            continue
        file = _FILE.fullmatch(line)
        if file is None:
            raise UsageError(
                _("Line {number:,} of the manifest is no digest with a path.", number=number),
                hint=_("Make one: newsctl manifest > FILE"),
            )
        name = file[3]
        if file[1]:
            name = _ESCAPED.sub(lambda found: _LETTERS[found[1]], name)
        digests[PostPath(name)] = PostDigests(file[2].lower(), *(parts.groups() if parts else ()))
        parts = None
    if not digests and not first.startswith(_TITLE):
        raise UsageError(_("This is no manifest."), hint=_("Make one: newsctl manifest > FILE"))
    return ArchiveManifest(digests, first.startswith(_TITLE) and first.endswith(" all"))


def differences(
    manifest: ArchiveManifest,
    paths: Collection[PostPath],
    files: FileDigests,
    progress: Progress,
) -> list[Difference]:
    """Compare the files of an archive with a manifest, and return differences by path.

    Files that cannot be read are skipped. A missing file whose bytes are found under a new path has
    moved.
    """
    there = set(paths)
    gone = [path for path in manifest.digests if path not in there]
    new = sorted(there.difference(manifest.digests))
    found: list[Difference] = []
    moved_to: dict[str, PostPath] = {}
    if gone:
        moved_to = {now.file: path for path in reversed(new) if (now := files.at(path))}
    for number, (path, was) in enumerate(manifest.digests.items(), 1):
        progress(number, len(manifest.digests))
        if path in there:
            now = files.at(path)
            if now and now.file != was.file:
                found.append(Difference(_kind(was, now), path))
        elif to := moved_to.pop(was.file, None):
            found.append(Difference(DifferenceKind.MOVED, path, to))
            new.remove(to)
        else:
            found.append(Difference(DifferenceKind.REMOVED, path))
    if manifest.is_whole:
        found += [Difference(DifferenceKind.ADDED, path) for path in new]
    return sorted(found, key=lambda one: one.path)


def _kind(was: PostDigests, now: PostDigests) -> DifferenceKind:
    if was.text is None or now.text is None:
        return DifferenceKind.FILE
    if was.text == now.text:
        return DifferenceKind.FIELDS
    same_front = was.front_matter == now.front_matter
    return DifferenceKind.TEXT if same_front else DifferenceKind.BOTH
