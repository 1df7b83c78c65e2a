"""newsctl redo: what was taken back, done again."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.retracing import go, list_changes
from newsctl.core.errors import ArchiveError
from newsctl.core.messages import _


def redo(
    ctx: typer.Context,
    number: Annotated[
        int, typer.Argument(metavar="[N]", parser=options.number_of_times, help="How many changes.")
    ] = 1,
    listed: options.ListChanges = False,
) -> int:
    """Do the last change again that undo took back. N does the last N again.

    As in an editor, a new change ends what can be done again.

    \b
    Examples:
      newsctl redo --list
      newsctl redo
    """
    context: Context = ctx.obj

    def nothing() -> ArchiveError:
        return ArchiveError(
            _("There is nothing to do again."), hint=_("A new change ends what can be done again.")
        )

    if listed:
        return list_changes(context, context.writer.undone(), nothing)
    return go(context, context.editor.redo(number), label=_("Did again"), nothing=nothing)
