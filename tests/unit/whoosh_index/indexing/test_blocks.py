"""Posting blocks and the table of terms: whatever is written, stock Whoosh reads it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.filetables import OrderedHashReader

from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.indexing import term_index
from newsctl.whoosh_index.indexing.blocks import BlockCodec
from newsctl.whoosh_index.indexing.coding import coded
from newsctl.whoosh_index.indexing.postings import Postings
from newsctl.whoosh_index.indexing.term_index import TermIndex
from newsctl.whoosh_index.indexing.whoosh_schema import PackedPositions

FORMAT = PackedPositions()
terms = st.binary(max_size=6)
numbers = st.integers(1, 255) | st.integers(1, 1000)
documents = st.integers(0, 2**31 - 1)
postings = st.dictionaries(documents, numbers, min_size=1, max_size=5)
MANY = {document * 300: document % 7 + 1 for document in range(300)}


class OneField:
    """The postings of a field: by term, how often it is in each document."""

    def __init__(self, field, found):
        self.field = field
        self.found = found

    def fields(self):
        return [self.field]

    def terms(self, _field, lengths):
        for term, counts in sorted(self.found.items()):
            values = [FORMAT.encode(range(number)) for number in counts.values()]
            weights = list(counts.values())
            if max(weights) < 256:
                weights = bytes(weights)
            yield term, *coded(Postings(list(counts), weights, values), lengths)


@given(st.dictionaries(terms, postings, min_size=1))
@example({b"een": {65536: 1}, b"twee": {3: 2}, b"drie": {2**31 - 1: 1}, b"vier": MANY})
@example({b"acht": dict.fromkeys(range(8), 1), b"negen": dict.fromkeys(range(0, 2700, 300), 2)})
@example({b"": dict.fromkeys(range(200), 1), b"veel": dict.fromkeys(range(129), 300)})
def test_stock_whoosh_reads_what_was_written(found):
    found = {term: dict(sorted(counts.items())) for term, counts in found.items()}
    storage, codec = RamStorage(), BlockCodec()
    segment = codec.new_segment(storage, "posts")
    writer = codec.field_writer(storage, segment)
    writer.add_postings({}, OneField(fields.BODY, found))
    writer.close()
    reader = W3Codec().terms_reader(storage, segment)
    assert [term for _, term in reader.terms()] == sorted(found)
    for term, counts in found.items():
        info = reader.term_info(fields.BODY, term)
        assert (info.doc_frequency(), info.max_weight()) == (len(counts), max(counts.values()))
        assert (info.min_id(), info.max_id()) == (min(counts), max(counts))
        matcher, read = reader.matcher(fields.BODY, term, FORMAT), {}
        while matcher.is_active():
            assert matcher.value_as("positions") == list(range(int(matcher.weight())))
            read[matcher.id()] = matcher.weight()
            matcher.next()
        assert read == counts


@pytest.mark.parametrize("many", [0, 1 << 30], ids=["as arrays", "one by one"])
@given(entries=st.dictionaries(terms, terms, min_size=1), others=st.lists(terms))
@example(entries={b"%d" % number: b"x" * (number % 9) for number in range(5000)}, others=[b"5000"])
def test_stock_whoosh_finds_every_term_and_no_other(many, entries, others):
    storage = RamStorage()
    table = TermIndex(storage.create_file("terms"))
    table.add_all(sorted(entries.items()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(term_index, "MANY_KEYS", many)
        table.close()
    reader = OrderedHashReader.open(storage, "terms")
    assert list(reader.items()) == sorted(entries.items())
    for key in (*entries, *others):
        assert reader.get(key) == entries.get(key)
        later = [one for one in entries if one >= key]
        assert reader.closest_key(key) == min(later, default=None)
