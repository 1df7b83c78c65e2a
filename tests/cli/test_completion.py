"""What Tab offers, by the function that knows; `test_shells` asks real shells."""

from __future__ import annotations

import json
from itertools import product

import pytest

from newsctl.cli.completion.shells import SCRIPTS, Shell
from newsctl.cli.completion.tab import FILES, FOLDERS, Tab
from newsctl.cli.completion.value_completion import COMMANDS, FIELDS, offered_values
from newsctl.cli.reading.variables import COMPLETING

SOURCES = ["NOS", "NU.nl", "RTV Utrecht", "Trouw", "de Volkskrant", "Tweakers"]


@pytest.fixture
def offered_in(newsctl):
    """Return what is offered in a folder for the last of some words."""

    def _offered(folder, *words):
        ran = newsctl(*words, cwd=folder, **{COMPLETING: "1"})
        assert (ran.code, ran.err) == (0, "")
        return [line if line.startswith("\t") else line.partition("\t")[0] for line in ran.lines]

    return _offered


@pytest.fixture
def offered(offered_in, samples):
    """Return what is offered among the sample posts."""
    return lambda *words: offered_in(samples, *words)


TITLE = "Geen Elfstedentocht: ijs is op te veel plaatsen te dun"


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["s"], ["search", "show", "serve", "stats", "set", "schema"]),
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
        (["list", "--fields", "+bo"], ["+body"]),
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
        (["show", "boe"], ["boeren-op-malieveld-wij-voeden-nederland"]),
        (["show", "195 L"], ["195 landen sluiten klimaatakkoord in Parijs"]),
        (["related", "boe"], ["boeren-op-malieveld-wij-voeden-nederland"]),
        (["related", "boe", "--bron=T"], ["--bron=Trouw", "--bron=Tweakers"]),
        (["rm", "x", "boe"], ["boeren-op-malieveld-wij-voeden-nederland"]),
        (["set", "--post", "boe"], ["boeren-op-malieveld-wij-voeden-nederland"]),
        (["validate", "--post=boe"], ["--post=boeren-op-malieveld-wij-voeden-nederland"]),
        (["show", "--query", "bron:n"], ["bron:NOS", "bron:NU.nl"]),
        (["validate", "--query=wolf -bron:tr"], ["--query=wolf -bron:Trouw"]),
        (["list", "br"], ["bron:"]),
        (["list", "bron:"], [f"bron:{source}" for source in SOURCES]),
        (["list", "bron:t"], ["bron:Trouw", "bron:Tweakers"]),
        (["search", "wolf", "-bron:RT"], ["-bron:RTV Utrecht"]),
        (["search", "--limit", "3", "-(bron:tr"], ["-(bron:Trouw"]),
        (["list", "(bron:RT"], []),  # in parentheses a value with a blank has quotes
        (["list", '(bron:"rt'], ['(bron:"RTV Utrecht"']),
        (["list", "BRON:rt"], ["BRON:RTV Utrecht"]),
        (["list", "wolf OR bron:tr"], ["wolf OR bron:Trouw"]),
        (["list", "bron:NOS,rt"], ["bron:NOS,RTV Utrecht"]),
        (["list", 'bron:"RTV Utrecht",n'], ['bron:"RTV Utrecht",NOS', 'bron:"RTV Utrecht",NU.nl']),
        (["list", "categorie:te"], ["categorie:tech"]),
        (["list", "has:ta"], ["has:tags"]),
        (["list", "slug:boe"], ["slug:boeren-op-malieveld-wij-voeden-nederland"]),
        (["list", "path:2019-1"], ["path:2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"]),
        (["list", "date:2019"], ["date:2019", "date:2019-10", "date:2019-03"]),
        (["list", "date:2018..2019-"], ["date:2018..2019-10", "date:2018..2019-03"]),
        (["list", "datum:giste"], ["datum:gisteren"]),
        (["list", "--since", "2019-1"], ["2019-10"]),
        (["list", "--sinds", "2019-10-"], ["2019-10-01"]),
        (["set", "a=b", "--until", "vori"], ["vorige week", "vorige maand", "vorig jaar"]),
        (["search", "--tot=jan"], ["--tot=januari"]),
        (["set", "bron=NOS", "bron:tr"], ["bron:Trouw"]),
        (["list", "nergens:"], []),
        (["list", "title:x"], []),
        (
            ["list", 'title:"Geen E'],
            ['title:"Geen Elfstedentocht: ijs is op te veel plaatsen te dun"'],
        ),
        (["list", "12:30"], []),
        (["help", "ex"], ["export", "exit-codes"]),
        (["help", "index", "re"], ["rebuild"]),
        (["help", "list", ""], []),
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


