"""The severities of rules: by default, by the settings, and by command-line options."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newsctl.core.globs import matcher
from newsctl.core.settings.rule_names import SEVERITIES, weighed_by
from newsctl.validation.rule import ArchiveRule
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
    """The severities of rules for each post of one archive.

    A rule has the severity in `[rules]`, or else its default; of the tables for folders that match
    a path, the last that mentions the rule wins. If a table has both a rule and its family, the
    rule wins. With `select` exactly those rules are enabled, whatever the settings say; with
    `ignore` those are disabled. Raises UsageError for an unknown rule.
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
        self._everywhere: Weights = {**SEVERITIES, **weighed_by(settings.rules)}
        self._folders = [
            (matcher((glob,)), weighed_by(levels)) for glob, levels in settings.folder_rules
        ]
        self._weights: Callable[[tuple[bool, ...]], Weights] = cache(self._weights_of)

    @property
    def everywhere(self) -> Weights:
        """The severities outside of folders with their own."""
        return self._everywhere

    @property
    def on_somewhere(self) -> frozenset[str]:
        """The rules that are enabled for some path."""
        weights = [self._everywhere, *(levels for _, levels in self._folders)]
        severities = ((rule, severity) for place in weights for rule, severity in place.items())
        on = {rule for rule, severity in severities if severity is not None}
        return frozenset(on if self._selected is None else self._selected) - self._ignored

    def at(self, path: PostPath) -> Weights:
        """Return the severity of every rule for the post at a path."""
        return self._weights(tuple(fits(path) for fits, _ in self._folders))

    def weighed(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield the problems whose rules are enabled at their paths, with severities."""
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
        """Return the severity of a rule after command-line options are applied."""
        if rule in self._ignored or (self._selected is not None and rule not in self._selected):
            return None
        if self._selected is None:
            return severity
        return severity or self._everywhere[rule] or BY_ID[rule].severity


def rules_weighed(
    settings: Settings,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    *,
    compare: bool = True,
) -> list[RuleText]:
    """Return the documentation of rules, with their severities in an archive.

    `select` and `ignore` name rules and families. Without `compare`, rules that compare posts are
    left out. Raises UsageError for an unknown name.
    """
    chosen = (BY_ID.keys() if select is None else named(select)) - named(ignore)
    weights = Severities(settings).everywhere
    return [
        rule.explanation._replace(severity=weights[name])
        for name, rule in BY_ID.items()
        if name in chosen and (compare or not isinstance(rule, ArchiveRule))
    ]
