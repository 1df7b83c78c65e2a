"""The hooks of this repository check what .ci/run checks, but for tests that take long."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
(REPOSITORY,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
ENTRIES = [hook["entry"] for hook in REPOSITORY["hooks"]]
STEPS = re.findall(
    r'\.venv/bin/((?!pip|newsctl).*)"$', (ROOT / ".ci/run").read_text(), re.MULTILINE
)


def test_every_check_of_the_whole_is_a_hook():
    checks = [step.split("/")[-1] for step in STEPS]
    assert [check for check in checks if not check.startswith("pytest")] == ENTRIES[:-1]
    assert len(checks) == len(ENTRIES) == 5


def test_the_tests_before_a_commit_are_the_quick_ones(pytestconfig):
    assert ENTRIES[-1] == "pytest -m quick"
    assert any(line.startswith("quick:") for line in pytestconfig.getini("markers"))


def test_hooks_run_the_tools_of_the_environment():
    assert REPOSITORY["repo"] == "local"
    assert {hook["language"] for hook in REPOSITORY["hooks"]} == {"system"}
