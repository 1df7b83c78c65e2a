"""The term dictionary: terms by number, in byte order, also where thousands begin alike."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.errors import IndexDamaged
from newsctl.storage.pages import PAGE, Pages, sums_of
from newsctl.whoosh_index.formats import postings
from newsctl.whoosh_index.formats.parts import Parts, dump_parts
from newsctl.whoosh_index.formats.postings import TermDictionary, dump_terms, sought
from tests.laws import law

letters = st.binary(max_size=3) | st.binary(max_size=12) | st.sampled_from([b"\xff", b"a\xff\xff"])
heads = st.sampled_from([b"", b"categories\x1f", b"\0\0", b"\xff" * 9])
terms = st.builds(lambda head, rest: head + rest, heads, letters)
MANY = sorted({b"%s%d" % (head, n) for head in (b"", b"categories\x1f") for n in range(500)})


def written(each):
    return TermDictionary(Parts(Pages(dump_parts(dump_terms("body", each), 0))), "body")


@given(st.sets(terms, max_size=200).map(sorted), terms, st.booleans())
@law
def test_terms_are_found_by_their_bytes(each, other, are_many):
    each = sorted({*each, *MANY}) if are_many else each
    found = written(each)
    assert len(found) == len(each)
    assert found.terms(0, len(each)) == each
    for term in (other, *each[::7]):
        number = bisect_left(each, term)
        assert found.first_from(term) == number
        assert found.find(term) == (number if term in each else None)
        assert found.starting(term) == [one for one in each if one.startswith(term)]
    assert [found[number] for number in range(0, len(each), 7)] == each[::7]


@given(st.sets(terms, max_size=200).map(sorted), st.lists(terms, max_size=30), st.booleans())
@law
def test_terms_are_found_together_as_one_by_one(each, others, are_many):
    each = sorted({*each, *MANY}) if are_many else each
    wanted, here = {*others, *each[::5], *each[10:40]}, written(each)
    one_by_one = {here.find(term) for term in wanted} - {None}
    found = written(each).find_all(sought(wanted))
    assert (set(found), len(found)) == (one_by_one, len(one_by_one))


WORDS = sorted(b"woord%d\t%d\n" % (number, number) for number in range(3000))


@pytest.mark.parametrize("size", [1, PAGE])
@pytest.mark.parametrize("flip", range(0, 70_000, 1_777))
def test_a_term_is_found_or_damage_is_met(flip, size):
    whole = dump_parts(dump_terms("words", WORDS), 0)
    data = bytearray(whole)
    data[flip : flip + size] = bytes(len(data[flip : flip + size]))
    pages = Pages(bytes(data), len(whole), sums_of(memoryview(whole)), "file")
    for term in WORDS[::37]:
        try:
            assert TermDictionary(Parts(pages), "words").starting(term[:-1]) == [term]
        except IndexDamaged:
            continue


def test_no_more_blocks_are_remembered_than_a_bound_says(monkeypatch):
    monkeypatch.setattr(postings, "_MOST_BLOCKS", 3)
    found = written(WORDS)
    for _ in range(2):
        assert [found.find(term) for term in WORDS[::40]] == list(range(0, len(WORDS), 40))
        assert len(found._blocks) <= 3
