"""Undo and redo as in an editor, and the trash: nothing that newsctl takes away is lost."""

from __future__ import annotations

import json
import subprocess

import pytest

from newsctl.cli.context import Context
from newsctl.front_matter.writing import steps
from tests.cli.test_changing import BOEREN, contents

LINK = "newsctl-trash"


def posts(archive):
    return {path: data for path, data in contents(archive).items() if LINK not in path}


NOTHING = "newsctl: There is nothing to do again.\nA new change ends what can be done again.\n"


def set_x(newsctl, archive, *values):
    for value in values:
        assert newsctl("set", f"x={value}", "boeren malieveld", "--yes", cwd=archive).code == 0


def x_of(archive):
    found = [line for line in (archive / BOEREN).read_text().splitlines() if line.startswith("x:")]
    return found[0].removeprefix("x: ") if found else None


# redo


def test_what_was_taken_back_is_done_again_and_taken_back_again(newsctl, archive):
    set_x(newsctl, archive, 1, 2, 3)
    seen = []
    for line in ("undo", "undo", "redo", "undo", "redo", "redo"):
        ran = newsctl(line, cwd=archive)
        assert ran.code == 0, ran.err
        seen.append(x_of(archive))
    assert seen == ["2", "1", "2", "1", "2", "3"]
    ran = newsctl("redo", cwd=archive)
    assert (ran.code, ran.err) == (3, NOTHING)


def test_several_are_done_again_and_each_is_told_of(newsctl, archive):
    set_x(newsctl, archive, 1, 2, 3)
    after = contents(archive)
    newsctl("undo", "3", cwd=archive)
    listed = newsctl("redo", "--list", cwd=archive).lines
    assert [line.split("\t")[0] for line in listed] == ["1", "2", "3"]
    assert [line.split("\t")[2:4] for line in listed] == [["1", "1"]] * 3
    assert listed[0].endswith("\tset x=1 boeren malieveld")
    ran = newsctl("redo", "3", cwd=archive)
    assert [line.split()[4] for line in ran.err.splitlines()] == ["x=1", "x=2", "x=3"]
    assert contents(archive) == after
    assert newsctl("redo", "--list", cwd=archive).err == NOTHING


@pytest.mark.parametrize("change", ["set", "add"])
def test_a_new_change_ends_what_can_be_done_again(newsctl, archive, change):
    set_x(newsctl, archive, 1, 2)
    newsctl("undo", "2", cwd=archive)
    line = ("set", "x=9", "boeren malieveld", "--yes") if change == "set" else ("add", "--body", "")
    ran = newsctl(*line, *(["Kop"] if change == "add" else []), cwd=archive)
    assert ran.code == 0
    assert "done again" not in ran.err, "a script is told when it asks"
    again = newsctl("redo", cwd=archive)
    assert (again.code, "A new change ends" in again.err) == (3, True)
    newsctl("undo", cwd=archive)
    newsctl("redo", cwd=archive)
    assert newsctl("redo", cwd=archive).code == 3, "what was ended does not come back"


def test_a_person_is_told_once_and_below_the_change_what_cannot_be_done_again(small, terminal_in):
    terminal = terminal_in(small)
    set_x = "newsctl set x={} has:bron --yes"
    terminal.run(f"{set_x.format(1)} && newsctl undo")
    shown = terminal.run(set_x.format(2)).splitlines()
    told = "newsctl: 1 change that was taken back can no longer be done again."
    assert shown[-1] == told
    assert shown[-2].startswith("newsctl: Changed 3 posts.")
    assert told not in terminal.run(set_x.format(3))


def test_what_was_changed_since_is_not_overwritten_by_redo(newsctl, archive):
    set_x(newsctl, archive, 1)
    newsctl("undo", cwd=archive)
    post = archive / BOEREN
    post.write_bytes(post.read_bytes() + b"Met de hand.\n")
    before = contents(archive)
    ran = newsctl("redo", cwd=archive)
    assert (ran.code, contents(archive)) == (3, before)
    assert "+Met de hand." in ran.err.splitlines()
    post.write_bytes(post.read_bytes().replace(b"Met de hand.\n", b""))
    assert newsctl("redo", cwd=archive).code == 0


def test_removing_and_adding_are_done_again(newsctl, archive):
    newsctl("rm", BOEREN, cwd=archive)
    newsctl("add", "Kop", "--body", "Tekst.", "--date", "2025-01-01", cwd=archive)
    after = posts(archive)
    for _ in range(2):
        newsctl("undo", "2", cwd=archive)
        assert newsctl("redo", "2", cwd=archive).code == 0
        assert posts(archive) == after


# what is in the journal


