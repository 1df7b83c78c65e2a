"""The last list shown on this terminal, whose posts can be named by number.

It is a file in the user's cache, one for each archive and terminal: a magic word, the number of the
first post and the timestamp, followed by the paths, separated by NULs.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import PostNotFound
from newsctl.core.messages import _
from newsctl.core.post.post import PostPath
from newsctl.storage.digests import short_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import Hit

MOST_AGE = 24 * 60 * 60
"""Seconds after which a number no longer names a post."""

_FORMAT = "newsctl-list-1"
_AGAIN = _("Try: newsctl list")
_LONGEST = 9


class LastList(NamedTuple):
    """The posts of a list in order, the number of the first, and the time."""

    first: int
    moment: float
    paths: tuple[PostPath, ...]

    def post(self, number: int) -> PostPath | None:
        """Return the post with a number; None if there is none."""
        at = number - self.first
        return self.paths[at] if 0 <= at < len(self.paths) else None

    @property
    def is_too_old(self) -> bool:
        """Whether it was shown too long ago, or in the future, as after a change of the clock."""
        return abs(time.time() - self.moment) > MOST_AGE


class ListRecord:
    """Records the posts of a list while they are shown."""

    def __init__(self, file: Path, first: int) -> None:
        self._file = file
        self._first = first
        self._paths: list[PostPath] = []

    def recorded(self, hits: Iterable[Hit]) -> Iterator[Hit]:
        """Yield the hits; with the first one, the former list becomes invalid."""
        for hit in hits:
            if not self._paths:
                self._file.unlink(missing_ok=True)
            self._paths.append(hit.summary.path)
            yield hit

    def keep(self) -> None:
        """Write the list, unless it is empty, and delete lists that are too old."""
        if not self._paths:
            return
        header = f"{_FORMAT} {self._first} {time.time()}"
        draft = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):  # a number then names no post, and is refused
            draft.write_bytes(b"\0".join(map(os.fsencode, (header, *self._paths))))
            draft.replace(self._file)
            for file in self._file.parent.iterdir():
                if time.time() - file.stat().st_mtime > MOST_AGE:
                    file.unlink()


def record_of_list(context: Context, first: int) -> ListRecord | None:
    """Return a recorder for a list that begins with this number; None if nothing can be stored."""
    file = _file(context, fd=1)
    if file is None:
        return None
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return ListRecord(file, first) if os.access(file.parent, os.W_OK) else None


def post_by_number(context: Context, reference: str) -> PostPath | None:
    """Return the post with a number in the last list on this terminal.

    Returns None for text that is no number, or a number that is not in the list. Raises
    PostNotFound if the list is too old, or the post no longer exists.
    """
    if not is_number(reference) or (found := last_list(context)) is None:
        return None
    path = found.post(int(reference))
    if path is None:
        return None
    if found.is_too_old:
        raise PostNotFound(
            _(
                "The last list on this terminal is too old for {reference} to name a post of it.",
                reference=reference,
            ),
            hint=_AGAIN,
        )
    if not (context.root / path).is_file():
        raise PostNotFound(
            _(
                "Post {reference} of the last list is gone: {path}",
                reference=reference,
                path=context.place.path(path),
            ),
            hint=_AGAIN,
        )
    return path


def no_such_number(context: Context, reference: str) -> PostNotFound:
    """Return the reason why a number names no post."""
    found = last_list(context)
    if found is None:
        return PostNotFound(
            _(
                "No post fits {reference!r}, and this terminal has no list of this archive.",
                reference=reference,
            ),
            hint=_AGAIN,
        )
    last = found.first + len(found.paths) - 1
    return PostNotFound(
        _(
            "No post fits {reference!r}, and the last list is numbered {first:,} to {last:,}.",
            reference=reference,
            first=found.first,
            last=last,
        ),
        hint=_AGAIN,
    )


def is_number(reference: str) -> bool:
    """Tell whether text is a number as lists print it."""
    is_figure = reference.isascii() and reference.isdecimal() and len(reference) <= _LONGEST
    return is_figure and not reference.startswith("0")


def last_list(context: Context) -> LastList | None:
    """Return the last list of this archive on this terminal; None if there is none."""
    file = _file(context, fd=2)
    try:
        header, *paths = file.read_bytes().split(b"\0") if file else (b"",)
        form, first, moment = header.decode().split(" ")
        if form != _FORMAT:
            return None
        return LastList(int(first), float(moment), tuple(PostPath(os.fsdecode(p)) for p in paths))
    except (OSError, ValueError):  # there is none, or it is no list
        return None


def _file(context: Context, fd: int) -> Path | None:
    """Return the file of the list for the terminal of a file descriptor.

    A terminal is identified by name and session, since a new window may reuse a name.
    """
    try:
        terminal = os.ttyname(fd)
        session = os.getsid(0)
    except (AttributeError, OSError):  # no terminal, or a system that does not name them
        return None
    name = short_digest(f"{terminal} {session}".encode())
    return context.cache.parent / "lists" / f"{context.journal.name}-{name}"
