"""The SARIF log, against those parts of the standard's schema that it uses."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.check.repairs import Replacement
from newsctl.core.post.post import PostPath
from newsctl.core.problems import TOP, Fix, Fixable, Position, Problem, RuleText, Severity
from newsctl.rendering.findings import Checked, FindingReport
from newsctl.rendering.formats import format_named, write_answer
from newsctl.rendering.paths import Place
from newsctl.rendering.terminal import Terminal

PLACE = Place(Path("/archief"), Path("/archief"))
RULES = [
    RuleText("date-missing", "date", Severity.ERROR, "No date.", "It is in no list."),
    RuleText("file-bom", "file", Severity.WARNING, "A mark.", "Why.", fixable=Fixable.SAFE),
]
UNDATED = Problem(PostPath("a b.md"), "date-missing", "No date.", hint="Add one.")
MARKED = Problem(
    PostPath("b.md"), "file-bom", "A “mark”\x1b\n.", Severity.WARNING, Position(3, 8), fix=Fix(())
)
NOTED = Problem(PostPath("b.md"), "onbekend", "Iets.", Severity.INFO)


def log(*problems, mend=None):
    """Write findings as SARIF and read them again."""
    out = io.BytesIO()
    checked = Checked(rules=RULES, mend=mend and (lambda: mend))
    report = FindingReport(iter(problems), Terminal(), PLACE, checked)
    write_answer(report, format_named("sarif"), out, Terminal())
    return json.loads(out.getvalue())


# Section 3 of the standard as far as newsctl uses it: what an object may hold, what it must hold,
# and what each of that is. A name stands for an object, a list for an array of such.
TEXT, NUMBER, ANY = str, int, object
LEVEL = re.compile("none|note|warning|error")
REFERENCE = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+")
SCHEMA = {
    "log": {"$schema": TEXT, "version!": re.compile(r"2\.1\.0"), "runs!": ["run"]},
    "run": {
        "tool!": "tool",
        "columnKind": re.compile("utf16CodeUnits|unicodeCodePoints"),
        "originalUriBaseIds": {"%SRCROOT%": "artifactLocation"},
        "results": ["result"],
    },
    "tool": {"driver!": "toolComponent"},
    "toolComponent": {
        "name!": TEXT,
        "semanticVersion": re.compile(r"\d+\.\d+\.\d+.*"),
        "rules": ["reportingDescriptor"],
    },
    "reportingDescriptor": {
        "id!": TEXT,
        "shortDescription": "multiformatMessageString",
        "fullDescription": "multiformatMessageString",
        "help": "multiformatMessageString",
        "defaultConfiguration": "reportingConfiguration",
        "properties": ANY,
    },
    "multiformatMessageString": {"text!": TEXT},
    "reportingConfiguration": {"level": LEVEL},
    "result": {
        "ruleId": TEXT,
        "ruleIndex": range(-1, 1 << 31),
        "level": LEVEL,
        "message!": "message",
        "locations": ["location"],
        "fixes": ["fix"],
        "properties": ANY,
    },
    "fix": {"description": "message", "artifactChanges!": ["artifactChange"]},
    "artifactChange": {"artifactLocation!": "artifactLocation", "replacements!": ["replacement"]},
    "replacement": {"deletedRegion!": "region", "insertedContent": "artifactContent"},
    "artifactContent": {"text": TEXT},
    "message": {"text": TEXT},
    "location": {"physicalLocation": "physicalLocation"},
    "physicalLocation": {"artifactLocation": "artifactLocation", "region": "region"},
    "artifactLocation": {"uri": REFERENCE, "uriBaseId": TEXT, "description": "message"},
    "region": {
        name: range(1, 1 << 31) for name in ("startLine", "startColumn", "endLine", "endColumn")
    },
}


def holds(value, kind):
    """Hold a value to what the schema says it is."""
    match kind:
        case list():
            assert isinstance(value, list)
            for one in value:
                holds(one, kind[0])
        case str():
            holds(value, SCHEMA[kind])
        case dict():
            names = {name.removesuffix("!"): one for name, one in kind.items()}
            assert value.keys() <= names.keys()
            assert {name[:-1] for name in kind if name.endswith("!")} <= value.keys()
            for name, one in value.items():
                holds(one, names[name])
        case re.Pattern():
            assert kind.fullmatch(value), value
        case range():
            assert value in kind
        case _:
            assert isinstance(value, kind)


@pytest.mark.parametrize("problems", [(), (UNDATED,), (UNDATED, MARKED, NOTED)])
def test_a_log_is_what_the_schema_allows(problems):
    holds(log(*problems), "log")


def test_a_log_tells_of_every_rule_and_of_each_finding():
    (run,) = log(UNDATED, MARKED)["runs"]
    first, second = run["results"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["date-missing", "file-bom"]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("date-missing", 0, "error")
    assert first["message"]["text"] == "No date. Add one."
    assert second["properties"] == {"fixable": "safe"}
    place = second["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 8}
    assert second["message"]["text"] == "A “mark”\x1b\n."


def test_what_mends_a_finding_is_told_as_spans_of_its_file():
    spans = [Replacement(Position(2, 8), Position(2, 10), "x"), Replacement(TOP, Position(2), "")]
    told = log(UNDATED, MARKED, mend=lambda problem: spans if problem is MARKED else ())
    holds(told, "log")
    first, second = told["runs"][0]["results"]
    assert "fixes" not in first
    (change,) = second["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "b.md", "uriBaseId": "%SRCROOT%"}
    assert change["replacements"][0] == {
        "deletedRegion": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 10},
        "insertedContent": {"text": "x"},
    }
    assert len(change["replacements"]) == 2


def test_a_rule_of_which_nothing_is_known_has_no_number():
    assert log(NOTED)["runs"][0]["results"][0]["ruleIndex"] == -1


def uri_of(path):
    (result,) = log(Problem(PostPath(path), "file-bom", "Mark."))["runs"][0]["results"]
    return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("_posts/a b.md", "_posts/a%20b.md"),
        ("2019:x#y?.md", "2019%3Ax%23y%3F.md"),
        ("crème 🎈.md", "cr%C3%A8me%20%F0%9F%8E%88.md"),
        ("caf\udce9.md", "caf%E9.md"),
        ("100%.md", "100%25.md"),
        ("-x.md", "./-x.md"),
    ],
)
def test_a_path_is_a_relative_reference(path, uri):
    assert uri_of(path) == uri


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0/"), min_size=1))
def test_a_path_is_what_its_reference_stands_for(name):
    uri = uri_of(f"x{name}.md")
    assert REFERENCE.fullmatch(uri)
    assert unquote_to_bytes(uri).decode() == f"x{name}.md"
