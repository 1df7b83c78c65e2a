from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsctl.core.post.field_edits import RenameKey
from newsctl.core.problems import Fix
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.site_facts import SiteFacts
from newsctl.front_matter.reading.reader import parse
from newsctl.validation.check import Checker

REQUIRED_FIELD = FieldSettings(required=True)
REQUIRED = Settings(fields=dict.fromkeys(("title", "date", "bron", "category"), REQUIRED_FIELD))


NAME = "2019-09-05-zon.md"


def post(*lines, title="Zon"):
    return "\n".join(("---", f'title: "{title}"', *lines, "---", "<p>Zon.</p>", ""))


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
def test_a_key_that_is_nearly_one_of_the_other_posts_is_found(key, meant, check_beside):
    beside = ("2019-09-04-zee.md", post(f"{meant}: 2019-09-04", title="Zee").encode())
    (problem,) = check_beside(beside, (NAME, post("bronnen: x", f"{key}: x").encode()))
    assert (problem.rule, problem.hint) == ("field-misspelt", f"Did you mean {meant!r}?")
    assert (problem.position.line, problem.position.column) == (4, 1)
    assert problem.fix == Fix((RenameKey(key, meant),), safe=False)


@pytest.mark.parametrize("key", ["data", "tabs", "link", "time", "auteur", "beschrijving", "TOC"])
def test_a_key_of_the_archives_own_is_left_alone(key, check):
    assert check(post(f"{key}: x")) == ()


def test_a_key_next_to_the_one_that_it_resembles_is_left_alone(check):
    assert check(post("category: x", "categorie: y")) == ()


def archive(*headers):
    """Return posts with these lines of front matter."""
    return [
        (f"2019-09-{day:02}-zon.md", post(*header, title=f"Zon {day}").encode())
        for day, header in enumerate(headers, 1)
    ]


@pytest.mark.parametrize(
    "headers",
    [
        [["categorie: x", "featured_image: a.jpg"]],
        [["categorie: x", "featured_image: a.jpg"]] * 2,
        [["category: x"], ["categorie: x"], ["categorie: y"]],
        [["category: x"]] * 15 + [["categorie: x"]] * 2,
        [["tags: x"], ["categorys: x"]],
        [["category: x"], ["categorys: x"]],
    ],
)
def test_a_key_that_more_posts_have_is_the_archives_own(headers, check_beside):
    assert check_beside(*archive(*headers), select=["field-misspelt"]) == ()


@pytest.mark.parametrize(
    ("generator", "header", "meant"),
    [
        ("Hugo", "wieght: 3", "weight"),
        ("Hugo", "Weight: 3", None),
        ("Hugo", "LinkTitle: Zon", None),
        ("Hugo", "linktitle: Zon", None),
        ("Hugo", "linkTitel: Zon", "linkTitle"),
        ("Hugo", "Tags: zon", "tags"),  # which newsctl reads as it is spelt
        ("Hugo", "draf: true", None),
        ("Jekyll", "permlaink: /x/", "permalink"),
        ("Docusaurus", "sidebar_postion: 2", "sidebar_position"),
        ("Docusaurus", "permlaink: /x/", None),
        (None, "wieght: 3", None),
    ],
)
def test_the_keys_of_the_generator_are_known(generator, header, meant, check_beside):
    posts = archive(*([["x: y"]] * 20), [header])
    found = check_beside(*posts, select=["field-misspelt"], generator=generator)
    assert [problem.hint for problem in found] == ([f"Did you mean {meant!r}?"] if meant else [])


def test_a_key_that_the_settings_name_is_a_known_one(found, check_beside):
    settings = Settings(date_field="datum", fields={"redacteur": REQUIRED_FIELD})
    assert found(post("datum: 2019-09-05", "redacteur: x"), settings=settings) == []
    slip = post("datum: 2019-09-05", "redakteur: x").encode()
    problems = check_beside((NAME, slip), settings=settings)
    assert [problem.rule for problem in problems] == ["field-missing", "field-misspelt"]


@pytest.mark.parametrize(("generator", "told"), [("Hugo", 6), ("Jekyll", 0)])
def test_a_key_that_hugo_reads_as_the_usual_one_is_told_of_however_many_have_it(generator, told):
    checker = Checker(
        Settings(), clock=lambda: datetime(2025, 11, 1, tzinfo=UTC), site=SiteFacts(generator)
    )
    names = [f"content/posts/{number}.md" for number in range(6)]
    files = [f"---\nTitle: Zon {name}\ndate: 2019-09-05\n---\nZon.\n".encode() for name in names]
    readings = [parse(name, data, Settings()) for name, data in zip(names, files, strict=True)]
    gathered = [kept for kept in map(checker.gather, readings) if kept]
    alone = [problem for reading in readings for problem in checker.check(reading)]
    problems = [*alone, *checker.conclude(gathered, names)]
    misspelt = [problem for problem in problems if problem.rule == "field-misspelt"]
    assert len(misspelt) == told
    if told:
        (note,) = checker.shared(problems, names)
        assert (note.rule, note.severity) == ("field-misspelt", "error")
        assert note.message.startswith("6 of 6 posts: Title is not a known key")
