"""newsctl replace: text in bodies, with no other byte changed, and all of it taken back."""

from __future__ import annotations

import pytest

from newsctl.core.post.word_counts import count_words

TRUMP = "2016-11-09-trump-wint-amerikaanse-presidentsverkiezingen.md"


@pytest.fixture
def site(tmp_path):
    """Return what makes a marked archive of some files."""
    folder = tmp_path / "site"
    (folder / "_posts").mkdir(parents=True)
    (folder / "newsctl.toml").touch()

    def made(**files):
        for name, data in files.items():
            (folder / f"_posts/2019-09-05-{name}.md").write_bytes(data)
        return folder

    return made


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*.md")}


def test_a_text_changes_in_bodies_alone_and_undo_brings_every_byte_back(newsctl, archive):
    before = contents(archive)
    ran = newsctl("replace", "verkiezingen", "stemming", "--all", "--yes", cwd=archive)
    after = contents(archive)
    changed = {name for name in before if before[name] != after[name]}
    assert (ran.code, set(ran.lines)) == (0, changed)
    assert len(changed) > 5
    for name in changed:
        old, new = before[name].split(b"\n---\n", 1), after[name].split(b"\n---\n", 1)
        assert new[1] == old[1].replace(b"verkiezingen", b"stemming")
        was, now = (
            [line for line in one[0].splitlines() if not line.startswith((b"aantal", b"unieke"))]
            for one in (old, new)
        )
        assert was == now
    assert newsctl("validate", "--select", "counts", cwd=archive).code == 0
    assert newsctl("undo", cwd=archive).code == 0
    assert contents(archive) == before
    assert newsctl("redo", cwd=archive).code == 0
    assert contents(archive) == after


def test_counts_follow_where_a_post_has_them(newsctl, site):
    body = b"De kamer is de kamer.\r\n"
    folder = site(
        a=b"---\r\ntitle: A\r\naantal: 5\r\n---\r\n" + body, b=b"---\ntitle: B\n---\n" + body
    )
    ran = newsctl("replace", "kamer", "Tweede Kamer", "--all", "--yes", cwd=folder)
    assert ran.code == 0
    a, b = (contents(folder)[f"2019-09-05-{name}.md"] for name in "ab")
    new = body.replace(b"kamer", b"Tweede Kamer")
    assert count_words(new.decode()).aantal == 7
    assert a == b"---\r\ntitle: A\r\naantal: 7\r\n---\r\n" + new
    assert b == b"---\ntitle: B\n---\n" + new


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf---\ntitle: x\n---\nx\n",
        b"---\r\ntitle: x # x\r\n---\r\nx\r\n\r\n",
        "---\ntitle: 'x'\n---\ncafe\u0301 x \u00a0\t\n".encode(),
        b"+++\ntitle = 'x'\n+++\nx",
        b'{"title": "x"}\nx\n',
    ],
)
def test_all_beside_it_stays_as_it_is_written(newsctl, site, data):
    folder = site(a=data)
    assert newsctl("replace", "x", "y", "--all", "--yes", cwd=folder).code == 0
    front, _, body = data.rpartition(b"x")
    assert contents(folder) == {"2019-09-05-a.md": front + b"y" + body}


def test_posts_and_places_are_counted_apart(newsctl, site):
    folder = site(
        a=b"---\ntitle: A x\n---\nx en x\n",
        b=b"---\ntitle: x\n---\nx\n",
        c=b"---\ntitle: C\n---\nc\n",
    )
    ran = newsctl("replace", "x", "y", "--all", "--dry-run", cwd=folder)
    assert "Would change 3 places in 2 posts. 1 post is unchanged by it." in ran.err
    ran = newsctl("replace", "x", "y", "--all", "--field", "title", "--dry-run", cwd=folder)
    assert "Would change 2 places in 2 posts." in ran.err


def test_a_file_that_cannot_be_read_is_left_and_told(newsctl, site):
    folder = site(a=b"---\ntitle: A\n---\ncaf\xe9 x\n", b=b"---\ntitle: B\n---\nx\n")
    ran = newsctl("replace", "x", "y", "--all", "--yes", cwd=folder)
    assert (ran.code, ran.lines) == (3, ["_posts/2019-09-05-b.md"])
    assert "2019-09-05-a.md is left as it is" in ran.err
    assert "Windows-1252" in ran.err


def test_a_title_changes_on_request_and_keeps_its_quotes(newsctl, archive):
    before = contents(archive)
    ran = newsctl("replace", "Trump", "T.", "trump", "--field", "titel", "--yes", cwd=archive)
    assert (ran.code, ran.lines) == (0, [TRUMP])
    titles = [line for line in before[TRUMP].splitlines() if line.startswith(b"title:")]
    assert contents(archive)[TRUMP] == before[TRUMP].replace(
        titles[0], titles[0].replace(b"Trump", b"T.")
    )


def test_posts_come_by_option_and_by_standard_input(newsctl, archive):
    line = ("replace", "Trump", "T.", "--dry-run")
    by_query = newsctl(*line, f"path:{TRUMP}", cwd=archive)
    assert b"+" in by_query.out
    assert newsctl(*line, "--post", TRUMP, cwd=archive).out == by_query.out
    assert newsctl(*line, "-", stdin=TRUMP.encode(), cwd=archive).out == by_query.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["wolf"], "takes its place"),
        (["wolf", "hond"], "Which posts?"),
        (["wolf", "hond", "wolf", "--all"], "Which posts?"),
        (["", "hond", "--all"], "empty"),
        (["de", "het", "--all"], "--yes"),
        (["de", "het", "brn:NOS", "--yes"], "bron"),
        (["--regex", "(", "het", "--all", "--yes"], "no pattern"),
        (["--field", "aantl", "1", "2", "--all", "--yes"], "aantal"),
        (["---", "x", "--all", "--yes"], "newsctl replace OPTIONS -- OLD NEW"),
        (["x", "---", "--all", "--yes"], "newsctl replace OPTIONS -- OLD NEW"),
        (["--oud woord", "x", "--all", "--yes"], "newsctl replace OPTIONS -- OLD NEW"),
    ],
)
def test_a_command_that_is_not_clear_changes_nothing(newsctl, archive, arguments, told):
    before = contents(archive)
    ran = newsctl("replace", *arguments, cwd=archive)
    assert (ran.code, ran.out) == (2, b"")
    assert told in ran.err
    assert contents(archive) == before


