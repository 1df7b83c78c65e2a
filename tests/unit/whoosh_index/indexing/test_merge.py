"""Merging: whatever comes in, segments stay few, and none is read that is large."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.hits import Request
from newsctl.core.query.ast import Word
from newsctl.whoosh_index.formats.directory import MemoryDirectory
from newsctl.whoosh_index.indexing.builder import Builder
from newsctl.whoosh_index.indexing.commit_writer import write_empty_commit
from newsctl.whoosh_index.indexing.merge import LARGEST, Size, to_merge
from tests.contract.conftest import quiet
from tests.fakes import MemoryRepository, post
from tests.laws import law
from tests.unit.whoosh_index.indexing.test_update_laws import index_of

sizes = st.lists(st.builds(Size, st.integers(0, 9000), st.integers(0, 9000)), max_size=30)


def alive(*living):
    return [Size(number, 0) for number in living]


@pytest.mark.parametrize(
    ("found", "merged"),
    [
        ([], []),
        (alive(1, 1, 1), []),
        (alive(1, 1, 1, 1), [0, 1, 2, 3]),
        (alive(3, 2, 50_000, 1, 1), [0, 1, 3, 4]),
        (alive(4, 1, 4, 1, 4, 1, 4), [0, 2, 4, 6]),
        (alive(3, 4, 16, 64, 256, 1024), []),
        (alive(1024, 1024, 1024, 1024), [0, 1, 2]),
        (alive(1024, 2000, 2000, 1024, 1100), [0, 3, 4]),
        (alive(2001, 2001, 2001, 2001), []),
        (alive(*[LARGEST + 1] * 9), []),
        ([Size(10, 10)], []),
        ([Size(10, 11)], [0]),
        ([Size(LARGEST - 9, 5000), Size(10, 11), Size(9, 10)], [0]),
        ([Size(LARGEST + 1, 50_000)], []),
        ([Size(0, 5), Size(1, 0)], []),
    ],
)
def test_segments_are_merged_in_tiers_and_when_most_of_them_is_dead(found, merged):
    assert to_merge(found) == merged


@given(sizes)
@law
def test_no_merge_takes_more_than_its_bound(found):
    chosen = to_merge(found)
    assert sum(found[place].living for place in chosen) <= LARGEST
    assert chosen == sorted(set(chosen))


@given(st.lists(st.integers(1, 60), max_size=300))
@law
def test_segments_stay_few_however_many_updates_come(updates):
    found = []
    for number in updates:
        found.append(Size(number, 0))
        while chosen := to_merge(found):
            total = sum(found[place].living for place in chosen)
            found = [size for place, size in enumerate(found) if place not in chosen]
            found.append(Size(total, 0))
    assert len([size for size in found if size.living < LARGEST / 4]) <= 3 * 5


@pytest.mark.slow
def test_hundreds_of_updates_leave_an_index_as_small_as_a_new_one():
    """Posts are written again and again, one an update, as an editor does."""
    repository = MemoryRepository({f"{n}.md": post(f"Bericht {n}", "Een kamer.") for n in range(4)})
    build = Builder(repository.scan(), repository.read, quiet).bring_up_to_date(empty())
    sizes, segments = [], []
    for number in range(400):
        repository.put(f"{number % 4}.md", post(f"Bericht {number}", "Een verkiezing."))
        build = Builder(repository.scan(), repository.read, quiet).bring_up_to_date(build)
        files = build.directory.sizes()
        sizes.append(sum(files.values()) - sum(map(files.get, build.manifest.vocabulary)))
        segments.append(len(build.segments()))
    assert max(segments) <= 6
    assert max(sizes[200:]) <= 1.2 * max(sizes[:200])
    assert {hit.summary.title for hit in index_of(build).search(Request(Word("kiezen"))).hits} == (
        set()
    )
    found = index_of(build).search(Request(Word("verkiezingen"))).hits
    assert {hit.summary.title for hit in found} == {f"Bericht {n}" for n in range(396, 400)}


def empty():
    return write_empty_commit(MemoryDirectory(), {}, posts=0, files=0)
