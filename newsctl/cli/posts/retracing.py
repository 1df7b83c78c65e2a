"""The steps of `undo` and `redo`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from newsctl.cli.terminal.paging import standard_output
from newsctl.core.archive.file_changes import ChangedMeanwhile
from newsctl.core.messages import joined
from newsctl.rendering.changes import change_in_words, change_lines
from newsctl.rendering.diffs import conflict_lines
from newsctl.rendering.streams import write_styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.file_changes import PastChange
    from newsctl.core.errors import ArchiveError

    Nothing = Callable[[], ArchiveError]
    """Returns the error when there is nothing to undo, or to redo."""


def list_changes(context: Context, changes: Sequence[PastChange], nothing: Nothing) -> int:
    """List changes and return the exit code; without any, print the message of `nothing`."""
    if not changes:
        error = nothing()
        context.notice(error.message)
        if error.hint:
            context.advise(error.hint)
    with standard_output(context) as out:
        write_styled(change_lines(changes, context.out), out, context.out)
    return 0


def go(
    context: Context,
    changes: Iterable[PastChange],
    *,
    label: str,
    nothing: Nothing,
    if_stuck: str | None = None,
) -> int:
    """Undo or redo changes one by one, print each, and return the exit code.

    A conflict is shown as a diff, and `if_stuck` says what may be done about it. Raises the error
    of `nothing` if there was no change, and ChangedMeanwhile.
    """
    count = 0
    try:
        for count, past in enumerate(changes, 1):  # noqa: B007 -- whether there was any
            context.notice(joined(": ", (label, change_in_words(past))))
    except ChangedMeanwhile as changed:
        sys.stderr.writelines(conflict_lines(changed.conflicts, context.place, context.err))
        changed.hint = if_stuck or changed.hint
        raise
    if not count:
        raise nothing()
    return 0
