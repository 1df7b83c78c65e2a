"""The schema of front matter: valid itself, true to the settings, and to the sample posts."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from newsctl.core.check.post_schema import post_schema
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.field_types import FieldType, fits

UTC = ZoneInfo("UTC")
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: number % 1),
    st.sampled_from(("", "een", "https://nos.example/1", "HTTP://nos.example", "//nos.example")),
    st.lists(st.sampled_from("ab")),
    st.dictionaries(st.sampled_from("ab"), st.integers()),
)
FIELDS = st.builds(
    FieldSettings,
    type=st.sampled_from([kind for kind in FieldType if kind is not FieldType.DATE]),
    required=st.booleans(),
    help=st.one_of(st.none(), st.just("Wat het is.")),
)


def is_valid(front_matter, settings=None):
    return Draft202012Validator(post_schema(settings or Settings())).is_valid(front_matter)


@given(st.dictionaries(st.sampled_from(("title", "bron", "date", "tags", "veld")), FIELDS))
def test_a_schema_is_a_schema_for_older_editors_too(fields):
    schema = post_schema(Settings(fields=fields))
    Draft202012Validator.check_schema(schema)
    Draft7Validator.check_schema(schema)


@given(FIELDS, VALUES)
def test_it_asks_of_a_field_what_the_rules_ask(field, value):
    schema = post_schema(Settings(fields={"veld": field}))
    is_missing = value is None or value in ("", [], {})
    no_type = value is None or (value == "" and field.type == "url")
    follows = no_type or fits(value, field.type, UTC)
    expected = follows and not (field.required and is_missing)
    assert Draft202012Validator(schema).is_valid({"title": "Zon", "veld": value}) is expected


@pytest.mark.parametrize(
    ("front_matter", "valid"),
    [
        ({"title": "Zon"}, True),
        ({}, False),
        ({"title": ""}, False),
        ({"title": None}, False),
        ({"title": ["Zon"]}, False),
        ({"title": "Zon", "date": "Thu, 05 Sep 2019 03:07:07 +0200"}, True),
        ({"title": "Zon", "date": 1567645627}, True),
        ({"title": "Zon", "date": None}, True),
        ({"title": "Zon", "date": "ooit"}, False),
        ({"title": "Zon", "date": ["2019"]}, False),
        ({"title": "Zon", "externe_link": "nos.nl"}, False),
        ({"title": "Zon", "externe_link": "https://nos.example/1"}, True),
        ({"title": "Zon", "aantal": "veel"}, False),
        ({"title": "Zon", "aantal": -1}, False),
        ({"title": "Zon", "aantal": 262}, True),
        ({"title": "Zon", "tags": "een twee"}, True),
        ({"title": "Zon", "tags": ["een", "twee"]}, True),
        ({"title": "Zon", "tags": [["een"]]}, False),
        ({"title": "Zon", "eigen": {"a": 1}}, True),
    ],
)
def test_keys_of_the_model_have_their_usual_values(front_matter, valid):
    assert is_valid(front_matter) is valid


@pytest.mark.parametrize(
    ("kind", "value", "valid"),
    [
        ("text", "NOS", True),
        ("text", "Nos", False),
        ("text", "", True),
        ("text", None, True),
        ("list", ["NOS", "NU.nl"], True),
        ("list", ["NOS", "Nos"], False),
        ("list", "NOS", False),
        ("any", "NOS", True),
        ("any", ["NOS"], True),
        ("any", ["Nos"], False),
        ("any", 7, False),
        ("any", None, True),
    ],
)
def test_only_allowed_values_are_valid(kind, value, valid):
    field = FieldSettings(FieldType(kind), allowed=("NOS", "NU.nl"))
    settings = Settings(fields={"bron": field})
    assert is_valid({"title": "Zon", "bron": value}, settings) is valid


def test_the_archives_own_date_is_the_moment():
    settings = Settings(date_field="created_at", time_zone="Europe/Brussels")
    moment = post_schema(settings)["properties"]["created_at"]
    assert "Europe/Brussels" in moment["description"]
    assert "date" not in post_schema(settings)["properties"]


def test_every_field_tells_what_it_is():
    fields = {
        "bron": FieldSettings(required=True, help="Wie het schreef."),
        "eigen": FieldSettings(FieldType.TEXT),
        "category": FieldSettings(FieldType.TEXT),
    }
    properties = post_schema(Settings(fields=fields))["properties"]
    assert properties["bron"]["description"] == "Wie het schreef."
    assert properties["eigen"]["title"] == "eigen"
    assert properties["category"]["description"] == "The one subject of the post."
    assert [key for key, one in properties.items() if "title" not in one] == []


@pytest.mark.parametrize(
    ("value", "valid"),
    [("a b", True), (" b ", True), (["a"], True), ("a c", False), (["a b"], False), ("ab", False)],
)
@pytest.mark.parametrize("kind", [FieldType.ANY, FieldType.LIST])
def test_a_text_that_lists_allowed_values_is_valid(kind, value, valid):
    tags = FieldSettings(type=kind, allowed=("a", "b"))
    schema = post_schema(Settings(fields={"tags": tags}, text_lists={"tags": " "}))
    found = Draft202012Validator(schema["properties"]["tags"]).is_valid(value)
    assert found is valid
