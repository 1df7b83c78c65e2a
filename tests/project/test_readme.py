"""What the README says is what happens: its commands, its table of queries, its settings."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
import typer

from newsctl.cli.app import app
from newsctl.cli.help.topics import text_of
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.tables import settings_from

if sys.platform == "win32":
    pytest.skip("the commands are those of a POSIX shell", allow_module_level=True)

from tools.picture import COLUMNS, PICTURE, lines_of, picture
from tools.terminal import SAMPLE_POSTS, replayed

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
"""With UPDATE_GOLDEN=1 the README and its picture are written anew instead of compared."""

TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)


def section(title):
    """Return the text below a heading of the README."""
    return README.read_text().split(f"\n## {title}\n")[1].split("\n## ")[0]


def code_blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_the_commands_show_what_the_readme_shows(archive, terminal_in):
    terminal = terminal_in(archive)
    terminal.run("newsctl list --count")

    shown = README.read_text()
    run = replayed(shown, terminal)
    if UPDATE:
        README.write_text(run)
    else:
        assert run == shown, "UPDATE_GOLDEN=1 writes the README anew"


def test_the_picture_shows_what_a_terminal_shows(archive, terminal_in):
    drawn = picture(terminal_in(archive, columns=COLUMNS, colour=True))
    if UPDATE:
        PICTURE.write_text(drawn)
    assert lines_of(PICTURE.read_text()) == lines_of(drawn), "run python -m tools.picture"


def test_the_plot_is_what_newsctl_draws_of_the_sample_posts(newsctl, tmp_path):
    plot, drawn = ROOT / "docs" / "trend.svg", tmp_path / "trend.svg"
    (command,) = re.findall(
        r"^newsctl (trend .*--plot trend.svg)$", README.read_text(), re.MULTILINE
    )
    words = command.replace("trend.svg", os.fspath(drawn)).split()
    assert newsctl("-C", SAMPLE_POSTS, *words).code == 0
    if UPDATE:
        shutil.copyfile(drawn, plot)
    assert plot.read_text() == drawn.read_text(), "UPDATE_GOLDEN=1 draws it anew"
    assert "(docs/trend.svg)" in README.read_text()


def test_the_picture_is_in_the_readme():
    assert f"({PICTURE.relative_to(ROOT).as_posix()})" in README.read_text()


def test_every_query_of_the_table_finds_posts(newsctl, archive):
    (saved,) = code_blocks(section("Settings"), "toml")
    (queries,) = re.findall(r"^\[queries\]\n[^\[]*", saved, re.MULTILINE)
    (archive / "newsctl.toml").write_text(queries)
    queries = re.findall(r"^\| `(.+?)` \|", section("Queries"), re.MULTILINE)
    shown = {query: newsctl("list", "--count", query, cwd=archive).text for query in queries}
    assert len(queries) > 10
    assert {query: text for query, text in shown.items() if not re.match(r"[1-9]\d*$", text)} == {}


def test_the_settings_shown_are_all_there_are_with_their_defaults():
    (shown,) = code_blocks(section("Settings"), "toml")
    tables = tomllib.loads(shown)
    settings = settings_from(tables)
    changed = {"include", "exclude", "undated"}
    of_tables = {"fields", "rules", "folder_rules", "queries", "defaults"}
    of_the_site = {
        "text_lists",
        "other_dates",
        "date_part",
        "date_words",
        "dates_in_paths",
        "bare_times",
        "names_are_titles",
        "tags_in_text",
        "header_start",
        "site_defaults",
    }
    assert tables["archive"].keys() == {*Settings._fields} - of_tables - of_the_site
    assert tables["fields"]["bron"].keys() == {*FieldSettings._fields}
    assert tables.keys() == {"archive", *of_tables} - {"folder_rules"}
    for name in tables["archive"].keys() - changed:
        assert getattr(settings, name) == getattr(Settings(), name)
    assert all(getattr(settings, name) for name in of_tables)


def settings_in(text):
    """Return the settings of a text, as the README has them."""
    shown = re.search(r"^    \[archive\]\n(?:    .*\n|\n(?=    ))+", text, re.MULTILINE)
    return re.sub(r"^    ", "", shown.group(), flags=re.MULTILINE)


def test_the_readme_has_the_tables_and_settings_of_the_topics():
    readme = README.read_text()
    tables = [TABLE.search(text_of(topic)).group() for topic in ("query", "formats", "exit-codes")]
    by_head = {table.splitlines()[0]: table for table in tables}
    wanted = TABLE.sub(
        lambda found: by_head.get(found.group().splitlines()[0], found.group()), readme
    )
    settings = settings_in(text_of("settings"))
    wanted = re.sub(
        r"(?<=^```toml\n)\[archive\]\n.*?(?=^```$)",
        lambda _: settings,
        wanted,
        flags=re.MULTILINE | re.DOTALL,
    )
    if UPDATE:
        README.write_text(wanted)
    else:
        assert readme == wanted, "UPDATE_GOLDEN=1 writes the README anew"
    assert all(part in wanted for part in (*tables, settings))


def test_every_command_is_in_the_readme():
    commands = typer.main.get_command(app).commands
    told = re.findall(r"newsctl (?:-C \S+ )?([a-z]+)\b", README.read_text())
    assert {*commands} - {*told} == set()


@pytest.mark.parametrize("which", [0, 1])
def test_ci_runs_the_commands_of_the_readme(which):
    command = code_blocks(section("Start"), "sh")[which].strip()
    assert f'\nstep "{command}"\n' in (ROOT / ".ci" / "run").read_text()


def test_every_link_to_a_file_leads_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text())
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_no_path_of_a_machine_is_shown():
    shown = README.read_text() + PICTURE.read_text()
    assert not re.search(r"/(?:home|root|Users|work)/", shown)
