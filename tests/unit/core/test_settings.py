import pytest

from newsctl.core.errors import SettingsError
from newsctl.core.settings import Settings, settings_from


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
        },
        "fields": {"date": "created_at", "required": ["title", "bron"]},
        "queries": {"recent": "date:2019.."},
    }
    assert settings_from(tables) == Settings(
        include=("nieuws/**",),
        exclude=("oud/**",),
        drafts=True,
        undated=False,
        without_front_matter=True,
        time_zone="Europe/Brussels",
        date_field="created_at",
        required=("title", "bron"),
        queries={"recent": "date:2019.."},
    )


@pytest.mark.parametrize(
    ("tables", "message", "hint"),
    [
        ({"archief": {}}, "'archief' is not a table", "Did you mean 'archive'?"),
        ({"archive": {"timezone": "x"}}, "'timezone' is not a key of [archive]", "'time_zone'?"),
        ({"fields": {"zzz": 1}}, "'zzz' is not a key of [fields]", "There are: date, required."),
        ({"archive": 1}, "archive has to be a table", "[archive]"),
        ({"archive": {"drafts": "yes"}}, "drafts has to be true or false", "drafts = true"),
        ({"archive": {"drafts": 1}}, "drafts has to be true or false", "drafts = true"),
        ({"archive": {"include": "a"}}, "include has to be a list of texts", 'include = ["'),
        ({"archive": {"include": [1]}}, "include has to be a list of texts", 'include = ["'),
        ({"fields": {"date": []}}, "date has to be text", 'date = "..."'),
        ({"queries": {"q": 1}}, "q has to be text", 'q = "..."'),
    ],
)
def test_what_is_not_a_setting_is_refused_with_advice(tables, message, hint):
    with pytest.raises(SettingsError) as refused:
        settings_from(tables)
    assert message in refused.value.message
    assert hint in (refused.value.hint or "")
