"""Words, options, and options out of place: pure functions of lists."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

import pytest
import typer
from hypothesis import example, given
from hypothesis import strategies as st

from newsctl.cli.app import app
from newsctl.cli.arguments import arities_of, hoisted, sorted_out, with_fields
from newsctl.cli.reading.head_start import OPTIONS as KNOWN_AT_START
from newsctl.cli.reading.head_start import archive_named
from newsctl.core.errors import UsageError

ARITIES = {"--count": 0, "-0": 0, "--bron": 1, "-n": 1}
SHORT = {**ARITIES, "-f": 1, "-t": 1}
OWN = {"-C": 1, "--archive": 1, "--debug": 0}
OPTIONS = {**ARITIES, **OWN}


@pytest.mark.parametrize(
    ("line", "options", "words"),
    [
        ("verkiezingen", "", "verkiezingen"),
        ("a --count b", "--count", "a b"),
        ("a -n 5 b", "-n 5", "a b"),
        ("-facebook -5 -trump", "", "-facebook -5 -trump"),
        ("-n5 a -fjson", "-n 5 -f json", "a"),
        ("-n=5 -f=json", "-n 5 -f json", ""),
        ("-t{title} -t={title}", "-t {title} -t ={title}", ""),
        ("-0f path a", "-0 -f path", "a"),
        ("-0fpath -0n5", "-0 -f path -0 -n 5", ""),
        ("-0facebook -n5x -nx -0x -fpat", "", "-0facebook -n5x -nx -0x -fpat"),
        ("-v -q=1 -i", "-v -q=1 -i", ""),
        ("-eu -é -١", "", "-eu -é -١"),
        ("a -n -5", "-n -5", "a"),
        ("- a", "", "- a"),
        ("--bron -x a", "--bron -x", "a"),
        ("--bron --count a", "--bron --count", "a"),
        ("--bron=NOS a", "--bron=NOS", "a"),
        ("--bron= a", "--bron=", "a"),
        ("a --formt json", "--formt", "a json"),
        ("a -- --bron -n", "", "a --bron -n"),
        ("-- --", "", "--"),
        ("-0 -00", "-0", "-00"),
    ],
)
def test_options_are_parted_from_words(line, options, words):
    assert sorted_out(line.split(), SHORT, fits) == (options.split(), words.split())


def fits(option, value):
    """Take a number, a format, and a template as the values of these."""
    return {"-n": value.isdecimal(), "-f": value in {"json", "path"}, "-t": "{" in value}[option]


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
        ("search -Cdir", "-C dir search"),
        ("search -0Cdir -0C dir", "-C dir -C dir search -0 -0"),
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
    assert letters_of(options, found) >= letters_of(line) - Counter("--")
    assert is_subsequence(found, line)
    assert sorted_out([*options, "--", *found], ARITIES) == (options, found)


@given(lines)
def test_hoisting_loses_nothing_and_changes_no_order(line):
    try:
        found = hoisted(line, OWN, ARITIES)
    except UsageError:
        return
    assert letters_of(found) >= letters_of(line)
    assert hoisted(found, OWN, ARITIES) == found


def letters_of(*lines):
    return Counter("".join(word for line in lines for word in line))


def test_no_command_has_an_option_of_the_program():
    program = typer.main.get_command(app)
    own = arities_of(program.params).keys()
    for command in (*program.commands.values(), *program.commands["index"].commands.values()):
        assert not own & arities_of(command.params).keys(), command.name


def everything_of(*names):
    program = typer.main.get_command(app)
    parameters = [
        *program.params,
        *(one for name in names for one in program.commands[name].params),
    ]
    return {
        name: arity
        for name, arity in arities_of(parameters).items()
        if arity or not name.startswith("--")
    }


def test_the_options_that_are_known_before_typer_are_those_that_it_knows():
    asking = ("search", "list", "show", "facets", "stats", "trend", "kwic", "words", "collocates")
    assert everything_of(*asking) | {"-h": 0} == KNOWN_AT_START


at_a_start = st.lists(
    st.one_of(
        st.sampled_from(["list", "search", "-C", "-C/a", "-C./b", "-Corona", "--archive=c", "d"]),
        st.sampled_from(
            ["-0f", "-0C/e", "-fjson", "--bron", "-n5", "-n", "--", "--debug", "-trump"]
        ),
    ),
    max_size=8,
)


@given(at_a_start)
@example(["list", "--bron", "-C", "x"])
@example(["list", "-0f", "-C", "x"])
@example(["list", "-Corona", "-0C/x"])
def test_both_readings_of_a_line_name_the_same_archive(line):
    program = typer.main.get_command(app)
    line = ["list", *line]
    with suppress(UsageError, typer.Exit), program.make_context("newsctl", line.copy()) as ctx:
        named = ctx.params["archive"]
        assert archive_named(line) == (str(named) if named else None)


def is_subsequence(part, whole):
    rest = iter(whole)
    return all(word in rest for word in part)
