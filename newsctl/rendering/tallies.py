"""Counts of findings by rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsctl.core.messages import _, _n, joined, translated
from newsctl.core.problems import Fixable, Severity
from newsctl.rendering.finding_lines import OPTIONS
from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Problem
    from newsctl.rendering.terminal import Terminal

SEVERITY_LABELS = {
    Severity.ERROR: Label.ERROR,
    Severity.WARNING: Label.WARNING,
    Severity.INFO: Label.INFO,
}
_WORST_FIRST = list(Severity)


@dataclass(slots=True)
class FindingTally:
    """Findings counted by severity and rule and by fixability, and the files that have any."""

    numbers: Counter[tuple[Severity, str]] = field(default_factory=Counter)
    fixable: Counter[Fixable] = field(default_factory=Counter)
    paths: set[PostPath] = field(default_factory=set)

    def count(self, problem: Problem) -> int:
        """Count a finding, and return the number of its kind so far."""
        kind = (problem.severity, problem.rule)
        self.numbers[kind] += 1
        self.paths.add(problem.path)
        return self.numbers[kind]

    def fixes_of(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield problems and count their fixes, before several are merged into one."""
        for problem in problems:
            if problem.fixable:
                self.fixable[problem.fixable] += 1
            yield problem

    def of(self, severity: Severity) -> int:
        """Return the number of findings with this severity."""
        return sum(number for (bad, _), number in self.numbers.items() if bad is severity)

    def by_rule(self) -> list[tuple[Severity, str, int]]:
        """Return severity, rule and number: the worst first, then the most frequent."""
        kinds = [(severity, rule, number) for (severity, rule), number in self.numbers.items()]
        return sorted(kinds, key=lambda kind: (_WORST_FIRST.index(kind[0]), -kind[2], kind[1]))


def findings_summary(tally: FindingTally, terminal: Terminal, *, fixed: int = 0) -> str:
    """Return the counts as text: a line for all findings, and one for each rule.

    The number of fixed problems precedes them, if there are any; the number of fixable ones
    follows.
    """
    lines = [_("{fixed:,} fixed.", fixed=fixed)] if fixed else []
    if not tally.numbers:
        return _text([*lines, _("No problems found.")])
    return _text([*lines, *_by_rule(tally, terminal), *_fixable(tally)])


def _by_rule(tally: FindingTally, terminal: Terminal) -> Iterator[str]:
    """Yield a line with all counts, and one for each rule."""
    kinds = tally.by_rule()
    found = [_counted(severity, tally.of(severity)) for severity in Severity if tally.of(severity)]
    yield _(
        "{found} in {files}",
        found=joined(", ", found),
        files=_n("{n:,} file", "{n:,} files", len(tally.paths)),
    )
    shown = [translated(_("{number:,}", number=number)) for _severity, _rule, number in kinds]
    width = max(map(len, shown))
    for (severity, rule, _number), number in zip(kinds, shown, strict=True):
        name = paint(f"{severity:<7}", SEVERITY_LABELS[severity], terminal)
        yield f"  {number:>{width}}  {name}  {one_line(rule)}"


def _fixable(tally: FindingTally) -> Iterator[str]:
    for fixable, option in OPTIONS.items():
        if number := tally.fixable[fixable]:
            yield _("{number:,} can be fixed with {option}.", number=number, option=option)


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{translated(line)}\n" for line in lines)


def _counted(severity: Severity, number: int) -> str:
    match severity:
        case Severity.ERROR:
            return _n("{n:,} error", "{n:,} errors", number)
        case Severity.WARNING:
            return _n("{n:,} warning", "{n:,} warnings", number)
        case Severity.INFO:
            return _n("{n:,} note", "{n:,} notes", number)
