"""Pages: what is read of them is as it was written, or it is damage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.errors import IndexDamaged
from newsctl.storage.pages import PAGE, PagePart, Pages, sums_of


def pages_of(data, written=None):
    written = data if written is None else written
    return Pages(data, len(written), sums_of(memoryview(written)), "file")


places = st.integers(0, 5 * PAGE + 17)


@given(places, st.lists(st.tuples(places, places), max_size=8))
def test_a_look_meets_damage_exactly_where_it_reaches_its_page(wrong, looks):
    written = bytes(range(256)) * (5 * PAGE // 256) + b"x" * 18
    data = bytearray(written)
    data[wrong] ^= 1
    pages = pages_of(bytes(data), written)
    part = pages.part(100, len(written) - 100)
    for one, other in looks:
        start, end = min(one, other), max(one, other) + 1
        is_reached = start // PAGE <= wrong // PAGE <= (end - 1) // PAGE
        looks_at = [(pages, 0), *([(part, 100)] if start >= 100 else [])]
        for looked_at, base in looks_at:
            if is_reached:
                with pytest.raises(IndexDamaged, match="file is not as it was written"):
                    looked_at.check(start - base, end - base)
            else:
                looked_at.check(start - base, end - base)


def test_a_look_past_the_end_meets_damage_before_it():
    pages = pages_of(b"b" * PAGE, b"a" * PAGE)
    with pytest.raises(IndexDamaged):
        pages.check(10, 10**12)


@pytest.mark.parametrize("start", [-1, -PAGE, -(10**12)])
def test_a_look_from_before_the_beginning_meets_damage_at_the_beginning(start):
    written = b"a" * 3 * PAGE
    pages = pages_of(b"b" + written[1:], written)
    for looked_at in (pages.part(10, 2 * PAGE), pages):
        with pytest.raises(IndexDamaged):
            looked_at.check(start, 1)


def test_without_sums_and_beyond_them_nothing_is_checked():
    Pages(b"anything").check_all()
    PagePart(memoryview(b"anything")).check_all()
    pages_of(b"a" * 10 + b"later", b"a" * 10).check(0, 15)
