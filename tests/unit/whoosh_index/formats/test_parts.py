"""The parts of a segment's file: what is laid out in it comes back, and nothing else does."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.errors import IndexDamaged
from newsctl.storage.pages import Pages, sums_of
from newsctl.whoosh_index.formats import parts as parts_module
from newsctl.whoosh_index.formats.directory import SIGNS_OF_DAMAGE, raises_index_damaged
from newsctl.whoosh_index.formats.parts import Parts, dump_parts, smallest
from tests.laws import law

numbers = st.integers(0, 300) | st.integers(0, 2**16 + 1) | st.integers(0, 2**63)
arrays = st.lists(numbers, max_size=40).map(smallest)
dates = st.lists(st.integers(-(2**63), 2**63 - 1), max_size=9).map(lambda each: array("q", each))
opened = raises_index_damaged(Parts)
names = st.text("abcxyz._", min_size=1, max_size=32)


@given(
    st.dictionaries(names, st.binary(max_size=99) | arrays | dates, max_size=9), st.integers(0, 99)
)
@law
def test_every_part_comes_back(written, documents):
    read = Parts(Pages(dump_parts(written, documents)))
    assert read.documents == documents
    assert list(read) == list(written)
    for name, part in written.items():
        assert name in read
        if isinstance(part, bytes):
            assert bytes(read.bytes(name).view) == part
        else:
            found = read.numbers(name)
            assert (len(found), found.array()) == (len(part), part)
            assert [found[place] for place in range(len(part))] == list(part)
            assert found.list(1, len(part)) == list(part[1:])


@given(st.lists(numbers, max_size=40))
@law
def test_numbers_take_the_least_room(each):
    size = smallest(each).itemsize
    assert size == next(one for one in (1, 2, 4, 8) if max(each, default=0) < 256**one)
    assert list(smallest(each)) == each


def test_numbers_are_written_the_small_end_first_on_any_machine(monkeypatch):
    here = dump_parts({"a": array("H", [1, 515])}, 2)
    assert here.endswith(b"\1\0\3\2")
    swapped = array("H", [1, 515])
    swapped.byteswap()
    monkeypatch.setattr(parts_module.sys, "byteorder", "big")
    assert dump_parts({"a": swapped}, 2) == here
    assert Parts(Pages(here)).numbers("a").array() == swapped


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"newsctl segment\n",
        b"another segment\n" + bytes(8),
        b"newsctl segment\n" + b"\xff" * 8,
    ],
    ids=["nothing", "cut off", "of something else", "more parts than there are bytes"],
)
def test_what_is_no_segment_is_damage(data):
    with pytest.raises(IndexDamaged):
        opened(Pages(data))


@given(st.data())
@law
def test_a_byte_that_was_changed_is_found_before_it_is_relied_on(data):
    part = array("I", range(3_000))  # three pages
    whole = dump_parts({"numbers": part, "text": b"a" * 5_000}, 1)
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = bytearray(whole)
    damaged[at] ^= 1 << data.draw(st.integers(0, 7))
    place = data.draw(st.integers(0, len(part) - 1))
    try:
        read = opened(Pages(bytes(damaged), len(whole), sums_of(memoryview(whole)), "a file"))
        assert read.numbers("numbers")[place] == place
        assert read.numbers("numbers").list(0, 9) == list(range(9))
    except (IndexDamaged, *SIGNS_OF_DAMAGE):
        return
