import errno
import fcntl
import os
import subprocess
import sys
import time
from stat import S_ISDIR

import pytest

from newsctl.core.errors import ArchiveBusy
from newsctl.front_matter.writing.write_lock import WriteLock, others_kept_out

HOLD = """
import pathlib, sys
from newsctl.front_matter.writing.write_lock import WriteLock
with WriteLock(pathlib.Path(sys.argv[1])).held():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock until it is killed."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


@pytest.mark.parametrize("patience", [0, 0.05])
def test_whoever_waits_in_vain_is_told_to_try_again(tmp_path, holder, patience):
    start = time.monotonic()
    with pytest.raises(ArchiveBusy) as busy, WriteLock(tmp_path / "lock", patience=patience).held():
        pass
    assert busy.value.exit_code == 75
    assert time.monotonic() - start >= patience


def test_whoever_waits_for_a_moment_is_told_once_and_gets_a_turn(tmp_path, holder, monkeypatch):
    monkeypatch.setattr("newsctl.front_matter.writing.write_lock._A_MOMENT", 0.01)
    told = []

    def on_wait():
        told.append("waiting")
        holder.kill()

    with WriteLock(tmp_path / "lock", patience=20, on_wait=on_wait).held():
        assert told == ["waiting"]


def test_whoever_need_not_wait_is_not_told(tmp_path):
    told = []
    with WriteLock(tmp_path / "lock", on_wait=lambda: told.append("waiting")).held():
        pass
    assert told == []


def test_the_lock_goes_with_the_process_that_held_it(tmp_path, holder):
    holder.kill()
    holder.wait(20)
    with WriteLock(tmp_path / "lock", patience=5).held():
        pass


def test_whether_it_is_held_can_be_asked_without_holding_it(tmp_path, holder):
    assert WriteLock(tmp_path / "lock").is_held()
    holder.kill()
    holder.wait(20)
    assert not WriteLock(tmp_path / "lock").is_held()
    assert not WriteLock(tmp_path / "none").is_held()
    assert not (tmp_path / "none").exists()


def test_where_no_lock_can_be_made_there_is_none(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with WriteLock(tmp_path / "file" / "lock").held():
        pass


@pytest.mark.parametrize("error", [errno.EBADF, errno.ENOLCK, errno.EINVAL, errno.ENOTSUP])
def test_where_no_folder_can_be_locked_a_file_is(tmp_path, monkeypatch, error):
    lock = WriteLock(tmp_path / "locks" / "lock", tmp_path, patience=0)
    flock = fcntl.flock

    def like_nfs(descriptor, how):
        if S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(error, os.strerror(error))
        flock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", like_nfs)
    with lock.held() as is_held:
        assert is_held
        assert lock.is_held()
        with pytest.raises(ArchiveBusy), lock.held():
            pass
    assert not lock.is_held()


def test_a_folder_without_the_right_to_write_is_locked(tmp_path):
    (tmp_path / "dicht").mkdir(mode=0o500)
    (tmp_path / "file").touch()
    lock = WriteLock(tmp_path / "file" / "lock", tmp_path / "dicht", patience=0)
    with lock.held() as is_held:
        assert is_held
        assert lock.is_held()
    assert [*(tmp_path / "dicht").iterdir()] == []


def test_two_that_look_around_keep_one_another_from_nothing(tmp_path):
    archives = [tmp_path / "a", tmp_path / "b"]
    for archive in archives:
        (archive / "_posts").mkdir(parents=True)
    one, other = (others_kept_out(archive / "_posts", archive) for archive in archives)
    with one as is_alone, other as is_alone_too:  # the folder that both are in is locked by both
        assert (is_alone, is_alone_too) == (True, True)


def test_a_writer_of_an_archive_around_keeps_out_who_looks_around(tmp_path):
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    writer = WriteLock(tmp_path / "lock", tmp_path / "outer")
    with writer.held(), others_kept_out(inner, inner) as is_alone:
        assert not is_alone
