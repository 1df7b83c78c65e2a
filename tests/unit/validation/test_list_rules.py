"""Lists of names that hold one twice."""

from __future__ import annotations

import pytest

from newsctl.core.post.field_edits import SetValue
from newsctl.core.settings import Settings

NAME = "2019-09-05-zon.md"


def repeated(check, line, **options):
    text = f'---\ntitle: "Zon"\n{line}\n---\nZon.\n'
    return check(text, NAME, select=["field-repeated"], **options)


@pytest.mark.parametrize(
    ("line", "value", "safe"),
    [
        ("tags: [video, fiets, video]", ["video", "fiets"], True),
        ("tags:\n  - a\n  - a\n  - a", ["a"], True),
        ("categories: [Weer, weer]", ["Weer"], False),
        ("authors: [Jan, Piet, Jan]", ["Jan", "Piet"], True),
    ],
)
def test_a_name_that_is_there_is_not_needed_again(line, value, safe, check):
    (problem,) = repeated(check, line)
    (repair,) = problem.fix.repairs
    assert repair == SetValue(line.split(":")[0], value)
    assert problem.fix.safe is safe


def test_a_text_that_is_a_list_stays_a_text(check):
    settings = Settings(text_lists={"tags": " "})
    (problem,) = repeated(check, "tags: zon zee zon", settings=settings)
    assert problem.fix.repairs == (SetValue("tags", "zon zee"),)


@pytest.mark.parametrize(
    "line",
    [
        "tags: [a, b]",
        "tags: zon zee zon",
        "tags: [een, één]",
        "tags: []",
        "tags: [1, 1]",
        "scores: [a, a]",
        "route: [Gent, Brugge, Gent]",
    ],
)
def test_other_lists_may_say_a_thing_twice(line, check):
    assert repeated(check, line) == ()
