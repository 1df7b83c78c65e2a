"""newsctl undo: what newsctl changed, taken back."""

from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.context import Context
from newsctl.cli.posts.retracing import go, list_changes
from newsctl.core.errors import ArchiveError
from newsctl.core.messages import _


def undo(
    ctx: typer.Context,
    number: Annotated[
        int, typer.Argument(metavar="[N]", parser=options.number_of_times, help="How many changes.")
    ] = 1,
    skip: Annotated[
        bool,
        typer.Option(
            "--skip", help="Leave the last change as it is, for good, to reach the one before."
        ),
    ] = False,
    listed: options.ListChanges = False,
) -> int:
    """Take back the last change that newsctl made to posts. N takes back the last N.

    When one of the files was changed since, or is gone from the trash, all stay as they are; --skip
    gives such a change up. An added post goes to the trash.

    \b
    Examples:
      newsctl undo --list
      newsctl undo
    """
    context: Context = ctx.obj

    def nothing() -> ArchiveError:
        return ArchiveError(_("There is nothing to take back."), hint=_where_others_are(context))

    if listed:
        return list_changes(context, context.writer.history(), nothing)
    if skip:
        left = context.editor.give_up(number)
        return go(context, left, label=_("Left as it is"), nothing=nothing)
    return go(
        context,
        context.editor.take_back(number),
        label=_("Took back"),
        nothing=nothing,
        if_stuck=_("Nothing was done. To leave that change as it is: newsctl undo --skip"),
    )


def _where_others_are(context: Context) -> str | None:
    """Say where changes are kept that may be meant where the archive has none."""
    for archive, journal in context.other_journals:
        if archive.is_dir() and archive != context.root:
            return _("There are changes of {archive}: newsctl -C {archive} undo", archive=archive)
        return _(
            "Changes of {archive} are kept in {journal}; if they are of this archive: mv "
            "{journal} {journal_2}",
            archive=archive,
            journal=journal,
            journal_2=context.journal,
        )
    return None
