"""What the system tells of changes in folders, and where that is not relied on."""

from __future__ import annotations

import os
import sys
from contextlib import closing

import pytest

from newsctl.core.settings import Settings
from newsctl.front_matter.archive import folder_watch
from newsctl.front_matter.archive.folder_watch import FolderWatch
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository

TEXT = "---\ntitle: T\ndate: 2020-01-01\n---\nTekst.\n"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify is of Linux")


@pytest.fixture
def root(tmp_path):
    posts = tmp_path / "archive" / "_posts" / "2020"
    posts.mkdir(parents=True)
    for name in ("a", "b"):
        (posts / f"2020-01-01-{name}.md").write_text(TEXT)
    return tmp_path / "archive"


@pytest.fixture
def watch(monkeypatch, tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text("1 1 0:1 / / rw - ext4 /dev/root rw\n")  # wherever the tests run
    monkeypatch.setattr(folder_watch, "_MOUNTS", mounts)
    with closing(FolderWatch.begin()) as watch:
        yield watch


@pytest.fixture
def look(root, watch):
    repository = MarkdownRepository(root, Settings(), parse=parse, watch=watch)

    def _look():
        watch.begin_scan()
        return sorted(repository.scan())

    return _look


def test_before_the_first_look_nothing_is_relied_on(watch):
    assert watch.has_changes()


def test_while_nothing_changes_nothing_is_heard(root, look, watch):
    look()
    assert not watch.has_changes()
    for path in root.rglob("*.md"):
        path.read_text()
    assert not watch.has_changes()


def appended(folder):
    with (folder / "2020-01-01-a.md").open("a") as file:
        file.write("Meer.\n")


def overwritten_in_place(folder):
    with (folder / "2020-01-01-a.md").open("r+") as file:
        file.write("---\ntitle: U")


def replaced(folder):
    (folder / "draft").write_text(TEXT)
    (folder / "draft").replace(folder / "2020-01-01-a.md")


def moved_away(folder):
    (folder / "2020-01-01-a.md").rename(folder.parents[2] / "weg.md")


def made_in_a_new_folder(folder):
    (folder.parent / "2021").mkdir()
    (folder.parent / "2021" / "2021-01-01-c.md").write_text(TEXT)


def given_another_time(folder):
    os.utime(folder / "2020-01-01-a.md", (0, 0))


def settings_written(folder):
    (folder.parents[1] / "newsctl.toml").write_text("")


@pytest.mark.parametrize(
    "change",
    [appended, overwritten_in_place, replaced, moved_away, made_in_a_new_folder,
     given_another_time, settings_written,
     lambda folder: (folder / "2020-01-02-c.md").write_text(TEXT),
     lambda folder: (folder / "2020-01-01-a.md").unlink(),
     lambda folder: folder.rename(folder.with_name("2019"))],
)  # fmt: skip
def test_every_change_is_heard_before_the_next_question(root, look, watch, change):
    look()
    change(root / "_posts" / "2020")
    assert watch.has_changes()
    assert watch.has_changes()  # until the next look
    look()
    assert not watch.has_changes()


def test_changes_in_a_folder_that_is_new_are_heard_from_the_look_on_that_found_it(
    root, look, watch
):
    look()
    made_in_a_new_folder(root / "_posts" / "2020")
    assert "_posts/2021/2021-01-01-c.md" in look()
    appended(root / "_posts" / "2020")
    look()
    assert not watch.has_changes()
    (root / "_posts" / "2021" / "2021-01-01-c.md").write_text(f"{TEXT}Meer.\n")
    assert watch.has_changes()


def linked(root):
    (root.parent / "elders.md").write_text(TEXT)
    (root / "_posts" / "2020-01-03-x.md").symlink_to(root.parent / "elders.md")


def hard_linked(root):
    (root.parent / "elders.md").hardlink_to(root / "_posts" / "2020" / "2020-01-01-a.md")


@pytest.mark.parametrize("change", [linked, hard_linked])
def test_where_files_change_under_other_names_it_is_not_relied_on(root, look, watch, change):
    change(root)
    look()
    assert watch.has_changes()


@pytest.mark.parametrize("kind", ["nfs4", "fuse.sshfs", "9p", ""])
def test_where_other_machines_write_it_is_not_relied_on(root, look, watch, kind):
    place = str(root / "_posts").replace(" ", "\\040")
    with folder_watch._MOUNTS.open("a") as mounts:
        mounts.write(f"2 1 0:2 / {place} rw shared:1 - {kind} host:/x rw\n")
    look()
    assert watch.has_changes()


def test_the_place_of_a_mount_is_read_as_the_system_writes_it(tmp_path, watch):
    with folder_watch._MOUNTS.open("a") as mounts:
        mounts.write(f"2 1 0:2 / {tmp_path}/mijn\\040map rw - nfs host:/x rw\n")
    (tmp_path / "mijn map" / "a").mkdir(parents=True)
    kinds = [
        folder_watch._kind_of(str(tmp_path / name), folder_watch._mounts())
        for name in ("mijn map", "mijn map/a", ".")
    ]
    assert kinds == ["nfs", "nfs", "ext4"]


def test_where_no_more_can_be_watched_it_is_not_relied_on(look, watch, monkeypatch):
    def refuse(*_):
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(watch._inotify, "add_watch", refuse)
    look()
    assert watch.has_changes()


def test_without_the_library_there_is_none(monkeypatch):
    monkeypatch.setitem(sys.modules, "inotify_simple", None)
    assert FolderWatch.begin() is None
