"""newsctl show: posts, one after the other."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.selection import INPUT, selected_posts
from newsctl.cli.posts.showing import show_posts
from newsctl.core.errors import UsageError
from newsctl.rendering.post_formats import PostFormat


def show(
    ctx: typer.Context,
    posts: options.PostReferences = None,
    query: options.PostQuery = None,
    null: options.InputNull = False,
    format: Annotated[
        PostFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="How to write them: columns have the text last.  [default: rendered]",
            show_default=False,
        ),
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
    form = _chosen(format, raw=raw, text=text, json=json)
    paths = selected_posts(context, posts, query, null=null)
    is_one = posts is not None and len(posts) == 1 and posts[0] != INPUT
    return show_posts(context, paths, form, many=not is_one)


def _chosen(format: PostFormat | None, *, raw: bool, text: bool, json: bool) -> PostFormat:
    chosen = [
        form
        for form, given in ((PostFormat.RAW, raw), (PostFormat.TEXT, text), (PostFormat.JSON, json))
        if given
    ]
    if len(chosen) > 1:
        raise UsageError(f"--{chosen[0]} and --{chosen[1]} exclude one another.")
    if chosen and format:
        raise UsageError(f"--{chosen[0]} and --format exclude one another.")
    return chosen[0] if chosen else format or PostFormat.RENDERED
