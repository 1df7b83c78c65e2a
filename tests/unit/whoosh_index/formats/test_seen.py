"""What was seen of files: kept by folder, and after any updates what a dictionary would be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsctl.core.archive.reconcile import Changes, reconcile
from newsctl.core.archive.stat_cache import FoundFiles, Stamp
from newsctl.core.errors import IndexDamaged
from newsctl.whoosh_index.formats.place import Memory
from newsctl.whoosh_index.formats.seeing import write_seen
from newsctl.whoosh_index.formats.seen import NOTHING_SEEN, Seen, SeenFiles

law = settings(derandomize=True, database=None, max_examples=100)
paths = st.sampled_from(
    [f"{folder}{name}" for folder in ("", "a/", "a/b/") for name in "xyz"] + ["é", "a/\udce9"]
)
numbers = st.integers(-(2**63), 2**63 - 1)
seen_files = st.builds(
    Seen, st.builds(Stamp, numbers, numbers, numbers), st.integers(0, 2**32 - 1), st.booleans()
)
updates = st.lists(
    st.tuples(
        st.dictionaries(paths, seen_files, max_size=6), st.sets(paths, max_size=3), st.randoms()
    ),
    max_size=6,
)


def nothing_seen():
    place = Memory()
    place.write(NOTHING_SEEN.name, b"")
    return place, SeenFiles.open(place, NOTHING_SEEN)


def seen_after(place, before, taken, gone=frozenset(), order=None):
    stamps = {path: one.stamp for path, one in {**before, **taken}.items() if path not in gone}
    found = FoundFiles.of({path: stamps[path] for path in order or stamps})
    return SeenFiles.open(place, write_seen(place, before, found, taken, gone)), found


@given(updates)
@law
def test_what_was_seen_is_what_a_dictionary_would_hold(updates):
    place, seen = nothing_seen()
    expected = {}
    for taken, removed, random in updates:
        gone = removed & expected.keys() - taken.keys()
        expected = {path: one for path, one in {**expected, **taken}.items() if path not in gone}
        order = list(expected)
        random.shuffle(order)
        seen, found = seen_after(place, seen, taken, gone, order)
        assert dict(seen) == expected
        assert len(seen) == len(expected)
        assert all(seen[path] == one for path, one in expected.items())
        unsettled = {path for path, one in expected.items() if not one.settled}
        assert reconcile(found, seen) == Changes(unsettled=tuple(sorted(unsettled)))
        seen.check()


@given(updates)
@law
def test_the_file_never_grows_beyond_twice_what_is_in_use(updates):
    place, seen = nothing_seen()
    for taken, _, _ in updates:
        seen, _ = seen_after(place, seen, taken)
        in_use = sum(extent.size for extent in seen.file.extents.values())
        assert seen.file.size <= 2 * in_use


def one(number, *, settled=True):
    return Seen(Stamp(number, number, number), number, settled)


def test_an_edit_writes_its_folder_and_others_only_once_half_is_out_of_use():
    place, seen = nothing_seen()
    seen, _ = seen_after(place, seen, {f"{folder}/a": one(1) for folder in "abcd"})
    record = seen.file.size // 4
    sizes = []
    for number in range(2, 7):
        seen, _ = seen_after(place, seen, {"a/a": one(number)})
        sizes.append(seen.file.size // record)
    assert sizes == [5, 6, 7, 8, 4]


def test_an_edited_file_is_written_in_its_place_and_unpacks_no_other(monkeypatch):
    place, seen = nothing_seen()
    seen, _ = seen_after(place, seen, {f"a/{name}": one(1) for name in "cab"})
    monkeypatch.setattr(SeenFiles, "rows_of", None)
    seen, found = seen_after(place, seen, {"a/b": one(2)}, order=["a/c", "a/a", "a/b"])
    assert seen["a/b"] == one(2)
    assert seen["a/c"] == one(1)
    assert not reconcile(found, seen)


def test_a_folder_in_another_order_holds_the_same_files():
    place, seen = nothing_seen()
    seen, _ = seen_after(place, seen, {"a": one(1), "b": one(2)})
    assert not reconcile(FoundFiles.of({"b": one(2).stamp, "a": one(1).stamp}), seen)


def test_a_record_that_is_not_as_it_was_written_is_never_taken_for_what_was_seen():
    place, seen = nothing_seen()
    seen, found = seen_after(place, seen, {"a/b": one(1), "a/c": one(2), "d": one(3)})
    whole = place.read(seen.file.name)
    for byte in range(len(whole)):
        place.write(seen.file.name, whole[:byte] + bytes([whole[byte] ^ 1]) + whole[byte + 1 :])
        damaged = SeenFiles.open(place, seen.file)
        with pytest.raises(IndexDamaged):
            damaged.check()
        try:
            assert reconcile(found, damaged) == Changes()  # the byte is of a digest
        except IndexDamaged:
            continue
        changed = FoundFiles.of({path: Stamp(9, 9, 9) for path in found})
        with pytest.raises(IndexDamaged):
            reconcile(changed, damaged)
