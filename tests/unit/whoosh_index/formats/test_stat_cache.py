"""What was seen of files: kept by folder, and after any updates what a dictionary would be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.reconcile import Changes, reconcile
from newsctl.core.archive.stat_cache import FoundFiles, Stamp
from newsctl.core.errors import IndexDamaged
from newsctl.whoosh_index.formats.directory import MemoryDirectory
from newsctl.whoosh_index.formats.stat_cache import (
    EMPTY_STAT_CACHE,
    CachedFile,
    StatCache,
    write_stat_cache,
)
from tests.laws import law

paths = st.sampled_from(
    [f"{folder}{name}" for folder in ("", "a/", "a/b/") for name in "xyz"] + ["é", "a/\udce9"]
)
numbers = st.integers(-(2**63), 2**63 - 1)
seen_files = st.builds(
    CachedFile,
    st.builds(Stamp, numbers, numbers, numbers),
    st.integers(0, 2**32 - 1),
    st.booleans(),
)
updates = st.lists(
    st.tuples(
        st.dictionaries(paths, seen_files, max_size=6), st.sets(paths, max_size=3), st.randoms()
    ),
    max_size=6,
)


def empty_cache():
    directory = MemoryDirectory()
    directory.write(EMPTY_STAT_CACHE.name, b"")
    return directory, StatCache.open(directory, EMPTY_STAT_CACHE)


def seen_after(directory, before, taken, gone=frozenset(), order=None):
    stamps = {path: one.stamp for path, one in {**before, **taken}.items() if path not in gone}
    found = FoundFiles.of({path: stamps[path] for path in order or stamps})
    return StatCache.open(directory, write_stat_cache(directory, before, found, taken, gone)), found


@given(updates)
@law
def test_what_was_seen_is_what_a_dictionary_would_hold(updates):
    directory, cache = empty_cache()
    expected = {}
    for taken, removed, random in updates:
        gone = removed & expected.keys() - taken.keys()
        expected = {path: one for path, one in {**expected, **taken}.items() if path not in gone}
        order = list(expected)
        random.shuffle(order)
        cache, found = seen_after(directory, cache, taken, gone, order)
        assert dict(cache) == expected
        assert len(cache) == len(expected)
        assert all(cache[path] == one for path, one in expected.items())
        unsettled = {path for path, one in expected.items() if not one.settled}
        assert reconcile(found, cache) == Changes(unsettled=tuple(sorted(unsettled)))
        cache.check()


@given(updates)
@law
def test_the_file_never_grows_beyond_twice_what_is_in_use(updates):
    directory, cache = empty_cache()
    for taken, _, _ in updates:
        cache, _ = seen_after(directory, cache, taken)
        in_use = sum(extent.size for extent in cache.info.extents.values())
        assert cache.info.size <= 2 * in_use


def one(number, *, settled=True):
    return CachedFile(Stamp(number, number, number), number, settled)


def test_an_edit_writes_its_folder_and_others_only_once_half_is_out_of_use():
    directory, cache = empty_cache()
    cache, _ = seen_after(directory, cache, {f"{folder}/a": one(1) for folder in "abcd"})
    record = cache.info.size // 4
    sizes = []
    for number in range(2, 7):
        cache, _ = seen_after(directory, cache, {"a/a": one(number)})
        sizes.append(cache.info.size // record)
    assert sizes == [5, 6, 7, 8, 4]


def test_an_edited_file_is_written_in_its_place_and_unpacks_no_other(monkeypatch):
    directory, cache = empty_cache()
    cache, _ = seen_after(directory, cache, {f"a/{name}": one(1) for name in "cab"})
    monkeypatch.setattr(StatCache, "rows_of", None)
    cache, found = seen_after(directory, cache, {"a/b": one(2)}, order=["a/c", "a/a", "a/b"])
    assert cache["a/b"] == one(2)
    assert cache["a/c"] == one(1)
    assert not reconcile(found, cache)


def test_a_folder_in_another_order_holds_the_same_files():
    directory, cache = empty_cache()
    cache, _ = seen_after(directory, cache, {"a": one(1), "b": one(2)})
    assert not reconcile(FoundFiles.of({"b": one(2).stamp, "a": one(1).stamp}), cache)


def test_a_record_that_is_not_as_it_was_written_is_never_taken_for_what_was_seen():
    directory, cache = empty_cache()
    cache, found = seen_after(directory, cache, {"a/b": one(1), "a/c": one(2), "d": one(3)})
    whole = directory.read(cache.info.name)
    for byte in range(len(whole)):
        directory.write(
            cache.info.name, whole[:byte] + bytes([whole[byte] ^ 1]) + whole[byte + 1 :]
        )
        damaged = StatCache.open(directory, cache.info)
        with pytest.raises(IndexDamaged):
            damaged.check()
        try:
            assert reconcile(found, damaged) == Changes()  # the byte is of a digest
        except IndexDamaged:
            continue
        changed = FoundFiles.of({path: Stamp(9, 9, 9) for path in found})
        with pytest.raises(IndexDamaged):
            reconcile(changed, damaged)
