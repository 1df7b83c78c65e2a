from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsctl.core.post.post import PostPath
from newsctl.core.problems import Position, Problem, Severity
from newsctl.rendering.findings import Checked, FindingReport
from newsctl.rendering.formats import format_named, write_answer
from newsctl.rendering.formats.junit import junit_report
from newsctl.rendering.terminal import Terminal

WRONG = [
    Problem(PostPath("b.md"), "title-empty", "The title is empty.", position=Position(2, 8)),
    Problem(PostPath("b.md"), "date-missing", "No date & no name.", hint='Add "date".'),
    Problem(PostPath("b.md"), "title-case", "It shouts.", Severity.WARNING),
]
NOTED = Problem(PostPath("c.md"), "date-zone", "No zone.", Severity.INFO)


@pytest.fixture
def suite(place):
    def _suite(problems, *posts):
        out = io.BytesIO()
        report = FindingReport(iter(problems), Terminal(), place, Checked(posts))
        write_answer(report, format_named("junit"), out, Terminal())
        return ET.fromstring(out.getvalue())

    return _suite


def test_every_post_is_a_test(suite):
    root = suite([*WRONG, NOTED], "a.md", "b.md", "c.md")
    assert root.tag == "testsuites"
    assert root.attrib == {"tests": "3", "failures": "1", "errors": "0"}
    good, bad, noted = root.findall("testsuite/testcase")
    assert (good.get("name"), good.get("file"), list(good)) == ("a.md", "a.md", [])
    assert [child.tag for child in bad] == ["failure", "system-out"]
    assert [child.tag for child in noted] == ["system-out"]


def test_a_failure_has_all_errors_of_its_post(suite):
    failure = suite(WRONG, "b.md").find("testsuite/testcase/failure")
    assert failure.attrib == {"message": "2 errors", "type": "title-empty, date-missing"}
    assert failure.text.splitlines() == [
        "b.md:2:8: error title-empty The title is empty.",
        'b.md:1:1: error date-missing No date & no name. (Add "date".)',
    ]
    output = suite(WRONG, "b.md").find("testsuite/testcase/system-out")
    assert output.text == "b.md:1:1: warning title-case It shouts.\n"


def test_an_archive_without_posts_is_a_suite_without_tests(suite):
    assert suite([]).get("tests") == "0"


def test_findings_that_come_late_are_told_of_with_their_post(suite):
    late = Problem(PostPath("a.md"), "same-story", "Twice.")
    root = suite([*WRONG, late], "a.md", "b.md")
    assert [case.get("name") for case in root.iter("testcase")] == ["a.md", "b.md"]
    assert root.get("failures") == "2"


@given(name=st.text(min_size=1), message=st.text())
@example(name="\ufffe.md", message="\uffff\x0b\x00]]>")
@example(name="caf\udce9\n.md", message="\ud800")
def test_what_xml_cannot_spell_is_made_visible(name, message, place):
    problem = Problem(PostPath(name), "rule", message)
    text = "".join(junit_report(FindingReport([problem], Terminal(), place, Checked())))
    ET.fromstring(text.encode())
