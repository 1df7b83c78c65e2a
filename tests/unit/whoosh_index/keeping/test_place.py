"""Places: where the files of a build, and what all archives share, are kept."""

import pytest

from newsctl.whoosh_index.keeping.place import Folder, Shelf


def test_a_shelf_is_made_when_something_is_put_there(tmp_path):
    shelf = Shelf(tmp_path / "cache" / "indexes")
    assert not shelf.path.exists()
    shelf.write("dutch-1", b"woorden")
    assert shelf.read("dutch-1") == b"woorden"
    assert shelf.path.stat().st_mode & 0o077 == 0


def test_what_cannot_be_written_leaves_no_half_of_it(tmp_path):
    (tmp_path / "dutch-1" / "full").mkdir(parents=True)
    with pytest.raises(OSError, match="dutch-1"):
        Folder(tmp_path).write("dutch-1", b"woorden")
    assert [file.name for file in tmp_path.iterdir()] == ["dutch-1"]
