"""Places: where the files of a build, and what all archives share, are kept."""

from newsctl.whoosh_index.place import Shelf


def test_a_shelf_is_made_when_something_is_put_there(tmp_path):
    shelf = Shelf(tmp_path / "cache" / "indexes")
    assert not shelf.path.exists()
    shelf.write("dutch-1", b"woorden")
    assert shelf.read("dutch-1") == b"woorden"
    assert shelf.path.stat().st_mode & 0o077 == 0
