"""Real posts and the fixtures of other projects: each is a post or a named problem."""

from collections import Counter
from pathlib import Path

import pytest

from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository

DATA = Path(__file__).parents[2].parent / "shared" / "data"
POSTS, FIXTURES = DATA / "posts", DATA / "frontmatter"

pytestmark = pytest.mark.skipif(not POSTS.is_dir(), reason="the shared posts are not here")


def readings(folder, **settings):
    repository = MarkdownRepository(folder, Settings(**settings), parse=parse)
    return [repository.read(path) for path in sorted(repository.scan())]


def rules(found):
    return Counter(problem.rule for reading in found for problem in reading.problems)


def test_every_real_post_is_read():
    found = readings(POSTS)
    assert sum(reading.post is not None for reading in found) == len(found) == 1008
    assert rules(found) == {"front-matter-duplicate-key": 10}


def test_real_posts_have_text_without_marks():
    found = readings(POSTS)
    texts = [reading.post.text for reading in found]
    assert sum(map(bool, texts)) == 990
    assert not [text for text in texts if "{%" in text or "\r" in text or "&nbsp;" in text]


@pytest.mark.parametrize(
    ("folder", "date_field", "posts", "dated", "not_understood"),
    [
        ("fronteers__website", "date", 337, 332, []),
        ("fronteers__website", "eventdate", 337, 31, []),
        ("blauwedinsdag__blauwedinsdag.github.io", "date", 15, 15, []),
        ("DIVD-NL__web-csirt", "date", 34, 34, []),
        ("DIVD-NL__web-csirt/_cases", "start", 73, 73, []),
        ("ZeusWPI__zeus.ugent.be", "created_at", 549, 401, ["04/02/2023", "14-02-19"]),
        ("ZeusWPI__zeus.ugent.be/content/events", "time", 346, 346, []),
    ],
)
def test_the_dates_of_every_site_are_understood(folder, date_field, posts, dated, not_understood):
    found = readings(POSTS / folder, date_field=date_field)
    assert len(found) == posts
    assert sum(reading.post.summary.date is not None for reading in found) == dated
    unreadable = [reading for reading in found if rules([reading])["date-unreadable"]]
    written = [reading.post.summary.front_matter[date_field] for reading in unreadable]
    assert sorted(written) == not_understood


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the shared fixtures are not here")
def test_every_fixture_is_a_post_or_a_named_problem():
    paths = sorted(path for path in FIXTURES.rglob("*") if path.is_file())
    found = [
        parse(str(path.relative_to(FIXTURES)), path.read_bytes(), Settings()) for path in paths
    ]
    assert all(reading.post or reading.problems for reading in found)
    assert (len(found), sum(reading.post is not None for reading in found)) == (595, 178)
    assert rules(found) == {
        "file-not-utf8": 1,
        "front-matter-missing": 55,
        "front-matter-not-a-mapping": 3,
        "front-matter-unclosed": 354,
        "front-matter-yaml": 4,
    }


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the shared fixtures are not here")
def test_the_posts_of_jekylls_own_site_are_found():
    site = FIXTURES / "jekyll__jekyll" / "test" / "source"
    found = readings(site)
    assert len(found) == 56
    assert rules(found) == {"front-matter-missing": 1}