def test_a_change_that_did_nothing_is_not_in_the_journal(newsctl, archive, monkeypatch):
    set_x(newsctl, archive, 1)
    for line in (
        ("set", "x=1", "boeren malieveld", "--yes"),
        ("rename", BOEREN),
        ("rm", BOEREN, "--dry-run"),
        ("trash", "empty"),
    ):
        newsctl(*line, cwd=archive)

    def fails(*_, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(steps, "replace_file", fails)
    assert newsctl("set", "x=2", "boeren malieveld", "--yes", cwd=archive).code == 3
    assert len(newsctl("undo", "--list", cwd=archive).lines) == 1
    assert "not finished" not in newsctl("list", cwd=archive).err


# the trash


def test_what_was_removed_is_listed_with_its_moment_and_command(newsctl, archive):
    newsctl("rm", BOEREN, cwd=archive)
    newsctl("add", "Kop", "--body", "Tekst.", "--date", "2025-01-01", cwd=archive)
    newsctl("undo", cwd=archive)
    cells = [line.split("\t") for line in newsctl("trash", cwd=archive).lines]
    assert [(name, command) for name, _, command in cells] == [
        ("2025-01-01-kop.md", "undo add 2025-01-01-kop.md"),
        (BOEREN, f"rm {BOEREN}"),
    ]
    undone = newsctl("undo", "--list", cwd=archive).lines[0].split("\t")[1]
    assert {moment[-6:] for _, moment, _ in cells} == {undone[-6:]}  # the archive's, not UTC


def test_an_added_post_that_was_edited_and_taken_back_is_in_the_trash(newsctl, archive):
    newsctl("add", "Kop", "--body", "Tekst.", "--date", "2025-01-01", cwd=archive)
    data = (archive / "2025-01-01-kop.md").read_bytes()
    newsctl("undo", cwd=archive)
    assert not (archive / "2025-01-01-kop.md").exists()
    assert (archive / ".newsctl-trash/2025-01-01-kop.md").read_bytes() == data
    assert newsctl("trash", "restore", "kop", cwd=archive).lines == ["2025-01-01-kop.md"]
    assert (archive / "2025-01-01-kop.md").read_bytes() == data


def test_the_trash_holds_a_post_that_was_added_and_taken_back_often_once(newsctl, archive):
    newsctl("add", "Kop", "--body", "Tekst.", "--date", "2025-01-01", cwd=archive)
    for _ in range(3):
        newsctl("undo", cwd=archive)
        newsctl("redo", cwd=archive)
    newsctl("undo", cwd=archive)
    assert len(newsctl("trash", cwd=archive).lines) == 1


@pytest.mark.parametrize(
    "name", [BOEREN, f".newsctl-trash/{BOEREN}", "2019-10-01-boeren", "boeren", BOEREN[:-3]]
)
def test_what_is_restored_is_as_it_was_and_restoring_can_be_taken_back(newsctl, archive, name):
    before = contents(archive)
    newsctl("rm", BOEREN, cwd=archive)
    removed = posts(archive)
    ran = newsctl("trash", "restore", name, cwd=archive)
    assert (ran.code, ran.lines) == (0, [BOEREN]), ran.err
    assert contents(archive) == before, "the trash goes when nothing is in it"
    assert newsctl("undo", cwd=archive).code == 0
    assert posts(archive) == removed
    assert newsctl("list", "boeren malieveld", "--count", cwd=archive).text == "0\n"


def test_a_place_that_is_taken_is_left_alone(newsctl, archive):
    newsctl("rm", BOEREN, cwd=archive)
    (archive / BOEREN).write_text("---\ntitle: Nieuw\n---\n")
    before = contents(archive)
    ran = newsctl("trash", "restore", "boeren", cwd=archive)
    assert (ran.code, contents(archive)) == (3, before)
    assert f"{BOEREN} is there already." in ran.err


def test_of_several_versions_one_has_to_be_named(newsctl, archive):
    data = (archive / BOEREN).read_bytes()
    for extra in (b"", b"later\n"):
        (archive / BOEREN).write_bytes(data + extra)
        newsctl("rm", BOEREN, cwd=archive)
    ran = newsctl("trash", "restore", "boeren", cwd=archive)
    assert ran.code == 2
    assert f"{BOEREN}.~2~" in ran.err
    assert newsctl("trash", "restore", f"{BOEREN}.~2~", cwd=archive).lines == [BOEREN]
    assert (archive / BOEREN).read_bytes() == data + b"later\n"


def test_a_name_that_is_not_in_the_trash_is_told(newsctl, archive):
    ran = newsctl("trash", "restore", "xyzzy", cwd=archive)
    assert (ran.code, ran.err) == (
        1,
        "newsctl: No file in the trash fits 'xyzzy'.\nTry: newsctl trash\n",
    )


@pytest.mark.parametrize(("typed", "empties"), [("y\n", True), ("n\n", False), ("", False)])
def test_emptying_shows_what_goes_and_asks(newsctl, archive, typed, empties):
    newsctl("rm", BOEREN, cwd=archive)
    ran = newsctl("trash", "empty", typed=typed, cwd=archive)
    assert ran.err.index(BOEREN) < ran.err.index("Remove 1 file for good? [y/N]")
    assert (archive / ".newsctl-trash").exists() is not empties


def test_emptying_asks_nobody_where_there_is_nobody(newsctl, archive):
    newsctl("rm", BOEREN, cwd=archive)
    assert newsctl("trash", "empty", cwd=archive).code == 2
    assert newsctl("trash", cwd=archive).lines
    assert newsctl("trash", "empty", "--yes", cwd=archive).code == 0
    assert newsctl("trash", cwd=archive).err == "newsctl: The trash is empty.\n"
    assert not (archive / ".newsctl-trash").exists()


def test_a_trash_that_is_a_link_is_not_emptied(newsctl, archive, tmp_path):
    outside = tmp_path / "elders"
    outside.mkdir()
    (outside / "a.md").write_text("van een ander")
    (archive / ".newsctl-trash").symlink_to(outside)
    newsctl("trash", "empty", "--yes", cwd=archive)
    assert (outside / "a.md").exists()


def test_git_leaves_the_trash_out(newsctl, archive):
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org")
    for line in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "x")):
        subprocess.run((*git, *line), cwd=archive, check=True)
    newsctl("rm", BOEREN, cwd=archive)
    status = subprocess.run(
        (*git, "status", "--porcelain"), cwd=archive, check=True, capture_output=True, text=True
    )
    assert status.stdout == f" D {BOEREN}\n"


