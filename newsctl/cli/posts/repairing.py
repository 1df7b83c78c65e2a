"""What can be mended, mended; or shown as it would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.posts.changing import carry_out
from newsctl.cli.terminal.paging import standard_output
from newsctl.core.change.mentions import mentions
from newsctl.core.check.repair_plan import paths_after, plan_repairs
from newsctl.core.check.repairs import Repairs
from newsctl.core.check.replacements import replacements_of
from newsctl.core.counts import counted
from newsctl.core.problems import Fixable, Problem
from newsctl.rendering.diffs import diff_of_steps
from newsctl.rendering.finding_formats import OPTIONS
from newsctl.rendering.streams import write_styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.cli.context import Context
    from newsctl.core.change.plans import Plan
    from newsctl.core.check.checking import Checking
    from newsctl.core.check.repair_plan import RepairPlan
    from newsctl.core.check.replacements import Replacement
    from newsctl.core.post.post import PostPath


class Left(NamedTuple):
    """What is left after repairs: the posts under the paths they now have, and their problems.

    These are None when nothing was checked for repairs.
    """

    posts: Sequence[PostPath]
    problems: Sequence[Problem] | None = None
    fixed: int = 0


class Mending:
    """The repairs of one run of `validate`; `unsafe` takes those that need a look as well."""

    def __init__(self, context: Context, checking: Checking, *, unsafe: bool) -> None:
        self._context = context
        self._checking = checking
        self._unsafe = unsafe

    def show(self, posts: Sequence[PostPath]) -> int:
        """Write diffs of what would be changed to standard output; return 1 if there are any."""
        plan, fixed = self._plan(self._problems(posts))
        with standard_output(self._context) as out:
            steps = diff_of_steps(plan.change.steps, self._context.place, self._context.out)
            write_styled(steps, out, self._context.out)
        self._tell_refused(plan)
        changed = len({step.path for step in plan.change.steps})
        self._context.notice(
            f"Would fix {counted(fixed, 'problem')} in {counted(changed, 'post')}."
        )
        return 1 if changed else 0

    def carry_out(self, posts: Sequence[PostPath], *, keep: bool) -> Left:
        """Mend what can be mended, and check again what was changed by that.

        Raises ArchiveBusy, ChangedMeanwhile, and TooLargeToKeep unless `keep` is off or a person
        agrees.
        """
        problems = self._problems(posts)
        plan, fixed = self._plan(problems)
        if plan.change.steps:
            carry_out(self._context, plan, keep=keep)
            posts = paths_after(posts, plan)
            problems = self._problems(posts)
        self._tell_refused(plan)
        return Left(posts, problems, fixed)

    def _problems(self, posts: Sequence[PostPath]) -> list[Problem]:
        with self._context.watch("Checking") as progress:
            return list(self._checking.problems(posts, progress))

    def _plan(self, problems: Sequence[Problem]) -> RepairPlan:
        repository = self._context.repository
        repairs = Repairs(
            edited=self._context.writer.edited,
            parse=repository.parse,
            check=self._checking.rules.check,
            taken=repository.scan(),
            unsafe=self._unsafe,
            keeps_name=self._why_name_is_kept,
        )
        command = f"validate {OPTIONS[Fixable.UNSAFE if self._unsafe else Fixable.SAFE]}"
        with self._context.watch("Repairing") as progress:
            return plan_repairs(problems, repairs, repository.read, command, progress)

    def _why_name_is_kept(self, path: PostPath) -> str | None:
        """Return why a post may not get another name: it is a link, or others name it."""
        if (self._context.root / path).is_symlink():
            return "It is a link. Rename it by hand."
        repository = self._context.repository
        for mention in mentions([path], sorted(repository.scan()), repository.data_of):
            return f"{mention.path} names it. Try: newsctl rename"
        return None

    def _tell_refused(self, plan: Plan) -> None:
        for refusal in plan.refused:
            path = self._context.place.path(refusal.path)
            self._context.warn(f"{path} is not mended: {refusal.reason}")


def safe_replacements(context: Context, problem: Problem) -> Sequence[Replacement]:
    """Return what `--fix` would replace in the file of a problem to mend it, if that is safe."""
    if problem.fix is None or not problem.fix.safe:
        return ()
    data = context.repository.data_of(problem.path)
    return replacements_of(problem.fix, data, context.writer.edited)
