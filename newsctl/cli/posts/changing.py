"""How a planned change is shown, agreed on and made, the same way for every command."""

from __future__ import annotations

import sys
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from newsctl.cli.posts.prompts import agreed, can_ask
from newsctl.cli.terminal.paging import standard_output
from newsctl.core.counts import counted
from newsctl.core.errors import ArchiveError, TooLargeToKeep, UsageError
from newsctl.rendering.diffs import diff_of_steps
from newsctl.rendering.paths import from_home
from newsctl.rendering.streams import write_styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.file_changes import Step
    from newsctl.core.change.plans import Plan
    from newsctl.core.post.post import FrontMatter, PostPath

SHOWN_BEFORE_ASKING = 5
"""Posts whose diffs are shown before a change is agreed on; `--dry-run` shows them all."""


def command_on(name: str, paths: Sequence[PostPath]) -> str:
    """Return what a change of these posts is called in the history."""
    more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
    return f"{name} {paths[0]}{more}"


def tell_doubts(context: Context, fields: FrontMatter) -> None:
    """Say what looks misspelt among keys and values that posts are about to get, each once."""
    for doubt in dict.fromkeys(context.doubts.of_fields(fields)):
        context.notice(doubt)


def show(context: Context, plan: Plan, *, does: str = "change") -> int:
    """Write what a plan would do to standard output, and return the exit code."""
    with standard_output(context) as out:
        steps = diff_of_steps(plan.change.steps, context.place, context.out)
        write_styled(steps, out, context.out)
    context.notice(f"Would {does} {_posts(plan)}.{_unchanged(plan)}")
    return _told(context, plan)


def refuse_in_guess(context: Context, steps: Sequence[Step]) -> None:
    """Raise UsageError for a change of many posts in an archive that was only guessed.

    Whoever stands in the wrong folder should not change all that lies below it.
    """
    posts = len({step.path for step in steps})
    if posts > 1 and (guess := context.guess):
        raise UsageError(
            f"{posts:,} posts of {from_home(guess.root)} would change, which was only guessed to "
            "be the archive; nothing was done.",
            hint=f"Name it: newsctl -C {context.place.folder} ..., or make it one: "
            "newsctl config init",
        )


def agree(context: Context, plan: Plan) -> bool:
    """Show the beginning of a plan and ask.

    Raises UsageError when there is nobody to ask, and as `refuse_in_guess` does.
    """
    refuse_in_guess(context, plan.change.steps)
    return _agreed(context, plan, f"Change {_posts(plan)}?{_unchanged(plan)}")


def settle(
    context: Context, plan: Plan, *, dry_run: bool, yes: bool, of_query: bool, keep: bool = True
) -> int:
    """Show a plan, or make it once it is agreed on, and return the exit code.

    It is asked about what a query has found, and at a terminal about several posts; scripts may do
    what they name, post by post. Raises as `agree` and `carry_out`.
    """
    if dry_run:
        return show(context, plan)
    asks = of_query or (len(plan.change.paths_after) > 1 and can_ask(context))
    if plan.change.steps and asks and not yes and not agree(context, plan):
        context.notice("Nothing was changed.")
        return 0
    return make(context, plan, keep=keep)


def make(context: Context, plan: Plan, *, keep: bool = True) -> int:
    """Make a planned change, write the paths of the posts that it changed, return the exit code.

    Asks as `carry_out` does.
    """
    if plan.change.steps:
        keep = carry_out(context, plan, keep=keep)
        paths = (f"{context.place.line(path)}\n" for path in plan.change.paths_after)
        with suppress(BrokenPipeError), standard_output(context) as out:  # what was done is told
            write_styled(paths, out, context.out)
    if not plan.change.steps:
        context.notice(f"There is nothing to change.{_unchanged(plan)}")
    elif context.err.is_tty:
        undo = " newsctl undo takes it back." if keep else ""
        context.notice(f"Changed {_posts(plan)}.{_unchanged(plan)}{undo}")
    return _told(context, plan)


def carry_out(context: Context, plan: Plan, *, keep: bool = True) -> bool:
    """Make a planned change, and return whether it was kept for `undo`.

    One that is too large to be kept is asked about, with what it changes; without a terminal it
    needs `--no-undo`. Raises TooLargeToKeep when it is not agreed to, and as
    `refuse_in_guess` does.
    """
    refuse_in_guess(context, plan.change.steps)
    try:
        tell_of_ended_redo(context, context.editor.carry_out(plan, keep=keep))
    except TooLargeToKeep as large:
        question = f"{large.message} Change them anyway?"
        if not (can_ask(context) and _agreed(context, plan, question)):
            raise
        context.editor.carry_out(plan, keep=False)
        return False
    return keep


def tell_of_ended_redo(context: Context, ended: int) -> None:
    """Say how many changes a new one keeps from being done again, if there are any."""
    if ended:
        what = "1 change that was" if ended == 1 else f"{ended:,} changes that were"
        context.notice(f"{what} taken back can no longer be done again.")


def _agreed(context: Context, plan: Plan, question: str) -> bool:
    """Ask about a plan after showing its beginning, where the question is read.

    Raises UsageError when there is nobody to ask.
    """
    if can_ask(context):
        shown = list(islice(plan.change.steps, SHOWN_BEFORE_ASKING))
        sys.stderr.writelines(diff_of_steps(shown, context.place, context.err))
        if more := len(plan.change.steps) - len(shown):
            context.warn(f"And {more:,} more; --dry-run shows them all.")
    return agreed(context, question)


def _told(context: Context, plan: Plan) -> int:
    """Say which posts were refused and which name another that moved, and return the exit code.

    What can be done about a refusal is said once, for however many posts.
    """
    for mention in plan.mentions:
        context.notice(
            f"{context.place.path(mention.path)} links to {context.place.path(mention.of)}."
        )
    for refusal in plan.refused:
        context.warn(f"{context.place.path(refusal.path)} is left as it is: {refusal.reason}")
    for hint in dict.fromkeys(refusal.hint for refusal in plan.refused if refusal.hint):
        context.advise(hint)
    return ArchiveError.exit_code if plan.refused else 0


def _posts(plan: Plan) -> str:
    posts = counted(len(plan.change.paths_after), "post")
    return posts if plan.places is None else f"{counted(plan.places, 'place')} in {posts}"


def _unchanged(plan: Plan) -> str:
    if not plan.unchanged:
        return ""
    are = "is" if plan.unchanged == 1 else "are"
    return f" {counted(plan.unchanged, 'post')} {are} {plan.unchanged_are}."
