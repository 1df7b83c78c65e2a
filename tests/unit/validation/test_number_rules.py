"""Numbers that are texts where other posts have numbers."""

from __future__ import annotations

import pytest

from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.field_types import FieldType


@pytest.fixture
def priced(check_beside):
    """Check posts with these values of a key; the findings of the last."""

    def _priced(*values, key="prijs", settings=None):
        files = [
            (
                f"2019-09-05-post-{number}.md",
                f"---\ntitle: Zon\ndate: 2019-09-05\n{key}: {value}\n---\nZon.\n".encode(),
            )
            for number, value in enumerate(values)
        ]
        return check_beside(*files, settings=settings, select=["field-number-text"])

    return _priced


@pytest.mark.parametrize(
    ("text", "number"),
    [("'2.75'", 2.75), ("2,75", 2.75), ("'4'", 4), ("'1.250'", None), ("'1,250'", None)],
)
def test_a_text_where_others_have_numbers_is_found(priced, text, number):
    (problem,) = priced("2.5", "3", text)
    assert (
        problem.message
        == f"prijs is the text {text.strip(chr(39))!r} here, but a number in 2 posts."
    )
    assert problem.position.line == 4
    fix = None if number is None else Fix((SetValue("prijs", number),), safe=False)
    assert problem.fix == fix


@pytest.mark.parametrize(
    "values", [("2.5", "gratis"), ("2.5", "2.0.1"), ("2.5", "'3'", "'4'"), ("2.5", "true")]
)
def test_texts_that_are_no_numbers_and_keys_of_texts_are_left_alone(priced, values):
    assert priced(*values) == ()


def test_what_has_a_type_by_the_settings_is_left_to_the_rule_of_types(priced):
    settings = Settings(fields={"prijs": FieldSettings(FieldType.TEXT)})
    assert priced("2.5", "'3'", settings=settings) == ()
