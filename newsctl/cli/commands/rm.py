"""newsctl rm: to the archive's trash."""

import typer

from newsctl.cli import options
from newsctl.cli.answering import synchronised
from newsctl.cli.changing import command_on, make, show
from newsctl.cli.context import Context
from newsctl.cli.references import find_file
from newsctl.cli.selection import posts_named


def rm(
    ctx: typer.Context,
    posts: options.PostReferences,
    null: options.InputNull = False,
    dry_run: options.DryRun = False,
) -> int:
    """Move posts to the archive's trash. Says which posts link to them.

    \b
    Examples:
      newsctl rm 2019-10-01-boeren --dry-run
      newsctl rm https://nos.example/artikel/2410807 --dry-run
    """
    context: Context = ctx.obj
    synchronised(context)
    paths = posts_named(context, posts, find_file, null=null)
    plan = context.editor.plan_removal(paths, command_on("rm", paths))
    return show(context, plan) if dry_run else make(context, plan)
