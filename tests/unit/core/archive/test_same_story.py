"""Whether an archive has a story already, asked of the oracle index."""

from __future__ import annotations

from unicodedata import normalize

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
def stories():
    return stories_of(FILES)


def stories_of(files, asked=None):
    """Return the stories of some files; what is asked of their index is put in a list."""
    repository, index = MemoryRepository(files), OracleIndex()
    index.update(repository.scan(), repository.read, lambda *_: None)

    def search(request):
        if asked is not None:
            asked.append(request)
        return index.search(request)

    return Stories(ArchivedStories(search, repository.read, Settings()))


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
    assert stories.with_link(link).path == "2019-09-05-zon.md"


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
    "title",
    [
        "Café “De Zon” & co: wat nu?",
        "CAFÉ “DE ZON” & CO: WAT NU?",
        "Café “De Zon” &amp; co: wat nu?",
        " Café  “De Zon” & co: wat nu? ",
        normalize("NFD", "Café “De Zon” & co: wat nu?"),
    ],
)
def test_a_title_is_the_same_however_its_letters_are_written(title):
    stories = stories_of(
        {"2019-09-05-cafe.md": post("Café “De Zon” & co: wat nu?", date="2019-09-05")}
    )
    assert stories.like(new(title, date="2019-09-05 23:00")) == "2019-09-05-cafe.md"


@pytest.mark.parametrize(
    "title", ["Cafe “De Zon” & co: wat nu?", "Café “De Zon”: wat nu?", "Café De Zonnen: wat nu?"]
)
def test_words_alike_are_not_the_same_title(title):
    stories = stories_of(
        {"2019-09-05-cafe.md": post("Café “De Zon” & co: wat nu?", date="2019-09-05")}
    )
    assert stories.like(new(title, date="2019-09-05")) is None


@pytest.mark.parametrize("title", ["???", "★ ★", "de"])
def test_a_title_without_a_word_to_search_by_is_known_too(title):
    stories = stories_of({"2019-09-05-x.md": post(title, date="2019-09-05")})
    assert stories.like(new(title, date="2019-09-05")) == "2019-09-05-x.md"


@pytest.mark.parametrize(
    ("date", "other"),
    [
        ("2019-09-01 00:10", "2019-09-01 23:50"),
        ("2019-09-30 00:10", "2019-09-30 23:50"),
        ("2020-02-29", "2020-02-29 23:50"),
        ("2019-12-31 23:30", "2019-12-31 22:45:00+0000"),
        ("9999-12-31", "9999-12-31 23:50"),
        ("0001-01-02", "0001-01-02 10:00"),
    ],
)
def test_a_day_is_whole_at_the_ends_of_months_and_years(date, other):
    stories = stories_of({"x.md": post("Zon", date=date)})
    assert stories.like(new("Zon", date=other)) == "x.md"


def test_a_month_is_asked_for_once_however_many_titles_are():
    asked = []
    stories = stories_of(FILES, asked)
    for number in range(30):
        stories.like(new(f"Titel {number}", date=f"2019-09-{number + 1:02}"))
    assert len(asked) == 1


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
    assert stories.with_link("https://www.a.example/1/") == first.summary
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
