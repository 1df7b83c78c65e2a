"""Repairs of many posts, planned as one change that can be taken back."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.file_changes import Change, Move, Write
from newsctl.core.plans import Plan, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsctl.core.file_changes import Step
    from newsctl.core.ports import Progress, Read, Reading
    from newsctl.core.post import PostPath
    from newsctl.core.problems import Problem
    from newsctl.core.repairs import Repaired, Repairs


class RepairPlan(NamedTuple):
    """What repairs would do, and how many fixes that takes."""

    plan: Plan
    fixed: int


def plan_repairs(
    problems: Iterable[Problem],
    repairs: Repairs,
    read: Read,
    command: str,
    progress: Progress,
    *,
    may_move: Callable[[PostPath], bool] = lambda _: True,
) -> RepairPlan:
    """Plan all repairs of the posts that have any, in the order of their paths.

    Each of these posts is read again, so that the repairs are those of the file as it is now.
    One that may not move, such as a link, keeps its name, and that is told.
    """
    in_order = sorted(filter(repairs.may_fix, problems), key=lambda problem: problem.path)
    by_path = [(path, list(found)) for path, found in groupby(in_order, lambda one: one.path)]
    steps: list[Step] = []
    refused: list[Refusal] = []
    fixed = 0
    for number, (path, found) in enumerate(by_path, 1):
        reading = read(path)
        repaired = repairs.of(reading, found)
        if repaired.path != path and not may_move(path):
            refused.append(Refusal(path, "It is a link. Rename it by hand."))
            repaired = replace(repaired, path=path, fixed=repaired.fixed - 1)
        steps += _steps(reading, repaired)
        refused += (Refusal(path, reason) for reason in repaired.refused)
        fixed += repaired.fixed
        progress(number, len(by_path))
    return RepairPlan(Plan(Change(command, tuple(steps)), tuple(refused)), fixed)


def paths_after(paths: Sequence[PostPath], plan: Plan) -> list[PostPath]:
    """Return the paths that posts have once a plan is carried out."""
    moved = {step.path: step.to for step in plan.change.steps if isinstance(step, Move)}
    return sorted(moved.get(path, path) for path in paths)


def _steps(before: Reading, after: Repaired) -> Iterator[Step]:
    if after.data != before.data:
        yield Write(before.path, before.data, after.data)
    if after.path != before.path:
        yield Move(before.path, after.path, after.data)
