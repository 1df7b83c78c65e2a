"""newsctl show: one post."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.answering import synchronised
from newsctl.cli.context import Context
from newsctl.cli.paging import standard_output, write_file
from newsctl.cli.references import find_file
from newsctl.core.errors import ArchiveError, UsageError
from newsctl.rendering.post_formats import PostFormat, write_post


def show(
    ctx: typer.Context,
    post: options.PostReference,
    raw: Annotated[bool, typer.Option("--raw", help="The file as it is, byte for byte.")] = False,
    text: Annotated[bool, typer.Option("--text", help="The text alone, without markup.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Front matter, body and text.")] = False,
) -> None:
    """Show one post.

    \b
    Examples:
      newsctl show 2019-10-01-boeren
      newsctl show https://nos.example/artikel/2410807 --json
    """
    context: Context = ctx.obj
    form = _chosen(raw=raw, text=text, json=json)
    synchronised(context)
    reading = context.archive.read(find_file(context, post))
    if form is PostFormat.RAW:
        write_file(context, reading.data)
        return
    if reading.post is None:
        problem, path = reading.problems[0], context.place.path(reading.path)
        line, column = problem.position
        raise ArchiveError(
            f"{path}:{line}:{column}: {problem.message}",
            hint=f"Try: newsctl show --raw {path}, or newsctl edit {path}",
        )
    with standard_output(context) as out:
        write_post(reading.post, form, out, context.out, context.place)


def _chosen(*, raw: bool, text: bool, json: bool) -> PostFormat:
    chosen = [
        form
        for form, given in ((PostFormat.RAW, raw), (PostFormat.TEXT, text), (PostFormat.JSON, json))
        if given
    ]
    if len(chosen) > 1:
        raise UsageError(f"--{chosen[0]} and --{chosen[1]} exclude one another.")
    return chosen[0] if chosen else PostFormat.RENDERED
