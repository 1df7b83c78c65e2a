"""Findings for programs: lines, JSON, and the annotations of GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.problems import Fixable, Severity
from newsctl.rendering.harmless import one_line_of_data, one_line_of_name, without_controls
from newsctl.rendering.json_output import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.post.post import Value
    from newsctl.core.problems import Problem
    from newsctl.rendering.paths import Place

OPTIONS = {Fixable.SAFE: "--fix", Fixable.UNSAFE: "--unsafe-fixes"}
"""The option of `validate` that mends what is fixable so."""

_GITHUB_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def where(problem: Problem, place: Place) -> str:
    """Return `path:line:column`, which editors and terminals can follow."""
    at = problem.position
    return f"{place.path(problem.path)}:{at.line}:{at.column}"


def finding_lines(problems: Iterable[Problem], place: Place) -> Iterator[str]:
    """Yield a line for each finding, its hint at the end: scripts and editors read by lines."""
    for problem in problems:
        hint = f" ({problem.hint})" if problem.hint else ""
        told = f"{where(problem, place)}: {problem.severity} {problem.rule} {problem.message}{hint}"
        yield one_line_of_data(told + option_in_brackets(problem)) + "\n"


def option_in_brackets(problem: Problem) -> str:
    """Return ` [--fix]` for a problem that newsctl mends with that option."""
    return f" [{OPTIONS[problem.fixable]}]" if problem.fixable else ""


def finding_objects(problems: Iterable[Problem], place: Place) -> Iterator[dict[str, Value]]:
    """Yield an object for each finding; line and column count from 1.

    `hint` may be null, and `fixable` is `safe`, `unsafe` or null.
    """
    for problem in problems:
        yield {
            "schema_version": SCHEMA_VERSION,
            "path": place.path(problem.path),
            "line": problem.position.line,
            "column": problem.position.column,
            "severity": str(problem.severity),
            "rule": problem.rule,
            "message": problem.message,
            "hint": problem.hint,
            "fixable": problem.fixable and str(problem.fixable),
        }


def github_annotations(problems: Iterable[Problem], place: Place) -> Iterator[str]:
    """Yield workflow commands of GitHub Actions, which show beside the lines of a change.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for problem in problems:
        at = problem.position
        properties = {
            "file": place.path(problem.path),
            "line": str(at.line),
            "col": str(at.column),
            "title": problem.rule,
        }
        told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        message = problem.message + (f"\n{problem.hint}" if problem.hint else "")
        kind = _GITHUB_KINDS[problem.severity]
        yield f"::{kind} {told}::{_escaped(without_controls(message))}\n"


def _escaped(text: str) -> str:
    # what else ends a line somewhere, such as U+2028, is no line end of these commands
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return one_line_of_name(text)


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
