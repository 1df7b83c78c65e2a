"""Defaults of options in `newsctl.toml`: what the command line says goes before them."""

from __future__ import annotations

import pytest


@pytest.fixture
def listing(newsctl, archive):
    """Run a command in an archive with these defaults."""

    def _listing(defaults, *arguments):
        (archive / "newsctl.toml").write_text(defaults)
        return newsctl(*arguments, cwd=archive)

    return _listing


def test_a_default_holds_until_the_command_line_says_otherwise(listing):
    titles = "[defaults.list]\nsort = 'title'\n"
    assert listing(titles, "list").out == listing("", "list", "--sort", "title").out
    assert listing(titles, "list", "--sort", "date").out == listing("", "list").out


def test_a_default_is_of_one_command(listing):
    assert listing("[defaults.search]\nsort = 'title'\n", "list").out == listing("", "list").out


def test_a_limit_that_is_a_default_holds_on_a_terminal_only(listing, archive, terminal_in):
    three = "[defaults.list]\nlimit = 3\n"
    assert len(listing(three, "list").lines) == 52
    assert len(listing(three, "list", "-f", "jsonl").lines) == 52
    ran = terminal_in(archive).run("newsctl list --fields title")
    assert "newsctl: 1 to 3 of 52 posts; 49 more with --limit 0 or --offset 3." in ran


def test_a_limit_that_leaves_out_posts_says_so_in_a_pipe_too(listing):
    ran = listing("", "list", "-n", "3", "--offset", "2", "-f", "path")
    assert (len(ran.lines), ran.err) == (
        3,
        "newsctl: 3 to 5 of 52 posts; 47 more with --limit 0 or --offset 5.\n",
    )
    assert listing("", "list", "-n", "3", "--offset", "49").err == ""
    assert listing("", "list", "-n", "60").err == ""


def test_an_option_that_may_be_repeated_takes_one_or_several(listing):
    one = listing("[defaults.list]\nbron = 'NOS'\n", "list", "--count")
    both = listing("[defaults.list]\nbron = ['NOS', 'Trouw']\n", "list", "--count")
    assert (one.text, both.text) == ("10\n", "19\n")


def test_a_flag_is_true_or_false(listing):
    first, *_ = listing("[defaults.list]\nreverse = true\n", "list").lines
    assert first.startswith("2004-")
    assert listing("[defaults.list]\nreverse = false\n", "list").out == listing("", "list").out


@pytest.mark.parametrize("given", [["-f", "json"], ["-t", "{title}"], ["--count"], ["--fields=x"]])
def test_a_form_on_the_command_line_leaves_no_default_of_the_form(listing, given):
    fields = "[defaults.list]\nformat = 'csv'\nfields = 'path,title'\n"
    assert listing(fields, "list").lines[0] == "path,title"
    assert listing(fields, "list", *given).out == listing("", "list", *given).out


def test_help_and_commands_without_an_archive_need_no_settings(newsctl, tmp_path, listing):
    assert newsctl("analyze", "huizen", cwd=tmp_path).code == 0
    for command in ("list", "add", "validate", "schema"):
        assert newsctl(command, "--help", cwd=tmp_path).code == 0
        assert listing("[defaults.list]\nlimiet = 3\n", command, "-h").code == 0
        assert listing("[archief]\n", command, "-h").code == 0


@pytest.mark.parametrize(
    ("defaults", "message", "hint"),
    [
        ("[defaults.lst]\nlimit = 3", "[defaults.lst]: lst is not a command.", "'list'"),
        ("[defaults.list]\nlimt = 3", "[defaults.list] limt: there is no option", "'limit'"),
        ("[defaults.list]\nquery = 'x'", "there is no option --query", "There are: "),
        (
            "[defaults.list]\nlimit = -3",
            "[defaults.list] limit: '-3' is not",
            "list --help",
        ),
        (
            "[defaults.list]\nlimit = 'x'",
            "[defaults.list] limit: 'x' is not",
            "list --help",
        ),
        ("[defaults.list]\nlimit = [3]", "(3,) is not what it takes", "list --help"),
        ("[defaults.list]\nlimit = true", "True is not what it takes", "list --help"),
        ("[defaults.list]\nreverse = 'ja'", "'ja' is not what it takes", "list --help"),
        ("[defaults.list]\nformat = 'xml'", "[defaults.list] format: 'xml' is not", "list --help"),
        ("[defaults.list]\noffset = 3", "--offset has to be given each time", ""),
    ],
)
def test_a_default_that_is_none_is_a_mistake_in_the_settings(listing, defaults, message, hint):
    ran = listing(defaults, "list")
    assert ran.code == 2
    assert ran.out == b""
    assert "newsctl.toml: " in ran.err
    assert message in ran.err
    assert hint in ran.err


@pytest.mark.parametrize("option", ["add.force", "add.dry-run", "validate.fix", "validate.all"])
def test_what_writes_or_shows_more_is_said_each_time(listing, option):
    ran = listing(f"[defaults]\n{option} = true\n", option.partition(".")[0], "x")
    assert ran.code == 2
    assert "has to be given each time" in ran.err
