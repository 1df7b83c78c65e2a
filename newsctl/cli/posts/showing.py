"""How posts are shown: one after the other, and what keeps one from being shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.cli.terminal.paging import standard_output
from newsctl.core.errors import ArchiveError
from newsctl.rendering.post_formats import PostFormat, write_posts
from newsctl.rendering.streams import write_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.ports import Reading
    from newsctl.core.post.post import Post, PostPath


def show_posts(context: Context, paths: Sequence[PostPath], form: PostFormat, *, many: bool) -> int:
    """Write posts to standard output, and return the exit code: 1 where there are none.

    `many` tells that they may be several by what was asked, whatever their number is. A post that
    cannot be shown is told of when the others are written; the last is raised as ArchiveError.
    """
    faults: list[ArchiveError] = []
    readings = map(context.archive.read, paths)
    with standard_output(context) as out:
        if form is PostFormat.RAW:
            files = _whole(context, readings, faults)
            write_plain(files, out, context.out)
        else:
            posts = _readable(context, readings, faults)
            write_posts(posts, form, out, context.out, context.place, many=many)
    for fault in faults[:-1]:
        context.report(fault)
    if faults:
        raise faults[-1]
    return 0 if paths else 1


def _whole(
    context: Context, readings: Iterable[Reading], faults: list[ArchiveError]
) -> Iterator[str]:
    """Yield files as they are: byte for byte in a pipe, but on a terminal only what is harmless."""
    for reading in readings:
        if reading.post is None and reading.is_unread:
            faults.append(_fault(context, reading))
        else:
            yield reading.data.decode("utf-8", "surrogateescape")


def _readable(
    context: Context, readings: Iterable[Reading], faults: list[ArchiveError]
) -> Iterator[Post]:
    for reading in readings:
        if reading.post is None:
            faults.append(_fault(context, reading))
        else:
            yield reading.post


def _fault(context: Context, reading: Reading) -> ArchiveError:
    """Return why a post cannot be shown, and what can be done with its file."""
    problem, path = reading.problems[0], context.place.path(reading.path)
    if reading.is_unread:
        return ArchiveError(f"{path}: {problem.message}")
    line, column = problem.position
    hint = f"Try: newsctl show --raw {path}, or newsctl edit {path}"
    return ArchiveError(f"{path}:{line}:{column}: {problem.message}", hint=hint)
