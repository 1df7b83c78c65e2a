"""How many findings there are of each rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsctl.core.problems import Severity
from newsctl.rendering.counts import counted
from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from newsctl.core.post import PostPath
    from newsctl.core.problems import Problem
    from newsctl.rendering.terminal import Terminal

SEVERITY_LABELS = {
    Severity.ERROR: Label.ERROR,
    Severity.WARNING: Label.WARNING,
    Severity.INFO: Label.INFO,
}
_WORST_FIRST = list(Severity)


@dataclass(slots=True)
class Tally:
    """Findings counted by severity and rule, and the files that have any."""

    numbers: Counter[tuple[Severity, str]] = field(default_factory=Counter)
    paths: set[PostPath] = field(default_factory=set)

    def count(self, problem: Problem) -> int:
        """Count one more, and return how many of its kind there are now."""
        kind = (problem.severity, problem.rule)
        self.numbers[kind] += 1
        self.paths.add(problem.path)
        return self.numbers[kind]

    def of(self, severity: Severity) -> int:
        """Return how many findings are this bad."""
        return sum(number for (bad, _), number in self.numbers.items() if bad is severity)

    def by_rule(self) -> list[tuple[Severity, str, int]]:
        """Return severity, rule and number: the worst first, then the most frequent."""
        kinds = [(severity, rule, number) for (severity, rule), number in self.numbers.items()]
        return sorted(kinds, key=lambda kind: (_WORST_FIRST.index(kind[0]), -kind[2], kind[1]))


def findings_summary(tally: Tally, terminal: Terminal) -> str:
    """Return the numbers as text: a line for all findings together, and one for each rule."""
    kinds = tally.by_rule()
    if not kinds:
        return "No problems found.\n"
    found = [
        counted(tally.of(severity), _noun(severity)) for severity in Severity if tally.of(severity)
    ]
    lines = [f"{', '.join(found)} in {counted(len(tally.paths), 'file')}"]
    width = max(len(f"{number:,}") for _, _, number in kinds)
    for severity, rule, number in kinds:
        name = paint(f"{severity:<7}", SEVERITY_LABELS[severity], terminal)
        lines.append(f"  {number:>{width},}  {name}  {one_line(rule)}")
    return "".join(f"{line}\n" for line in lines)


def _noun(severity: Severity) -> str:
    return "note" if severity is Severity.INFO else str(severity)
