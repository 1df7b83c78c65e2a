"""The steps of every change: the plan is shown, confirmed and carried out."""

from __future__ import annotations

import sys
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.posts.prompts import agreed, can_ask
from newsctl.cli.terminal.paging import standard_output, write_text
from newsctl.core.archive.file_changes import Write
from newsctl.core.change.assignments import comma_message, has_decimal_comma
from newsctl.core.errors import ArchiveError, TooLargeToKeep, UsageError
from newsctl.core.messages import _, _n
from newsctl.rendering.diffs import diff_of_steps
from newsctl.rendering.paths import from_home
from newsctl.rendering.streams import write_styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.file_changes import Change, Step
    from newsctl.core.change.intake import Intake
    from newsctl.core.change.plans import Plan
    from newsctl.core.post.post import FrontMatter, Value

SHOWN_BEFORE_ASKING = 5
"""Posts whose diffs are shown before a change is agreed on; `--dry-run` shows them all."""


_DOES = {"add": _("add"), "change": _("change")}


def notice_comma(context: Context, key: str, text: str, value: Value) -> None:
    """Print that a comma was read as decimal."""
    if has_decimal_comma(text, value):
        context.notice(comma_message(key))


def notice_commas(context: Context, given: Iterable[str], fields: Mapping[str, Value]) -> None:
    """Print the same of each `--field` that was given."""
    for key, _equals, text in (one.partition("=") for one in given):
        notice_comma(context, key, text, fields.get(key))


def notice_copied(context: Context, intake: Intake) -> None:
    """Print the truth values that new posts have as others do, but for that of the site's drafts.

    These decide something, and nobody gave them.
    """
    for key, value in intake.copied.items():
        if key != context.draft_form.key:
            written = f"{key}: {str(value).lower()}"
            context.notice(_("As in nearly all posts: {written}", written=written))


def notice_misspellings(context: Context, fields: FrontMatter) -> None:
    """Print a notice for each probable misspelling in the fields of new posts."""
    for doubt in dict.fromkeys(context.doubts.of_fields(fields)):
        context.notice(doubt)


def show(context: Context, plan: Plan, *, does: str = "change") -> int:
    """Write a plan as diffs to standard output, and return the exit code."""
    with standard_output(context) as out:
        steps = diff_of_steps(plan.change.steps, context.place, context.out)
        write_styled(steps, out, context.out)
    context.notice(
        _(
            "Would {does} {posts}.{unchanged}",
            does=_DOES[does],
            posts=_posts(plan),
            unchanged=_unchanged(plan),
        )
    )
    return _notice_outcome(context, plan)


def refuse_in_guess(context: Context, steps: Sequence[Step]) -> None:
    """Raise UsageError for a change of several posts in an archive that was only guessed.

    A user in the wrong folder should not change everything below it.
    """
    posts = len({step.path for step in steps})
    if posts > 1 and (guess := context.guess):
        raise UsageError(
            _(
                "{posts:,} posts of {root} would change, which was only guessed to be the "
                "archive; nothing was done.",
                posts=posts,
                root=from_home(guess.root),
            ),
            hint=_(
                "Name it: newsctl -C {folder} ..., or make it one: newsctl config init",
                folder=context.place.folder,
            ),
        )


def agree(context: Context, plan: Plan) -> bool:
    """Show the beginning of a plan and ask for confirmation.

    Raises UsageError without a terminal, and as `refuse_in_guess`.
    """
    refuse_in_guess(context, plan.change.steps)
    return _agreed(
        context,
        plan,
        _("Change {posts}?{unchanged}", posts=_posts(plan), unchanged=_unchanged(plan)),
    )


def settle(
    context: Context, plan: Plan, *, dry_run: bool, yes: bool, of_query: bool, keep: bool = True
) -> int:
    """Show a plan, or carry it out after confirmation, and return the exit code.

    A change of a query's posts needs confirmation, and at a terminal so does one of several posts;
    a script may change posts that it names. Raises as `agree` and `carry_out`.
    """
    if dry_run:
        return show(context, plan)
    asks = of_query or (len(plan.change.paths_after) > 1 and can_ask(context))
    if plan.change.steps and asks and not yes and not agree(context, plan):
        context.notice(_("Nothing was changed."))
        return 0
    return make(context, plan, keep=keep)


def make(context: Context, plan: Plan, *, keep: bool = True) -> int:
    """Carry out a plan, write the paths of the changed posts, return the exit code.

    Asks as `carry_out` does.
    """
    made = carry_out(context, plan, keep=keep) if plan.change.steps else None
    if made:
        paths = (f"{context.place.line(path)}\n" for path in plan.change.paths_after)
        with suppress(BrokenPipeError), standard_output(context) as out:  # it is made
            write_styled(paths, out, context.out)
    if not made and plan.refused:
        context.notice(_("Nothing was changed.{unchanged}", unchanged=_unchanged(plan)))
    elif not made:
        context.notice(_("There is nothing to change.{unchanged}", unchanged=_unchanged(plan)))
    elif context.err.is_tty:
        undo = _(" newsctl undo takes it back.") if made.is_recorded else ""
        context.notice(
            _(
                "Changed {posts}.{unchanged}{undo}",
                posts=_posts(plan),
                unchanged=_unchanged(plan),
                undo=undo,
            )
        )
        notice_ended_redo(context, made.ended)
    return _notice_outcome(context, plan)


