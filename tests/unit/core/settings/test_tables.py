"""Tables of `newsctl.toml`: each key finds its place, and each mistake its advice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.errors import SettingsError
from newsctl.core.problems import Severity
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.field_types import FieldType
from newsctl.core.settings.tables import settings_from

TABLES = st.recursive(
    st.one_of(st.text(), st.integers(), st.booleans(), st.floats(), st.dates()),
    lambda values: st.one_of(
        st.lists(values),
        st.dictionaries(
            st.one_of(
                st.sampled_from(("archive", "fields", "rules", "folders", "allowed", "type")),
                st.text(),
            ),
            values,
        ),
    ),
)


def refusal_of(tables):
    try:
        settings_from(tables)
    except SettingsError as refused:
        return refused
    return None


def test_nothing_said_is_every_default():
    assert settings_from({}) == Settings()


def test_every_key_finds_its_place():
    tables = {
        "archive": {
            "include": ["nieuws/**"],
            "exclude": ["oud/**"],
            "drafts": True,
            "undated": False,
            "without_front_matter": True,
            "time_zone": "Europe/Brussels",
            "date_field": "created_at",
            "filename": "{year}/{date}-{slug}.markdown",
        },
        "fields": {
            "bron": {"type": "text", "required": True, "allowed": ["NOS"], "help": "Van wie."},
            "aantal": {"type": "integer"},
        },
        "rules": {
            "counts": "off",
            "title-markup": "error",
            "folders": {"_posts/2019/**": {"date": "info"}, "oud": {"counts": "warning"}},
        },
        "queries": {"recent": "date:2019.."},
        "defaults": {"search": {"limit": 50}},
    }
    assert settings_from(tables) == Settings(
        include=("nieuws/**",),
        exclude=("oud/**",),
        drafts=True,
        undated=False,
        without_front_matter=True,
        time_zone="Europe/Brussels",
        date_field="created_at",
        filename="{year}/{date}-{slug}.markdown",
        fields={
            "bron": FieldSettings(FieldType.TEXT, True, ("NOS",), "Van wie."),
            "aantal": FieldSettings(FieldType.INTEGER),
        },
        rules={"counts": None, "title-markup": Severity.ERROR},
        folder_rules=(
            ("_posts/2019/**", {"date": Severity.INFO}),
            ("oud", {"counts": Severity.WARNING}),
        ),
        queries={"recent": "date:2019.."},
        defaults={"search": {"limit": 50}},
    )


@pytest.mark.parametrize(
    ("tables", "keys", "message", "hint"),
    [
        ({"archief": {}}, "archief", "'archief' is not a table", "Did you mean 'archive'?"),
        (
            {"archive": {"timezone": "x"}},
            "archive timezone",
            "'timezone' is not a key of [archive]",
            "Did you mean 'time_zone'?",
        ),
        ({"archive": {"zzz": 1}}, "archive zzz", "not a key of [archive]", "There are: include, "),
        ({"archive": 1}, "archive", "archive has to be a table", "[archive]"),
        ({"archive": {"drafts": "yes"}}, "archive drafts", "true or false", "drafts = true"),
        ({"archive": {"drafts": 1}}, "archive drafts", "true or false", "drafts = true"),
        ({"archive": {"include": "a"}}, "archive include", "a list of texts", 'include = ["'),
        ({"archive": {"include": [1]}}, "archive include", "a list of texts", 'include = ["'),
        ({"archive": {"date_field": []}}, "archive date_field", "text", 'date_field = "..."'),
        ({"archive": {"filename": "x"}}, "archive filename", "{slug}", '"{date}-{slug}.md"'),
        ({"fields": {"required": ["bron"]}}, "fields required", "a table", "[fields.required]"),
        (
            {"fields": {"bron": {"requierd": True}}},
            "fields bron requierd",
            "'requierd' is not a key of [fields.bron]",
            "Did you mean 'required'?",
        ),
        (
            {"fields": {"bron": {"type": "string"}}},
            "fields bron type",
            "type has to be text, number, integer, boolean, date, url, list or any",
            "There are: text",
        ),
        (
            {"fields": {"bron": {"type": "tekst"}}},
            "fields bron type",
            "type has to be",
            "Did you mean 'text'?",
        ),
        (
            {"fields": {"n": {"type": "integer", "allowed": ["een"]}}},
            "fields n allowed",
            "'een' is allowed, but is no integer",
            'type = "text"',
        ),
        (
            {"fields": {"n": {"type": "number", "allowed": [True]}}},
            "fields n allowed",
            "True is allowed, but is no number",
            'type = "boolean"',
        ),
        (
            {"fields": {"n": {"allowed": [date(2019, 9, 5)]}}},
            "fields n allowed",
            "a list of texts or numbers",
            'allowed = ["',
        ),
        (
            {"rules": {"counts": "warn"}},
            "rules counts",
            "counts has to be off, error, warning or info",
            "Did you mean 'warning'?",
        ),
        ({"rules": {"counts": False}}, "rules counts", "counts has to be off", "There are: off"),
        ({"rules": {"folders": {"a": 1}}}, "rules folders a", "a has to be a table", "[rules."),
        ({"queries": {"q": 1}}, "queries q", "q has to be text", 'q = "..."'),
        ({"defaults": {"search": 50}}, "defaults search", "a table", "[defaults.search]"),
    ],
)
def test_what_is_not_a_setting_is_refused_with_advice(tables, keys, message, hint):
    with pytest.raises(SettingsError) as refused:
        settings_from(tables)
    assert message in refused.value.message
    assert hint in refused.value.hint
    assert refused.value.keys == tuple(keys.split())


@given(st.dictionaries(st.sampled_from(("archive", "fields", "rules", "defaults")), TABLES))
def test_any_tables_are_settings_or_a_settings_error(tables):
    refused = refusal_of(tables)
    assert refused is None or (refused.hint and refused.keys)


@pytest.mark.parametrize(
    "tables",
    [
        {"archive": {"exclude": ["[" * 100_000]}},
        {"archive": {"include": ["*a"] * 100_000}},
        {"rules": {"folders": {"[" * 100_000: {"counts": "off"}}}},
        {"rules": {"folders": {f"{number}/*": {"counts": "off"} for number in range(1_001)}}},
    ],
)
def test_globs_that_would_take_long_are_refused_with_their_bound(tables):
    with pytest.raises(SettingsError, match="at most 1,000 are read"):
        settings_from(tables)
