"""What is near enough to be a slip, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.likeness import alike, distance

COMMANDS = ("search", "list", "show", "facets", "add", "edit", "set", "rename", "rm", "undo")
OPTIONS = ("--category", "--until", "--tot", "--format", "--fields", "--count", "--field", "--body")


@pytest.mark.parametrize(
    ("typed", "names", "meant"),
    [
        ("serach", COMMANDS, "search"),
        ("lst", COMMANDS, "list"),
        ("lits", COMMANDS, "list"),
        ("Serch", COMMANDS, "search"),
        ("renmae", COMMANDS, "rename"),
        ("edi", COMMANDS, "edit"),
        ("grep", COMMANDS, None),
        ("find", COMMANDS, None),
        ("new", COMMANDS, None),
        ("delete", COMMANDS, None),
        ("r", COMMANDS, None),
        ("--formt", OPTIONS, "--format"),
        ("--cat", OPTIONS, "--category"),
        ("--categry", OPTIONS, "--category"),
        ("--title", OPTIONS, None),
        ("--date", OPTIONS, None),
        ("--json", OPTIONS, None),
        ("title-missng", ("title-missing", "title-markup"), "title-missing"),
        ("time_zne", ("time_zone", "date_field"), "time_zone"),
        ("time-zone", ("time_zone",), "time_zone"),
        ("x" * 500, ("x" * 499,), None),
        ("", COMMANDS, None),
    ],
)
def test_what_is_near_is_meant(typed, names, meant):
    assert alike(typed, names) == meant


words = st.text("abc", max_size=6)


@given(words, words)
def test_a_distance_is_the_same_both_ways(one, other):
    assert distance(one, other, 6) == distance(other, one, 6) <= max(len(one), len(other))
    assert (distance(one, other, 6) == 0) == (one == other)


@given(words, st.integers(0, 5))
def test_two_letters_in_each_others_place_are_one_slip(word, place):
    swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    assert distance(word, swapped, 2) <= 1
