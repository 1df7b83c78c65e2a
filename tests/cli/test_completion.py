"""What Tab offers, by the function that knows; `test_shells` asks real shells."""

from __future__ import annotations

import pytest

from newsctl.cli.shells import SCRIPTS, Shell
from newsctl.cli.tab import FILES, FOLDERS, Tab
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
        return [line if line.startswith("\t") else line.partition("\t")[0] for line in ran.lines]

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
        (["list", "--bron=RT"], ["--bron=RTV Utrecht"]),
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
        (["set", "bron="], [f"bron={source}" for source in SOURCES]),
        (["set", "tags!", "bron=RT"], ["bron=RTV Utrecht"]),
        (["add", "--br"], ["--bron"]),
        (["config", "s"], ["show"]),
        (["show", "2019-1"], ["2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"]),
        (["list", "-C"], []),
        (["list", "-C", ""], [FOLDERS]),
        (["-C", "ee"], [FOLDERS]),
        (["list", "--archive=ee"], [FOLDERS]),
        (["add", "--from", "x"], [FILES]),
        (["validate", "x"], [FILES]),
        (["list", "--limit", ""], []),
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


def test_bash_gets_what_it_inserts(newsctl, samples, monkeypatch):
    monkeypatch.setenv(COMPLETING, Shell.BASH)
    for line, replaced, inserted in (
        ("newsctl list --bron R", "R", "RTV\\ Utrecht\n"),
        ("newsctl list --bron=R", "R", "RTV\\ Utrecht\n"),
        ("newsctl list --bron='R", "R", "RTV Utrecht\n"),
        ("newsctl list --bron >", "", f"{FILES}\n"),
    ):
        assert newsctl(line, replaced, cwd=samples).text == inserted


def test_what_does_not_fit_on_a_line_is_not_offered():
    words = ["a", "b\nc", "d\x1b[31m", "e\u2028f", "g\udc80", "h\xa0i"]
    assert Tab(["x"]).answer((word, "") for word in words) == "a\nh\xa0i\n"


def test_without_an_archive_nothing_is_offered_or_said(newsctl, tmp_path, monkeypatch):
    monkeypatch.setenv(COMPLETING, "1")
    for words in (["show", ""], ["list", "--bron", ""], ["list", "-C", "nergens", "--bron", ""]):
        ran = newsctl(*words, cwd=tmp_path)
        assert (ran.code, ran.out, ran.err) == (0, b"", "")


@pytest.mark.parametrize("shell", Shell)
def test_the_script_is_what_the_option_prints(newsctl, shell):
    assert newsctl("--show-completion", shell).text == SCRIPTS[shell]
