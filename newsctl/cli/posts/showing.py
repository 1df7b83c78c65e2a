"""The steps of `show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.cli.terminal.paging import answer_with
from newsctl.core.errors import ArchiveError
from newsctl.core.messages import _, joined
from newsctl.rendering.whole_posts import WholePosts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.ports import Reading
    from newsctl.core.post.post import Post, PostPath
    from newsctl.rendering.formats import Format


def show_posts(context: Context, paths: Sequence[PostPath], form: Format, *, is_one: bool) -> int:
    """Write posts to standard output, and return the exit code: 1 if there are none.

    `is_one` tells that the request was for one post. Posts that cannot be shown are reported after
    the others; the last error is raised as ArchiveError.
    """
    faults: list[ArchiveError] = []
    readings = map(context.archive.read, paths)
    posts, files = _readable(context, readings, faults), _whole(context, readings, faults)
    answer = WholePosts(posts, files, form, context.out, context.place, is_one=is_one)
    answer_with(context, answer, form)
    for fault in faults[:-1]:
        context.report(fault)
    if faults:
        raise faults[-1]
    return 0 if paths else 1


def _whole(
    context: Context, readings: Iterable[Reading], faults: list[ArchiveError]
) -> Iterator[str]:
    """Yield the bytes of files: unchanged in a pipe, sanitised on a terminal."""
    for reading in readings:
        if reading.post is None and reading.unread:
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
    """Return the error why a post cannot be shown, with a hint."""
    problem, path = reading.problems[0], context.place.path(reading.path)
    if reading.unread:
        return ArchiveError(joined(": ", (path, problem.message)))
    line, column = problem.position
    hint = _("Try: newsctl show --raw {path}, or newsctl edit {path}", path=path)
    return ArchiveError(
        _(
            "{path}:{line}:{column}: {message}",
            path=path,
            line=line,
            column=column,
            message=problem.message,
        ),
        hint=hint,
    )
