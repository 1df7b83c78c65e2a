"""The rules that were chosen, for the posts of the archive, by as many processes as help."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.context import Context
from newsctl.core.check.rule_run import RuleRun, batch_checker
from newsctl.core.errors import ArchiveError
from newsctl.core.messages import _
from newsctl.core.settings import Settings
from newsctl.workers import processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from newsctl.core.check.rule_run import BatchResult, CheckBatch, PostBatch
    from newsctl.core.problems import RuleText
    from newsctl.workers.pool import Report

FEW_BATCHES = 5
"""Up to so many batches take less time than starting processes and handing work to them."""


class RuleChoice(NamedTuple):
    """Which rules are to be held to: `select` and `ignore` name rules and families.

    Without `compare`, those that compare posts with one another are left out.
    """

    select: list[str] | None = None
    ignore: list[str] | None = None
    compare: bool = True


def rule_run(context: Context, choice: RuleChoice, *, whole: bool) -> RuleRun:
    """Return what holds posts to the rules that were chosen, always all posts when `whole`.

    Raises UsageError for a name that is no rule's.
    """
    rules = context.rules_of(choice.select, choice.ignore)
    make = partial(_batch_checker, context.root, context.settings, choice, context.now())
    run_batches = partial(_run_batches, make, processors())
    return RuleRun(context.repository, rules, run_batches, compare=choice.compare, whole=whole)


def all_rules(context: Context) -> Sequence[RuleText]:
    """Return what every rule says of itself, with what it weighs in the archive, if any is there.

    Raises SettingsError.
    """
    try:
        return context.rules_weighed(context.settings)
    except ArchiveError:
        return context.rules_weighed(Settings())


def _run_batches(
    make: Callable[[], CheckBatch], processes: int, batches: Iterable[PostBatch]
) -> Iterator[BatchResult]:
    """Check batches: in this process when they are few or there is one processor.

    The first batch always is, and loads what processes that are forked then have at hand.
    """
    rest, check = iter(batches), make()
    first = list(islice(rest, FEW_BATCHES))
    yield from map(check, first[:1])
    if len(first) < FEW_BATCHES or processes == 1:
        yield from map(check, chain(first[1:], rest))
        return
    # it takes as long to load as a hundred posts to check
    from newsctl.workers.pool import WorkerPool  # noqa: PLC0415

    try:
        pool = WorkerPool(partial(_worker, make), processes)
    except (OSError, ImportError, NotImplementedError):  # no right to start any, or no way
        yield from map(check, chain(first[1:], rest))
        return
    with pool:
        try:
            yield from pool.map("__call__", chain(first[1:], rest))
        except ChildProcessError as error:
            raise ArchiveError(
                _("A process that was checking posts has been ended."),
                hint=_("Is there enough memory?"),
            ) from error


def _worker(make: Callable[[], CheckBatch], _report: Report) -> CheckBatch:
    return make()


def _batch_checker(root: Path, settings: Settings, choice: RuleChoice, now: datetime) -> CheckBatch:
    """Build what checks batches; all arguments can go to another process, where this is done."""
    context = Context()
    context.root_and_settings = (root, settings)
    rules = context.rules_of(choice.select, choice.ignore, now=now)
    return batch_checker(rules, context.repository.read, compare=choice.compare)
