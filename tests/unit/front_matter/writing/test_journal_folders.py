from __future__ import annotations

import os

import pytest

from newsctl.front_matter.writing.journal import name_archive
from newsctl.front_matter.writing.unfinished import unfinished

END = b'5a5a5a5a {"done": 3, "undoing": false}\n'


@pytest.mark.parametrize(
    ("files", "is_unfinished"),
    [
        ({}, False),
        ({"00000001.change": b"begin\n" + END}, False),
        ({"00000001.change": b"begin\n"}, True),
        ({"00000001.change": b"begin\n" + END[:-5]}, True),
        ({"00000001.change": END + END.replace(b"false", b"true")}, True),
        ({"00000001.change": b"begin\n", "00000002.change": END}, False),
        ({"00000001.change": END, "00000002.undone": b"begin\n"}, False),
        ({".newsctl-1.tmp": b"begin\n"}, False),
    ],
)
def test_the_newest_change_that_was_not_taken_back_decides(tmp_path, files, is_unfinished):
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert (unfinished(tmp_path) is not None) is is_unfinished


def test_without_a_journal_nothing_is_unfinished(tmp_path):
    assert not unfinished(tmp_path / "none")


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "00000001.change")
    os.mkfifo(tmp_path / "archive")
    assert unfinished(tmp_path) is None
    name_archive(tmp_path, tmp_path)
    assert (tmp_path / "archive").read_bytes().startswith(os.fsencode(tmp_path))


def test_a_device_in_the_place_of_a_file_is_not_read(tmp_path):
    (tmp_path / "00000001.change").symlink_to("/dev/zero")
    assert unfinished(tmp_path) is None
