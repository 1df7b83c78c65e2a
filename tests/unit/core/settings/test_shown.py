"""Settings in force: all of them, each with where it came from."""

import tomllib

from newsctl.core.settings import Settings
from newsctl.core.settings.rule_names import SEVERITIES, weighed_by
from newsctl.core.settings.shown import settings_shown
from newsctl.core.settings.tables import ARCHIVE_KEYS, settings_from
from newsctl.core.settings.toml_text import toml_key, toml_value

TABLES = {
    "archive": {"drafts": True, "exclude": ["oud/**"]},
    "fields": {"bron": {"required": True, "allowed": ["NOS"]}, "a.b": {}},
    "rules": {"counts": "off", "folders": {"_posts/**": {"date-future": "info"}}},
    "queries": {"recent": "date:2019.."},
    "defaults": {"search": {"limit": 50, "bron": ["NOS"]}},
}


def shown(tables):
    return list(settings_shown(settings_from(tables), tables, source="newsctl.toml"))


def test_without_settings_every_default_is_shown():
    settings = shown({})
    assert [one.keys for one in settings] == [
        *(("archive", key) for key in ARCHIVE_KEYS),
        *(("rules", rule) for rule in SEVERITIES),
    ]
    assert {one.source for one in settings} == {"default"}
    assert {one.keys[-1]: one.value for one in settings}["time_zone"] == "Europe/Amsterdam"


def test_what_is_said_is_told_from_what_follows():
    said = {one.keys: one.value for one in shown(TABLES) if one.source == "newsctl.toml"}
    assert said == {
        ("archive", "drafts"): True,
        ("archive", "exclude"): ("oud/**",),
        ("fields", "bron", "required"): True,
        ("fields", "bron", "allowed"): ("NOS",),
        ("rules", "counts"): "off",
        ("rules", "count-aantal"): "off",
        ("rules", "count-unieke"): "off",
        ("rules", "count-not-whole"): "off",
        ("rules", "folders", "_posts/**", "date-future"): "info",
        ("queries", "recent"): "date:2019..",
        ("defaults", "search", "limit"): 50,
        ("defaults", "search", "bron"): ("NOS",),
    }
    follows = {one.keys: one.value for one in shown(TABLES) if one.source == "default"}
    assert follows["fields", "bron", "type"] == "any"
    assert follows["fields", "a.b", "required"] is False


def test_what_is_shown_makes_the_same_settings_again():
    text = "\n".join(
        f"{toml_key(one.keys)} = {toml_value(one.value)}"
        for one in shown(TABLES)
        if one.value is not None
    )
    again, said = (settings_from(tables) for tables in (tomllib.loads(text), TABLES))
    assert again._replace(rules={}) == said._replace(rules={})
    assert weighed_by(again.rules) == {**SEVERITIES, **weighed_by(said.rules)}


def test_every_key_of_the_archives_table_is_a_setting():
    assert all(hasattr(Settings(), key) for key in ARCHIVE_KEYS)
