"""`newsctl help`: topics whose text is true. `test_readme` holds the README to it."""

from __future__ import annotations

import re
import shlex
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import typer

from newsctl.cli.app import app
from newsctl.cli.help.topics import TOPICS, text_of
from newsctl.core.post import dates
from newsctl.core.query.ast import DateRange
from newsctl.core.query.fields import FieldNames
from newsctl.core.query.parser import QueryParser
from newsctl.dutch import date_forms
from newsctl.dutch.date_words import resolve

TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)
PROGRAM = typer.main.get_command(app)
ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2025, 11, 3, 10, tzinfo=ZONE)
WRITTEN = [
    form
    for row in TABLE.findall(text_of("dates"))
    for cells in re.findall(r"^\| (?!is )[^|]+ \| (.*) \|$", row, re.MULTILINE)
    for form in re.findall(r"`(.+?)`", cells)
]
EXAMPLES = [
    line.strip()
    for topic in TOPICS
    for line in text_of(topic).split("## Examples")[-1].splitlines()
    if line.startswith("    ")
]


@pytest.mark.parametrize("written", WRITTEN)
def test_every_date_that_the_topic_names_is_read(written):
    parser = QueryParser(FieldNames(), partial(resolve, now=NOW))
    assert isinstance(parser.parse(f'date:"{written}"'), DateRange)
    assert isinstance(parser.parse_arguments([f"datum:{written.upper()}"]), DateRange)
    if ".." not in written:
        assert isinstance(parser.period(written, None), DateRange)


@pytest.mark.parametrize("form", [form for form, _ in date_forms._FORMS])
def test_every_form_in_words_is_in_the_topic(form):
    assert any(re.fullmatch(form, written.casefold()) for written in WRITTEN)


@pytest.mark.parametrize("form", [*dates._FORMS, dates._EPOCH])
def test_every_form_of_a_whole_date_is_in_the_topic(form):
    assert any(re.fullmatch(form, written, re.IGNORECASE) for written in WRITTEN)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_topics_work(newsctl, shell, archive, example):
    program, *others = re.split(r" (?:\||>|&&|\|\|) ", example)
    name, *arguments = shlex.split(program)
    ran = newsctl(*arguments, cwd=archive)
    assert (name, ran.code) == ("newsctl", 0), ran.err
    if others and others[0].startswith("newsctl"):
        following = newsctl(*shlex.split(others[0])[1:], cwd=archive, stdin=ran.out)
        assert following.code == 0, following.err
    elif "|" in example and "||" not in example:
        assert shell(others[0], cwd=archive, stdin=ran.out).code == 0


def test_every_topic_has_examples():
    assert all("## Examples\n\n    newsctl " in text_of(topic) for topic in TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_fits_eighty_columns_and_breaks_no_option(newsctl, topic):
    ran = newsctl("help", topic)
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.lines)) <= 80
    assert "`" not in ran.text.replace("``", "")
    assert [line for line in ran.lines if line.endswith("-") and not line.endswith(" -")] == []
    assert {"\xa0", "\u2011"}.isdisjoint(ran.text)


def test_help_lists_commands_and_topics(newsctl):
    ran = newsctl("help")
    assert ran == newsctl("--help")
    for name in PROGRAM.commands:
        assert re.search(rf"^  {name}  ", ran.text, re.MULTILINE), name
    for name in TOPICS:
        assert re.search(rf"^  help {name}  ", ran.text, re.MULTILINE), name


@pytest.mark.parametrize("name", ["list", "index", "index status", "help", "config init"])
def test_help_on_a_command_is_its_help(newsctl, name):
    assert newsctl("help", *name.split()) == newsctl(*name.split(), "--help")


def test_topics_and_commands_have_names_of_their_own():
    assert not TOPICS.keys() & PROGRAM.commands.keys()
    also = [name for topic in TOPICS.values() for name in topic.also.split()]
    assert len({*also, *TOPICS, *PROGRAM.commands}) == len([*also, *TOPICS, *PROGRAM.commands])


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("querry", "Did you mean query?"),
        ("Syntax", "Here it is: newsctl help query"),
        ("exit", "Here it is: newsctl help exit-codes"),
        ("exitcodes", "Did you mean exit-codes?"),
        ("serach", "Did you mean search?"),
        ("index statu", "Did you mean status?"),
        ("index nergens", "Try: newsctl index --help"),
        ("list query", "Try: newsctl list --help"),
        ("xyzzy", "Try: newsctl --help"),
        ("grep", "Here it is: newsctl search WORDS"),
    ],
)
def test_what_there_is_no_help_on_is_an_error_with_what_was_meant(newsctl, tmp_path, typed, hint):
    ran = newsctl("help", *typed.split(), cwd=tmp_path)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.splitlines() == [f"newsctl: There is no help on {typed!r}.", hint]


def test_a_topic_is_coloured_and_paged_on_a_terminal(samples, terminal_in, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho Paged.; cat\n")
    pager.chmod(0o755)
    terminal = terminal_in(samples, colour=True, env={"NEWSCTL_PAGER": str(pager)})
    shown = terminal.run("newsctl help exit-codes")
    assert shown.startswith("Paged.\n\x1b[1mCodes:\x1b[0m\n  \x1b[36m0\x1b[0m ")


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_in_colour_is_the_same(newsctl, topic):
    coloured = newsctl("--color", "always", "help", topic).text
    plain = newsctl("help", topic).text
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain != coloured
