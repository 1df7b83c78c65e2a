"""Files that are kept by folder: as a dictionary, whatever is unpacked of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive import stat_cache
from newsctl.core.archive.reconcile import reconcile
from newsctl.core.archive.stat_cache import STAMP_SIZE, FoundFiles, Listing, Stamp
from tests.laws import law

names = st.text(st.sampled_from("ab é.\n\udce9"), min_size=1, max_size=3)
folders = st.sampled_from(["", "a", "a/b", "é"])
paths = st.builds(lambda folder, name: f"{folder}/{name}" if folder else name, folders, names)
stamps = st.builds(Stamp, *[st.integers(-(2**63), 2**63 - 1)] * 3)
files = st.dictionaries(paths, stamps, max_size=12)


class Trusted(FoundFiles):
    """Files that an index has seen."""

    def row_at(self, folder, position):
        return Known(super().row_at(folder, position))

    def rows_of(self, folder):
        return map(Known, super().rows_of(folder))


class Known:
    """What is known of a file, settled."""

    settled = True

    def __init__(self, stamp):
        self.stamp = stamp


@given(files)
@law
def test_packed_files_are_the_same_files(files):
    packed = FoundFiles.of(files)
    assert dict(packed) == files
    assert len(packed) == len(files)
    assert {path: packed[path] for path in files} == files
    assert FoundFiles(packed.listings) == files


@given(files, paths)
@law
def test_a_file_that_is_not_there_is_not_found(files, path):
    packed = FoundFiles.of({one: stamp for one, stamp in files.items() if one != path})
    assert path not in packed
    with pytest.raises(KeyError):
        packed[path]


def test_a_folder_of_which_much_is_asked_is_unpacked_once(monkeypatch):
    packed = FoundFiles.of({f"a/{number}": Stamp(number, 0, 0) for number in range(50)})
    for number in range(25):
        assert packed[f"a/{number}"].size == number
    monkeypatch.setattr(Listing, "position", None)
    assert packed["a/49"].size == 49


def test_folders_are_unpacked_again_once_they_were_too_many_to_keep(monkeypatch):
    monkeypatch.setattr(stat_cache, "_MOST_UNPACKED", 20)
    files = {f"{folder}/{size}": Stamp(size, 0, 0) for folder in "abcdef" for size in range(5)}
    packed, unpacked = FoundFiles.of(files), []
    monkeypatch.setattr(
        packed,
        "rows_of",
        lambda folder: unpacked.append(folder) or FoundFiles.rows_of(packed, folder),
    )
    for _ in range(2):
        for folder in "abcdef":
            own = {path[2:]: stamp for path, stamp in files.items() if path[0] == folder}
            assert packed.in_folder(folder) == own
    assert len(unpacked) > len("abcdef")


@given(files, files)
@law
def test_files_are_compared_as_if_they_were_unpacked(found, known):
    trusted = {path: Known(stamp) for path, stamp in known.items()}
    expected = reconcile(found, trusted)
    assert reconcile(FoundFiles.of(found), Trusted(FoundFiles.of(known).listings)) == expected


@given(files, st.data())
@law
def test_stamps_that_differ_are_found_among_the_same_names(files, data):
    now = dict(files)
    for path in files:
        if data.draw(st.booleans()):
            now[path] = data.draw(stamps)
    expected = tuple(sorted(path for path in files if now[path] != files[path]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stat_cache, "_CHUNK", 2 * STAMP_SIZE)  # so that there are several
        changes = reconcile(FoundFiles.of(now), Trusted(FoundFiles.of(files).listings))
    assert changes.changed == expected
    assert len(changes) == len(expected)


@given(files, files)
@law
def test_others_are_added_to_the_files_there_are(files, more):
    others = {path: stamp for path, stamp in more.items() if path not in files}
    assert FoundFiles.of(files).and_others(others) == {**files, **others}


class Counted(dict):
    """Listings that count how often one was read."""

    read = 0

    def __getitem__(self, folder):
        self.read += 1
        return super().__getitem__(folder)


def test_a_folder_is_read_no_more_once_it_is_unpacked():
    stamps = {f"a/{number}": Stamp(number, 0, 0) for number in range(100)}
    listings = Counted(FoundFiles.of(stamps).listings)
    packed = FoundFiles(listings)
    assert {path: packed[path] for path in stamps} == stamps
    before = listings.read
    assert {path: packed[path] for path in stamps} == stamps
    assert listings.read == before
