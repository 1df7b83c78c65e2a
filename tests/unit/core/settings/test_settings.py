"""Settings: their defaults, and what of them decides how posts are read."""

import pytest

from newsctl.core.settings import FieldSettings, Settings


def test_what_is_required_is_told_by_the_fields():
    fields = {"bron": FieldSettings(required=True), "aantal": FieldSettings()}
    assert Settings(fields=fields).required == ("bron",)
    assert Settings().required == ()


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({"time_zone": "UTC"}, True),
        ({"date_field": "created_at"}, True),
        ({"without_front_matter": True}, True),
        ({"filename": "{slug}.md"}, False),
        ({"fields": {"bron": FieldSettings(required=True)}}, False),
        ({"rules": {"counts": None}}, False),
        ({"queries": {"q": "x"}}, False),
    ],
)
def test_only_what_changes_a_reading_changes_the_mark_of_readings(change, differs):
    assert (Settings()._replace(**change).reading != Settings().reading) is differs
