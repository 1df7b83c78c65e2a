"""What Tab offers: by the function that knows, and through the scripts of real shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from newsctl.cli.shells import SCRIPTS, Shell
from newsctl.cli.value_completion import COMMANDS, FIELDS, offered_values
from newsctl.cli.variables import COMPLETING

SOURCES = ["NOS", "NU.nl", "RTV Utrecht", "Trouw", "de Volkskrant", "Tweakers"]


@pytest.fixture
def offered(newsctl, samples, monkeypatch):
    """Return what is offered for the last of some words."""
    monkeypatch.setenv(COMPLETING, "1")

    def _offered(*words):
        ran = newsctl(*words, cwd=samples)
        assert (ran.code, ran.err) == (0, "")
        return [line.partition("\t")[0] for line in ran.lines]

    return _offered


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["s"], ["search", "show", "set", "schema"]),
        (["index", "re"], ["rebuild"]),
        (["list", "--so"], ["--sort"]),
        (["--no-p"], ["--no-pager"]),
        (["list", "--bron", ""], SOURCES),
        (["list", "--bron", "N"], ["NOS", "NU.nl"]),
        (["list", "--bron", "t"], ["Trouw", "Tweakers"]),
        (["list", "--bron=RT"], ["RTV Utrecht"]),
        (["list", "--bron", "=", "RT"], ["RTV Utrecht"]),
        (["list", "--bron", "NOS,T"], ["NOS,Trouw", "NOS,Tweakers"]),
        (["list", "verkiezingen", "--categorie", "po"], ["politiek"]),
        (["list", "--fields", "path,ti"], ["path,title"]),
        (["list", "-f", "json"], ["json", "jsonl"]),
        (["facets", "b"], ["bron"]),
        (["list", "--sort", "b"], ["bron"]),
        (["list", "--sort", "r"], []),
        (["search", "wolf", "--sort", "r"], ["relevance"]),
        (
            ["validate", "--select", "count"],
            ["counts", "count-aantal", "count-unieke", "count-not-whole"],
        ),
        (["validate", "--explain", "title-mi"], ["title-missing"]),
        (["set", "br"], ["bron="]),
        (["set", "bron=T"], ["bron=Trouw", "bron=Tweakers"]),
        (["set", "bron", "=", "T"], ["Trouw", "Tweakers"]),
        (["set", "bron", "="], SOURCES),
        (["set", "tags!", "bron", "=", "RT"], ["RTV Utrecht"]),
        (["add", "--br"], ["--bron"]),
        (["config", "s"], ["show"]),
        (["show", "2019-1"], ["2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"]),
        (["list", "-C"], []),
        (["list", "-C", ""], []),
    ],
)
def test_what_is_offered(offered, words, values):
    assert offered(*words) == values


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", FIELDS)
@pytest.mark.parametrize("typed", ["", "N", "n", "po", "NOS,T", "wetenschap,", "x"])
def test_values_told_without_typer_are_those_that_it_would_tell(
    offered, samples, monkeypatch, command, option, typed
):
    monkeypatch.chdir(samples)
    for words in ([command, option, typed], ["--no-pager", command, "wolf", option, typed]):
        assert (offered_values(words) or []) == offered(*words)


def test_every_option_of_the_values_of_a_field_is_told_without_typer(offered, samples, monkeypatch):
    monkeypatch.chdir(samples)
    found = []
    for command in offered(""):
        for option in offered(command, "--"):
            values = offered(command, option, "")
            if not {"NOS", "politiek"}.isdisjoint(values):
                found.append((command, option))
                assert offered_values([command, option, ""]) == values
    assert {option for _, option in found} == set(FIELDS)
    assert {command for command, _ in found} == set(COMMANDS)


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--bron"],
        ["--bron", "N"],
        ["show", "--bron", "N"],
        ["list", "-t", "--bron", "N"],
        ["list", "--", "--bron", "N"],
        ["list", "--bron", "--ca"],
        ["list", "--bron", "=", "N"],
        ["list", "--sort", "b"],
    ],
)
def test_what_is_not_plainly_a_value_is_left_to_typer(words):
    assert offered_values(words) is None


def test_a_tab_in_a_process_of_its_own(samples, newsctl_process):
    ran = newsctl_process("list", "--bron", "N", cwd=samples, env={COMPLETING: "1"})
    assert (ran.code, ran.text, ran.err) == (0, "NOS\nNU.nl\n", "")


def test_commands_and_options_come_with_their_meaning(newsctl, monkeypatch):
    monkeypatch.setenv(COMPLETING, "1")
    assert newsctl("val").text == (
        "validate\tCheck posts against the rules; exit 1 when one has an error.\n"
    )


def test_without_an_archive_nothing_is_offered_or_said(newsctl, tmp_path, monkeypatch):
    monkeypatch.setenv(COMPLETING, "1")
    for words in (["show", ""], ["list", "--bron", ""], ["list", "-C", "nergens", "--bron", ""]):
        ran = newsctl(*words, cwd=tmp_path)
        assert (ran.code, ran.out, ran.err) == (0, b"", "")


PROBES = {
    Shell.BASH: """\
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_newsctl; printf '%s\\n' "${{COMPREPLY[@]}}"
""",
    Shell.FISH: "complete --do-complete '{line}'\n",
    Shell.ZSH: """\
compadd() {{ printf '%s\\n' $values }}
compset() {{ : }}
words=({words}); CURRENT=$#words
_newsctl
""",
}
BEFORE = {Shell.ZSH: "compdef() { : }\n"}


def through(shell, words, cwd, path):
    """Have a shell load its script, and return what it would offer for the last of the words."""
    line = " ".join(words)
    probe = PROBES[shell].format(words=line, line=line)
    ran = subprocess.run(
        [shell, "-c", BEFORE.get(shell, "") + SCRIPTS[shell] + probe],
        cwd=cwd,
        env={**os.environ, "PATH": f"{path}:{os.environ['PATH']}"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


@pytest.fixture(params=list(Shell))
def shell(request):
    """Each shell that is on this machine."""
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    return request.param


@pytest.fixture
def program(tmp_path):
    """A folder with `newsctl` in it, as this Python runs it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    file = folder / "newsctl"
    file.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsctl "$@"\n')
    file.chmod(0o755)
    return folder


def test_the_script_is_what_the_option_prints(newsctl, shell):
    assert newsctl("--show-completion", shell).text == SCRIPTS[shell]


def test_a_shell_offers_values(shell, samples, program):
    offered = through(shell, ["newsctl", "list", "--bron", "R"], samples, program)
    assert [line.partition("\t")[0].replace("\\ ", " ") for line in offered] == ["RTV Utrecht"]


def test_a_shell_evaluates_no_value(shell, tmp_path, program, newsctl_process):
    posts = tmp_path / "posts"
    posts.mkdir()
    for number, bron in enumerate([r"\$(touch weg)", "`touch weg`", "'; touch weg; '", "* ~ x"]):
        text = f"---\ntitle: T\nbron: {bron!r}\n---\n"
        (posts / f"2020-01-0{number + 1}-x.md").write_text(text)
    newsctl_process("list", cwd=posts)
    # an argument that is not there yet, as the shells have it
    empty = '""' if shell is not Shell.FISH else ""
    offered = through(shell, ["newsctl", "list", "--bron", empty], posts, program)
    assert len(offered) == 4
    assert "touch weg" in "".join(offered).replace("\\ ", " ")
    assert not (posts / "weg").exists()
