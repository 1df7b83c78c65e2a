from __future__ import annotations

import pytest

from newsctl.core.field_edits import RenameKey
from newsctl.core.problems import Fix
from newsctl.core.settings import FieldSettings, Settings

REQUIRED_FIELD = FieldSettings(required=True)
REQUIRED = Settings(fields=dict.fromkeys(("title", "date", "bron", "category"), REQUIRED_FIELD))


def post(*lines):
    return "\n".join(("---", 'title: "Zon"', *lines, "---", "<p>Zon.</p>", ""))


def test_what_the_settings_require_is_missed(check):
    problems = check(post("date: 2019-09-05", "bron:"), settings=REQUIRED)
    assert [problem.message for problem in problems] == [
        "category is required and is missing.",
        "bron is required and is empty.",
    ]
    assert [problem.position.line for problem in problems] == [1, 4]


def test_false_and_nought_are_not_empty(check):
    settings = Settings(fields=dict.fromkeys(("klaar", "aantal"), REQUIRED_FIELD))
    text = post("date: 2019-09-05", "klaar: false", "aantal: 1")
    assert check(text, settings=settings) == ()


def test_a_date_in_the_file_name_is_not_the_required_key(found):
    assert found(post("bron: NOS", "category: x"), settings=REQUIRED) == [("field-missing", 1, 1)]


def test_a_moment_that_is_missing_is_said_once(found):
    text = post("bron: NOS", "category: x")
    assert found(text, "zon.md", settings=REQUIRED) == [("date-missing", 1, 1)]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("catagory", "category"),
        ("Category", "category"),
        ("categorie", "category"),
        ("externe-link", "externe_link"),
        ("feature image", "feature_image"),
        ("Bron", "bron"),
        ("layuot", "layout"),
        ("unike", "unieke"),
        ("datum", "date"),
    ],
)
def test_a_key_that_is_nearly_a_known_one_is_found(key, meant, check):
    (problem,) = check(post("bronnen: x", f"{key}: x"))
    assert (problem.rule, problem.hint) == ("field-misspelt", f"Did you mean {meant!r}?")
    assert (problem.position.line, problem.position.column) == (4, 1)
    assert problem.fix == Fix((RenameKey(key, meant),), safe=False)


@pytest.mark.parametrize("key", ["data", "tabs", "link", "time", "auteur", "beschrijving", "TOC"])
def test_a_key_of_the_archives_own_is_left_alone(key, check):
    assert check(post(f"{key}: x")) == ()


def test_a_key_next_to_the_one_that_it_resembles_is_left_alone(check):
    assert check(post("category: x", "categorie: y")) == ()


def test_a_key_that_the_settings_name_is_a_known_one(found):
    settings = Settings(date_field="datum", fields={"redacteur": REQUIRED_FIELD})
    assert found(post("datum: 2019-09-05", "redacteur: x"), settings=settings) == []
    assert found(post("datum: 2019-09-05", "redakteur: x"), settings=settings) == [
        ("field-missing", 1, 1),
        ("field-misspelt", 4, 1),
    ]
