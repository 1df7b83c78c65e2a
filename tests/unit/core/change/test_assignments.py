from __future__ import annotations

import pytest

from newsctl.core.change.assignments import (
    Assignment,
    Operator,
    parse_assignment,
    split_assignments,
)
from newsctl.core.errors import UsageError
from newsctl.core.post.field_edits import AddValue, RemoveKey, RemoveValue, SetValue
from newsctl.core.post.text_lists import TextList
from newsctl.core.settings import FieldSettings
from newsctl.core.settings.field_types import FieldType


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("bron=NOS", Assignment("bron", Operator.SET, "NOS")),
        ("bron= NOS Nieuws ", Assignment("bron", Operator.SET, "NOS Nieuws")),
        ("bron=", Assignment("bron", Operator.SET, "")),
        ("tags+=wolf", Assignment("tags", Operator.ADD, "wolf")),
        ("tags-=wolf", Assignment("tags", Operator.TAKE, "wolf")),
        ("feature-image-=x", Assignment("feature-image", Operator.TAKE, "x")),
        ("status!", Assignment("status", Operator.REMOVE)),
        ("titel=a=b", Assignment("titel", Operator.SET, "a=b")),
        ("één=1", Assignment("één", Operator.SET, "1")),
    ],
)
def test_an_assignment_is_a_key_and_what_to_do_with_it(argument, expected):
    assert parse_assignment(argument) == expected


@pytest.mark.parametrize(
    "word",
    ["bron:NOS", "https://nos.nl/?a=b", "wolf", "-wolf", "+wolf", "wolf!!", '"a=b"', "(a=b", "=x"],
)
def test_a_word_of_a_query_is_none(word):
    assert parse_assignment(word) is None


def test_assignments_come_first_and_then_the_query():
    given, words = split_assignments(["a=1", "b!", "wolf", "bron:NOS"])
    assert [one.key for one in given] == ["a", "b"]
    assert words == ["wolf", "bron:NOS"]


def test_an_assignment_behind_the_query_is_refused():
    with pytest.raises(UsageError, match="b=2 stands behind the query"):
        split_assignments(["a=1", "wolf", "b=2"])


@pytest.mark.parametrize("flag", ["-n", "-n3", "-f"])
def test_what_looks_like_an_option_is_not_taken_for_a_word_to_leave_out(flag):
    with pytest.raises(UsageError, match=f"There is no option {flag[:2]}"):
        split_assignments(["a=1", "wolf", flag, "3"])
    assert split_assignments(["a=1", "-wolf", "-5"])[1] == ["-wolf", "-5"]


def test_a_query_alone_sets_nothing():
    with pytest.raises(UsageError, match="Nothing to set"):
        split_assignments(["wolf"])


def edit(argument, front_matter, kind=None):
    fields = {"x": FieldSettings(type=kind)} if kind else {}
    (edit,) = parse_assignment(argument).edits(front_matter, fields)
    return edit


@pytest.mark.parametrize(
    ("text", "old", "value"),
    [
        ("5", None, 5),
        ("05", None, "05"),
        ("5", "4", "5"),
        ("5", 4, 5),
        ("true", None, True),
        ("true", "false", "true"),
        ("zon", None, "zon"),
        ("a, b", ["c"], ["a", "b"]),
        ("[a, b]", ["c"], ["a", "b"]),
        ("[]", ["c"], []),
        ("[a, b", ["c"], ["[a", "b"]),
        ("a", [], ["a"]),
        ("a, b", "c", "a, b"),
    ],
)
def test_a_value_is_of_the_kind_that_the_key_has_in_the_post(text, old, value):
    assert edit(f"x={text}", {"x": old}) == SetValue("x", value)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldType.TEXT, "5", "5"),
        (FieldType.INTEGER, "5", 5),
        (FieldType.INTEGER, "vijf", "vijf"),
        (FieldType.NUMBER, "5.5", 5.5),
        (FieldType.BOOLEAN, "true", True),
        (FieldType.BOOLEAN, "1", "1"),
        (FieldType.LIST, "a,b", ["a", "b"]),
        (FieldType.DATE, "2019", "2019"),
        (FieldType.ANY, "7", 7),
    ],
)
def test_the_settings_decide_of_what_kind_a_value_is(kind, text, value):
    assert edit(f"x={text}", {}, kind) == SetValue("x", value)


def test_a_title_of_digits_stays_text():
    assert edit("title=1984", {}) == SetValue("title", "1984")


@pytest.mark.parametrize(
    ("front_matter", "value"),
    [({}, ["a", "b"]), ({"tags": "c"}, "a,b"), ({"tags": []}, ["a", "b"])],
)
def test_tags_are_a_list_unless_a_post_has_them_as_text(front_matter, value):
    assert edit("tags=a,b", front_matter) == SetValue("tags", value)


def test_values_are_added_and_taken_as_the_list_has_them():
    assert edit("x+=7", {"x": ["a"]}) == AddValue("x", "7")
    assert edit("x+=7", {"x": [1]}) == AddValue("x", 7)
    assert edit("x-=a", {"x": ["a"]}) == RemoveValue("x", "a")
    assert edit("x!", {"x": ["a"]}) == RemoveKey("x")


@pytest.mark.parametrize(
    ("text", "plain", "items"),
    [
        ('""', "", []),
        ('"b: d"', "b: d", ["b: d"]),
        ('"b, d"', "b, d", ["b, d"]),
        ('a, "b, c" ,d', 'a, "b, c" ,d', ["a", "b, c", "d"]),
        ('["a, b", c]', '["a, b", c]', ["a, b", "c"]),
        (r'"\"Ik ga\""', '"Ik ga"', ['"Ik ga"']),
        ('Hij zei "ja"', 'Hij zei "ja"', ['Hij zei "ja"']),
        ('"a" en "b"', '"a" en "b"', ['"a" en "b"']),
        ('"open', '"open', ['"open']),
        ("'x'", "'x'", ["'x'"]),
    ],
)
def test_quotes_around_a_value_or_an_item_are_not_part_of_it(text, plain, items):
    assignment = Assignment("x", Operator.SET, text)
    assert (assignment.plain, assignment.items) == (plain, items)


@pytest.mark.parametrize(
    ("argument", "old", "edit"),
    [
        ("tags-=GEMEENTE", TextList("Gemeente raad"), SetValue("tags", "raad")),
        ("tags+=gemeente", TextList("Gemeente raad"), SetValue("tags", "Gemeente raad")),
        ("tags-=één", TextList("Een twee"), SetValue("tags", "twee")),
    ],
)
def test_items_of_a_list_in_text_are_known_as_queries_find_them(argument, old, edit):
    assert parse_assignment(argument).edits({"tags": old}, {}) == [edit]
