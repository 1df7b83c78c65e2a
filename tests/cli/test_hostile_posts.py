"""Posts that mean harm: no command obeys them, and no terminal is given anything to obey."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from itertools import pairwise

import pytest

ESCAPES = "\x1b]0;weg\x07\x1b[31mrood\x1b[0m\x9b2J"
QUOTED = f'"{json.dumps(ESCAPES)[1:-1]}"'


def post(header, body="x"):
    return f"---\n{header}\n---\n{body}\n"


def bomb():
    """Nine lists of nine times the list before: 9 to the 9th values, if all were written out."""
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    for letter, following in pairwise("abcdefghi"):
        lines.append(f"{following}: &{following} [{','.join([f'*{letter}'] * 9)}]")
    return "\n".join(lines)


HOSTILE = {
    "2020-01-01-escapes.md": post(f"title: {QUOTED}\nbron: NOS", ESCAPES),
    "2020-01-02-markup.md": post("title: '[red]rood[/red] [link=file:///etc]x[/link]'", "[/]"),
    "2020-01-03-bidi.md": post('title: "a \u202egpj.exe"\nbron: "\u2066x"', "b \u202e c"),
    "2020-01-04-nul.md": post('title: "nul \\0 nul"', "b\0c"),
    "2020-01-05-keys.md": post("\n".join(["title: keys", *(f"k{n}: {n}" for n in range(10_000))])),
    "2020-01-06-bomb.md": post(bomb()),
    "2020-01-07-formula.md": post("title: \"=cmd|' /C calc'!A0\""),
    "2020-01-08-tag.md": post("title: !!python/object/apply:os.system ['touch weg']"),
    "2020-01-09-key.md": post(f"title: sleutel\n{QUOTED}: {QUOTED}"),
    "2020-01-10-\x1b[31m-naam.md": post("title: naam"),
}
LINES = [
    "list",
    "list -f tsv",
    "list -f csv",
    "list -f md",
    "list -f path",
    "list -f json",
    "list --fields title,bron,path",
    "list -t {title}{bron}",
    "search x",
    "search nul --explain",
    "show 2020-01-01-escapes.md",
    "show 2020-01-01-escapes.md --raw",
    "show 2020-01-01-escapes.md --text",
    "show 2020-01-01-escapes.md --json",
    "show 2020-01-09-key.md",
    "show 2020-01",
    "show 2020-01-06-bomb.md",
    "facets",
    "facets bron",
    "validate",
    "validate -f json",
    "index status -v",
    "index verify",
    "analyze \x1b[31mrood",
    "search bron:\x1b[31m\x1b]0;weg\x07",
    "search \x1b:x",
    "show \x1b[31m",
    "list --sort \x1b[31m",
    "list --\x1b[31m",
    "\x1b[31m",
    "validate \x1b[31m",
    "add \x1b[31mTitel --dry-run --body \x1b[31m",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, newsctl_forked):
    folder = tmp_path_factory.mktemp("hostile") / "posts"
    folder.mkdir()
    for name, text in HOSTILE.items():
        (folder / name).write_text(text, encoding="utf-8")
    newsctl_forked("index", "update", cwd=folder)
    return folder


def on_a_terminal(lines, cwd):
    """Run lines one after another with all streams on one terminal, and return what it is sent.

    Enter is typed beforehand for the one question, which post was meant, and no fzf is found that
    would draw the list itself.
    """
    program = "import json, sys\nfrom newsctl.cli.app import run\n"
    program += "for line in json.loads(sys.argv[1]): run(line.split(' ')), print('', flush=True)"
    keyboard, screen = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", program, json.dumps(lines)],
        cwd=cwd,
        stdin=screen,
        stdout=screen,
        stderr=screen,
        env={**os.environ, "NEWSCTL_PAGER": str(shutil.which("cat")), "PATH": ""},
    )
    os.close(screen)
    os.write(keyboard, b"\n")
    shown = b""
    while True:
        try:
            piece = os.read(keyboard, 65536)
        except OSError:  # Linux, when the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(keyboard)
    process.wait()
    return shown.decode()


def test_nothing_that_a_terminal_obeys_reaches_one(hostile):
    shown = on_a_terminal(LINES, hostile)
    assert "rood" in shown
    assert "sleutel" in shown
    assert "went wrong" not in shown
    assert "Traceback" not in shown
    assert shown.count("Which one? ") == 1
    steering = set(map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160))))
    steering |= set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    found = steering & set(shown)
    at = min((shown.index(one) for one in found), default=0)
    assert not found, shown[max(at - 200, 0) : at + 100]


@pytest.mark.parametrize(
    "line",
    [
        "list -f json",
        "search x -f json",
        "validate -f json",
        "facets -f json",
        "facets bron -f json",
    ],
)
def test_json_stays_valid(newsctl, hostile, line):
    assert isinstance(newsctl(*line.split(), cwd=hostile).json, list)


def test_json_lines_stay_lines(newsctl, hostile):
    lines = newsctl("list", "-f", "jsonl", cwd=hostile).out.splitlines()
    assert len(lines) == int(newsctl("list", "--count", cwd=hostile).text)
    assert all(json.loads(line)["schema_version"] == 1 for line in lines)


def test_every_post_can_be_shown(newsctl, hostile):
    for path in newsctl("list", "-f", "path", "-0", cwd=hostile).text.split("\0")[:-1]:
        for form in ((), ("--text",), ("--json",), ("--raw",)):
            assert newsctl("show", path, *form, cwd=hostile).code == 0, path


def test_no_post_runs_a_program(newsctl, hostile):
    newsctl("validate", cwd=hostile)
    assert not (hostile / "weg").exists()


def test_a_bad_post_is_named_and_hides_no_other(newsctl, hostile):
    told = newsctl("index", "status", "-v", cwd=hostile).text
    assert "2020-01-06-bomb.md: " in told
    assert int(newsctl("list", "--count", cwd=hostile).text) >= 7


def test_lines_of_tsv_are_posts(newsctl, hostile):
    lines = newsctl("list", "-f", "tsv", cwd=hostile).out.splitlines()
    assert {line.count(b"\t") for line in lines} == {2}
