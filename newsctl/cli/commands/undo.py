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

_NOTHING = "There is nothing to take back."


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
    history = context.editor.history()
    if listed:
        if not history:
            context.notice(_NOTHING)
            if hint := _where_others_are(context):
                context.advise(hint)
        with standard_output(context) as out:
            write_styled(change_lines(history, context.out), out, context.out)
        return 0
    if not history:
        raise ArchiveError(_NOTHING, hint=_where_others_are(context))
    for _ in history[:number]:
        _take_back(context)
    return 0


def _where_others_are(context: Context) -> str | None:
    """Say where changes are kept that may be meant where the archive has none."""
    for archive, journal in context.other_journals:
        if archive.is_dir() and archive != context.root:
            return f"There are changes of {archive}: newsctl -C {archive} undo"
        return (
            f"Changes of {archive} are kept in {journal}; "
            f"if they are of this archive: mv {journal} {context.journal}"
        )
    return None


def _take_back(context: Context) -> None:
    try:
        past = context.editor.take_back()
    except ChangedMeanwhile as changed:
        sys.stderr.writelines(conflict_lines(changed.conflicts, context.place, context.err))
        raise
    context.notice(f"Took back: {told_of_change(past)}")
