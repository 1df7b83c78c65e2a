"""Nothing is left out in silence, and nothing but files of a bounded size is read."""

from __future__ import annotations

import os

import pytest

from newsctl.core.post.post import LARGEST_FILE
from newsctl.front_matter.archive.prefetch import WalkAhead

POST = "---\ntitle: Kop\ndate: 2019-09-05 10:00:00 +0200\n---\nTekst.\n"


def fifo(path):
    os.mkfifo(path.with_suffix(".md"))


def dead_link(path):
    path.with_suffix(".md").symlink_to("weg.md")


def loop(path):
    path.with_suffix(".md").symlink_to(path.with_suffix(".md").name)


def link_out(path):
    path.with_suffix(".md").symlink_to("/etc/passwd")


def link_to_device(path):
    path.with_suffix(".md").symlink_to("/dev/zero")


def too_large(path):
    with path.with_suffix(".md").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)


def mdx(path):
    path.with_suffix(".mdx").write_text(POST)


def html(path):
    path.with_suffix(".html").write_text(POST)


def mkdn(path):
    path.with_suffix(".mkdn").write_text(POST)


def not_utf_8(path):
    with open(os.fsencode(path.parent) + b"/2019-09-06-\xe9\xe9n.md", "w") as file:  # noqa: PTH123
        file.write(POST)


def no_utf_8_at_all(path):
    path.with_suffix(".md").write_bytes(POST.encode() + b"\xe9")


ODD = [
    *(fifo, dead_link, loop, link_out, link_to_device, too_large, mdx, html, mkdn),
    *(not_utf_8, no_utf_8_at_all),
]


@pytest.fixture
def site(tmp_path):
    """A Jekyll site with one post."""
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    (posts / "2019-09-05-kop.md").write_text(POST)
    return tmp_path / "site"


@pytest.mark.parametrize("odd", ODD)
def test_what_seems_to_be_a_post_and_is_none_is_told_of(newsctl, site, odd):
    odd(site / "_posts" / "2019-09-06-vreemd")
    told = "newsctl: 1 file cannot be read as a post; newsctl validate says why.\n"
    for line in (("list",), ("search", "tekst"), ("list", "--count")):
        ran = newsctl(*line, cwd=site)
        assert (ran.code, len(ran.lines)) == (0, 1)
        assert ran.err == told
    findings = newsctl("validate", "-f", "json", cwd=site).json
    odd_ones = [one for one in findings if "2019-09-06-" in str(one)]
    rules = {"file-unreadable", "file-left-out", "file-too-large", "file-not-utf8"}
    assert rules.intersection(one["rule"] for one in odd_ones)
    assert "2019-09-06-" in newsctl("index", "status", "-v", cwd=site).text


@pytest.mark.parametrize(
    "line",
    [
        ("stats",),
        ("stats", "--per", "jaar"),
        ("stats", "qqqq"),
        ("facets",),
        ("facets", "date"),
        ("facets", "bron"),
        ("facets", "title", "tekst"),
        ("facets", "title", "qqqq"),
        ("trend", "tekst"),
        ("trend", "qqqq"),
        ("kwic", "tekst"),
        ("kwic", "tekst", "--count"),
        ("kwic", "qqqq"),
        ("words",),
        ("words", "qqqq"),
        ("collocates", "tekst"),
        ("collocates", "qqqq"),
        ("list", "qqqq"),
    ],
)
def test_whatever_counts_tells_once_of_what_cannot_be_read(newsctl, site, line):
    not_utf_8(site / "_posts" / "2019-09-06-vreemd")
    told = "newsctl: 1 file cannot be read as a post; newsctl validate says why.\n"
    assert newsctl(*line, cwd=site).err.count(told) == 1


@pytest.mark.parametrize("odd", ODD)
def test_what_the_child_that_looks_ahead_leaves_out_is_told_of_too(newsctl, site, odd, monkeypatch):
    monkeypatch.setattr("newsctl.front_matter.archive.prefetch._FEW_FILES", 0)
    monkeypatch.setattr("newsctl.front_matter.archive.prefetch._can_fork", lambda: True)
    assert WalkAhead  # which is begun by the program
    odd(site / "_posts" / "2019-09-06-vreemd")
    for _ in range(2):
        assert "1 file cannot be read as a post" in newsctl("list", cwd=site).err


