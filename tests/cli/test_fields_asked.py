"""Fields whose values are not, or not only, those of the front matter key of their name."""

from __future__ import annotations

import pytest


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
