"""Running the chosen rules on posts of the archive, in several processes if that helps."""

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
    """Which rules to run: `select` and `ignore` name rules and families.

    Without `compare`, rules that compare posts are left out.
    """

    select: list[str] | None = None
    ignore: list[str] | None = None
    compare: bool = True


def rule_run(context: Context, choice: RuleChoice, *, whole: bool) -> RuleRun:
    """Return a run of the chosen rules; `whole` tells that all posts will be checked.

    Raises UsageError for an unknown rule.
    """
    rules = context.rules_of(choice.select, choice.ignore)
    make = partial(_batch_checker, context.root, context.settings, choice, context.now())
    run_batches = partial(_run_batches, make, processors())
    return RuleRun(context.repository, rules, run_batches, compare=choice.compare, whole=whole)


def rule_texts(context: Context, choice: RuleChoice) -> Sequence[RuleText]:
    """Return the documentation of the chosen rules, with their severities in an archive, if any.

    Raises SettingsError, and UsageError for an unknown rule.
    """
    try:
        settings = context.settings
    except ArchiveError:
        settings = Settings()
    return context.rules_weighed(
        settings, choice.select, choice.ignore or (), compare=choice.compare
    )


def _run_batches(
    make: Callable[[], CheckBatch], processes: int, batches: Iterable[PostBatch]
) -> Iterator[BatchResult]:
    """Check batches: in this process if they are few or there is one processor.

    The first batch always is, so that forked processes inherit what it imports.
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
    except (OSError, ImportError, NotImplementedError):  # processes may not or cannot be started
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
    """Return a function that checks batches; called in each process, with arguments to pickle."""
    context = Context()
    context.root_and_settings = (root, settings)
    rules = context.rules_of(choice.select, choice.ignore, now=now)
    return batch_checker(rules, context.repository.read, compare=choice.compare)
