"""newsctl rm: to the archive's trash."""

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.changing import settle
from newsctl.cli.posts.selection import selected_posts
from newsctl.core.change.plans import command_on


def rm(
    ctx: typer.Context,
    posts: options.PostReferences = None,
    query: options.PostQuery = None,
    null: options.InputNull = False,
    fix_links: options.FixLinks = False,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> int:
    """Move posts to the archive's trash. Says which posts link to them.

    Several posts are shown first and asked about at a terminal, those of a query always.

    \b
    Examples:
      newsctl rm 2019-10-01-boeren --dry-run
      newsctl rm --query 'category:sport date:2012' --fix-links --dry-run
    """
    context: Context = ctx.obj
    paths = selected_posts(context, posts, query, null=null)
    if not paths:
        return 1
    plan = context.moves.plan_removal(paths, command_on("rm", paths), fix_links=fix_links)
    return settle(context, plan, dry_run=dry_run, yes=yes, of_query=query is not None)
