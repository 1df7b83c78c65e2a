"""What each rule weighs: by itself, by the settings of the archive, and by what was asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newsctl.core.globs import matcher
from newsctl.core.settings.rule_names import weighed_by
from newsctl.validation.rules import BY_ID, named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from typing import TypeAlias

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Problem, RuleText, Severity
    from newsctl.core.settings import Settings

    Weights: TypeAlias = Mapping[str, Severity | None]
    """What rules weigh, by their ids; None is off."""


class Severities:
    """What the rules weigh for each post of one archive.

    A rule weighs what `[rules]` says, else what it has by itself; of the tables for folders that
    fit a path, the last that says something of the rule decides. Where a table names both a rule
    and its family, the rule counts. What `select` names is on, off in the settings or not, and
    nothing else is; what `ignore` names is off. Raises UsageError for a name that is no rule's.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        select: Collection[str] | None = None,
        ignore: Collection[str] | None = None,
    ) -> None:
        self._selected = None if select is None else named(select)
        self._ignored = named(ignore or ())
        own = {rule.id: rule.severity for rule in BY_ID.values()}
        self._everywhere: Weights = {**own, **weighed_by(settings.rules)}
        self._folders = [
            (matcher((glob,)), weighed_by(levels)) for glob, levels in settings.folder_rules
        ]
        self._weights: Callable[[tuple[bool, ...]], Weights] = cache(self._weights_of)

    @property
    def everywhere(self) -> Weights:
        """What rules weigh where no folder has its own."""
        return self._everywhere

    @property
    def on_somewhere(self) -> frozenset[str]:
        """The rules that are on for a post, wherever it could stand."""
        weights = [self._everywhere, *(levels for _, levels in self._folders)]
        severities = ((rule, severity) for place in weights for rule, severity in place.items())
        on = {rule for rule, severity in severities if severity is not None}
        return frozenset(on if self._selected is None else self._selected) - self._ignored

    def at(self, path: PostPath) -> Weights:
        """Return what every rule weighs for the post at a path."""
        return self._weights(tuple(fits(path) for fits, _ in self._folders))

    def weighed(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield the problems whose rules are on where they were found, with their severities."""
        for problem in problems:
            severity = self.at(problem.path).get(problem.rule, problem.severity)
            if severity is problem.severity:
                yield problem
            elif severity is not None:
                yield problem._replace(severity=severity)

    def _weights_of(self, fitting: tuple[bool, ...]) -> Weights:
        weights = dict(self._everywhere)
        for fits, (_, levels) in zip(fitting, self._folders, strict=True):
            if fits:
                weights |= levels
        return {rule: self._asked_for(rule, severity) for rule, severity in weights.items()}

    def _asked_for(self, rule: str, severity: Severity | None) -> Severity | None:
        """Return what a rule weighs, after what the settings say, for whom asked."""
        if rule in self._ignored or (self._selected is not None and rule not in self._selected):
            return None
        if self._selected is None:
            return severity
        return severity or self._everywhere[rule] or BY_ID[rule].severity


def rules_weighed(settings: Settings) -> list[RuleText]:
    """Return what every rule says of itself, with what it weighs in an archive."""
    weights = Severities(settings).everywhere
    return [rule.explanation._replace(severity=weights[name]) for name, rule in BY_ID.items()]
