"""Texts by key, looked up in place: what was written is found, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsctl.storage.hashed_lines import HashedLines, dump
from newsctl.storage.pages import Pages
from tests.laws import law

# Few letters, so that keys begin and end alike and stand in each other.
texts = st.dictionaries(st.text("abë' ", max_size=4), st.text("abë", max_size=3), max_size=40)


@given(texts, st.text("abë'", max_size=4))
@law
def test_what_was_written_is_found(written, other):
    lines = HashedLines(Pages(dump(written)))
    for key in (*written, other):
        assert lines.get(key) == written.get(key)
        assert (key in lines) == (key in written)


@given(texts, st.binary(max_size=9))
@law
def test_all_is_read_at_once_and_what_follows_is_left(written, behind):
    lines = HashedLines(Pages(dump(written) + behind))
    assert lines.all() == written
    assert lines.end + len(behind) == len(dump(written) + behind)


def test_look_ups_are_counted():
    lines = HashedLines(Pages(dump({"a": "b"})))
    assert "a" in lines
    lines.get("c")
    assert lines.looked_up == 2
