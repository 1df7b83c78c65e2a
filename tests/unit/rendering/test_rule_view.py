from __future__ import annotations

import pytest

from newsctl.core.problems import Fixable, RuleText, Severity
from newsctl.rendering.rule_view import rule_list, rule_view
from newsctl.rendering.terminal import Terminal

RULE = RuleText(
    "file-bom",
    "file",
    Severity.WARNING,
    "The file begins with a mark.",
    "Programs stumble over it.",
    bad="[BOM]---\n",
    good="---\n",
    beside="ernaast\n",
    fixable=Fixable.SAFE,
)
PLAIN = RuleText("date-missing", "date", Severity.ERROR, "There is no date.", "It is in no list.")


def test_a_rule_tells_what_why_what_mends_it_and_shows_itself():
    assert rule_view(RULE, Terminal()) == (
        "file-bom (file, warning)\n\n"
        "The file begins with a mark.\n\n"
        "Programs stumble over it.\n\n"
        "validate --fix mends it.\n\n"
        "Beside:\n\n    ernaast\n\n"
        "Wrong:\n\n    [BOM]---\n\n"
        "Right:\n\n    ---\n"
    )


@pytest.mark.parametrize(
    ("fixable", "told"),
    [
        (Fixable.SAFE, "validate --fix mends it."),
        (Fixable.UNSAFE, "validate --unsafe-fixes mends it; look at what that does."),
        (None, "newsctl cannot mend it."),
    ],
)
def test_what_mends_a_rule_is_said(fixable, told):
    rule = RuleText("a-b", "file", Severity.INFO, "What.", "Why.", fixable=fixable)
    assert told in rule_view(rule, Terminal()).splitlines()


def test_a_pipe_gets_the_rules_with_tabs():
    assert rule_list([RULE, PLAIN], Terminal()) == (
        "file-bom\tfile\twarning\t--fix\tThe file begins with a mark.\n"
        "date-missing\tdate\terror\t\tThere is no date.\n"
    )


def test_a_terminal_gets_the_rules_in_columns(screen):
    assert rule_list([RULE, PLAIN], screen()) == (
        "file-bom      file  warning  --fix\ndate-missing  date  error\n"
    )
    assert rule_list([PLAIN], screen(colour=True)).startswith("\x1b[36mdate-missing\x1b[0m  ")
