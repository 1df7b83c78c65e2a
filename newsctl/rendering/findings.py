"""What is wrong with the archive, one finding after the other."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from newsctl.rendering.finding_formats import (
    finding_lines,
    finding_objects,
    github_annotations,
    option_in_brackets,
    where,
)
from newsctl.rendering.harmless import one_line
from newsctl.rendering.json_output import json_array, json_lines
from newsctl.rendering.junit import junit_report
from newsctl.rendering.sarif import sarif_log
from newsctl.rendering.streams import write_plain, write_styled
from newsctl.rendering.styles import Label, paint
from newsctl.rendering.tallies import SEVERITY_LABELS, FindingTally
from newsctl.rendering.wrapping import broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Problem, RuleText
    from newsctl.rendering.paths import Place
    from newsctl.rendering.sarif import Mend
    from newsctl.rendering.terminal import Terminal

SHOWN_OF_A_RULE = 5
"""Findings of one rule that a reader sees before they become a number."""


class FindingFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


_INDENT = " " * 4


class FindingReport:
    """Writes findings as they come, and keeps count of them in `tally`.

    On a terminal only the first few of each rule are written out, unless `every` is set; the
    others are a line at the end, so that what hundreds of posts have in common drowns nothing.
    A pipe gets them all. `rules` and `posts` are what was checked: SARIF tells of all rules, JUnit
    of all posts.
    """

    def __init__(
        self,
        terminal: Terminal,
        place: Place,
        *,
        every: bool = False,
        rules: Sequence[RuleText] = (),
        posts: Sequence[PostPath] = (),
        mend: Mend | None = None,
    ) -> None:
        self.tally = FindingTally()
        self._terminal = terminal
        self._place = place
        self._most = None if every else SHOWN_OF_A_RULE
        self._rules = rules
        self._posts = posts
        self._mend = mend

    def write(self, problems: Iterable[Problem], form: FindingFormat, out: BinaryIO) -> None:
        """Write findings in the order in which they come."""
        if form is FindingFormat.TEXT and self._terminal.is_tty:
            write_styled(self._for_people(problems), out, self._terminal)
        else:
            write_plain(self._plain(self._counted(problems), form), out, self._terminal)

    def _counted(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        for problem in problems:
            self.tally.count(problem)
            yield problem

    def _plain(self, problems: Iterable[Problem], form: FindingFormat) -> Iterator[str]:
        match form:
            case FindingFormat.JSON:
                return json_array(finding_objects(problems, self._place))
            case FindingFormat.JSONL:
                return json_lines(finding_objects(problems, self._place))
            case FindingFormat.GITHUB:
                return github_annotations(problems, self._place)
            case FindingFormat.SARIF:
                return sarif_log(problems, self._rules, self._place, self._mend)
            case FindingFormat.JUNIT:
                return junit_report(problems, self._posts, self._place)
        return finding_lines(problems, self._place)

    def _for_people(self, problems: Iterable[Problem]) -> Iterator[str]:
        for problem in problems:
            number = self.tally.count(problem)
            if self._most is None or number <= self._most:
                yield self._painted(problem)
        for _, rule, number in self.tally.by_rule():
            if self._most is not None and number > self._most:
                more = f"… and {number - self._most:,} more ({one_line(rule)}); --all shows them"
                yield paint(more, Label.QUIET, self._terminal) + "\n"

    def _painted(self, problem: Problem) -> str:
        """Return a finding on one line, or what is wrong below where it is, so that it is whole.

        The rule stands below too where a path leaves no room for it.
        """
        terminal, option = self._terminal, option_in_brackets(problem)
        place, rule = f"{one_line(where(problem, self._place))}:", one_line(problem.rule)
        severity = paint(problem.severity, SEVERITY_LABELS[problem.severity], terminal)
        kind = f"{severity} {paint(rule, Label.KEY, terminal)}"
        message = one_line(problem.message) + option
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
            hint = broken(_INDENT + one_line(problem.hint), terminal, indent=_INDENT)
            lines += [paint(line, Label.QUIET, terminal) for line in hint]
        return "".join(f"{line}\n" for line in lines)
