"""Workflow commands of GitHub Actions, which show findings beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.problems import Severity
from newsctl.rendering.formats import Format
from newsctl.rendering.harmless import one_line_of_name, without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.rendering.findings import FindingReport

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github_annotations(report: FindingReport) -> Iterator[str]:
    """Yield workflow commands of GitHub Actions, which show beside the lines of a change.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for problem in report.problems():
        at = problem.position
        properties = {
            "file": report.place.path(problem.path),
            "line": str(at.line),
            "col": str(at.column),
            "title": problem.rule,
        }
        listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        message = problem.message + (f"\n{problem.hint}" if problem.hint else "")
        kind = _KINDS[problem.severity]
        yield f"::{kind} {listed}::{_escaped(without_controls(message))}\n"


def _escaped(text: str) -> str:
    # what else ends a line somewhere, such as U+2028, is no line end of these commands
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return one_line_of_name(text)


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format("github", "annotations of GitHub Actions", "problems", github_annotations)
