"""newsctl undo: what newsctl changed, taken back."""

import sys
from typing import Annotated

import typer

from newsctl.cli.context import Context
from newsctl.cli.options import whole_number
from newsctl.cli.paging import standard_output
from newsctl.core.errors import ArchiveError, ChangedMeanwhile
from newsctl.rendering.changes import change_lines, told_of_change
from newsctl.rendering.diffs import conflict_lines
from newsctl.rendering.streams import write_styled


def undo(
    ctx: typer.Context,
    number: Annotated[
        int, typer.Argument(metavar="[N]", parser=whole_number, help="How many changes.")
    ] = 1,
    listed: Annotated[
        bool,
        typer.Option(
            "--list",
            help="List the changes; in a pipe number, moment, posts done, all posts, command.",
        ),
    ] = False,
) -> int:
    """Take back the last change that newsctl made to posts. N takes back the last N.

    When one of the files was changed since, all stay as they are.

    \b
    Examples:
      newsctl undo --list
      newsctl undo
    """
    context: Context = ctx.obj
    if listed:
        if not context.editor.history():
            context.notice("There is nothing to take back.")
        with standard_output(context) as out:
            write_styled(change_lines(context.editor.history(), context.out), out, context.out)
        return 0
    if not context.editor.history():
        raise ArchiveError("There is nothing to take back.")
    for _ in range(min(number, len(context.editor.history()))):
        _take_back(context)
    return 0


def _take_back(context: Context) -> None:
    try:
        past = context.editor.take_back()
    except ChangedMeanwhile as changed:
        sys.stderr.writelines(conflict_lines(changed.conflicts, context.place, context.err))
        raise
    context.notice(f"Took back: {told_of_change(past)}")
