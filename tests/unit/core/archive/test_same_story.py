"""Whether an archive has a story already, asked of the oracle index."""

from __future__ import annotations

import pytest

from newsctl.core.archive.same_story import ArchivedStories, Stories
from newsctl.core.settings import Settings
from tests.fakes import MemoryRepository, OracleIndex, post

LINK = "https://www.nos.example/artikel/1?id=7"
TEXT = (
    "De zon scheen de hele dag boven de binnenstad en op het plein zaten de terrassen vol. "
    "Ook langs het water was het druk, zei de gemeente. Volgens het weerbericht blijft het nog "
    "dagen zo, en komt er pas na het weekeinde weer regen vanuit het westen."
)
SHORT = "De zon scheen de hele dag boven de stad aan de rivier."
FILES = {
    "2019-09-05-zon.md": post("Zon in Zutphen", TEXT, date="2019-09-05 10:00", externe_link=LINK),
    "2019-09-06-leeg.md": post("Leeg", date="2019-09-06", externe_link=""),
}


@pytest.fixture
def repository():
    return MemoryRepository(FILES)


@pytest.fixture
def stories(repository):
    index = OracleIndex()
    found = repository.scan()
    index.update(found, repository.read, lambda *_: None)
    return Stories(ArchivedStories(index.search, repository.read, Settings()))


def new(title="Nieuw", body="", date="2025-01-01", **fields):
    repository = MemoryRepository()
    return repository.parse("nieuw.md", post(title, body, date=date, **fields)).post


@pytest.mark.parametrize(
    "link",
    [
        LINK,
        "http://www.nos.example/artikel/1?id=7",
        "https://nos.example/artikel/1/?id=7",
        "https://NOS.example:443/artikel/1?id=7#boven",
        "https://nos.example/artikel/1?utm_source=mail&id=7",
    ],
)
def test_a_link_is_known_however_it_is_spelt(stories, link):
    assert stories.with_link(link) == "2019-09-05-zon.md"


@pytest.mark.parametrize(
    "link",
    ["https://nos.example/artikel/1?id=8", "https://nos.example/Artikel/1?id=7", "nos", LINK[:-1]],
)
def test_another_link_is_not(stories, link):
    assert stories.with_link(link) is None


@pytest.mark.parametrize("title", ["Zon in Zutphen", "ZON  in zutphen"])
def test_the_same_title_on_the_same_day_is_the_same_story(stories, title):
    assert stories.like(new(title, date="2019-09-05 23:00")) == "2019-09-05-zon.md"


@pytest.mark.parametrize(
    ("title", "date"), [("Zon in Zutphen", "2019-09-06"), ("Zon in Zwolle", "2019-09-05")]
)
def test_another_title_or_another_day_is_not(stories, title, date):
    assert stories.like(new(title, date=date)) is None


@pytest.mark.parametrize(
    "body",
    [
        TEXT,
        f"<p>{TEXT.upper()}</p>",
        TEXT + " Morgen ook.",
        TEXT.replace("gemeente", "burgemeester"),
    ],
)
def test_nearly_the_same_text_is_the_same_story(stories, body):
    assert stories.like(new(body=body)) == "2019-09-05-zon.md"


@pytest.mark.parametrize(
    "body",
    ["", "Kort.", TEXT[:90], TEXT + "".join(f" En dat was dag {day}." for day in range(30))],
)
def test_another_text_is_not(stories, body):
    assert stories.like(new(body=body)) is None


def test_a_short_text_is_the_same_story_only_when_every_word_is(stories):
    stories.add(new("Eerste", SHORT))
    assert stories.like(new("Tweede", f"<b>{SHORT.upper()}</b>")) == "nieuw.md"
    assert stories.like(new("Derde", SHORT.replace("rivier", "haven"))) is None


def test_posts_that_are_added_together_know_each_other(stories):
    first = new("Eerste", TEXT.replace("zon", "maan"), externe_link="https://a.example/1")
    stories.add(first)
    assert stories.with_link("https://www.a.example/1/") == first.path
    assert stories.like(new("eerste")) == first.path
    assert stories.like(new("Tweede", first.body)) == first.path


def test_posts_that_are_added_together_know_nearly_the_same_text(stories):
    stories.add(new("Eerste", TEXT.replace("zon", "maan").replace("druk", "stil")))
    assert stories.like(new("Tweede", TEXT.replace("zon", "maan") + " Morgen ook.")) == "nieuw.md"
    assert stories.like(new("Derde", "Heel iets anders. " * 30)) is None


def test_a_title_of_another_day_is_another_story_among_posts_that_are_added_together(stories):
    stories.add(new("Het weer", date="2025-01-01"))
    assert stories.like(new("Het weer", date="2025-01-02")) is None
    assert stories.like(new("Het weer", date="2025-01-01 23:00")) == "nieuw.md"