def test_a_pattern_that_takes_for_ever_ends_and_changes_nothing(newsctl, site, monkeypatch):
    monkeypatch.setattr("newsctl.cli.context._LONGEST_SUBSTITUTION", 0.05)
    folder = site(a=b"---\ntitle: A\n---\n" + b"a" * 40 + b"b\n")
    before = contents(folder)
    ran = newsctl("replace", "--regex", "(a+)+$", "x", "--all", "--yes", cwd=folder)
    assert (ran.code, contents(folder)) == (2, before)
    assert "0.05 s" in ran.err


def test_a_body_that_would_become_front_matter_is_left(newsctl, site):
    folder = site(a=b"x\ntitle: A\n---\nB\n")
    (folder / "newsctl.toml").write_text("[archive]\nwithout_front_matter = true\n")
    ran = newsctl("replace", "--regex", "--all", "--yes", "--", "^x$", "---", cwd=folder)
    assert ran.code == 3
    assert "The front matter would end elsewhere" in ran.err


def test_what_a_rule_would_find_wrong_is_refused(newsctl, archive):
    ran = newsctl("replace", "Nov", "Mei", "date:2016", "--field", "date", "--yes", cwd=archive)
    assert ran.code == 3
    assert "date" in ran.err


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        (
            "lang",
            b"---\nlang:\n  - \"wind\"   # a\n  # los\n  - 'ijs'\n---\n",
            b"---\nlang:\n  - \"storm\"   # a\n  # los\n  - 'ijs'\n---\n",
        ),
        ("lang", b"---\nlang: [ wind , 'x y' ]\n---\n", b"---\nlang: [ storm , 'x y' ]\n---\n"),
        (
            "lang",
            b"+++\nlang = [\n  \"wind\", # sterk\n  'ijs',\n]\n+++\n",
            b"+++\nlang = [\n  \"storm\", # sterk\n  'ijs',\n]\n+++\n",
        ),
        (
            "lang",
            b'{"lang": [\n  "wind",\n  "ijs" ]}\n\nx\n',
            b'{"lang": [\n  "storm",\n  "ijs" ]}\n\nx\n',
        ),
        ("lang", b"---\nlang: [storm, wind]\n---\n", b"---\nlang: [storm, storm]\n---\n"),
        ("tags", b"---\ntags: [storm, wind]\n---\n", b"---\ntags: [storm]\n---\n"),
        ("tags", b"---\ntags: [wind, 'Storm']\n---\n", b"---\ntags: ['Storm']\n---\n"),
        (
            "tags",
            b"---\ntags:\n- wind # a\n- ijs # b\n- storm # c\n---\n",
            b"---\ntags:\n- ijs # b\n- storm # c\n---\n",
        ),
        ("tags", b'+++\ntags = ["storm", "wind"]\n+++\n', b'+++\ntags = ["storm"]\n+++\n'),
        ("tags", b"---\ntags: [ijs, ijs, wind]\n---\n", b"---\ntags: [ijs, ijs, storm]\n---\n"),
    ],
)
def test_in_a_list_only_the_item_found_changes_and_a_name_is_in_it_once(
    newsctl, site, key, before, after
):
    folder = site(a=before)
    ran = newsctl("replace", "wind", "storm", "--field", key, "--all", "--yes", cwd=folder)
    assert ran.code == 0
    assert [*contents(folder).values()] == [after]
    assert newsctl("undo", cwd=folder).code == 0
    assert [*contents(folder).values()] == [before]


def test_a_key_that_is_no_count_of_the_words_stays_and_is_told(newsctl, site):
    guests = b"---\ntitle: A\naantal: 120\nunieke: ja\n---\nDe kamer is de kamer.\n"
    text = b"---\ntitle: B\naantal: '5'\nunieke: 5\n---\nDe kamer is de kamer.\n"
    folder = site(a=guests, b=text)
    asked = ("replace", "kamer", "Tweede Kamer", "--all")
    told = [
        "newsctl: aantal of 2 posts is no count of their words, and stays as it is.",
        "newsctl: unieke of 1 post is no count of its words, and stays as it is.",
    ]
    assert newsctl(*asked, "--dry-run", cwd=folder).err.splitlines()[1:] == told
    ran = newsctl(*asked, "--yes", cwd=folder)
    assert (ran.code, ran.err.splitlines()) == (0, told)
    a, b = (contents(folder)[f"2019-09-05-{name}.md"] for name in "ab")
    assert a == guests.replace(b"kamer", b"Tweede Kamer")
    assert b == text.replace(b"kamer", b"Tweede Kamer").replace(b"unieke: 5", b"unieke: 6")


def test_a_text_in_front_matter_tells_nothing_of_counts(newsctl, site):
    folder = site(a=b"---\ntitle: A\nsoort: x\naantal: 120\n---\nDe kamer.\n")
    ran = newsctl("replace", "x", "y", "--field", "soort", "--all", "--yes", cwd=folder)
    assert (ran.code, ran.err) == (0, "")
