"""newsctl show: posts, one after the other."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.selection import INPUT, selected_posts
from newsctl.cli.posts.showing import show_posts
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.rendering.formats import Format, format_named
from newsctl.rendering.whole_posts import WholePosts


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
    form = _chosen(format, {"raw": raw, "text": text, "json": json})
    paths = selected_posts(context, posts, query, null=null)
    is_one = posts is not None and len(posts) == 1 and posts[0] != INPUT
    return show_posts(context, paths, form, is_one=is_one)


def _chosen(format: Format | None, short: dict[str, bool]) -> Format:
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
