"""A post as the index holds it: terms that sort as what they stand for, columns that round."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post.post import Post, PostSummary
from newsctl.storage.pages import Pages
from newsctl.whoosh_index.formats.directory import MemoryDirectory
from newsctl.whoosh_index.formats.documents import (
    LONGEST_VALUE,
    number_of,
    number_term,
    path_term,
    stored_fields,
    summary_in,
    title_in,
    value_term,
)
from newsctl.whoosh_index.formats.segment import SegmentReader, SegmentWriter
from tests.laws import law

numbers = st.floats(allow_nan=False) | st.sampled_from([0.0, -0.0, 1.0, -1.0, 5e-324, -5e-324])


@given(numbers, numbers)
@law
def test_terms_of_numbers_sort_as_the_numbers_do(one, other):
    terms = number_term("aantal", one), number_term("aantal", other)
    assert (terms[0] < terms[1], terms[0] == terms[1]) == (one < other, one == other)


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("-3", -3), ("+3", 3), ("2.50", 2.5), ("007", 7), ("-0", 0)],
)
def test_a_plain_decimal_number_counts_as_one(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize(
    "text", ["", "x", "1e5", "1,5", "1.", ".5", "0x1", "inf", "nan", "١", "1 ", "1_0", "9" * 16]
)
def test_what_is_no_plain_number_counts_as_none(text):
    assert number_of(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Café", "CAFE"), ("a  b", "A b"), ("é", "e\u0301"), ("v" * LONGEST_VALUE, "v" * 9999)],
)
def test_values_that_count_as_the_same_have_one_term(one, other):
    assert value_term("bron", one) == value_term("bron", other)


def test_values_of_other_keys_have_other_terms():
    assert value_term("bron", "a") != value_term("bronn", "a")
    assert value_term("a", "b") != value_term("ab", "")


def test_a_path_that_is_not_utf_8_has_the_bytes_of_its_name():
    assert path_term("caf\udce9.md") == b"caf\xe9.md"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
zones = st.sampled_from([UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-5.5))])


@given(
    st.text(st.characters()),
    st.none() | st.datetimes(timezones=zones),
    st.dictionaries(st.text(), json_values, max_size=3),
)
@law
def test_the_summary_of_a_document_is_that_of_its_post(title, date, front_matter):
    summary = PostSummary("caf\udce9.md", title, date.isoformat() if date else "", front_matter)
    segment = segment_of(Post(summary, "", str))
    loaded = summary_in(segment, 0)
    assert loaded == summary
    assert list(loaded.front_matter) == list(front_matter)
    assert title_in(segment, 0) == title


def segment_of(post):
    """Return a segment of one post, as it is read."""
    directory = MemoryDirectory()
    new = SegmentWriter()
    new.add(stored_fields(post))
    written = new.write(directory, {}, {})
    return SegmentReader(Pages(directory.view(written.file)), written, base=0)
