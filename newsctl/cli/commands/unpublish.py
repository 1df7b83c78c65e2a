"""newsctl unpublish: posts become drafts."""

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.changing import settle
from newsctl.cli.posts.selection import selected_posts
from newsctl.core.change.plans import command_on


def unpublish(
    ctx: typer.Context,
    posts: options.PostReferences = None,
    query: options.PostQuery = None,
    null: options.InputNull = False,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> int:
    """Make drafts of posts. Says which posts link to them.

    In a Jekyll site a post moves from _posts to _drafts and loses the date of its name, not that of
    its front matter; elsewhere it is marked in its front matter.

    \b
    Examples:
      newsctl unpublish 2019-10-01-boeren --dry-run
      newsctl unpublish --query 'bron:Tweakers date:2019' --dry-run
    """
    context: Context = ctx.obj
    paths = selected_posts(context, posts, query, null=null)
    if not paths:
        return 1
    plan = context.publishing.plan_back(paths, command_on("unpublish", paths))
    return settle(context, plan, dry_run=dry_run, yes=yes, of_query=query is not None)
