"""Types of fields: which values fit."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from newsctl.core.settings.field_types import FieldType, fits, same

ZONE = ZoneInfo("Europe/Amsterdam")
VALUES = {
    "een": "text any",
    "": "text any",
    7: "number integer any",
    7.5: "number any",
    -1: "number integer any",
    True: "boolean any",
    None: "any",
    "7": "text any",
    "true": "text any",
    "2019-09-05": "text date any",
    "Thu, 05 Sep 2019 03:07:07 +0200": "text date any",
    "5 september 2019": "text date any",
    "05-09-19": "text any",
    1567645627: "number integer date any",
    "https://nos.example/l/1": "text url any",
    "//nos.example/l/1": "text any",
    "/l/1": "text any",
    "ftp://nos.example": "text any",
}


@pytest.mark.parametrize(("value", "types"), VALUES.items())
def test_a_value_fits_the_types_that_it_is_of(value, types):
    assert [kind for kind in FieldType if fits(value, kind, ZONE)] == [
        kind for kind in FieldType if kind in types.split()
    ]


@pytest.mark.parametrize("value", [[], ["een"], ("een",), [1, None]])
def test_a_list_is_a_list_whatever_it_holds(value):
    assert {kind for kind in FieldType if fits(value, kind, ZONE)} == {"list", "any"}


def test_a_mapping_is_nothing_in_particular():
    assert {kind for kind in FieldType if fits({"a": 1}, kind, ZONE)} == {"any"}


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [(1, 1.0, True), ("a", "a", True), (True, True, True), (True, 1, False), (0, False, False)],
)
def test_numbers_are_no_truths(one, other, equal):
    assert same(one, other) is equal
