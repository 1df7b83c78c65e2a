"""Every command explains itself, with two examples that work."""

from __future__ import annotations

import re
import shlex

import pytest
import typer

from newsctl.cli.app import app

PROGRAM = typer.main.get_command(app)
GROUPS = {name: one for name, one in PROGRAM.commands.items() if hasattr(one, "commands")}
COMMANDS = {
    **{name: command for name, command in PROGRAM.commands.items() if name not in GROUPS},
    **{f"{name} {sub}": one for name, of in GROUPS.items() for sub, one in of.commands.items()},
}
EXAMPLES = [
    line.strip()
    for command in COMMANDS.values()
    for line in command.help.split("Examples:")[-1].splitlines()
    if line.strip()
]
WRITES = re.compile(
    r" (?:add|import|export|"
    r"edit|drafts|publish|unpublish|set|rename|rm|undo|redo|trash|index|config) ?"
)
AT_A_SCREEN = re.compile(r"newsctl (?:-C \S+ )?(?:browse|serve)\b")
"""What lasts until somebody ends it: see test_browse and test_serve."""

FILES = {
    "body.html": b"<p>Het kabinet is gevallen.</p>\n",
    "post.md": b"---\ntitle: Kabinet valt\n---\nHet kabinet is gevallen na de verkiezingen.\n",
    "words.txt": b"verkiezingen\nfietsen\n",
    "feed.jsonl": b'{"title": "Kabinet valt", "date": "2025-10-03", "body": "Verkiezingen."}\n',
    "feed.rss": b"<rss version='2.0'><channel><item><title>Kabinet valt</title>"
    b"<pubDate>Fri, 03 Oct 2025 10:00:00 +0200</pubDate></item></channel></rss>",
    "oud.csv": b"kop,date\nKabinet valt,2025-10-03\n",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_two_examples(name):
    examples = [one for one in EXAMPLES if f" {name} " in f"{one} "]
    assert len(examples) >= 2


@pytest.mark.parametrize("example", [one for one in EXAMPLES if not AT_A_SCREEN.search(one)])
def test_the_examples_work(newsctl, shell, samples, request, example):
    own, _, rest = example.partition(" || ")[0].partition(" | ")
    command, _, source = own.partition(" > ")[0].partition(" < ")
    archive = request.getfixturevalue("archive") if WRITES.search(command) else samples
    if WRITES.search(command):
        for name in ("feed.jsonl", "oud.csv"):
            (archive / name).write_bytes(FILES[name])
    if " undo" in command or " redo" in command:
        newsctl("set", "proef=ja", "Kamerverkiezingen", "--yes", cwd=archive)
    if " redo" in command:
        newsctl("undo", cwd=archive)
    if " drafts" in command or " publish" in command:
        newsctl("add", "Wolf in de Peel", "--draft", "--body", "Een wolf.", cwd=archive)
    if " trash" in command:
        newsctl("rm", "2019-10-01-boeren", cwd=archive)
    env = {"EDITOR": "true", "SHELL": "/bin/bash"}
    if "--all" in command and " clean" in command:  # the index of `samples` is for all tests
        env["NEWSCTL_CACHE"] = str(archive.parent / "cache")
    if "$(cat token)" in command:
        token = newsctl("changes", cwd=archive).text.strip()
        command = command.replace("$(cat token)", token)
    program, *arguments = shlex.split(command.replace("~/site", str(archive)))
    ran = newsctl(*arguments, cwd=archive, stdin=FILES.get(source, b""), **env)
    assert program == "newsctl"
    assert (ran.code, bool(ran.out or ran.err)) == (0, True), ran.err
    if rest:
        assert shell(rest, cwd=archive, stdin=ran.out).code == 0


@pytest.mark.parametrize("name", ["", *COMMANDS, *GROUPS])
def test_help_fits_eighty_columns_and_cuts_no_sentence(newsctl, name):
    lines = newsctl(*name.split(), "--help").lines
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line.endswith("...") and "[OPTIONS]" not in line] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name):
    for parameter in COMMANDS[name].params:
        assert parameter.help, (name, parameter.name)


@pytest.mark.parametrize("name", COMMANDS)
def test_h_is_help(newsctl, name):
    assert newsctl(*name.split(), "-h") == newsctl(*name.split(), "--help")


def test_help_is_coloured_and_paged_on_a_terminal(samples, terminal_in, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho Paged.; cat\n")
    pager.chmod(0o755)
    terminal = terminal_in(samples, colour=True, env={"NEWSCTL_PAGER": str(pager)})
    for command in ("newsctl list --help", "newsctl index status -h", "newsctl --help"):
        shown = terminal.run(command)
        assert shown.startswith("Paged.\n\x1b[1mUsage:\x1b[0m newsctl ")
        assert "  \x1b[36m-h, --help\x1b[0m  " in shown
    assert "Paged." not in terminal.run("newsctl --no-pager list --help")


@pytest.mark.parametrize("name", ["", *COMMANDS, *GROUPS])
def test_help_in_colour_is_the_same_help(newsctl, name):
    text = newsctl(*name.split(), "--help").text
    coloured = newsctl("--color", "always", *name.split(), "--help").text
    assert re.sub(r"\x1b\[\d*m", "", coloured) == text
    assert "\x1b[36mShow this" not in coloured
    assert bool(name) == (coloured != text)  # the program's own options are read after its help