def test_saved_queries_are_offered(offered_in, small):
    (small / "newsctl.toml").write_text('[queries]\nkabinet = "minister"\nkamer = "motie"\n')
    assert offered_in(small, "list", "@ka") == ["@kabinet", "@kamer"]
    assert offered_in(small, "search", "wolf", "-@kab") == []
    assert offered_in(small, "search", "wolf -@kab") == ["wolf -@kabinet"]
    assert "@kabinet" in offered_in(small, "list", "")


HOSTILE = ["a, b", "c,d", "e..f", 'g "h"', "i*", "=j", "(k)", "l) OR m", "-n", "AND", "o:p", " q "]


@pytest.mark.parametrize("before", ["", "-", "NOT zzz ", "("])
def test_every_value_that_is_offered_is_read_as_that_value(offered_in, newsctl, small, before):
    for number, value in enumerate(HOSTILE):
        header = f"title: x\nbron: '{value}'"
        (small / f"2020-01-{number + 1:02}-x.md").write_text(f"---\n{header}\n---\nwolf\n")
    newsctl("list", "--count", cwd=small, _NEWSCTL_COMPLETE="")
    offers = offered_in(small, "list", f"{before}bron:")
    assert len(offers) >= len(HOSTILE) - 3
    for offer in offers:
        asked = offer.removeprefix(before) if before in {"-", "("} else offer
        ran = newsctl("list", asked, "-f", "jsonl", "--fields", "bron", cwd=small)
        found = {json.loads(line)["bron"] for line in ran.lines}
        assert len(found) == 1, (offer, ran)
        assert found.pop().strip() in offer


@pytest.mark.parametrize(  # what is typed and the command have nothing to do with one another
    ("command", "option", "typed"),
    [
        *product(COMMANDS, FIELDS, ["n"]),
        *product(COMMANDS[:1], FIELDS, ["", "N", "po", "NOS,T", "wetenschap,", "x"]),
    ],
)
def test_values_told_without_typer_are_those_that_it_would_tell(
    offered, samples, monkeypatch, command, option, typed
):
    monkeypatch.chdir(samples)
    for words in ([command, option, typed], ["--no-pager", command, "wolf", option, typed]):
        assert (offered_values(words) or []) == offered(*words)


@pytest.mark.parametrize(
    "words",
    [
        ["list", "bron:"],
        ["search", "wolf", "bron:t"],
        ["list", "-t", "x", "date:"],
        ["list", "@"],
        ["list", "--sinds", ""],
        ["search", "wolf", "--until", "2019-"],
        ["show", "boe"],
        ["edit", "195 "],
        ["rm", "boeren", "2019"],
        ["rename", "--dry-run", "x", "face"],
        ["show", "nergens"],
    ],
)
def test_posts_queries_and_dates_are_told_without_typer_too(offered, samples, monkeypatch, words):
    monkeypatch.chdir(samples)
    assert offered_values(words) == offered(*words)


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
        ["list", "--limit", "bron:"],
        ["list", "-t", "--since", "2"],
        ["show", "--query", "bron:"],
        ["show", ""],
        ["set", "bron:N"],
        ["add", "bron:N"],
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
    for words in (
        ["show", ""],
        ["list", "bron:"],
        ["list", "--since", "2"],
        ["list", "--bron", ""],
        ["list", "-C", "nergens", "--bron", ""],
    ):
        ran = newsctl(*words, cwd=tmp_path)
        assert (ran.code, ran.out, ran.err) == (0, b"", "")


@pytest.mark.parametrize("shell", Shell)
def test_the_script_is_what_the_option_prints(newsctl, shell):
    assert newsctl("--show-completion", shell).text == SCRIPTS[shell]
