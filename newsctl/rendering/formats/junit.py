"""Findings as JUnit XML, which build servers display as tests, one for each post."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.counts import counted
from newsctl.core.problems import Severity
from newsctl.rendering.finding_lines import finding_lines
from newsctl.rendering.formats import Format
from newsctl.rendering.harmless import one_line_of_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Problem
    from newsctl.rendering.findings import FindingReport
    from newsctl.rendering.paths import Place

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to spell (https://www.w3.org/TR/xml/, production 2)."""


def junit_report(report: FindingReport) -> Iterator[str]:
    """Yield a test suite in pieces: posts with errors fail, other findings are output.

    The report begins with the number of failures, so all findings are collected first.
    """
    place = report.place
    by_path: dict[PostPath, list[Problem]] = {path: [] for path in report.checked.posts}
    for problem in report.problems():
        by_path.setdefault(problem.path, []).append(problem)
    failed = sum(any(map(_is_error, found)) for found in by_path.values())
    numbers = f'tests="{len(by_path)}" failures="{failed}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites {numbers}>\n<testsuite name="newsctl validate" {numbers}>\n'
    for path, found in by_path.items():
        yield from _case(place.path(path), found, place)
    yield "</testsuite>\n</testsuites>\n"


def _case(path: str, problems: Sequence[Problem], place: Place) -> Iterator[str]:
    """Yield the test case of a post, with its problems."""
    case = f'<testcase classname="newsctl" name="{_attribute(path)}" file="{_attribute(path)}"'
    if not problems:
        yield f"{case}/>\n"
        return
    yield f"{case}>\n"
    errors = list(filter(_is_error, problems))
    if errors:
        rules = _attribute(", ".join(dict.fromkeys(error.rule for error in errors)))
        message = counted(len(errors), "error")
        yield f'<failure message="{message}" type="{rules}">{_lines(errors, place)}</failure>\n'
    if len(errors) < len(problems):
        others = [problem for problem in problems if not _is_error(problem)]
        yield f"<system-out>{_lines(others, place)}</system-out>\n"
    yield "</testcase>\n"


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR


def _lines(problems: Iterable[Problem], place: Place) -> str:
    return _text("".join(finding_lines(problems, place)))


def _attribute(text: str) -> str:
    return _text(one_line_of_data(text))


def _text(text: str) -> str:
    from html import escape  # noqa: PLC0415 -- help lists all formats and writes none

    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text))


FORMAT = Format("junit", "a test report, for build servers", "problems", junit_report)
