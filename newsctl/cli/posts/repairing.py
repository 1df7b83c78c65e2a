"""The steps of `validate --fix`: repairs are shown as a diff, or made and validated again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.posts.changing import carry_out
from newsctl.cli.terminal.paging import standard_output
from newsctl.core.check.repair_plan import paths_after
from newsctl.core.messages import _, _n
from newsctl.rendering.diffs import diff_of_steps
from newsctl.rendering.streams import write_styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.cli.context import Context
    from newsctl.core.change.plans import Plan
    from newsctl.core.check.repair_plan import ArchiveRepairs
    from newsctl.core.check.rule_run import RuleRun
    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Problem


class RepairResult(NamedTuple):
    """The paths of posts after repairs, and the remaining problems.

    They are None if no repair was made. `ended` are the undone changes that `redo` lost by it.
    """

    posts: Sequence[PostPath]
    problems: Sequence[Problem] | None = None
    fixed: int = 0
    ended: int = 0


def show_repairs(
    context: Context, rules: RuleRun, repairs: ArchiveRepairs, posts: Sequence[PostPath]
) -> int:
    """Write the repairs as diffs to standard output; return 1 if there are any."""
    problems = _problems(context, rules, posts)
    with context.watch(_("Repairing")) as progress:
        repair_plan = repairs.plan(problems, progress)
    with standard_output(context) as out:
        steps = diff_of_steps(repair_plan.plan.change.steps, context.place, context.out)
        write_styled(steps, out, context.out)
    _warn_of_refusals(context, repair_plan.plan)
    changed = repair_plan.changed_posts
    context.notice(
        _(
            "Would fix {problems} in {posts}.",
            problems=_n("{n:,} problem", "{n:,} problems", repair_plan.fixed),
            posts=_n("{n:,} post", "{n:,} posts", changed),
        )
    )
    return 1 if changed else 0


def repair(
    context: Context,
    rules: RuleRun,
    repairs: ArchiveRepairs,
    posts: Sequence[PostPath],
    *,
    keep: bool,
) -> RepairResult:
    """Make the repairs, and validate again if there were any.

    Raises ArchiveBusy, PlanOutdated, and TooLargeToKeep unless `keep` is off or a person
    confirms.
    """
    problems, ended = _problems(context, rules, posts), 0
    with context.watch(_("Repairing")) as progress:
        plan, fixed = repairs.plan(problems, progress)
    if plan.change.steps:
        ended = carry_out(context, plan, keep=keep).ended
        posts = paths_after(posts, plan)
        problems = _problems(context, rules, posts)
    _warn_of_refusals(context, plan)
    return RepairResult(posts, problems, fixed, ended)


def _problems(context: Context, rules: RuleRun, posts: Sequence[PostPath]) -> list[Problem]:
    with context.watch(_("Checking")) as progress:
        return list(rules.problems(posts, progress))


def _warn_of_refusals(context: Context, plan: Plan) -> None:
    for refusal in plan.refused:
        context.warn(
            _(
                "{path} is not mended: {reason}",
                path=context.place.path(refusal.path),
                reason=refusal.reason,
            )
        )
