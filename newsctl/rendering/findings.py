"""Findings of validation, as a report in several formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.messages import _, translated
from newsctl.rendering.finding_lines import finding_lines, option_in_brackets, where
from newsctl.rendering.formats import Renderable
from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint
from newsctl.rendering.tallies import SEVERITY_LABELS, FindingTally
from newsctl.rendering.wrapping import broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newsctl.core.check.repairs import Replacement
    from newsctl.core.post.post import PostPath, Value
    from newsctl.core.problems import Problem, RuleText
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal

    Mend = Callable[[Problem], Sequence[Replacement]]
    """Returns what would be replaced in a file to mend a problem; nothing where nothing is safe."""

SHOWN_OF_A_RULE = 5
"""Findings of one rule that a reader sees before they become a number."""


_INDENT = " " * 4


class Checked(NamedTuple):
    """What was checked and by which rules, for SARIF (all rules) and JUnit (all posts).

    `mend` returns a function that gives the replacements of a finding's fix.
    """

    posts: Sequence[PostPath] = ()
    rules: Sequence[RuleText] = ()
    mend: Callable[[], Mend] | None = None


class FindingReport(Renderable):
    """Findings as an iterator, counted in `tally`.

    On a terminal only the first few of each rule are shown, unless `every` is set; a line at the
    end counts the others, so that a finding common to hundreds of posts does not hide the rest. A
    pipe gets them all.
    """

    usual = ("text", "text")

    def __init__(
        self,
        problems: Iterable[Problem],
        terminal: Terminal,
        place: Place,
        checked: Checked,
        *,
        every: bool = False,
        tally: FindingTally | None = None,
    ) -> None:
        self.tally = tally or FindingTally()
        self.place = place
        self.checked = checked
        self._found = problems
        self._terminal = terminal
        self._most = None if every else SHOWN_OF_A_RULE

    def problems(self) -> Iterator[Problem]:
        """Yield the findings."""
        for problem in self._found:
            self.tally.count(problem)
            yield problem

    def objects(self) -> Iterator[Mapping[str, Value]]:
        """Yield an object for each finding; line and column count from 1.

        `hint` may be null, and `fixable` is `safe`, `unsafe` or null.
        """
        for problem in self.problems():
            yield {
                "path": self.place.path(problem.path),
                "line": problem.position.line,
                "column": problem.position.column,
                "severity": str(problem.severity),
                "rule": problem.rule,
                "message": problem.message,
                "hint": problem.hint,
                "fixable": problem.fixable and str(problem.fixable),
            }

    def as_text(self) -> Iterator[str]:
        """Yield a line for each finding, or for people only the first of each rule."""
        if self._terminal.is_tty:
            return self._for_people(self._found)
        return finding_lines(self.problems(), self.place)

    def _for_people(self, problems: Iterable[Problem]) -> Iterator[str]:
        """Yield the first lines of each rule, and a line that counts the others."""
        for problem in problems:
            number = self.tally.count(problem)
            if self._most is None or number <= self._most:
                yield self._painted(problem)
        for _severity, rule, number in self.tally.by_rule():
            if self._most is not None and number > self._most:
                more = _(
                    "… and {number:,} more ({rule}); --all shows them",
                    number=number - self._most,
                    rule=one_line(rule),
                )
                yield paint(translated(more), Label.QUIET, self._terminal) + "\n"

    def _painted(self, problem: Problem) -> str:
        """Return a finding on one line, or in several if it does not fit.

        The rule is on a line of its own too if the path leaves no room for it.
        """
        terminal, option = self._terminal, option_in_brackets(problem)
        place, rule = f"{one_line(where(problem, self.place))}:", one_line(problem.rule)
        severity = paint(problem.severity, SEVERITY_LABELS[problem.severity], terminal)
        kind = f"{severity} {paint(rule, Label.KEY, terminal)}"
        message = one_line(translated(problem.message)) + option
        before = len(f"{place} {problem.severity} {rule} ")
        if len(broken(message, terminal, before=before)) == 1:
            lines = [f"{place} {kind} {message}"]
        else:
            fits = len(broken(f"{place} {problem.severity} {rule}", terminal)) == 1
            lines = [f"{place} {kind}"] if fits else [place, _INDENT + kind]
            lines += broken(_INDENT + message, terminal, indent=_INDENT)
        if option and lines[-1].endswith(option):
            lines[-1] = lines[-1].removesuffix(option) + paint(option, Label.QUIET, terminal)
        if problem.hint:
            hint = broken(_INDENT + one_line(translated(problem.hint)), terminal, indent=_INDENT)
            lines += [paint(line, Label.QUIET, terminal) for line in hint]
        return "".join(f"{line}\n" for line in lines)
