"""The postings of a field: in which documents each term occurs, how often, and where.

    <field>.bounds        where the postings of each term start, and where the last ones end
    <field>.documents     the document of each posting; those of a term rise
    <field>.counts        how often the term occurs in it, where a field tells that
    <field>.place_bounds  where the places of each term start, in a field with places
    <field>.places        the places of each posting, as many as it counts, one after the other

All are arrays in the smallest type that holds their numbers: documents nearly always take 16 bits
(a segment of 65,536 posts), counts 8 and places 16. A field without counts has each term once in
a document, or counts for nothing.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from newsctl.whoosh_index.formats.parts import smallest
from newsctl.whoosh_index.formats.terms import TermDictionary, dump_terms

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.whoosh_index.formats.parts import Numbers, PartData, Parts


class FieldPostings(NamedTuple):
    """What a field is written from: its terms in byte order, and the arrays of its postings.

    `place_bounds` is by term too; it is there where `places` are.
    """

    terms: Sequence[bytes]
    bounds: array[int]
    documents: array[int]
    counts: array[int] | None = None
    place_bounds: array[int] | None = None
    places: array[int] | None = None


def dump_postings(field: str, postings: FieldPostings) -> dict[str, PartData]:
    """Return the parts that hold the terms and postings of a field."""
    parts = dump_terms(field, postings.terms)
    for name, numbers in zip(FieldPostings._fields[1:], postings[1:], strict=True):
        if numbers is not None:
            parts[f"{field}.{name}"] = smallest(numbers)
    return parts


class PostingsReader:
    """The terms and postings of one field. Terms go by their numbers, from 0 on."""

    def __init__(self, parts: Parts, field: str) -> None:
        self.terms = TermDictionary(parts, field)
        self._bounds = parts.numbers(f"{field}.bounds")
        self._documents = parts.numbers(f"{field}.documents")
        has_counts, has_places = f"{field}.counts" in parts, f"{field}.places" in parts
        self._counts = parts.numbers(f"{field}.counts") if has_counts else None
        self._place_bounds = parts.numbers(f"{field}.place_bounds") if has_places else None
        self._places = parts.numbers(f"{field}.places") if has_places else None

    def frequency(self, term: int) -> int:
        """Return how many documents have a term."""
        start, end = self._bounds.slice(term, term + 2)
        return end - start

    def documents(self, term: int) -> list[int]:
        """Return the documents that have a term."""
        return self._documents.list(*self._bounds.slice(term, term + 2))

    def counts(self, term: int) -> list[int] | None:
        """Return how often each document of a term has it, None where the field does not tell."""
        if self._counts is None:
            return None
        return self._counts.list(*self._bounds.slice(term, term + 2))

    def places(self, term: int, postings: Iterable[int]) -> Iterator[Sequence[int]]:
        """Yield the places of some postings of a term, numbered from 0 on; none without places."""
        counts = self.counts(term)
        if self._places is None or self._place_bounds is None or counts is None:
            return
        places = self._places.slice(*self._place_bounds.slice(term, term + 2))
        ends = [0, *accumulate(counts)]
        for number in postings:
            yield places[ends[number] : ends[number + 1]]

    def occurrences(self) -> tuple[Sequence[int], Sequence[int], Sequence[int] | None]:
        """Return the bounds of all terms, their documents and their counts, as they are mapped."""
        counts = None if self._counts is None else self._counts.all()
        return self._bounds.all(), self._documents.all(), counts

    def all(self) -> FieldPostings:
        """Return all terms and postings."""
        return FieldPostings(
            self.terms.terms(0, len(self.terms)),
            self._bounds.array(),
            self._documents.array(),
            _array(self._counts),
            _array(self._place_bounds),
            _array(self._places),
        )


def _array(numbers: Numbers | None) -> array[int] | None:
    return None if numbers is None else numbers.array()
