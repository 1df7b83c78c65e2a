"""Columns of bytes: one value for each document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsctl.storage.pages import Pages
from newsctl.whoosh_index.formats.parts import Parts, dump_parts
from newsctl.whoosh_index.formats.segment import Column, dump_column
from tests.laws import law


@given(st.lists(st.binary(max_size=300), max_size=50), st.data())
@law
def test_values_of_any_length_come_back(values, data):
    column = Column(Parts(Pages(dump_parts(dump_column("path", values), len(values)))), "path")
    assert len(column) == len(values)
    assert [bytes(column[document]) for document in range(len(values))] == values
    chosen = data.draw(st.lists(st.sampled_from(range(len(values))), max_size=9)) if values else []
    assert column.texts(chosen, "surrogateescape") == [
        values[document].decode("utf-8", "surrogateescape") for document in chosen
    ]