def test_a_folder_that_cannot_be_read_is_told_of(newsctl, site, monkeypatch):
    (site / "_posts" / "dicht").mkdir()
    listdir = os.listdir

    def refusing(path):
        if str(path).endswith("dicht"):
            raise PermissionError(13, "Permission denied", path)
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refusing)
    told = "1 folder cannot be read; newsctl validate says why."
    assert told in newsctl("list", cwd=site).err


@pytest.mark.parametrize(
    "name",
    ["_posts/.#2019-09-05-kop.md", "over.html", "pagina.mdx", "_posts/plaat.png", "README.md"],
)
def test_what_is_no_post_by_the_rules_is_not(newsctl, site, name):
    (site / name).symlink_to("weg") if "#" in name else (site / name).write_text(POST)
    assert newsctl("list", cwd=site).err == ""


def test_what_is_excluded_or_included_is_not(newsctl, site):
    (site / "_posts" / "2019-09-06-a.mdx").write_text(POST)
    (site / "newsctl.toml").write_text('[archive]\nexclude = ["**/*.mdx"]\n')
    assert newsctl("list", cwd=site).err == ""
    (site / "newsctl.toml").write_text('[archive]\ninclude = ["**/*.mdx"]\n')
    ran = newsctl("list", cwd=site)
    assert (ran.err, len(ran.lines)) == ("", 2)


@pytest.mark.parametrize("target", ["2019-09-05-kop.md", "../_posts/2019-09-05-kop.md"])
def test_a_file_and_a_link_to_it_are_one_post(newsctl, site, target):
    for name in ("2019-09-04-a.md", "2019-09-06-z.md"):
        (site / "_posts" / name).symlink_to(target)
    ran = newsctl("list", "-f", "path", cwd=site)
    assert (ran.lines, ran.err) == (["_posts/2019-09-05-kop.md"], "")
    assert (
        "a link to a file that is a post already" in newsctl("index", "status", "-v", cwd=site).text
    )


@pytest.mark.parametrize("other", ["_posts/2019-09-06-z.md", "_posts/map/2019-09-06-z.md"])
def test_a_file_with_two_names_is_one_post(newsctl, site, other):
    (site / "_posts" / "map").mkdir()
    (site / other).hardlink_to(site / "_posts" / "2019-09-05-kop.md")
    ran = newsctl("list", "-f", "path", cwd=site)
    assert (ran.lines, ran.err) == (["_posts/2019-09-05-kop.md"], "")
    told = newsctl("index", "status", "-v", cwd=site).lines
    assert f"{other}: the same file as _posts/2019-09-05-kop.md" in told
    (site / "_posts" / "2019-09-05-kop.md").unlink()
    assert newsctl("list", "-f", "path", cwd=site).lines == [other]


def test_two_links_to_what_is_no_post_are_one(newsctl, site):
    (site / "teksten").mkdir()
    (site / "teksten" / "tekst.md").write_text(POST)
    for name in ("2019-09-04-a.md", "2019-09-06-z.md"):
        (site / "_posts" / name).symlink_to("../teksten/tekst.md")
    assert newsctl("list", "--count", cwd=site).text == "2\n"


@pytest.mark.parametrize("options", [(), ("--diff",), ("--fix",)])
@pytest.mark.parametrize("odd", [fifo, too_large])
def test_validate_reads_no_pipe_and_no_film_that_is_named(newsctl, site, odd, options):
    odd(site / "_posts" / "2019-09-06-vreemd")
    ran = newsctl("validate", *options, "_posts/2019-09-06-vreemd.md", cwd=site)
    assert ran.code == (0 if "--diff" in options else 1)


