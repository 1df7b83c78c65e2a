"""Whoosh's files: read without Whoosh, they hold what Whoosh's own readers find in them."""

from __future__ import annotations

import pytest
import whoosh
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import columns, formats
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.filetables import OrderedHashReader, OrderedHashWriter
from whoosh.index import TOC

from newsctl.core.errors import IndexDamaged
from newsctl.storage.pages import Pages, Part
from newsctl.whoosh_index.formats.segment import SegmentInfo, SegmentReader
from newsctl.whoosh_index.indexing.contents import for_whoosh, from_whoosh, table_of_contents
from newsctl.whoosh_index.indexing.term_index import TermIndex
from newsctl.whoosh_index.indexing.whoosh_schema import schema
from newsctl.whoosh_index.reading.byte_column import ByteColumn, numbers
from newsctl.whoosh_index.reading.posting_list import blocks
from newsctl.whoosh_index.reading.term_table import TermTable
from newsctl.whoosh_index.schema import NAME, WHOOSH_VERSION

law = settings(derandomize=True, deadline=None, database=None, max_examples=60)
weights = st.floats(0.5, 1e6, width=32) | st.sampled_from([1.0, 1.0, 1.0, 2.0])
FORMATS = {
    "none": (formats.Existence(), st.just(b"")),
    "of one size": (formats.Frequency(), st.binary(min_size=4, max_size=4)),
    "of any size": (formats.Positions(), st.binary(min_size=1, max_size=9)),
}


def written(write):
    """Return the bytes of a file that Whoosh wrote."""
    storage = RamStorage()
    file = storage.create_file("file")
    write(file)
    if not file.is_closed:
        file.close()
    return storage.files["file"], storage


@pytest.mark.parametrize("values", FORMATS)
def test_postings_are_those_of_the_public_matcher(values):
    kind, value = FORMATS[values]
    posting = st.tuples(st.integers(1, 70_000), weights, value)

    @given(st.lists(posting, min_size=1, max_size=300), st.integers(0, 10**6))
    @law
    def holds(steps, base):
        told = W3TermInfo()

        def write(file):
            postings, document = W3Codec().postings_writer(file), -1
            postings.start_postings(kind, told)
            for step, weight, one in steps:
                document += step
                postings.add_posting(document, weight, one, length=1)
            postings.finish_postings()

        data, storage = written(lambda file: (file.write(b"before"), write(file)))
        matcher = W3Codec().postings_reader(storage.open_file("file"), told, kind)
        expected = list(each_of(matcher))
        found = [
            (document - base, weight, one)
            for block in blocks(memoryview(told.to_bytes()), Part(memoryview(data)), base)
            for (document, weight), one in zip(block.occurrences(), block.each_value(), strict=True)
        ]
        assert found == [(document, weight, one or b"") for document, weight, one in expected]

    holds()


def each_of(matcher):
    while matcher.is_active():
        yield matcher.id(), matcher.weight(), matcher.value()
        matcher.next()


terms = st.dictionaries(
    st.tuples(st.integers(0, 2), st.binary(max_size=6)), st.binary(min_size=1), max_size=60
)


@given(terms, st.binary(max_size=6), st.sampled_from([OrderedHashWriter, TermIndex]))
@law
def test_terms_are_those_of_the_ordered_hash_file(values, other, kind):
    fields = {"title": 0, "body": 1, "path": 2}
    keyed = {number.to_bytes(2, "big") + term: value for (number, term), value in values.items()}

    def write(file):
        table = kind(file)
        table.extras["fieldmap"] = fields
        table.add_all(sorted(keyed.items()))
        table.close()

    data, storage = written(write)
    stock = OrderedHashReader(storage.open_file("file"), len(data))
    table = TermTable(Part(memoryview(data)))
    for field, number in fields.items():
        head = number.to_bytes(2, "big")
        for term in {other, *(term for _, term in values)}:
            found = table.find(field, term)
            assert (None if found is None else bytes(found)) == stock.get(head + term)
            assert list(table.terms_from(field, term)) == [
                key[2:] for key in stock.keys_from(head + term) if key.startswith(head)
            ]
    assert table.find("elsewhere", other) is None
    assert list(table.terms_from("elsewhere", b"")) == []


@pytest.mark.parametrize("kind", [columns.VarBytesColumn(), columns.VarBytesColumn(True, 0)])
def test_values_of_any_length_are_those_of_the_column(kind):
    @given(st.lists(st.binary(max_size=300), min_size=1, max_size=50))
    @law
    def holds(values):
        def write(file):
            column = kind.writer(file)
            for document, value in enumerate(values):
                column.add(document, value)
            column.finish(len(values))

        data, _ = written(write)
        column = ByteColumn(Part(memoryview(data)), len(values))
        assert [bytes(column[document]) for document in range(len(values))] == values

    holds()


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=20))
@law
def test_numbers_are_those_of_the_column(values):
    def write(file):
        column = columns.NumericColumn("q", default=5).writer(file)
        for document, value in enumerate(values):
            column.add(document, value)
        column.finish(len(values))

    data, _ = written(write)
    found = list(numbers(memoryview(data), "q"))
    assert found + [5] * (len(values) - len(found)) == values


@given(
    st.lists(
        st.builds(
            SegmentInfo,
            st.text("abc123", min_size=1, max_size=5).map(f"{NAME}_{{}}".format),
            st.integers(1, 99),
            st.fixed_dictionaries({"title": st.integers(0, 9), "body": st.integers(0, 9)}),
            st.lists(st.integers(0, 98), unique=True, max_size=5).map(sorted),
        ),
        max_size=3,
    )
)
@law
def test_whoosh_reads_the_segments_of_a_table_of_contents(segments):
    storage = RamStorage()
    storage.files[f"_{NAME}_7.toc"] = table_of_contents(segments, 7)
    toc = TOC.read(storage, NAME, schema=schema())
    assert toc.generation == 7
    assert [vars(one) | {"_codec": None} for one in toc.segments] == [
        vars(for_whoosh(one)) | {"_codec": None} for one in segments
    ]
    assert [from_whoosh(one) for one in toc.segments] == segments


def test_what_is_no_segment_is_damage():
    with pytest.raises(IndexDamaged):
        TermTable(Part(memoryview(b"no table of terms at all")))
    told = W3TermInfo._struct.pack(0, 1, 1, 0, 0, 1, 0, 0) + b"\0" * 12
    for data in (b"W3B", b"no postings", b"W3Bl\xff\xff\xff\xf8\x80\x02(K\x01K\x01"):
        with pytest.raises(IndexDamaged):
            list(blocks(memoryview(told), Part(memoryview(data)), 0))


def test_the_version_of_whoosh_is_the_one_whose_files_can_be_read():
    assert ".".join(map(str, whoosh.__version__[:2])) == WHOOSH_VERSION


@pytest.mark.parametrize(
    "directory",
    [
        b"\x80\x02).",
        b"\x80\x05\x95" + b"\xff" * 8,
        b"\x80\x02cnewsctl_nowhere\nnothing\n.",
    ],
    ids=["no mapping", "a length past all measure", "a name that nothing has"],
)
def test_what_is_no_directory_of_a_segment_is_damage(directory):
    data = (8).to_bytes(8, "big") + directory
    with pytest.raises(IndexDamaged):
        SegmentReader(Pages(data), SegmentInfo("posts_a", 1, {}), base=0)
