"""Fields whose values are not, or not only, those of the front matter key of their name."""

from __future__ import annotations

import pytest
from werkzeug.test import Client

import newsctl as library
from newsctl.cli.browse.answers import BrowsedArchive
from newsctl.cli.web.app import ArchiveSite
from newsctl.cli.web.questions import ServedArchive


@pytest.fixture
def write_posts(tmp_path):
    """Write posts by name, each a header without a body of its own."""

    def write(posts):
        for name, header in posts.items():
            (tmp_path / f"{name}.md").write_text(f"---\n{header}\n---\nTekst van appel.\n")
        return tmp_path

    return write


@pytest.fixture
def names_say(tmp_path):
    """An archive of which one date and one title stand in a name and a heading."""
    texts = {
        "2019-01-02-naam": "---\nbron: NOS\n---\n# Kop van een bericht\n\nTekst.\n",
        "2019-01-03-veld": "---\ntitle: Veld\ndate: 2019-01-03\n---\nTekst.\n",
        "2019-01-05-los": "---\nbron: NU\n---\n# Ander\n\nTekst.\n",
        "fout": "---\nbron: NOS\ndate: 31-02-2019\n---\nTekst.\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.md").write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("has:date", "naam veld los"),
        ("date:*", "naam veld los"),
        ("-has:date", "fout"),
        ("has:title", "naam veld los"),
        ("-has:title", "fout"),
    ],
)
def test_what_has_a_date_or_title_is_what_is_shown_with_one(newsctl, names_say, query, found):
    ran = newsctl("list", query, "--sort", "path", "-t", "{slug}", cwd=names_say)
    assert ran.text.split() == found.split()
    unread = "1 post has a date that cannot be read, and is left out" in ran.err
    assert unread == (query in {"has:date", "date:*"})


def test_fields_count_the_posts_that_have_a_date_or_title_as_shown(newsctl, names_say):
    rows = newsctl("facets", cwd=names_say).lines
    assert rows == ["bron\t3\t2", "date\t3\t", "title\t3\t"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("date:maart 2020", "b"),
        ("date:januari..maart 2020", "a b"),
        ("bron:RTV Utrecht appel", "a c"),
        ("-bron:RTV Utrecht", "b"),
        ("bron:RTV Utrecht,NOS", "a b c"),
    ],
)
def test_one_text_asks_the_same_on_a_command_line_a_page_in_browse_and_python(
    newsctl, write_posts, text, found
):
    archive = write_posts(
        {
            "a": "title: a\nbron: RTV Utrecht\ndate: 2020-01-05",
            "b": "title: b\nbron: NOS\ndate: 2020-03-05",
            "c": "title: c\nbron: RTV Utrecht\ndate: 2021-03-05",
        }
    )
    ran = newsctl("list", text, "-t", "{title}", "--sort", "title", cwd=archive)
    assert ran.text.split() == found.split()
    opened = library.open(archive)
    assert sorted(post.title for post in opened.search(text)) == found.split()
    browsed = BrowsedArchive(opened)
    assert sorted(hit.summary.title for hit in browsed.answer(text).hits) == found.split()
    for group in browsed.narrowings(text):
        for value in group.values:
            assert value.is_taken or browsed.answer(value.narrowed).total == value.posts
    site = Client(ArchiveSite(ServedArchive(opened), {"localhost"}))
    page = site.get("/search.json", query_string={"q": text})
    assert sorted(post["title"] for post in page.json) == found.split()


def test_names_that_a_shell_filled_in_are_told_of_once(newsctl, write_posts):
    archive = write_posts({name: f"title: {name}\ndate: 2020-01-01" for name in "abc"})
    err = newsctl("list", "a.md", "b.md", "c.md", cwd=archive).err
    assert "3 names of posts were read as words, a.md first. To mean one: path:a.md\n" in err
    assert err.count("read as words") == 1


def test_a_date_that_goes_on_in_a_second_argument_is_told_of(newsctl, write_posts):
    archive = write_posts({"a": "title: a\ndate: 2020-03-05"})
    ran = newsctl("list", "date:maart", "2020", cwd=archive)
    assert ran.code == 1
    assert 'To mean date:"maart 2020", write that' in ran.err
    assert "date:2020" not in ran.err
    for text in ('date:"januari..maart 2020"', "date:januari..maart 2020"):
        assert newsctl("list", text, "-t", "{title}", cwd=archive).text == "a\n"
    assert "Write the lower end first" in newsctl("list", "date:mei..maart 2020", cwd=archive).err