@pytest.mark.parametrize("options", [(), ("--diff",), ("--fix",)])
@pytest.mark.parametrize("odd", [link_out, link_to_device])
def test_validate_follows_no_link_out_of_the_archive(newsctl, site, odd, options):
    odd(site / "_posts" / "2019-09-06-vreemd")
    ran = newsctl("validate", *options, "_posts/2019-09-06-vreemd.md", cwd=site)
    assert (ran.code, "leads out of the archive" in ran.err) == (2, True)


def test_nothing_checked_is_not_no_problems(newsctl, site, tmp_path):
    (site / "leeg").mkdir()
    ran = newsctl("validate", "leeg", cwd=site)
    assert (ran.code, ran.err) == (2, "newsctl: Nothing was checked: no post in leeg.\n")
    (tmp_path / "_config.yml").touch()
    (site / "_posts" / "2019-09-05-kop.md").unlink()
    ran = newsctl("validate", cwd=site)
    assert (ran.code, ran.err) == (0, "newsctl: Nothing was checked: the archive has no posts.\n")


def test_a_section_that_is_named_as_a_post_says_what_it_is(newsctl, tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    (tmp_path / "hugo.toml").touch()
    for name in ("_index", "a"):
        (folder / f"{name}.md").write_text("---\ntitle: A\ndate: 2024-05-01\n---\nTekst.\n")
    ran = newsctl("rename", "content/_index.md", "--dry-run", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, b"")
    assert "content/_index.md is no post: the page of its section." in ran.err
    assert newsctl("set", "bron=NOS", "--all", "--yes", cwd=tmp_path).lines == ["content/a.md"]


UNREAD = "1 post has a date that cannot be read, and is left out; newsctl validate says why."
NO_DATES = "No post of this archive has a date. Which key holds it is a setting, date_field;"


@pytest.fixture
def dated(tmp_path):
    """Return posts of a day, of a day that its name alone tells, of none, and of an unreadable."""
    for name, date in (
        ("a.md", "date: 2020-01-01\n"),
        ("2020-01-02-b.md", "date: 2020-13-41\n"),
        ("c.md", ""),
        ("d.md", "date: ooit\n"),
    ):
        text = f"---\ntitle: Kop\nlayout: post\n{date}---\nDe wolf van {name} is terug.\n"
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        "list --since 2019",
        "list --until 2021 --count",
        "search wolf date:2020",
        "search wolf date:2031",
        "search beer OR date:2031",
        "kwic wolf --since 2019",
        "facets layout --since 2019",
        "stats --since 2019",
        "stats --since 2019 --by layout",
        "trend wolf --since 2019",
        "words --since 2019",
        "collocates wolf --since 2019",
        "export --since 2019 --as jsonl",
    ],
)
def test_a_post_whose_date_cannot_be_read_is_told_where_dates_leave_it_out(newsctl, dated, line):
    assert " ".join(newsctl(*line.split(), cwd=dated).err.split()).count(UNREAD) == 1


@pytest.mark.parametrize(
    "line",
    ["list", "list beer", "search beer --since 2019", "list wolf OR date:2020", "list -date:2020"],
)
def test_a_post_whose_date_cannot_be_read_is_not_told_where_dates_leave_none_out(
    newsctl, dated, line
):
    assert UNREAD not in " ".join(newsctl(*line.split(), cwd=dated).err.split())


@pytest.mark.parametrize(
    "line", ["stats", "stats --per jaar", "facets date", "facets layout --per jaar", "trend wolf"]
)
def test_where_no_post_has_a_date_it_is_said_which_setting_names_it(newsctl, dated, line):
    assert NO_DATES not in " ".join(newsctl(*line.split(), cwd=dated).err.split())
    for name in ("a.md", "2020-01-02-b.md"):
        (dated / name).unlink()
    assert " ".join(newsctl(*line.split(), cwd=dated).err.split()).count(NO_DATES) == 1


def test_a_table_by_period_tells_of_posts_without_a_date(newsctl, dated):
    told = newsctl("facets", "layout", "--per", "jaar", cwd=dated).err
    assert "Of 4 posts; 2 without a date or without layout." in told
