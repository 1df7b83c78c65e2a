"""The terms of a field and their postings: in which documents each occurs, how often, and where.

    <field>.terms         the bytes of all terms in byte order, one after the other
    <field>.term_bounds   where each term starts, and at last where the last one ends
    <field>.term_heads    the first eight bytes of every 32nd term as a number, the large end first
    <field>.bounds        where the postings of each term start, and where the last ones end
    <field>.documents     the document of each posting; those of a term rise
    <field>.counts        how often the term occurs in it, where a field tells that
    <field>.place_bounds  where the places of each term start, in a field with places
    <field>.places        the places of each posting, as many as it counts, one after the other

All are arrays in the smallest type that holds their numbers: documents nearly always take 16 bits
(a segment of 65,536 posts), counts 8 and places 16. A field without counts has each term once in
a document, or counts for nothing.

A term is found by bisecting the heads, which are few, and then the block of terms that follows one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate, chain, pairwise, repeat
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from newsctl.whoosh_index.formats.parts import smallest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from newsctl.whoosh_index.formats.parts import Numbers, PartData, Parts


_STEP = 32
_MOST_BLOCKS = 2_048
"""Blocks of a dictionary that are cached, some 6 MB, so that a long run does not hold all."""

_HEAD = 8
_NO_BLOCK: Sequence[bytes] = (b"\1", b"\0")
"""Between whose first and last there is no term."""

MANY_TIMES = 8
"""As many postings are scanned in the time of finding one among them by bisection."""


def dump_terms(field: str, terms: Sequence[bytes]) -> dict[str, PartData]:
    """Return the parts for the terms of a field, which are distinct and in byte order."""
    return {
        f"{field}.terms": b"".join(terms),
        f"{field}.term_bounds": smallest(array("Q", accumulate(map(len, terms), initial=0))),
        f"{field}.term_heads": array("Q", map(_head, terms[::_STEP])),
    }


class TermDictionary:
    """The terms of one field."""

    def __init__(self, parts: Parts, field: str) -> None:
        self._bytes = parts.bytes(f"{field}.terms")
        self._bounds = parts.numbers(f"{field}.term_bounds")
        self._blocks: dict[int, Sequence[bytes]] = {}
        self._head_numbers = parts.numbers(f"{field}.term_heads")

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def __getitem__(self, number: int) -> bytes:
        return self.terms(number, number + 1)[0]

    def find(self, term: bytes) -> int | None:
        """Return the number of a term; None if it is not in the dictionary."""
        found = self.find_all(SoughtTerms([_head(term)], [term]))
        return found[0] if found else None

    def find_all(self, sought: SoughtTerms) -> list[int]:
        """Return the numbers of the terms that are in the dictionary."""
        own_heads, blocks = self._heads, self._blocks
        are_many = len(sought.terms) > _STEP  # most of which are not here
        bounds, data = (self._bounds.all(), self.joined()) if are_many else ((), b"")
        found: list[int] = []
        number, block = 0, _NO_BLOCK
        for head, term in zip(*sought, strict=True) if own_heads else ():
            if not block[0] <= term <= block[-1]:  # else it is in the block of the term before
                number = max(bisect_right(own_heads, head) - 1, 0)
                if own_heads[number] == head:
                    number = self._block_of(term)
                elif are_many and number not in blocks:  # to part its terms takes longer
                    start, end = number * _STEP, min((number + 1) * _STEP, len(self))
                    if term not in bytes(data[bounds[start] : bounds[end]]):
                        continue
                block = blocks[number] if number in blocks else self._block(number)
            place = bisect_left(block, term)
            if place < len(block) and block[place] == term:
                found.append(number * _STEP + place)
        return found

    def first_from(self, term: bytes) -> int:
        """Return the number of the first term that is not less than another."""
        number = self._block_of(term)
        return number * _STEP + bisect_left(self._block(number), term)

    def first_without(self, prefix: bytes) -> int:
        """Return the number of the first term after those with a prefix."""
        stem = prefix.rstrip(b"\xff")
        return self.first_from(stem[:-1] + bytes([stem[-1] + 1])) if stem else len(self)

    def starting(self, prefix: bytes) -> list[bytes]:
        """Return the terms with a prefix."""
        start = self.first_from(prefix)
        block, place = self._block(start // _STEP), start % _STEP
        if place >= len(block) or not block[place].startswith(prefix):
            return []  # most that is sought is not there
        return self.terms(start, self.first_without(prefix))

    def joined(self) -> memoryview:
        """Return all terms, concatenated and memory-mapped."""
        self._bytes.check_all()
        return self._bytes.view

    def terms(self, start: int, end: int) -> list[bytes]:
        """Return the terms with numbers from `start` to `end`."""
        if start >= end:
            return []
        bounds = self._bounds.list(start, end + 1)
        first, last = bounds[0], bounds[-1]
        self._bytes.check(first, last)
        data = bytes(self._bytes.view[first:last])
        return [data[one - first : after - first] for one, after in pairwise(bounds)]

    def _block_of(self, term: bytes) -> int:
        """Return the number of the block that would contain a term."""
        head, heads = _head(term), self._heads
        low, high = max(bisect_left(heads, head) - 1, 0), bisect_right(heads, head)
        while high - low > 1:  # where a block begins like the term
            middle = (low + high) // 2
            low, high = (middle, high) if self._block(middle)[0] <= term else (low, middle)
        return low

    def _block(self, number: int) -> Sequence[bytes]:
        """Return the terms of a block, cached."""
        block = self._blocks.get(number)
        if block is None:
            if len(self._blocks) >= _MOST_BLOCKS:  # by several threads, each of which may add one
                self._blocks.clear()
            start = number * _STEP
            block = self._blocks[number] = self.terms(start, min(start + _STEP, len(self)))
        return block

    @cached_property
    def _heads(self) -> list[int]:
        return self._head_numbers.list(0, len(self._head_numbers))  # looked at often


class SoughtTerms(NamedTuple):
    """Sorted terms to look up in many dictionaries, with their heads."""

    heads: list[int]
    terms: list[bytes]


def sought(terms: Iterable[bytes]) -> SoughtTerms:
    """Sort distinct terms for a look-up."""
    ordered = sorted(set(terms))
    return SoughtTerms([*map(_head, ordered)], ordered)


def _head(term: bytes) -> int:
    """Return the first bytes of a term as a number that sorts alike."""
    return int.from_bytes(term[:_HEAD].ljust(_HEAD, b"\0"))


class FieldPostings(NamedTuple):
    """The data of a field to be written: its sorted terms, and the arrays of postings.

    `place_bounds`, by term, is present if `places` are.
    """

    terms: Sequence[bytes]
    bounds: array[int]
    documents: array[int]
    counts: array[int] | None = None
    place_bounds: array[int] | None = None
    places: array[int] | None = None


def dump_postings(field: str, postings: FieldPostings) -> dict[str, PartData]:
    """Return the parts for the terms and postings of a field."""
    parts = dump_terms(field, postings.terms)
    for name, numbers in zip(FieldPostings._fields[1:], postings[1:], strict=True):
        if numbers is not None:
            parts[f"{field}.{name}"] = smallest(numbers)
    return parts


class PostingsReader:
    """The terms and postings of one field. Terms are given by number, from 0."""

    def __init__(self, parts: Parts, field: str) -> None:
        self.terms = TermDictionary(parts, field)
        self._bounds = parts.numbers(f"{field}.bounds")
        self._documents = parts.numbers(f"{field}.documents")
        self._counts = parts.numbers_if_any(f"{field}.counts")
        self._place_bounds = parts.numbers_if_any(f"{field}.place_bounds")
        self._places = parts.numbers_if_any(f"{field}.places")

    def frequency(self, term: int) -> int:
        """Return the number of documents with a term."""
        start, end = self._bounds.slice(term, term + 2)
        return end - start

    def documents(self, term: int) -> list[int]:
        """Return the documents with a term."""
        return self._documents.list(*self._bounds.slice(term, term + 2))

    def counts(self, term: int) -> list[int] | None:
        """Return the counts of a term, one for each document; None if the field has none."""
        if self._counts is None:
            return None
        return self._counts.list(*self._bounds.slice(term, term + 2))

    def starting(self, prefix: bytes) -> tuple[Sequence[int], Sequence[int] | None]:
        """Return the concatenated documents and counts of all terms with a prefix.

        A document is there once for each of these terms that it has. The counts are None if the
        field has none. Both are memory-mapped.
        """
        return self.mapped(self.terms.first_from(prefix), self.terms.first_without(prefix))

    def mapped(
        self, term: int, after: int | None = None
    ) -> tuple[Sequence[int], Sequence[int] | None]:
        """Return the memory-mapped documents and counts of a term, or of those up to `after`."""
        start, end = self._bounds[term], self._bounds[term + 1 if after is None else after]
        counts = None if self._counts is None else self._counts.slice(start, end)
        return self._documents.slice(start, end), counts

    def mapped_places(self, term: int) -> tuple[Sequence[int], Sequence[int], Sequence[int]] | None:
        """Return the memory-mapped documents, counts and places of a term; None without places."""
        documents, counts = self.mapped(term)
        if self._places is None or self._place_bounds is None or counts is None:
            return None
        return documents, counts, self._places.slice(*self._place_bounds.slice(term, term + 2))

    def among(self, documents: AbstractSet[int], terms: Iterable[int]) -> set[int]:
        """Return those of some documents that have one of some terms."""
        found: set[int] = set()
        for term in terms:
            if len(documents) * MANY_TIMES < self.frequency(term):
                found.update(document for document, _ in self.counts_in(term, documents))
            else:
                found |= documents & set(self.documents(term))
        return found

    def counts_in(self, term: int, documents: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield those of some documents that have a term, and its count; 1 without counts."""
        holders, counts = self.mapped(term)
        for place in _places_of(documents, holders):
            yield holders[place], 1 if counts is None else counts[place]

    def places_in(self, term: int, documents: Iterable[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield those of some documents that have a term, with its places, if the field has any."""
        holders, _ = self.mapped(term)
        postings = sorted(_places_of(documents, holders))
        for posting, places in zip(postings, self.places(term, postings), strict=False):
            yield holders[posting], places

    def places(self, term: int, postings: Iterable[int]) -> Iterator[Sequence[int]]:
        """Yield the places in some postings of a term, given by sorted index."""
        counts = self.counts(term)
        if self._places is None or self._place_bounds is None or counts is None:
            return
        places = self._places.slice(*self._place_bounds.slice(term, term + 2))
        last = start = 0
        for number in postings:
            start += sum(counts[last:number])
            yield places[start : start + counts[number]]
            last = number

    def numbered_places(self, term: int, firsts: Iterable[int]) -> Iterator[int]:
        """Yield all places of a term, each added to a number given for its posting."""
        counts = self.counts(term)
        if self._places is None or self._place_bounds is None or counts is None:
            return iter(())
        places = self._places.list(*self._place_bounds.slice(term, term + 2))
        return map(add, chain.from_iterable(map(repeat, firsts, counts)), places)

    def occurrences(self) -> tuple[Sequence[int], Sequence[int], Sequence[int] | None]:
        """Return the memory-mapped bounds, documents and counts of all terms."""
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


def _places_of(documents: Iterable[int], holders: Sequence[int]) -> Iterator[int]:
    """Yield the indexes, in the sorted `holders`, of those documents that are among them."""
    for document in documents:
        place = bisect_left(holders, document)
        if place < len(holders) and holders[place] == document:
            yield place


def _array(numbers: Numbers | None) -> array[int] | None:
    return None if numbers is None else numbers.array()