def test_a_trash_whose_list_is_gone_or_damaged_is_listed_all_the_same(newsctl, archive):
    newsctl("rm", BOEREN, cwd=archive)
    lines = archive / ".newsctl-trash" / ".contents"
    record = json.loads(lines.read_text())
    assert record["from"] == BOEREN
    for data in (b"[]\n{\n\xff\n", json.dumps(record | {"when": 1}).encode()):
        lines.write_bytes(data)
        (line,) = newsctl("trash", cwd=archive).lines
        assert line.split("\t")[0] == BOEREN
    lines.unlink()
    assert newsctl("trash", "restore", "boeren", cwd=archive).lines == [BOEREN]


def test_the_context_knows_no_journal_file_but_those_of_changes(newsctl, archive):
    set_x(newsctl, archive, 1)
    newsctl("undo", cwd=archive)
    set_x(newsctl, archive, 2)
    journal = Context(archive_option=archive).journal
    kinds = sorted(file.suffix for file in journal.iterdir() if file.suffix)
    assert kinds == [".change", ".ended"]


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_more_changes_than_there_are_is_an_error_and_does_nothing(newsctl, archive, command):
    set_x(newsctl, archive, 1, 2)
    if command == "redo":
        newsctl("undo", "2", cwd=archive)
    before = contents(archive)
    ran = newsctl(command, "99", cwd=archive)
    assert (ran.code, contents(archive)) == (2, before)
    assert "only 2 changes" in ran.err


def test_a_change_whose_files_are_gone_is_given_up_to_reach_the_one_before(newsctl, archive):
    before = posts(archive)
    set_x(newsctl, archive, 1)
    (other,) = newsctl("list", "-n", "1", "NOT x:1", cwd=archive).lines
    removed = other.split("\t")[0]
    assert newsctl("rm", removed, cwd=archive).code == 0
    assert newsctl("trash", "empty", "--yes", cwd=archive).code == 0
    for line in (("undo",), ("undo", "2")):
        stuck = newsctl(*line, cwd=archive)
        assert (stuck.code, x_of(archive)) == (3, "1")
        assert stuck.err.endswith(
            " is gone.\nNothing was done. To leave that change as it is: newsctl undo --skip\n"
        )
    files = posts(archive)
    skipped = newsctl("undo", "--skip", cwd=archive)
    assert (skipped.code, posts(archive)) == (0, files)
    assert skipped.err.startswith("newsctl: Left as it is: rm ")
    assert newsctl("redo", cwd=archive).err == NOTHING
    assert newsctl("undo", cwd=archive).code == 0
    assert posts(archive) == {path: data for path, data in before.items() if path != removed}
    nothing = newsctl("undo", "--skip", cwd=archive)
    assert (nothing.code, nothing.err) == (3, "newsctl: There is nothing to take back.\n")
