"""One archive is one, however its folder is spelt: its index, its journal and its lock."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from newsctl.storage.digests import short_digest


@pytest.fixture
def kept(tmp_path, monkeypatch, dictionary):
    """The folders of indexes and journals, of this test alone."""
    dictionary.write(tmp_path / "cache" / "indexes")
    monkeypatch.setenv("NEWSCTL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NEWSCTL_DATA", str(tmp_path / "data"))
    return tmp_path / "cache" / "indexes", tmp_path / "data" / "journals"


@pytest.fixture
def names(small, tmp_path):
    """Names of one archive, each another way to spell its folder."""
    (tmp_path / "link").symlink_to(small)
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "ernaast").symlink_to("../link")
    return [small, tmp_path / "link", tmp_path / "map" / "ernaast", small / ".." / "link"]


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 2), (2, 3), (3, 0)])
def test_a_change_by_one_name_is_taken_back_by_another(newsctl, names, kept, first, second):
    before = {path: path.read_bytes() for path in names[0].glob("*.md")}
    ran = newsctl("-C", names[first], "set", "bron=X", "--all", "--yes")
    assert (ran.code, len(ran.lines)) == (0, 3)
    assert "set bron=X" in newsctl("-C", names[second], "undo", "--list").text
    assert newsctl("-C", names[second], "undo").code == 0
    assert {path: path.read_bytes() for path in names[0].glob("*.md")} == before
    assert [len([*place.glob("*/archive")]) for place in kept] == [1, 1]


def test_paths_are_shown_by_the_name_that_was_given(newsctl, names, kept, tmp_path):
    ran = newsctl("-C", "link", "list", "-f", "path", cwd=tmp_path)
    assert all(line.startswith("link/") for line in ran.lines)


def test_a_journal_and_index_of_a_name_by_links_are_found(newsctl, names, kept, tmp_path):
    assert newsctl("-C", names[0], "set", "bron=X", "--all", "--yes").code == 0
    digests = [short_digest(os.fsencode(name)) for name in (names[0].resolve(), names[1])]
    for place in kept:  # as a version made them that named both after the path that was given
        for folder in place.glob(f"*{digests[0]}"):
            (folder / "archive").write_bytes(os.fsencode(names[1]))
            folder.rename(folder.with_name(folder.name.replace(*digests)))
    for name in (names[1], names[0]):
        assert "set bron=X" in newsctl("-C", name, "undo", "--list").text
    assert newsctl("-C", names[0], "undo").code == 0


def test_an_archive_that_was_moved_keeps_its_journal(newsctl, small, kept, tmp_path):
    assert newsctl("set", "bron=X", "--all", "--yes", cwd=small).code == 0
    moved = small.rename(tmp_path / "elders")
    assert "set bron=X" in newsctl("undo", "--list", cwd=moved).text
    shutil.copytree(moved, small)  # another archive where it was
    assert newsctl("undo", "--list", cwd=small).text == ""
    assert newsctl("undo", cwd=moved).code == 0


@pytest.mark.parametrize("command", [("rm",), ("rename", "--new-urls")])
def test_an_archive_that_was_moved_keeps_its_journal_of_files_with_other_names(
    newsctl, small, kept, tmp_path, command
):
    post = min(small.glob("*.md"))
    post = post.rename(small / "2019-01-01-anders.md")
    assert newsctl(*command, post.name, cwd=small).code == 0
    assert not post.exists()
    moved = small.rename(tmp_path / "elders")
    assert newsctl("undo", cwd=moved).code == 0
    assert (moved / post.name).exists()
    again = moved.rename(tmp_path / "weer")
    assert newsctl("redo", cwd=again).code == 0
    assert not (again / post.name).exists()


def test_another_archive_with_the_number_of_one_that_is_gone_has_not_its_journal(
    newsctl, small, kept, tmp_path
):
    assert newsctl("set", "bron=X", "--all", "--yes", cwd=small).code == 0
    moved = small.rename(tmp_path / "elders")
    for path in moved.iterdir():
        path.unlink()
    (moved / "2019-01-01-nieuw.md").write_text("---\ntitle: Nieuw\n---\nx\n")
    ran = newsctl("undo", cwd=moved)
    assert (ran.code, "Changes of" in ran.err) == (3, False)


def test_an_archive_that_was_copied_elsewhere_is_told_where_its_journal_is(
    newsctl, small, kept, tmp_path
):
    assert newsctl("set", "bron=X", "--all", "--yes", cwd=small).code == 0
    copy = shutil.copytree(small, tmp_path / "kopie")
    shutil.rmtree(small)
    ran = newsctl("undo", cwd=copy)
    assert (ran.code, f"Changes of {small} are kept in" in ran.err) == (3, True)
    command = ran.err.partition("if they are of this archive: ")[2].split()
    assert command[0] == "mv"
    shutil.move(*command[1:])
    assert newsctl("undo", cwd=copy).code == 0


def test_changes_of_a_folder_above_are_named(newsctl, small, kept):
    assert newsctl("set", "bron=X", "--all", "--yes", cwd=small).code == 0
    (small / "deel").mkdir()
    shutil.copy(next(small.glob("*.md")), small / "deel")
    ran = newsctl("undo", cwd=small / "deel")
    assert (ran.code, f"newsctl -C {small} undo" in ran.err) == (3, True)


HOLD = """
import pathlib, sys
from newsctl.front_matter.writing.write_lock import WriteLock
with WriteLock(pathlib.Path(sys.argv[1], "none", "lock"), pathlib.Path(sys.argv[1])).held() as held:
    print(held, flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("name", range(4))
def test_all_who_change_an_archive_share_one_lock(newsctl, names, kept, tmp_path, name):
    command = [sys.executable, "-c", HOLD, str(names[0])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"True\n"
        env = {"NEWSCTL_CACHE": str(tmp_path / "c2"), "NEWSCTL_DATA": str(tmp_path / "d2")}
        line = ("--no-wait", "-C", names[name], "set", "bron=X", "--all", "--yes")
        assert newsctl(*line, **env).code == 75
        process.communicate()
    assert newsctl(*line, **env).code == 0


def test_what_the_user_named_like_ours_stays(newsctl, small, kept):
    cache = kept[0]
    assert newsctl("list", cwd=small).code == 0
    notes = [
        small / ".newsctl-mijn-notities.tmp",
        small / ".newsctl-0123456789abcde.tmp",
        small / ".newsctl-0123456789ABCDEF.tmp",
        cache / "projecten" / "archive",
        cache / "dutch-woorden.txt",
        cache / "mijn-0123456789abcdef" / "archive",
    ]
    for note in notes:
        note.parent.mkdir(exist_ok=True)
        note.write_text("/weg")
    left = small / ".newsctl-0123456789abcdef.tmp"
    left.touch()
    assert newsctl("set", "bron=X", "--all", "--yes", cwd=small).code == 0
    assert not left.exists()
    assert newsctl("index", "clean", "--all", cwd=small).code == 0
    assert [note for note in notes if not note.exists()] == []
    assert sorted(path.name for path in cache.iterdir()) == [
        "dutch-woorden.txt",
        "mijn-0123456789abcdef",
        "projecten",
    ]
