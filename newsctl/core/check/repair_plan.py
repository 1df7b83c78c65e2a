"""Repairs of many posts, planned as one change that can be undone."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.file_changes import Change, Move, Write
from newsctl.core.change.mentions import mentions
from newsctl.core.change.plans import Plan, Refusal
from newsctl.core.check.repairs import Repairs, replacements_of
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newsctl.core.archive.file_changes import Step
    from newsctl.core.archive.ports import Check, PostRepository, Progress, Read, Reading
    from newsctl.core.change.post_writer import PostWriter
    from newsctl.core.check.repairs import Repaired, Replacement
    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Problem


class Outcome(NamedTuple):
    """A post as it was read, and the result of its repairs."""

    before: Reading
    after: Repaired


class RepairPlan(NamedTuple):
    """The change that repairs would make, and the number of fixes."""

    plan: Plan
    fixed: int

    @property
    def changed_posts(self) -> int:
        """The number of posts with new bytes or a new name."""
        return len({step.path for step in self.plan.change.steps})


class ArchiveRepairs:
    """Repairs the posts of an archive; with `unsafe` also by fixes that need review.

    `is_link` tells whether a file is a symbolic link; `command` describes the change in the
    history.
    """

    def __init__(
        self,
        repository: PostRepository,
        writer: PostWriter,
        *,
        check: Check,
        is_link: Callable[[PostPath], bool],
        unsafe: bool,
        command: str,
    ) -> None:
        self._repository = repository
        self._writer = writer
        self._check = check
        self._is_link = is_link
        self._unsafe = unsafe
        self._command = command

    def plan(self, problems: Iterable[Problem], progress: Progress) -> RepairPlan:
        """Plan the repairs of all posts with fixable problems."""
        repairs = Repairs(
            edited=self._writer.edited,
            parse=self._repository.parse,
            check=self._check,
            taken=self._repository.scan(),
            unsafe=self._unsafe,
            keeps_name=self._why_name_is_kept,
        )
        return plan_repairs(problems, repairs, self._repository.read, self._command, progress)

    def replacements(self, problem: Problem) -> Sequence[Replacement]:
        """Return the replacements in the file that a problem's safe fix would make."""
        if problem.fix is None or not problem.fix.safe:
            return ()
        data = self._repository.data_of(problem.path)
        return replacements_of(problem.fix, data, self._writer.edited)

    def _why_name_is_kept(self, path: PostPath) -> str | None:
        """Return why a post may not be renamed: it is a link, or other posts name it."""
        if self._is_link(path):
            return _("It is a link. Rename it by hand.")
        posts = sorted(self._repository.scan())
        for mention in mentions([path], posts, self._repository.data_of):
            return _("{path} names it. Try: newsctl rename", path=mention.path)
        return None


def plan_repairs(
    problems: Iterable[Problem],
    repairs: Repairs,
    read: Read,
    command: str,
    progress: Progress,
) -> RepairPlan:
    """Plan the repairs of all posts that have any, in the order of their paths.

    Each post is read again, so that the repairs fit the present file. Posts that take each other's
    names are ordered so that a name is free when it is taken.
    """
    in_order = sorted(filter(repairs.may_fix, problems), key=lambda problem: problem.path)
    by_path = [(path, list(found)) for path, found in groupby(in_order, lambda one: one.path)]
    done: list[Outcome] = []
    waiting: list[Outcome] = []
    for number, (path, found) in enumerate(by_path, 1):
        reading = read(path)
        repaired = repairs.of(reading, found)
        (waiting if repaired.wanted else done).append(Outcome(reading, repaired))
        progress(number, len(by_path))
    swapping = _give_free_names(waiting, done)
    steps = [step for outcome in done for step in _steps_of(*outcome)]
    change = Change(command, (*steps, *_swap_names(swapping)))
    outcomes = (*done, *swapping)
    refused = tuple(
        Refusal(before.path, one.reason) for before, after in outcomes for one in after.refused
    )
    return RepairPlan(Plan(change, refused), sum(after.fixed for _, after in outcomes))


def _give_free_names(waiting: list[Outcome], done: list[Outcome]) -> list[Outcome]:
    """Give waiting posts the names that others leave, and return those that swap names.

    The others are appended to `done`: under their new names, or under their old ones if these stay
    taken.
    """
    free_names = {before.path for before, after in done if after.path != before.path}
    free_names -= {after.path for _, after in done}
    while served := [one for one in waiting if one.after.wanted in free_names]:
        before, after = served[0]
        waiting.remove(served[0])
        done.append(Outcome(before, after.as_wanted))
        free_names = (free_names - {done[-1].after.path}) | {before.path}
    claims = {after.wanted: before.path for before, after in reversed(waiting)}
    wants = {path: wanted for wanted, path in claims.items()}  # of several that want it, the first
    swapping = [one for one in waiting if _swaps_names(one.before.path, wants)]
    done += (one for one in waiting if one not in swapping)
    return [Outcome(before, after.as_wanted) for before, after in swapping]


def _swaps_names(path: PostPath, wants: Mapping[PostPath, PostPath | None]) -> bool:
    """Tell whether a post is in a cycle of posts that take each other's names."""
    to = wants.get(path)
    for _want in wants:
        if to is None or to == path:
            break
        to = wants.get(to)
    return to == path


def _swap_names(swapping: Sequence[Outcome]) -> Iterator[Write]:
    """Yield the steps that rotate names in a cycle: each file gets the bytes of its new post."""
    held = {before.path: before.data for before, _ in swapping}
    for _before, after in swapping:
        yield Write(after.path, held[after.path], after.data)


def paths_after(paths: Sequence[PostPath], plan: Plan) -> list[PostPath]:
    """Return the paths of posts after a plan is carried out."""
    moved = {step.path: step.to for step in plan.change.steps if isinstance(step, Move)}
    return sorted(moved.get(path, path) for path in paths)


def _steps_of(before: Reading, after: Repaired) -> Iterator[Step]:
    if after.data != before.data:
        yield Write(before.path, before.data, after.data)
    if after.path != before.path:
        yield Move(before.path, after.path, after.data)
