"""newsctl rename: file names after date and title."""

import typer

from newsctl.cli import options
from newsctl.cli.answering import synchronised
from newsctl.cli.changing import command_on, make, show
from newsctl.cli.context import Context
from newsctl.cli.references import find_file
from newsctl.cli.selection import posts_named


def rename(
    ctx: typer.Context,
    posts: options.PostReferences,
    null: options.InputNull = False,
    dry_run: options.DryRun = False,
) -> int:
    """Name the files of posts after their date and title. Says which posts link to them.

    \b
    Examples:
      newsctl rename 2019-10-01-boeren --dry-run
      newsctl rename 2014-06 2019-03 --dry-run
    """
    context: Context = ctx.obj
    synchronised(context)
    paths = posts_named(context, posts, find_file, null=null)
    plan = context.editor.plan_names(paths, command_on("rename", paths))
    return show(context, plan) if dry_run else make(context, plan)
