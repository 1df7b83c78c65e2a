"""newsctl trash: what rm moved out of the way, and undo of an added post."""

import sys
from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.arguments import Subcommand
from newsctl.cli.completion.completers import complete_trashed
from newsctl.cli.context import Context
from newsctl.cli.posts.changing import make, show
from newsctl.cli.posts.prompts import agreed, can_ask
from newsctl.cli.terminal.paging import standard_output
from newsctl.core.archive.references import find_trashed, names_in_trash
from newsctl.core.change.plans import command_on
from newsctl.core.messages import _, _n
from newsctl.rendering.changes import trash_lines
from newsctl.rendering.streams import write_styled

trash = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

_EMPTY = _("The trash is empty.")


@trash.callback()
def contents(ctx: typer.Context) -> None:
    """List what is in the archive's trash, restore it, or empty the trash.

    In a pipe: name, moment, and the command that moved it there, with tabs between them.

    \b
    Examples:
      newsctl trash
      newsctl trash restore 2019-10-01-boeren
    """
    context: Context = ctx.obj
    if ctx.invoked_subcommand is not None:
        return
    names = names_in_trash(context.writer.in_trash())
    if not names:
        context.notice(_EMPTY)
    with standard_output(context) as out:
        write_styled(trash_lines(names, context.out, context.zone), out, context.out)


@trash.command("restore", cls=Subcommand)
def restore(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="A name as trash lists it, a file name, slug, or a unique beginning of one.",
            autocompletion=complete_trashed,
        ),
    ],
    dry_run: options.DryRun = False,
) -> int:
    """Put posts back where they were before they came into the trash.

    \b
    Examples:
      newsctl trash restore 2019-10-01-boeren --dry-run
      newsctl trash restore 2019-10-01-boeren
    """
    context: Context = ctx.obj
    trashed = context.writer.in_trash()
    files = list(dict.fromkeys(find_trashed(trashed, name) for name in names))
    command = command_on("trash restore", [file.original for file in files])
    plan = context.moves.plan_restoring(files, command)
    return show(context, plan) if dry_run else make(context, plan)


@trash.command("empty", cls=Subcommand)
def empty(ctx: typer.Context, yes: options.Yes = False) -> int:
    """Remove all that is in the trash for good. That cannot be taken back.

    \b
    Examples:
      newsctl trash empty -y
      newsctl trash empty --yes
    """
    context: Context = ctx.obj
    held = names_in_trash(context.writer.in_trash())
    if not held:
        context.notice(_EMPTY)
        return 0
    if not yes:
        if can_ask(context):
            sys.stderr.writelines(trash_lines(held, context.err, context.zone))
        if not agreed(
            context, _("Remove {files} for good?", files=_n("{n:,} file", "{n:,} files", len(held)))
        ):
            context.notice(_("Nothing was removed."))
            return 0
    context.notice(
        _(
            "Removed {files} for good.",
            files=_n("{n:,} file", "{n:,} files", context.editor.empty_trash()),
        )
    )
    return 0
