"""Postings: what a field is written from is what is read, a term at a time or all."""

from __future__ import annotations

from array import array
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.storage.pages import Pages
from newsctl.whoosh_index.formats.parts import Parts, dump_parts
from newsctl.whoosh_index.formats.postings import FieldPostings, PostingsReader, dump_postings
from tests.laws import law

places = st.lists(st.integers(0, 70_000), min_size=1, max_size=5, unique=True).map(sorted)
many = st.just(list(range(300)))  # more than a byte counts
holders = st.dictionaries(st.integers(0, 70_000), places | many, min_size=1, max_size=6)
fields = st.dictionaries(st.binary(max_size=5), holders, max_size=12)


def arrays(field, kind):
    """Return the postings of a field: places by term and document."""
    terms = sorted(field)
    postings = [sorted(field[term].items()) for term in terms]
    each = [one for found in postings for one in found]
    found = FieldPostings(
        terms,
        array("I", accumulate(map(len, postings), initial=0)),
        array("I", [document for document, _ in each]),
    )
    if kind != "existence":
        found = found._replace(counts=array("I", [len(places) for _, places in each]))
    if kind == "places":
        sizes = [sum(len(places) for _, places in one) for one in postings]
        found = found._replace(
            place_bounds=array("I", accumulate(sizes, initial=0)),
            places=array("I", [place for _, places in each for place in places]),
        )
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["existence", "counts", "places"])
def test_postings_come_back(kind):
    @given(fields)
    @law
    def holds(field):
        written = arrays(field, kind)
        read = PostingsReader(Parts(Pages(dump_parts(dump_postings("f", written), 0))), "f")
        assert [list(one or ()) for one in read.all()] == [list(one or ()) for one in written]
        for term, by_document in field.items():
            number = read.terms.find(term)
            expected = [by_document[document] for document in sorted(by_document)]
            assert read.documents(number) == sorted(by_document)
            if kind == "existence":
                assert read.counts(number) is None
            else:
                assert read.counts(number) == [len(found) for found in expected]
            every = range(len(expected))
            found = [list(one) for one in read.places(number, every)]
            assert found == (expected if kind == "places" else [])
            assert not [*read.places(number, ())]
            for some in ({*by_document}, {0}, {1, 3, 999}):
                assert read.among(some, [number]) == some & by_document.keys()
                placed = {one: list(places) for one, places in read.places_in(number, some)}
                assert kind != "places" or placed == {
                    one: by_document[one] for one in some & by_document.keys()
                }

    holds()
