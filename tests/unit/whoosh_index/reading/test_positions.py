"""Positions of a term: packed and read back."""

from __future__ import annotations

from array import array
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from newsctl.whoosh_index.indexing.whoosh_schema import PackedPositions
from newsctl.whoosh_index.reading.positions import decoded, encoded

FORMAT = PackedPositions()
rows = st.lists(st.integers(0, 2**32 - 1), min_size=1, unique=True).map(sorted)


@given(st.lists(rows, min_size=1))
def test_each_document_has_its_own_places(several):
    values = encoded(array("I", chain(*several)), [len(row) for row in several])
    assert [decoded(value) for value in values] == several
    assert list(values) == [FORMAT.encode(row) for row in several]


@given(rows)
def test_whoosh_reads_them_by_its_own_names(row):
    value = FORMAT.encode(row)
    assert FORMAT.decode_positions(value) == row
    assert FORMAT.decode_frequency(value) == FORMAT.decode_weight(value) == len(row)
    assert FORMAT.combine([value, FORMAT.encode(row[:1])]) == value
