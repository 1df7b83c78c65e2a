"""What the pages of the documentation show is what happens, and their site holds together."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer
import yaml

from newsctl.cli.app import app
from newsctl.cli.arguments import arities_of
from newsctl.core.settings.tables import settings_from
from tools.reference import reference
from tools.terminal import SAMPLE_POSTS, replayed

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted({*DOCS.rglob("*.md")} - {*(DOCS / "reference").rglob("*")})
BLOCK = re.compile(r"^```(.+?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
"""With UPDATE_GOLDEN=1 the consoles of the pages are written anew instead of compared."""


def blocks(page, *languages):
    """Return the code of a page in some languages, or in all."""
    found = BLOCK.findall(page.read_text())
    return [code for language, code in found if language in languages or not languages]


def having(*languages):
    pages = [page for page in PAGES if blocks(page, *languages)]
    names = [page.relative_to(DOCS).as_posix() for page in pages]
    return pytest.mark.parametrize("page", pages, ids=names)


@pytest.fixture
def terminal(archive, terminal_in):
    """A terminal in a copy of the sample posts."""
    terminal = terminal_in(archive)
    terminal.run("newsctl list --count")
    return terminal


def test_every_kind_of_page_is_there():
    folders = {page.relative_to(DOCS).parts[0] for page in PAGES}
    assert folders >= {"index.md", "tutorial.md", "how-to", "explanation", "python.md"}
    assert {name.partition("/")[0] for name in reference()} >= {"commands", "rules.md", "query.md"}


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell runs them")
@having("console", "python")
def test_a_page_shows_what_happens(page, terminal):
    shown = page.read_text()
    happens = replayed(shown, terminal)
    if UPDATE:
        page.write_text(happens)
    else:
        assert happens == shown, "UPDATE_GOLDEN=1 writes the page anew"
    beside = terminal.folder.parent
    (beside / "sample_posts").symlink_to(SAMPLE_POSTS)
    code = blocks(page, "python")
    run_python([one for one in code if "pandas" not in one], beside)
    if any("pandas" in one for one in code):
        pytest.importorskip("pandas", reason="pandas is not installed: its part of the page")
        run_python(code, beside)


def run_python(code, folder):
    command = [sys.executable, "-c", "\n".join(code)]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


CHECKS = {
    "console": lambda _: None,  # run above, as is python
    "python": lambda _: None,
    "elisp": lambda code: code.count("(") == code.count(")") or pytest.fail(code),
    "json": json.loads,
    "sh": lambda code: subprocess.run(["/bin/bash", "-n"], input=code, text=True, check=True),
    "text": lambda _: None,
    "toml": lambda code: settings_from(tomllib.loads(code)),
    "vim": lambda _: None,
    "yaml": yaml.safe_load,
    "{toctree}": lambda _: None,  # held to by the build of the site
}


@having()
def test_code_of_every_language_can_be_read(page):
    for language, code in BLOCK.findall(page.read_text()):
        CHECKS[language](code)
    assert page.read_text().count("\n```") == 2 * len(blocks(page))


@having()
def test_what_is_run_are_commands_and_their_options(page):
    program = typer.main.get_command(app)
    for line in re.findall(r"\bnewsctl ((?:-|[a-z])[^|;&'`\"\n>)]*)", "\n".join(blocks(page))):
        _, *words = re.sub(r"(?:-C|--color) \S+ ", "", f"newsctl {line}").split()
        names = [word for word in words if not word.startswith("-")]
        if not names:
            continue
        command, options = program.commands[names[0]], {*arities_of(program.params)}
        if below := getattr(command, "commands", {}):
            options |= {*arities_of(below[names[1]].params)} if len(names) > 1 else set()
        given = {word.partition("=")[0] for word in words if re.match("--[a-z]", word)}
        assert given <= options | {*arities_of(command.params)} | {"--help"}, line


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, built with every warning an error."""
    pytest.importorskip("sphinx", reason="the extra `docs` is not installed")
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", folder / "kept"]
    ran = subprocess.run(
        [*build, DOCS, folder / "site"], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return folder / "site"


@pytest.mark.slow
def test_a_page_of_the_site_loads_nothing_from_elsewhere(site):
    elements = "script|link|img|iframe|source|video|object|embed"
    loads = rf'<(?:{elements})\b[^>]*(?:src|href|data)="(?:https?:)?//'
    pages = [*site.rglob("*.html")]
    assert len(pages) > 60
    assert [page for page in pages if re.search(loads, page.read_text("utf-8"))] == []
    styles = [*site.rglob("*.css")]
    fetches = r"(?:url\(|@import )['\"]?(?:https?:)?//"
    assert [one for one in styles if re.search(fetches, one.read_text("utf-8"))] == []


@pytest.mark.slow
def test_the_site_has_every_command_option_and_rule(site):
    search = (site / "reference/commands/search.html").read_text("utf-8")
    assert all(text in search for text in ("--bron", "Only this source", "Find posts by their"))
    assert 'id="count-aantal"' in (site / "reference/rules.html").read_text("utf-8")
    assert 'id="newsctl.library.OpenArchive.trend"' in (site / "reference/python.html").read_text()
