"""Files read some ahead of their use."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.ports import Reading
from newsctl.core.archive.read_ahead import BYTES_AT_ONCE, FILES_AT_ONCE, read_ahead

SIZES = st.lists(st.sampled_from([0, 1, BYTES_AT_ONCE // 3, BYTES_AT_ONCE + 1]), max_size=30)


@given(SIZES, st.integers(0, 200))
def test_all_readings_come_in_their_order_and_no_more_of_them_than_are_held(sizes, small):
    readings = [
        Reading(f"{n}.md", bytes(size), None) for n, size in enumerate([*sizes, *[1] * small])
    ]
    some = list(read_ahead(iter(readings)))
    assert [reading for held in some for reading in held] == readings
    for held in some:
        sizes = accumulate(len(reading.data) for reading in held)
        ends = [n == FILES_AT_ONCE or size >= BYTES_AT_ONCE for n, size in enumerate(sizes, 1)]
        assert ends[:-1] == [False] * (len(held) - 1)
        assert ends[-1] or held is some[-1]


def test_nothing_is_read_before_it_is_asked_for():
    read = []

    def reading(number):
        read.append(number)
        return Reading(f"{number}.md", b"", None)

    found = read_ahead(map(reading, range(3 * FILES_AT_ONCE)))
    assert read == []
    next(found)
    assert len(read) == FILES_AT_ONCE
