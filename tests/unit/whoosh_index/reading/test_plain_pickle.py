"""Pickles of plain data are read as `pickle` reads them; those that name anything are not."""

import copyreg
import pickle
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.whoosh_index.reading.plain_pickle import plain

numbers = st.integers(-(2**40), 2**40) | st.floats(allow_nan=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | st.binary(max_size=300) | st.text(max_size=9),
    lambda inner: (
        st.tuples(inner, inner) | st.lists(inner) | st.dictionaries(st.text(max_size=3), inner)
    ),
)


@given(st.lists(st.tuples(values, st.integers(3, 5), st.binary(max_size=3)), max_size=5))
def test_one_after_the_other_is_read_as_it_was_written(pickles):
    for value, protocol, rest in pickles:
        assert plain(memoryview(pickle.dumps(value, protocol) + rest)) == value


class Called:
    """Notes that it was called when it is unpickled."""

    calls: list[str] = []  # noqa: RUF012

    def __reduce__(self):
        return self.calls.append, ("called",)


class Reduced:
    def __init__(self, *called):
        self._called = called

    def __reduce__(self):
        return self._called


ATTACKS = {
    **{
        f"reduce {protocol}": pickle.dumps(Reduced(print, ("x",)), protocol)
        for protocol in range(6)
    },
    "a bound method": pickle.dumps(Called()),
    "an instance": b"(iposix\nsystem\n.",
    "an object": b"(cposix\nsystem\nS'x'\no.",
    "a name alone": b"cposix\nsystem\n.",
    "a name on the stack": b"\x80\x04\x8c\x05posix\x8c\x06system\x93.",
    "a name within data": pickle.dumps(([1, 2], {"a": (len,)})),
    "an extension": b"\x80\x02\x82\xf0.",
    "a persistent id": b"Pposix\n.",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_names_anything_is_refused_and_what_follows_is_read(attack):
    copyreg.add_extension("posix", "system", 0xF0)
    try:
        with pytest.raises(pickle.UnpicklingError):
            plain(memoryview(ATTACKS[attack]))
    finally:
        copyreg.remove_extension("posix", "system", 0xF0)
    assert Called.calls == []
    assert plain(memoryview(pickle.dumps((1, b"a")))) == (1, b"a")


@pytest.mark.parametrize("size", range(len(pickle.dumps((1, b"abc", "text"), 3))))
def test_what_is_cut_off_is_refused_and_what_follows_is_read(size):
    with pytest.raises((pickle.UnpicklingError, EOFError)):
        plain(memoryview(pickle.dumps((1, b"abc", "text"), 3)[:size]))
    assert plain(memoryview(pickle.dumps([2]))) == [2]


def test_threads_read_side_by_side():
    found = {}

    def read(number):
        data = memoryview(pickle.dumps((number,) * 50))
        found[number] = {plain(data) for _ in range(200)}

    threads = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: {(number,) * 50} for number in range(4)}
