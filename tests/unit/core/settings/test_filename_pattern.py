"""Patterns of file names: the good ones name posts that are found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post.filename import format_filename, parse_filename, slugify
from newsctl.core.settings.values import pattern_problem

GOOD = [
    "{date}-{slug}.md",
    "{date}-{slug}.markdown",
    "{year}/{date}-{slug}.md",
    "{year}/{month}/{year}-{month}-{day}-{slug}.md",
    "{date}-nieuws-{slug}.md",
    "nieuws/{slug}/{date}-{slug}.md",
]


@pytest.mark.parametrize("pattern", GOOD)
def test_a_good_pattern_has_no_problem(pattern):
    assert pattern_problem(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("{titel}-{slug}.md", "has no {titel}; there are {date}, {year}, {month}, {day}, {slug}"),
        ("{date!r}-{slug}.md", "has no {date!r}"),
        ("{date.year}-{slug}.md", "has no {date.year}"),
        ("{date}-{slug}}.md", "a sign"),
        ("{date}-\n{slug}.md", "a sign"),
        ("{date}-\u202e{slug}.md", "a sign"),
        ("..\\{date}-{slug}.md", "a sign"),
        ("{date}-{slug}?.md", "a sign"),
        ("../{date}-{slug}.md", "stay in its folder"),
        ("/tmp/{date}-{slug}.md", "stay in its folder"),
        ("a//{date}-{slug}.md", "stay in its folder"),
        ("a/./{date}-{slug}.md", "stay in its folder"),
        (".git/{date}-{slug}.md", "stay in its folder"),
        ("_drafts/{date}-{slug}.md", "stay in its folder"),
        ("", "stay in its folder"),
        ("{date}.md", "{slug}"),
        ("{slug}/{date}-post.md", "{slug}"),
        ("{date}-{slug}", "ends with .md"),
        ("{date}-{slug}.html", "ends with .md"),
        ("{slug}.md", "begin the name with the date"),
        ("{day}-{month}-{year}-{slug}.md", "begin the name with the date"),
        ("{year}-{day}-{month}-{slug}.md", "begin the name with the date"),
        ("{date}{slug}.md", "begin the name with the date"),
    ],
)
def test_a_pattern_that_would_lose_posts_is_told_why(pattern, problem):
    assert problem in pattern_problem(pattern)


@given(st.sampled_from(GOOD), st.dates(), st.text())
def test_a_good_pattern_keeps_the_date_and_leads_nowhere_else(pattern, day, title):
    path = format_filename(day, slugify(title), pattern)
    assert parse_filename(path).date == day
    assert path.count("/") == pattern.count("/")
    assert parse_filename(path).slug.endswith(slugify(title))


@given(st.text(alphabet="{}dateslugym-./_ \\\n"))
def test_any_text_is_a_pattern_or_has_a_problem(pattern):
    problem = pattern_problem(pattern)
    assert problem is None or not problem.endswith(".")
