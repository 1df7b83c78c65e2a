"""newsctl show: posts, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.selection import INPUT, selected_posts
from newsctl.cli.terminal.paging import answer_with
from newsctl.core.errors import ArchiveError, UsageError
from newsctl.core.messages import _, joined
from newsctl.rendering.formats import Format, format_named
from newsctl.rendering.whole_posts import WholePosts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.archive.ports import Reading
    from newsctl.core.post.post import Post, PostPath


def show(
    ctx: typer.Context,
    posts: options.PostReferences = None,
    query: options.PostQuery = None,
    null: options.InputNull = False,
    format: Annotated[
        Format | None,
        options.format_option(WholePosts, "How to write them: columns have the text last."),
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="The file as it is, byte for byte.")] = False,
    text: Annotated[bool, typer.Option("--text", help="The text alone, without markup.")] = False,
    json: Annotated[
        bool,
        typer.Option(
            "--json", help="Front matter, body and text: of one POST an object, else an array."
        ),
    ] = False,
) -> int:
    """Show posts, one after the other.

    \b
    Examples:
      newsctl show 2019-10-01-boeren
      newsctl show --query 'bron:Tweakers date:2019' -f jsonl
    """
    context: Context = ctx.obj
    form = _format_asked(format, {"raw": raw, "text": text, "json": json})
    paths = selected_posts(context, posts, query, null=null)
    is_one = posts is not None and len(posts) == 1 and posts[0] != INPUT
    return show_posts(context, paths, form, is_one=is_one)


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


def _format_asked(format: Format | None, short: dict[str, bool]) -> Format:
    """Return the format that is asked for, by its option too. Raises UsageError for two."""
    asked = [name for name, is_given in short.items() if is_given]
    if len(asked) + bool(format) > 1:
        raise UsageError(
            _(
                "--{asked} and --{value} exclude one another.",
                asked=asked[0],
                value=[*asked, "format"][1],
            )
        )
    return format or format_named(asked[0] if asked else "rendered")
