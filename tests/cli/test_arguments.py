"""Words, options, and options out of place: pure functions of lists."""

from __future__ import annotations

from collections import Counter

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from newsctl.cli.app import app
from newsctl.cli.arguments import arities_of, hoisted, sorted_out, with_fields
from newsctl.core.errors import UsageError

ARITIES = {"--count": 0, "-0": 0, "--bron": 1, "-n": 1}
OWN = {"-C": 1, "--archive": 1, "--debug": 0}
OPTIONS = {**ARITIES, **OWN}


@pytest.mark.parametrize(
    ("line", "options", "words"),
    [
        ("verkiezingen", "", "verkiezingen"),
        ("a --count b", "--count", "a b"),
        ("a -n 5 b", "-n 5", "a b"),
        ("-facebook -5 -n5", "", "-facebook -5 -n5"),
        ("- a", "", "- a"),
        ("--bron -x a", "--bron -x", "a"),
        ("--bron --count a", "--bron --count", "a"),
        ("--bron=NOS a", "--bron=NOS", "a"),
        ("--bron= a", "--bron=", "a"),
        ("a --formt json", "--formt", "a json"),
        ("-n=5", "", "-n=5"),
        ("a -- --bron -n", "", "a --bron -n"),
        ("-- --", "", "--"),
        ("-0 -00", "-0", "-00"),
    ],
)
def test_options_are_parted_from_words(line, options, words):
    assert sorted_out(line.split(), ARITIES) == (options.split(), words.split())


@pytest.mark.parametrize(
    ("line", "hoisted_line"),
    [
        ("search a -C dir", "-C dir search a"),
        ("search -C dir a --debug -b", "-C dir --debug search a -b"),
        ("search --archive=dir a", "--archive=dir search a"),
        ("-C dir search", "-C dir search"),
        ("search -C -C a", "-C -C search a"),
        ("search --bron -C dir", "search --bron -C dir"),
        ("search --bron=-C -C dir", "-C dir search --bron=-C"),
        ("search -- -C dir", "search -- -C dir"),
        ("search -Cdir", "search -Cdir"),
        ("search -h --count", "search -h --count"),
    ],
)
def test_the_programs_own_options_come_first(line, hoisted_line):
    assert hoisted(line.split(), OWN, ARITIES) == hoisted_line.split()


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Kop --auteur ik", "Kop --field auteur=ik"),
        ("--auteur=ik --bron x", "--field auteur=ik --bron x"),
        ("--auteur= --count", "--field auteur= --count"),
        ("--auteur --bron", "--field auteur=--bron"),
        ("--bron --auteur", "--bron --auteur"),
        ("--auter ik", "--auter ik"),
        ("-- --auteur ik", "-- --auteur ik"),
    ],
)
def test_a_field_of_the_settings_is_an_option(line, written):
    assert with_fields(line.split(), ARITIES, {"--auteur"}) == written.split()


def test_a_field_as_an_option_needs_its_value():
    with pytest.raises(UsageError, match="--auteur needs a value"):
        with_fields(["--auteur"], ARITIES, {"--auteur"})


@pytest.mark.parametrize("line", ["search -C", "search a --archive", "-C"])
def test_an_option_without_its_value_is_an_error(line):
    with pytest.raises(UsageError, match="needs a value"):
        hoisted(line.split(), OWN, ARITIES)


def test_a_word_is_never_taken_for_the_value_that_is_missing():
    with pytest.raises(UsageError, match="--bron needs a value"):
        sorted_out(["verkiezingen", "--bron"], ARITIES)


words = st.one_of(st.text("ab-=5 ", max_size=5), st.sampled_from([*OPTIONS, "--", "--bron=x"]))
lines = st.lists(words, max_size=12)


@given(lines)
def test_nothing_is_lost_and_words_keep_their_order(line):
    try:
        options, found = sorted_out(line, ARITIES)
    except UsageError:
        return
    ends = [at for at, word in enumerate(line) if word == "--"]
    missing = Counter(line) - Counter(options + found)
    assert missing in ({}, {"--": 1})
    assert bool(missing) <= bool(ends)
    assert is_subsequence(found, line)
    assert is_subsequence(options, line)


@given(lines)
def test_hoisting_loses_nothing_and_changes_no_order(line):
    try:
        found = hoisted(line, OWN, ARITIES)
    except UsageError:
        return
    assert Counter(found) == Counter(line)
    assert any(
        is_subsequence(found[:front], line) and is_subsequence(found[front:], line)
        for front in range(len(found) + 1)
    )


@given(lines)
def test_hoisting_twice_is_hoisting_once(line):
    try:
        once = hoisted(line, OWN, ARITIES)
    except UsageError:
        return
    assert hoisted(once, OWN, ARITIES) == once


def test_no_command_has_an_option_of_the_program():
    program = typer.main.get_command(app)
    own = arities_of(program.params).keys()
    for command in (*program.commands.values(), *program.commands["index"].commands.values()):
        assert not own & arities_of(command.params).keys(), command.name


def is_subsequence(part, whole):
    rest = iter(whole)
    return all(word in rest for word in part)
