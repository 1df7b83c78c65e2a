"""Names of files are bytes, whatever the locale: the program in processes of several of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NAMES = (
    "2019-09-05-één-zaak-😀.md",
    "2019-09-06-gewoon.md",
    "2019-09-07-de\N{COMBINING DIAERESIS}.md",
)
POST = "---\ntitle: Zoëven één\ndate: 2019-09-05 10:00:00 +0200\n---\nDrieëndertig.\n"
BARE = {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.fixture(scope="session")
def latin_1(tmp_path_factory):
    """Locales in Latin-1, where the system can make them: those of `LOCPATH`."""
    folder = tmp_path_factory.mktemp("locales")
    if not shutil.which("localedef"):
        pytest.skip("no localedef")
    made = folder / "nl_NL.ISO-8859-1"
    command = ["localedef", "-i", "nl_NL", "-f", "ISO-8859-1", str(made)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no sources of locales")
    return {"LOCPATH": str(folder), "LC_ALL": made.name}


@pytest.fixture(params=["C", "POSIX, as it is", "Latin-1, as it is"])
def env(request):
    """The environments in which Python reads names as something else than UTF-8, or would."""
    if request.param.startswith("Latin-1"):
        own = request.getfixturevalue("latin_1")
    else:
        own = {"LC_ALL": request.param[:5].strip(",")}
    return own | ({} if request.param.startswith("C") else BARE)


@pytest.fixture
def accents(tmp_path):
    """An archive of posts with accents in their names."""
    folder = tmp_path / "archief-é"
    (folder / "categorieën").mkdir(parents=True)
    for name in NAMES:
        (folder / name).write_text(POST, encoding="utf-8")
    (folder / "categorieën" / NAMES[0]).write_text(POST, encoding="utf-8")
    return folder


def test_every_post_is_there_and_output_is_utf_8(newsctl_process, newsctl_forked, accents, env):
    expected = newsctl_forked("list", "--sort", "path", cwd=accents)
    assert len(expected.lines) == 4
    for line in (("list", "--sort", "path"), ("list", "--sort", "path", "--no-sync")):
        ran = newsctl_process(*line, cwd=accents, env=env)
        assert (ran.code, ran.out) == (0, expected.out)
    found = newsctl_process("-C", accents, "search", "één", "-f", "path", "-0", cwd="/", env=env)
    paths = [os.fsdecode(path) for path in found.out.split(b"\0")[:-1]]
    assert all(Path("/", path).exists() for path in paths)
    assert len(paths) == 4


def test_a_change_is_taken_back_in_another_locale(newsctl_process, newsctl_forked, accents, env):
    before = {path: path.read_bytes() for path in accents.rglob("*.md")}
    ran = newsctl_process("set", "bron=Één", "--all", "--yes", cwd=accents, env=env)
    assert (ran.code, len(ran.lines)) == (0, 4)
    assert all("bron: Één" in path.read_text(encoding="utf-8") for path in before)
    assert newsctl_forked("undo", cwd=accents).code == 0
    assert {path: path.read_bytes() for path in accents.rglob("*.md")} == before


def test_and_the_other_way_round(newsctl_process, newsctl_forked, accents, env):
    assert newsctl_forked("rm", "categorieën/" + NAMES[0], cwd=accents).code == 0
    assert newsctl_process("undo", cwd=accents, env=env).code == 0
    assert (accents / "categorieën" / NAMES[0]).read_text(encoding="utf-8") == POST


def test_an_error_and_a_new_post_are_in_utf_8(newsctl_process, accents, env):
    ran = newsctl_process("show", "drieëntwintig", cwd=accents, env=env)
    assert (ran.code, "drieëntwintig" in ran.err) == (1, True)
    added = newsctl_process("add", "Zoöloog", "--body", "Één", cwd=accents, env=env)
    assert added.code == 0
    assert "Zoöloog" in (accents / added.text.strip()).read_text(encoding="utf-8")


def test_a_terminal_gets_the_letters_of_its_own_locale(accents, latin_1):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "newsctl", "--no-pager", "list"]
    env = {**os.environ, **latin_1}
    with subprocess.Popen(
        command, cwd=accents, env=env, stdout=theirs, stderr=theirs, stdin=theirs
    ):
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # it has ended
            pass
    os.close(ours)
    assert "Zoëven één".encode("latin-1") in shown
