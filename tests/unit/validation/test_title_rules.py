from __future__ import annotations

import pytest

from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix, Severity
from newsctl.core.settings import Settings


def post(title):
    return f"---\n{title}\ndate: 2019-09-05\n---\n<p>Zon.</p>\n"


@pytest.mark.parametrize(
    ("title", "rule", "line", "column"),
    [
        ("layout: post", "title-missing", 1, 1),
        ("title:", "title-missing", 2, 7),
        ('title: "  "', "title-missing", 2, 8),
        ("title: null", "title-missing", 2, 8),
        ("title: [Zon]", "title-not-text", 2, 8),
        ("title: {Zon: zee}", "title-not-text", 2, 8),
        ('title: "Zon &amp; zee"', "title-markup", 2, 8),
        ('title: "Zon&#58; zee"', "title-markup", 2, 8),
        ("title: De <b>zon</b>", "title-markup", 2, 8),
        ('title: "De <!-- zon -->"', "title-markup", 2, 8),
    ],
)
def test_a_title_out_of_order_is_found_at_its_value(title, rule, line, column, found):
    assert found(post(title)) == [(rule, line, column)]


@pytest.mark.parametrize(
    "title",
    [
        'title: "Zon & zee"',
        'title: "Zon &zee; en &onzin;"',
        'title: "3 < 5 en 5 > 3"',
        'title: "Ik <3 Zutphen"',
        "title: Zon",
        "title: |\n  Zon",
        "title: >\n  Zon\n  en zee\n",
        'title: "🌞"',
    ],
)
def test_a_title_in_order(title, check):
    assert check(post(title)) == ()


@pytest.mark.parametrize("title", ['" Zon"', '"Zon\\u00a0"', "'Zon '"])
def test_a_title_loses_the_space_around_it(title, check):
    assert check(post(f"title: {title}")) == ()
    (problem,) = check(post(f"title: {title}"), select=["title"])
    assert (problem.severity, problem.position) == (Severity.INFO, (2, 8))
    assert problem.fix == Fix((SetValue("title", "Zon"),))


def test_the_hint_says_what_an_entity_stands_for(check):
    (problem,) = check(post('title: "Zon&#58; zee"'))
    assert problem.message == "The title holds the HTML entity &#58;."
    assert problem.hint == "Write : instead."


def test_a_heading_is_a_title_too(found):
    assert found("---\ndate: 2019-09-05\n---\n\n# Zon\n\nEen dag met zon.\n") == []
    empty = found("---\ntitle: ''\ndate: 2019-09-05\n---\n\n# Zon\n\nEen dag met zon.\n")
    assert [rule for rule, *_ in empty] == ["title-missing"]


def test_an_archive_of_plain_files_needs_no_titles(check):
    assert check("<p>Zon.</p>\n", settings=Settings(without_front_matter=True)) == ()


def test_front_matter_without_a_title_is_found_in_such_an_archive_too(found):
    settings = Settings(without_front_matter=True)
    assert found("---\nbron: NOS\n---\nZon.\n", settings=settings) == [("title-missing", 1, 1)]
