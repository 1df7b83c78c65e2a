"""Lists that are written as text."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.change.assignments import parse_assignment
from newsctl.core.post.field_edits import RemoveKey, SetValue
from newsctl.core.post.text_lists import (
    TextList,
    items_of,
    separators_in,
    values_of,
    with_text_lists,
)
from newsctl.core.settings import Settings
from newsctl.core.settings.field_types import FieldType, fits

TAGS = TextList("fiets  stad")


@pytest.mark.parametrize(
    ("text", "separator", "items"),
    [
        ("fiets stad", " ", ("fiets", "stad")),
        ("  fiets\t stad\n", " ", ("fiets", "stad")),
        ("fiets, stad", " ", ("fiets,", "stad")),
        ("mooie fiets, stad,", ",", ("mooie fiets", "stad")),
        ("", " ", ()),
        (" ", ",", ()),
    ],
)
def test_a_text_lists_what_its_separator_parts(text, separator, items):
    listed = TextList(text, separator)
    assert (listed.items, values_of(listed), tuple(items_of(listed))) == (items, items, items)
    assert (listed, json.dumps(listed)) == (text, json.dumps(text))


def test_a_tag_with_keys_of_its_own_is_found_by_its_label():
    assert values_of(["a", {"label": "b c", "permalink": "/b"}]) == ("a", "b c")
    assert [values_of(odd) for odd in ({"label": ""}, {"label": 1}, {})] == [(), ("1",), ()]


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (
            {"tag": ["fiets", "stad"], "soort": {"naam": "nieuws", "nr": 3}},
            ["fiets", "stad", "nieuws", "3"],
        ),
        ([{"naam": "Jan"}, {"naam": "Piet", "van": None}], ["Jan", "Piet"]),
        ({}, []),
        ({"leeg": "", "lijst": TAGS}, ["fiets", "stad"]),
    ],
)
def test_a_mapping_has_the_values_within_it(value, texts):
    assert [*values_of(value)] == texts


@given(st.text(), st.sampled_from([" ", ",", ";"]))
def test_it_is_the_same_in_another_process(text, separator):
    listed = pickle.loads(pickle.dumps(TextList(text, separator)))
    assert (listed, listed.separator, type(listed)) == (text, separator, TextList)


@given(st.text(), st.lists(st.text()), st.sampled_from([" ", ","]))
def test_it_holds_other_items_and_no_others(text, items, separator):
    value = TextList(text, separator).holding(items)
    held = TextList(value, separator).items if isinstance(value, str) else tuple(value)
    assert held == tuple(items)


def test_only_texts_of_the_keys_of_the_site_are_lists():
    values = with_text_lists(
        {"tags": "a b", "category": "a b", "categories": ["a b"]}, {"tags": " ", "categories": " "}
    )
    assert separators_in(values) == {"tags": " "}
    assert [values_of(value) for value in values.values()] == [("a", "b"), ("a b",), ("a b",)]


def test_it_is_text_and_a_list_to_the_settings():
    kinds = [kind for kind in FieldType if fits(TAGS, kind, None)]
    assert kinds == [FieldType.TEXT, FieldType.LIST, FieldType.ANY]


@pytest.mark.parametrize(
    ("argument", "edit"),
    [
        ("tags+=wolf", SetValue("tags", "fiets stad wolf")),
        ("tags+=stad", SetValue("tags", "fiets  stad")),
        ("tags+=in de stad", SetValue("tags", ["fiets", "stad", "in de stad"])),
        ("tags-=fiets", SetValue("tags", "stad")),
        ("tags-=wolf", SetValue("tags", "fiets  stad")),
        ("tags=a,b", SetValue("tags", "a b")),
        ("tags=a b", SetValue("tags", "a b")),
        ("tags=[a b, c]", SetValue("tags", ["a b", "c"])),
        ("tags!", RemoveKey("tags")),
    ],
)
def test_set_keeps_it_a_text_where_that_can_be(argument, edit):
    assert parse_assignment(argument).edits({"tags": TAGS}, {}) == [edit]


def test_the_last_item_takes_the_key_with_it():
    (edit,) = parse_assignment("tags-=a").edits({"tags": TextList("a")}, {})
    assert edit == RemoveKey("tags")


def test_another_separator_is_another_way_of_reading():
    by_space, by_comma = (Settings(text_lists={"tags": sign}) for sign in " ,")
    assert len({by_space.reading, by_comma.reading, Settings().reading}) == 3
