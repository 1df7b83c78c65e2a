"""What a start loads, in a process of its own: nothing slow that the answer does not need."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from newsctl.cli.app import run
for line in sys.argv[2:]:
    run(line.split(" "))
    print(line, *sorted(sys.modules.keys() & set(sys.argv[1].split())), file=sys.stderr)
"""
RENDERING = {"rich"}
READING = {"yaml", "frontmatter", "selectolax", "markdown_it"}
LANGUAGE = {"simplemma", "rapidfuzz"}
INDEX = {"whoosh"}
SLOW = RENDERING | READING | LANGUAGE | INDEX


def loaded(*lines, cwd):
    """Run lines one after another in one process, and return which slow packages it has loaded."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, " ".join(SLOW), *lines],
        cwd=cwd,
        capture_output=True,
        check=True,
        text=True,
    )
    assert "Traceback" not in ran.stderr
    return set(ran.stderr.splitlines()[-1].removeprefix(lines[-1]).split())


def test_help_loads_nothing_slow(samples):
    lines = ["--help", "--version", "search --help", "index --help", "--show-completion zsh"]
    assert loaded(*lines, cwd=samples) == set()


def test_a_mistake_in_an_option_loads_nothing_slow(samples):
    assert loaded("search --formt json", "serach x", "-C", "search", cwd=samples) == set()


def test_completion_loads_nothing_slow(samples, monkeypatch):
    monkeypatch.setenv("_NEWSCTL_COMPLETE", "1")
    assert loaded("li", "list --fo", "show 2019", cwd=samples) == set()
    assert loaded("list --bron N", cwd=samples) <= INDEX


def test_an_answer_in_a_pipe_from_a_fresh_index_loads_the_index_alone(samples):
    lines = [
        "search verkiezingen",
        "search verkiezingen -f json",
        "search verkiezingen -f csv --fields title",
        "list bron:NOS",
        "list --count",
        "facets bron",
        "index status",
    ]
    assert loaded(*lines, cwd=samples) == INDEX


def test_validating_and_raw_posts_need_no_screen(samples):
    assert not loaded("validate", "show boeren --raw", cwd=samples) & RENDERING
