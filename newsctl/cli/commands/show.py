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
      newsctl show --query 'bron:Tweakers date:2019' --json
    """
    context: Context = ctx.obj
    form = _chosen(raw=raw, text=text, json=json)
    paths = selected_posts(context, posts, query, null=null)
    is_one = posts is not None and len(posts) == 1 and posts[0] != INPUT
    return show_posts(context, paths, form, many=not is_one)


def _chosen(*, raw: bool, text: bool, json: bool) -> PostFormat:
    chosen = [
        form
        for form, given in ((PostFormat.RAW, raw), (PostFormat.TEXT, text), (PostFormat.JSON, json))
        if given
    ]
    if len(chosen) > 1:
        raise UsageError(f"--{chosen[0]} and --{chosen[1]} exclude one another.")
    return chosen[0] if chosen else PostFormat.RENDERED
