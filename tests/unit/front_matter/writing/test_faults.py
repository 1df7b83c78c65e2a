"""Changes that are broken off at every call that changes a file."""

import errno
import os
from itertools import count
from pathlib import Path

import pytest

from newsctl.core.errors import ArchiveError
from newsctl.front_matter.writing.archive_files import TRASH
from tests.changes import (
    ADDED,
    KINDS,
    files_of,
    make_archive,
    outside_the_trash,
    states,
    tree,
    unheard,
    writer_of,
)
from tests.faults import Death, When, faults

pytestmark = pytest.mark.slow
KIND = pytest.mark.parametrize("change", KINDS.values(), ids=KINDS)
CHAINS = pytest.mark.parametrize(
    "change",
    [KINDS[kind] for kind in ("change and move", "swap", "all")],
    ids=["change and move", "swap", "all"],
)
ENOUGH = pytest.mark.parametrize("change", [KINDS["add"], KINDS["all"]], ids=["add", "all"])


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """Spare the disk: a process that dies in these tests takes no system with it."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def without_links(*_):
    raise OSError(errno.EPERM, "Operation not permitted")


def within_a_folder(path, to, link=os.link):
    if Path(path).parent != Path(to).parent:
        raise OSError(errno.EXDEV, "Invalid cross-device link")
    link(path, to)


@pytest.fixture(params=[without_links, within_a_folder])
def _few_links(request, monkeypatch):
    """Play a file system without hard links, and a trash that is on another one."""
    monkeypatch.setattr(os, "link", request.param)


@pytest.fixture
def archives(tmp_path):
    """Make one archive after the other, all alike, each in a folder of its own."""
    return (make_archive(tmp_path / str(number) / "mijn archief") for number in count())


def carrying_out(change):
    return lambda root: writer_of(root).carry_out(change, unheard)


def taking_back(root):
    writer_of(root).take_back(unheard)


def broken_off(archives, run, *, prepared_by=lambda _: None, error=None):
    """Yield an archive for each call of `run` that is its last, or that fails."""
    root = next(archives)
    prepared_by(root)
    with faults() as whole:
        run(root)
    assert len(whole.names) > 5
    for number, name in enumerate(whole.names, 1):
        for when in (When.BEFORE, When.INSIDE) if name == "write" else (When.BEFORE,):
            root = next(archives)
            prepared_by(root)
            try:
                with faults(number, when, error):
                    run(root)
            except (Death, ArchiveError):
                pass
            yield root, name


def is_temporary(path):
    return Path(path).name.startswith(".newsctl-") and path.endswith((".tmp", ".aside"))


def check_whole(root, change, before):
    """Check that each file is as one of the steps left it, and that none is lost.

    An empty file is the claim of a name where there are no hard links.
    """
    found = {path: data for path, data in files_of(root).items() if not is_temporary(path)}
    may_be = states(before, change.steps) | {f"{TRASH}/{ADDED.path}": {ADDED.after}}
    assert all(data in may_be[path] or not data for path, data in found.items())
    for path in before:
        assert {*found.values()} & may_be[path], f"{path} is lost"


def check_put_back(root, before, *, but_for_debris=False):
    """Take back what another process finds to take back, and check that all is as it was.

    Debris are temporary files and empty folders, where the system did not let them be removed.
    """
    writer = writer_of(root)
    with writer.changing():
        for past in writer.history():
            assert past.done <= len(past.paths)
            writer.take_back(unheard)
    assert not writer.history()
    left = outside_the_trash(tree(root))
    if but_for_debris:
        left = {path: data for path, data in left.items() if data and not is_temporary(path)}
    assert left == before


@KIND
def test_a_change_that_is_killed_leaves_whole_files_and_can_be_taken_back(archives, change):
    before = tree(next(archives))
    for root, _ in broken_off(archives, carrying_out(change)):
        check_whole(root, change, before)
        check_put_back(root, before)


@ENOUGH
@pytest.mark.usefixtures("_few_links")
def test_that_holds_where_there_are_no_hard_links_or_two_disks(archives, change):
    before = tree(next(archives))
    for root, _ in broken_off(archives, carrying_out(change)):
        check_whole(root, change, before)
        check_put_back(root, before)


@CHAINS
def test_undoing_that_is_killed_leaves_whole_files_and_can_be_finished(archives, change):
    before = tree(next(archives))
    for root, _ in broken_off(archives, taking_back, prepared_by=carrying_out(change)):
        check_whole(root, change, before)
        check_put_back(root, before)


def doing_again(root):
    writer_of(root).redo(unheard)


def test_doing_again_that_is_killed_leaves_whole_files_and_can_be_taken_back(archives):
    change = KINDS["all"]
    before = tree(next(archives))

    def prepare(root):
        carrying_out(change)(root)
        taking_back(root)

    for root, _ in broken_off(archives, doing_again, prepared_by=prepare):
        check_whole(root, change, before)
        check_put_back(root, before)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES])
def test_a_change_that_fails_leaves_no_temporary_files_and_can_be_taken_back(archives, error):
    change = KINDS["all"]
    before = tree(next(archives))
    for root, name in broken_off(archives, carrying_out(change), error=error):
        check_whole(root, change, before)
        assert name == "unlink" or not any(map(is_temporary, tree(root.parent)))
        check_put_back(root, before, but_for_debris=name in ("unlink", "rmdir"))


def test_undoing_that_fails_leaves_no_temporary_files_and_can_be_finished(archives):
    change = KINDS["all"]
    before = tree(next(archives))
    failing = broken_off(
        archives, taking_back, prepared_by=carrying_out(change), error=errno.ENOSPC
    )
    for root, name in failing:
        check_whole(root, change, before)
        assert name == "unlink" or not any(map(is_temporary, tree(root.parent)))
        check_put_back(root, before, but_for_debris=name in ("unlink", "rmdir"))


def test_what_is_done_is_in_the_journal_before_it_is_done(archives):
    root = next(archives)
    with faults() as whole:
        carrying_out(KINDS["replace"])(root)
    recorded = whole.names.index("rename")
    assert whole.names[:recorded].count("fsync") == 1
    assert "exchange" not in whole.names[:recorded]
    assert whole.names[recorded + 1 : recorded + 3] == ["unlink", "fsync"]


def test_each_file_is_synchronised_before_it_gets_its_name(archives):
    root = next(archives)
    with faults() as whole:
        carrying_out(KINDS["replace"])(root)
    calls = [name for name in whole.names if name in ("open", "write", "fsync", "exchange")]
    assert " ".join(calls).count("open write fsync exchange") == 3
