"""Reconciling: which files to read again, from stamps alone."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.reconcile import Changes, reconcile
from newsctl.core.archive.stat_cache import Stamp
from tests.laws import law


class Known(NamedTuple):
    """What an index may hand over."""

    stamp: Stamp
    settled: bool


SECOND = 1_000_000_000
NOW = 1_700_000_000 * SECOND + 123_456_789

stamps = st.builds(Stamp, *[st.integers(0, 2)] * 3)
names = st.sampled_from(["a", "b", "c/d", "é", "\udce9"])
found_files = st.dictionaries(names, stamps)
known_files = st.dictionaries(names, st.builds(Known, stamps, st.booleans()))


def test_a_new_file_is_added():
    assert reconcile({"a": Stamp(1, 2, 3)}, {}) == Changes(added=("a",))


def test_a_file_that_is_gone_is_removed():
    assert reconcile({}, {"a": Known(Stamp(1, 2, 3), settled=True)}) == Changes(removed=("a",))


@pytest.mark.parametrize("now", [Stamp(9, 2, 3), Stamp(1, 9, 3), Stamp(1, 2, 9)])
def test_another_size_or_time_is_a_change(now):
    known = {"a": Known(Stamp(1, 2, 3), settled=True)}
    assert reconcile({"a": now}, known) == Changes(changed=("a",))


def test_the_same_settled_stamp_is_no_change():
    assert not reconcile({"a": Stamp(1, 2, 3)}, {"a": Known(Stamp(1, 2, 3), settled=True)})


def test_the_same_unsettled_stamp_may_be_a_change():
    known = {"a": Known(Stamp(1, 2, 3), settled=False)}
    assert reconcile({"a": Stamp(1, 2, 3)}, known) == Changes(unsettled=("a",))


@given(found_files, known_files)
@law
def test_every_file_is_in_one_list_at_most(found, known):
    changes = reconcile(found, known)
    lists = (changes.added, changes.changed, changes.removed, changes.unsettled)
    together = [path for one in lists for path in one]
    assert len(together) == len(set(together)) == len(changes)
    assert all(list(one) == sorted(one) for one in lists)


@given(found_files, known_files)
@law
def test_what_is_read_and_removed_turns_the_known_files_into_the_found_ones(found, known):
    changes = reconcile(found, known)
    after = {path: one for path, one in known.items() if path not in changes.removed}
    after |= {path: Known(found[path], settled=True) for path in changes.to_read}
    assert {path: one.stamp for path, one in after.items()} == found
    assert not reconcile(found, after)


@given(found_files)
@law
def test_an_archive_that_is_known_has_no_changes(found):
    assert not reconcile(found, {path: Known(one, settled=True) for path, one in found.items()})


@given(found_files, known_files)
@law
def test_changes_are_false_only_when_there_are_none(found, known):
    changes = reconcile(found, known)
    assert bool(changes) == bool(changes.to_read or changes.removed)


# The racy rule.


@pytest.mark.parametrize(
    ("age", "settled"),
    [(0, False), (10_000_000, False), (19_999_999, False), (21_000_000, True), (SECOND, True)],
)
def test_a_stamp_is_settled_once_the_clock_has_surely_ticked(age, settled):
    assert Stamp(1, NOW - age, 0).is_settled(NOW) is settled
    assert Stamp(1, 0, NOW - age).is_settled(NOW) is settled


@pytest.mark.parametrize(
    ("age", "settled"), [(SECOND, False), (2 * SECOND, False), (3 * SECOND, True)]
)
def test_a_whole_second_may_be_a_coarse_clock(age, settled):
    now = 1_700_000_000 * SECOND
    assert Stamp(1, now - age, 0).is_settled(now) is settled


def test_a_stamp_from_the_future_is_never_settled():
    assert not Stamp(1, NOW + SECOND, NOW - SECOND).is_settled(NOW)


def test_the_younger_of_both_times_counts():
    assert not Stamp(1, 5, NOW).is_settled(NOW)
    assert not Stamp(1, NOW, 5).is_settled(NOW)
