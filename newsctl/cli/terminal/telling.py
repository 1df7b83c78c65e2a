"""What is said on standard error beside an answer: how fresh it is, how much more there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.hits import Request
from newsctl.core.archive.ports import Freshness
from newsctl.core.counts import counted
from newsctl.core.query.ast import Everything
from newsctl.rendering.paths import from_home

if TYPE_CHECKING:
    from newsctl.cli.context import Context
    from newsctl.core.archive.archive import Synchronised


def tell_guess(context: Context) -> None:
    """Say on a terminal which archive was taken when nothing but its posts tells that it is one."""
    if context.err.is_tty and (guess := context.guess):
        posts = context.archive.search(Request(Everything(), limit=0)).total
        context.notice(f"Archive: {from_home(guess.root)}, {counted(posts, 'post')}")


def tell_freshness(context: Context, synchronised: Synchronised) -> None:
    """Say so when changed files are not in the answer."""
    if synchronised.freshness is Freshness.BEHIND:
        files = counted(len(synchronised.changes), "changed file")
        context.notice(
            f"Another newsctl is bringing the index up to date; {files} not in this answer yet."
        )


def tell_of_an_unfinished_change(context: Context) -> None:
    """Say how far newsctl came with a change in which it was stopped."""
    if context.is_change_unfinished and (history := context.editor.history()):
        from newsctl.rendering.changes import told_of_change  # noqa: PLC0415 -- there seldom is one

        context.notice(
            f"A change was not finished: {told_of_change(history[0])}. "
            "To take it back: newsctl undo"
        )


def tell_left_out(context: Context) -> None:
    """Tell of files that should be posts and are not: one bad file must not just vanish."""
    files = (*context.index.left_out(), *context.repository.unexpected())
    if paths := {file.path for file in files}:
        folders = sum(path.endswith("/") for path in paths)
        numbers = ((len(paths) - folders, "file"), (folders, "folder"))
        what = " and ".join(counted(number, noun) for number, noun in numbers if number)
        context.notice(f"{what} cannot be read as posts; newsctl validate says why.")


def tell_what_is_shown(context: Context, shown: int, total: int, offset: int) -> None:
    """Say how many there are, to people; that a limit left out some, wherever it did."""
    is_cut = 0 < shown < total - offset or 0 < total <= offset
    if not is_cut and not (context.err.is_tty and context.out.is_tty):
        return
    posts = counted(total, "post")
    if shown == total:
        context.notice(f"{posts}.")
    elif shown:
        more = total - offset - shown
        rest = f"; {more:,} more with --limit 0 or --offset {offset + shown}" if more else ""
        context.notice(f"{offset + 1:,} to {offset + shown:,} of {posts}{rest}.")
    else:
        context.notice(f"{posts}, none of them after the first {offset:,}.")
