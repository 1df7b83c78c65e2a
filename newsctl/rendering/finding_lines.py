"""Findings, one on a line, as editors read them, with the option that fixes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import translated
from newsctl.core.problems import Fixable
from newsctl.rendering.harmless import one_line_of_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.problems import Problem
    from newsctl.rendering.paths import Place

OPTIONS = {Fixable.SAFE: "--fix", Fixable.UNSAFE: "--unsafe-fixes"}
"""The option of `validate` that mends what is fixable so."""


def where(problem: Problem, place: Place) -> str:
    """Return `path:line:column`, which editors and terminals can follow."""
    at = problem.position
    return f"{place.path(problem.path)}:{at.line}:{at.column}"


def finding_lines(
    problems: Iterable[Problem], place: Place, *, for_people: bool = False
) -> Iterator[str]:
    """Yield a line for each finding, with its hint at the end.

    With `for_people` they are in the user's language, since no script reads them.
    """
    shown = translated if for_people else str
    for problem in problems:
        hint = f" ({shown(problem.hint)})" if problem.hint else ""
        message = shown(problem.message)
        line = f"{where(problem, place)}: {problem.severity} {problem.rule} {message}{hint}"
        yield one_line_of_data(line + option_in_brackets(problem)) + "\n"


def option_in_brackets(problem: Problem) -> str:
    """Return ` [--fix]` for a problem that this option fixes."""
    return f" [{OPTIONS[problem.fixable]}]" if problem.fixable else ""
