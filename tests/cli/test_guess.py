"""What may be done in an archive that nothing marks as one, and how it is said which was taken."""

from __future__ import annotations

import shutil

import pytest

POST = "---\ntitle: Kop van {0}\ndate: 2019-09-{0} 10:00:00 +0200\nbron: nos\n---\nTekst van {0}"
"""A post without a line end, which a safe fix mends, under another name than its title."""


@pytest.fixture
def guessed(tmp_path):
    """A folder with posts near by, which nothing but these tells to be an archive."""
    folder = tmp_path / "map"
    for day in ("05", "06", "07"):
        post = folder / "nieuws" / f"2019-09-{day}-kop-{day}.md"
        post.parent.mkdir(parents=True, exist_ok=True)
        post.write_text(POST.format(day))
    return folder


MANY = [
    ("set", "bron=NOS", "--all", "--yes"),
    ("set", "bron=NOS", "--all"),
    ("replace", "--regex", "^", "x ", "--all", "--yes"),
    ("unpublish", "kop-05", "kop-06"),
    ("validate", "--fix", "--select", "file-final-newline"),
    ("validate", "--unsafe-fixes", "nieuws", "--select", "file-final-newline"),
    ("rename", "kop-05", "kop-06", "--new-urls"),
    ("rm", "kop-05", "kop-06"),
]


@pytest.mark.parametrize("line", MANY, ids=" ".join)
def test_many_posts_of_a_guess_are_not_changed(newsctl, guessed, line):
    before = {path: path.read_bytes() for path in guessed.rglob("*.md")}
    ran = newsctl(*line, cwd=guessed, typed="y\n")
    assert ran.code == 2
    assert "posts of" in ran.err
    assert "guessed" in ran.err
    assert "newsctl -C . ..." in ran.err
    assert "Change " not in ran.err  # nothing is asked in vain
    assert {path: path.read_bytes() for path in guessed.rglob("*.md")} == before


@pytest.mark.parametrize("line", MANY, ids=" ".join)
@pytest.mark.parametrize("how", ["-C", "variable", "settings", "site"])
def test_they_are_in_an_archive_that_is_named_or_marked(newsctl, guessed, line, how):
    options, env = [], {}
    if how == "-C":
        options = ["-C", "."]
    elif how == "variable":
        env = {"NEWSCTL_ARCHIVE": str(guessed)}
    elif how == "settings":
        (guessed / "newsctl.toml").touch()
    else:
        (guessed / ".eleventy.js").touch()
    ran = newsctl(*options, *line, cwd=guessed, typed="y\n", **env)
    assert "guessed" not in ran.err
    assert ran.code in {0, 1}


@pytest.mark.parametrize(
    "line",
    [
        ("set", "bron=NOS", "kop-05", "--yes"),
        ("rm", "kop-05"),
        ("set", "x=1", "--all", "--dry-run"),
        ("replace", "--regex", "^", "x ", "--all", "--dry-run"),
        ("unpublish", "kop-05"),
    ],
    ids=" ".join,
)
def test_one_post_of_a_guess_is_and_what_would_change_is_shown(newsctl, guessed, line):
    ran = newsctl(*line, cwd=guessed)
    assert (ran.code in {0, 1}, "guessed" in ran.err) == (True, False)


def test_several_posts_are_not_added_to_a_guess(newsctl, guessed):
    lines = b'{"title": "Een", "body": "x"}\n{"title": "Twee", "body": "y"}\n'
    assert newsctl("add", "--as", "jsonl", stdin=lines, cwd=guessed).code == 2
    assert newsctl("-C", ".", "add", "--as", "jsonl", stdin=lines, cwd=guessed).code == 0


@pytest.mark.parametrize("line", [("list",), ("search", "tekst"), ("show", "kop-05")])
def test_a_terminal_is_told_of_the_guess(newsctl, guessed, line):
    note = f"newsctl: Archive: {guessed}, 3 posts"

    def is_noted(*line, **terminal):
        return note in " ".join(newsctl(*line, cwd=guessed, **terminal).err.split())

    assert is_noted(*line, typed="")
    assert not is_noted(*line)
    assert not is_noted("-C", ".", *line, typed="")


def test_the_home_is_written_as_people_do(newsctl, guessed):
    ran = newsctl("list", cwd=guessed, typed="", HOME=str(guessed.parent))
    assert "newsctl: Archive: ~/map, 3 posts\n" in ran.err


@pytest.mark.parametrize("line", [("show", "qqqq"), ("list", "qq:1"), ("list", "--sort", "qqqq")])
def test_an_error_names_the_guess(newsctl, guessed, line):
    told = f"Archive: {guessed}, guessed: posts lie near by.\n"
    assert newsctl(*line, cwd=guessed).err.endswith(told)
    assert told not in newsctl("-C", ".", *line, cwd=guessed).err


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("", "guessed: posts lie near by"),
        ("newsctl.toml", "it holds newsctl.toml"),
        (".eleventy.js", "it is an Eleventy site"),
    ],
)
def test_settings_and_status_say_which_archive_it_is(newsctl, guessed, mark, told):
    if mark:
        (guessed / mark).touch()
    for line, out in ((("config", "show"), "err"), (("index", "status"), "text")):
        assert f"{guessed}, {told}\n" in getattr(newsctl(*line, cwd=guessed), out)
    assert f"{guessed}, named by -C\n" in newsctl("-C", guessed, "config", "show").err


def test_a_folder_of_dated_posts_is_no_guess(newsctl, small):
    shutil.copytree(small, small / "2019")
    ran = newsctl("set", "bron=NOS", "--all", "--yes", cwd=small, typed="")
    assert (ran.code, len(ran.lines), "Archive:" in ran.err) == (0, 6, False)


def test_a_home_and_the_root_answer_at_once(newsctl_process, tmp_path, guessed):
    for cwd in ("/", guessed):
        ran = newsctl_process("list", cwd=cwd, env={"HOME": str(guessed)})
        assert ran.code == 3
        assert "There is no archive here" in ran.err
        assert "newsctl -C DIR" in ran.err


def test_a_link_to_itself_keeps_no_posts_from_being_found(newsctl, guessed):
    for folder in (guessed, guessed / "nieuws"):
        (folder / "rond.md").symlink_to("rond.md")
        (folder / "rond").symlink_to("rond")
        ran = newsctl("list", "-f", "path", cwd=folder)
        assert (ran.code, len(ran.lines)) == (0, 3)
    empty = guessed / "leeg"
    empty.mkdir()
    (empty / "rond").symlink_to("rond")
    assert "There is no archive here" in newsctl("list", cwd=empty).err
