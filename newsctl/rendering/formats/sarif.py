"""Findings as SARIF, which code hosts and editors display beside the lines."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsctl.core.problems import Severity
from newsctl.rendering.formats import Format
from newsctl.rendering.json_output import json_text
from newsctl.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.check.repairs import Replacement
    from newsctl.core.post.post import Value
    from newsctl.core.problems import Problem, RuleText
    from newsctl.rendering.findings import FindingReport
    from newsctl.rendering.paths import Place

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_BASE = "%SRCROOT%"


def sarif_log(report: FindingReport) -> Iterator[str]:
    """Yield a log of one run in pieces, one finding at a time.

    SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/. Paths are URIs relative to the
    current folder, and columns count code points.
    """
    mend = report.checked.mend() if report.checked.mend else None
    run = json_text(_run(report.checked.rules)).removesuffix("}")
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    yield f'{{"$schema": "{schema}", "version": "2.1.0", "runs": [{run}, "results": ['
    numbers = {rule.rule: number for number, rule in enumerate(report.checked.rules)}
    separator = "\n"
    for problem in report.problems():
        result = _result(problem, numbers, report.place)
        if mend and (replacements := mend(problem)):
            result["fixes"] = [_fix(problem, replacements, report.place)]
        yield separator + json_text(result)
        separator = ",\n"
    yield "\n]}]}\n"


def _run(rules: Sequence[RuleText]) -> Mapping[str, Value]:
    driver: Mapping[str, Value] = {
        "name": "newsctl",
        "semanticVersion": __version__,
        "rules": [_descriptor(rule) for rule in rules],
    }
    base = {"description": {"text": "The folder in which newsctl was run."}}
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: base},
    }


def _descriptor(rule: RuleText) -> Mapping[str, Value]:
    return {
        "id": rule.rule,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.what} {rule.why}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity] if rule.severity else "none"},
        "properties": {"tags": [rule.family], "fixable": rule.fixable},
    }


def _result(problem: Problem, numbers: Mapping[str, int], place: Place) -> dict[str, Value]:
    message = f"{problem.message} {problem.hint}" if problem.hint else problem.message
    at = problem.position
    return {
        "ruleId": problem.rule,
        "ruleIndex": numbers.get(problem.rule, -1),  # -1 means none in SARIF
        "level": _LEVELS[problem.severity],
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(problem, place),
                    "region": {"startLine": at.line, "startColumn": at.column},
                }
            }
        ],
        "properties": {"fixable": problem.fixable},
    }


def _fix(
    problem: Problem, replacements: Sequence[Replacement], place: Place
) -> Mapping[str, Value]:
    """Return a proposed fix (section 3.55): spans of one file with their replacements."""
    replaced: list[Value] = [
        {
            "deletedRegion": {
                "startLine": one.start.line,
                "startColumn": one.start.column,
                "endLine": one.end.line,
                "endColumn": one.end.column,
            },
            "insertedContent": {"text": one.text},
        }
        for one in replacements
    ]
    change: Mapping[str, Value] = {
        "artifactLocation": _artifact(problem, place),
        "replacements": replaced,
    }
    return {"artifactChanges": [change]}


def _artifact(problem: Problem, place: Place) -> Mapping[str, Value]:
    return {"uri": _uri(problem.path, place), "uriBaseId": _BASE}


def _uri(path: str, place: Place) -> str:
    """Return a path as a relative reference of RFC 3986, including bytes that are not UTF-8."""
    return quote(os.fsencode(place.path(path)))


FORMAT = Format("sarif", "a SARIF log, for code hosts and editors", "problems", sarif_log)
