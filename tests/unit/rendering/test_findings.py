from __future__ import annotations

import io
import json

import pytest

from newsctl.core.post.post import PostPath
from newsctl.core.problems import Fix, Position, Problem, ReplaceText, Severity
from newsctl.rendering.findings import Checked, FindingReport
from newsctl.rendering.formats import format_named, write_answer
from newsctl.rendering.tallies import FindingTally, findings_summary
from newsctl.rendering.terminal import Terminal

UNDATED = [
    Problem(PostPath(f"a{number}.md"), "date-missing", "There is no date.", hint="Add one.")
    for number in range(1, 9)
]
MARKED = Problem(
    PostPath("b.md"), "title-entities", "The title\nholds \x1b.", Severity.WARNING, Position(3, 8)
)

FIXABLE = [
    Problem(PostPath("c.md"), "a-rule", "Wrong.", fix=Fix((ReplaceText(0, 1, ""),), safe=safe))
    for safe in (True, True, False)
]


@pytest.fixture
def report(place):
    def _report(problems, form="text", terminal=None, *, every=False):
        out = io.BytesIO()
        terminal = terminal or Terminal()
        tally = FindingTally()
        found = tally.fixes_of(problems)
        report = FindingReport(found, terminal, place, Checked(), every=every, tally=tally)
        write_answer(report, format_named(form), out, terminal)
        return out.getvalue().decode(), report.tally

    return _report


def test_a_pipe_gets_every_finding_on_a_line(report):
    text, _ = report([*UNDATED, MARKED])
    assert len(text.splitlines()) == 9
    assert text.splitlines()[0] == "a1.md:1:1: error date-missing There is no date. (Add one.)"
    assert text.splitlines()[8] == "b.md:3:8: warning title-entities The title holds ␛."


def test_a_terminal_is_not_drowned(report, screen):
    text, tally = report([*UNDATED, MARKED], terminal=screen())
    assert text.count("There is no date.") == 5
    assert text.splitlines()[1] == "    Add one."
    assert text.endswith("… and 3 more (date-missing); --all shows them\n")
    assert tally.of(Severity.ERROR) == 8


def test_a_terminal_shows_all_when_asked(report, screen):
    text, _ = report(UNDATED, terminal=screen(), every=True)
    assert text.count("There is no date.") == 8
    assert "more" not in text


def test_severity_and_rule_are_coloured(report, screen):
    text, _ = report([MARKED], terminal=screen(colour=True))
    assert text == (
        "b.md:3:8: \x1b[1;33mwarning\x1b[0m \x1b[36mtitle-entities\x1b[0m The title holds ␛.\n"
    )


def test_json_has_every_part(report):
    text, _ = report([MARKED], "json")
    assert json.loads(text) == [
        {
            "schema_version": 1,
            "path": "b.md",
            "line": 3,
            "column": 8,
            "severity": "warning",
            "rule": "title-entities",
            "message": "The title\nholds \x1b.",
            "hint": None,
            "fixable": None,
        }
    ]
    assert report([], "json")[0] == "[]\n"
    assert report([], "jsonl")[0] == ""
    assert len(report(UNDATED, "jsonl")[0].splitlines()) == 8


def test_what_mends_a_finding_stands_behind_it(report, screen):
    lines = [
        "c.md:1:1: error a-rule Wrong. [--fix]",
        "c.md:1:1: error a-rule Wrong. [--unsafe-fixes]",
    ]
    assert report(FIXABLE[1:])[0].splitlines() == lines
    assert report(FIXABLE[1:], terminal=screen())[0].splitlines() == lines
    found = json.loads(report(FIXABLE[1:], "json")[0])
    assert [one["fixable"] for one in found] == ["safe", "unsafe"]


def test_github_gets_annotations(report):
    text, _ = report([UNDATED[0], MARKED], "github")
    assert text.splitlines() == [
        "::error file=a1.md,line=1,col=1,title=date-missing::There is no date.%0AAdd one.",
        "::warning file=b.md,line=3,col=8,title=title-entities::The title%0Aholds ␛.",
    ]


def test_no_name_of_a_file_gives_github_another_command(report):
    path = "a\n::error::b\r\x1b]0;x\x07,line=9:50%.md"
    text, _ = report([Problem(path, "date-missing", "There is no date.")], "github")
    assert text == (
        "::error file=a%0A%3A%3Aerror%3A%3Ab%0D␛]0;x␇%2Cline=9%3A50%25.md,line=1,col=1,"
        "title=date-missing::There is no date.\n"
    )


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_an_annotation_is_one_line_to_every_reader(report, end):
    problem = Problem(f"a{end}b.md", "title-markup", f"The title{end}ends.", hint=f"x{end}")
    text, _ = report([problem], "github")
    assert len(text.splitlines()) == 1


def test_the_summary_counts_by_rule_the_worst_first(report):
    _, tally = report([MARKED, *UNDATED])
    assert findings_summary(tally, Terminal()) == (
        "8 errors, 1 warning in 9 files\n  8  error    date-missing\n  1  warning  title-entities\n"
    )
    assert findings_summary(FindingTally(), Terminal()) == "No problems found.\n"


def test_the_summary_tells_what_was_fixed_and_what_can_be(report):
    _, tally = report([*FIXABLE, MARKED])
    assert findings_summary(tally, Terminal(), fixed=1234).splitlines() == [
        "1,234 fixed.",
        "3 errors, 1 warning in 2 files",
        "  3  error    a-rule",
        "  1  warning  title-entities",
        "2 can be fixed with --fix.",
        "1 can be fixed with --unsafe-fixes.",
    ]
    assert findings_summary(FindingTally(), Terminal(), fixed=1) == "1 fixed.\nNo problems found.\n"


def test_a_finding_is_broken_at_words(report):
    problem = Problem(
        PostPath("2019-01-01-a.md"),
        "count-aantal",
        "aantal is 9999, but the body has 226 words.",
        Severity.ERROR,
        hint="Write aantal: 226, or let newsctl validate --fix do so.",
    )
    text, _ = report([problem], terminal=Terminal(50, is_tty=True))
    assert text == (
        "2019-01-01-a.md:1:1: error count-aantal\n"
        "    aantal is 9999, but the body has 226 words.\n"
        "    Write aantal: 226, or let newsctl validate\n"
        "    --fix do so.\n"
    )
    text, _ = report([problem], terminal=Terminal(36, is_tty=True))
    assert text.splitlines()[:3] == [
        "2019-01-01-a.md:1:1:",
        "    error count-aantal",
        "    aantal is 9999, but the body has",
    ]
