"""newsctl rename: file names after date and title."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.changing import settle
from newsctl.cli.posts.prompts import can_ask
from newsctl.cli.posts.selection import selected_posts
from newsctl.core.change.plans import command_on


def rename(
    ctx: typer.Context,
    posts: options.PostReferences = None,
    query: options.PostQuery = None,
    null: options.InputNull = False,
    every: options.Every = False,
    new_urls: Annotated[
        bool,
        typer.Option("--new-urls", help="Also posts that get another address on the site by it."),
    ] = False,
    fix_links: options.FixLinks = False,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> int:
    """Name the files of posts after their date and title. Says which posts link to them.

    A post keeps its name where its address on the site would change with it. They are shown first
    and asked about at a terminal, those of a query always.

    \b
    Examples:
      newsctl rename 2019-10-01-boeren --dry-run
      newsctl rename --query 'bron:Tweakers date:2019' --dry-run
      newsctl rename --all --fix-links --dry-run
    """
    context: Context = ctx.obj
    paths = selected_posts(context, posts, query, null=null, every=every)
    if not paths:
        return 1
    command = command_on("rename", paths)
    plan = context.moves.plan_names(
        paths, command, context.style, new_urls=new_urls, fix_links=fix_links
    )
    asks = query is not None or every or can_ask(context)
    return settle(context, plan, dry_run=dry_run, yes=yes, of_query=asks)
