"""Directories: where the files of a build, and what all archives share, are kept."""

import os
from pathlib import Path

import pytest

from newsctl.storage.regular_files import NotRegular, TooLarge, read_own
from newsctl.whoosh_index.formats.directory import DiskDirectory, PrivateDirectory


def test_a_private_directory_is_made_when_something_is_put_there(tmp_path):
    directory = PrivateDirectory(tmp_path / "cache" / "indexes")
    assert not directory.path.exists()
    directory.write("dutch-1", b"woorden")
    assert directory.read("dutch-1") == b"woorden"
    assert directory.path.stat().st_mode & 0o077 == 0


def test_what_cannot_be_written_leaves_no_half_of_it(tmp_path, monkeypatch):
    def refused(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OSError, match="No space"):
        DiskDirectory(tmp_path).write("dutch-1", b"woorden")
    assert list(tmp_path.iterdir()) == []


def a_folder(path):
    (path / "with" / "more").mkdir(parents=True)


def a_link(path):
    path.symlink_to("/dev/zero")


IN_THE_WAY = {"a folder": a_folder, "a pipe": os.mkfifo, "a link": a_link}


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes or devices in folders")
@pytest.mark.parametrize("what", IN_THE_WAY)
def test_what_is_no_file_is_neither_read_nor_waited_for_and_is_replaced(tmp_path, what):
    directory = DiskDirectory(tmp_path)
    IN_THE_WAY[what](tmp_path / "lexicon")
    for look in (directory.read, directory.view):
        with pytest.raises(NotRegular):
            look("lexicon")
    directory.write("lexicon", b"woorden")
    assert directory.read("lexicon") == b"woorden"


def test_no_more_is_read_than_any_file_holds(tmp_path):
    (tmp_path / "current").write_bytes(b"x" * 100)
    assert len(read_own(tmp_path / "current", largest=100)) == 100
    with pytest.raises(TooLarge):
        read_own(tmp_path / "current", largest=99)


def test_a_file_that_is_not_there_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        DiskDirectory(tmp_path).read("current")