class MadeChange(NamedTuple):
    """A change that was made: whether `undo` has a record of it, and how many `redo` lost."""

    is_recorded: bool
    ended: int


def carry_out(context: Context, plan: Plan, *, keep: bool = True) -> MadeChange:
    """Carry out a plan.

    A change that is too large to be recorded needs confirmation, or `--no-undo` without a terminal.
    Raises TooLargeToKeep without it, and as `refuse_in_guess`.
    """
    refuse_in_guess(context, plan.change.steps)
    _notice_other_names(context, plan)
    try:
        return MadeChange(keep, context.editor.carry_out(plan, keep=keep))
    except TooLargeToKeep as large:
        question = _("{message} Change them anyway?", message=large.message)
        if not (can_ask(context) and _agreed(context, plan, question)):
            raise
        return MadeChange(is_recorded=False, ended=context.editor.carry_out(plan, keep=False))


def _notice_other_names(context: Context, plan: Plan) -> None:
    """Say which files get new bytes under one of their names alone: those with hard links."""
    linked = []
    for step in plan.change.steps:
        with suppress(OSError):
            file = context.root / step.path
            if isinstance(step, Write) and step.before and file.stat().st_nlink > 1:
                linked.append(context.place.path(step.path))
    if linked:
        context.notice(
            _n(
                "{first} has another name, a hard link, which keeps the text of before.",
                "{first} and {others:,} more have other names, hard links, which keep the text of "
                "before.",
                len(linked),
                first=linked[0],
                others=len(linked) - 1,
            )
        )


def write_new(context: Context, change: Change, *, keep: bool = True) -> None:
    """Carry out a change that adds posts, and write their paths. The archive must be locked.

    Without `keep` it is not recorded for `undo`. Raises as `refuse_in_guess`, and TooLargeToKeep.
    """
    refuse_in_guess(context, change.steps)
    with context.watch(_("Writing")) as progress:
        ended = context.writer.carry_out(change, progress, keep=keep)
    write_text(context, "".join(f"{context.place.line(path)}\n" for path in change.paths_after))
    notice_ended_redo(context, ended)


def notice_ended_redo(context: Context, ended: int) -> None:
    """Tell a person how many undone changes can no longer be redone, if there are any.

    A script learns it from `redo`, if it runs that.
    """
    if ended and context.err.is_tty:
        context.notice(
            _n(
                "{n:,} change that was taken back can no longer be done again.",
                "{n:,} changes that were taken back can no longer be done again.",
                ended,
            )
        )


def _agreed(context: Context, plan: Plan, question: str) -> bool:
    """Show the beginning of a plan on standard error, and ask a question.

    Raises UsageError without a terminal.
    """
    if can_ask(context):
        shown = list(islice(plan.change.steps, SHOWN_BEFORE_ASKING))
        sys.stderr.writelines(diff_of_steps(shown, context.place, context.err))
        if more := len(plan.change.steps) - len(shown):
            context.warn(_("And {more:,} more; --dry-run shows them all.", more=more))
    return agreed(context, question)


def _notice_outcome(context: Context, plan: Plan) -> int:
    """Print what is left, refusals and mentions of moved posts, and return the exit code.

    The same hint is printed once for all refusals.
    """
    for key, posts in plan.counts_left.items():
        context.notice(
            _n(
                "{key} of {n:,} post is no count of its words, and stays as it is.",
                "{key} of {n:,} posts is no count of their words, and stays as it is.",
                posts,
                key=key,
            )
        )
    if plan.links and plan.links.left:
        context.notice(
            _n(
                "{n:,} link is left as it is: it stands in code, in front matter, with a template "
                "or in plain text. Mended: {mended:,}.",
                "{n:,} links are left as they are: they stand in code, in front matter, with a "
                "template or in plain text. Mended: {mended:,}.",
                plan.links.left,
                mended=plan.links.mended,
            )
        )
    for mention in plan.mentions:
        context.notice(
            _(
                "{path} links to {to}.",
                path=context.place.path(mention.path),
                to=context.place.path(mention.of),
            )
        )
    for refusal in plan.refused:
        context.warn(
            _(
                "{path} is left as it is: {reason}",
                path=context.place.path(refusal.path),
                reason=refusal.reason,
            )
        )
    for hint in dict.fromkeys(refusal.hint for refusal in plan.refused if refusal.hint):
        context.advise(hint)
    return ArchiveError.exit_code if plan.refused else 0


def _posts(plan: Plan) -> str:
    posts = _n("{n:,} post", "{n:,} posts", len(plan.change.paths_after))
    return (
        posts
        if plan.places is None
        else _(
            "{places} in {posts}",
            places=_n("{n:,} place", "{n:,} places", plan.places),
            posts=posts,
        )
    )


def _unchanged(plan: Plan) -> str:
    if not plan.unchanged:
        return ""
    return _n(
        " {n:,} post is {so}.", " {n:,} posts are {so}.", plan.unchanged, so=plan.unchanged_are
    )
