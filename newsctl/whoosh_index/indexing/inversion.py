"""Numbered words into terms with their documents and places, by sorting all of them at once."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

_HALF = 16
_POSTING = 32


class Placed(NamedTuple):
    """The words of several documents one after the other, by number.

    Those of a document stand between two `bounds`.
    """

    words: np.ndarray
    bounds: np.ndarray

    def documents(self) -> np.ndarray:
        """Return the document of each word."""
        number = len(self.bounds) - 1
        numbers = np.arange(number, dtype=_smallest(number))
        return np.repeat(numbers, np.diff(self.bounds))

    def places(self) -> np.ndarray:
        """Return the place of each word, as its document counts it, from 0."""
        sizes = np.diff(self.bounds)
        places = np.arange(len(self.words), dtype=np.int32) - np.repeat(self.bounds[:-1], sizes)
        return places.astype(_smallest(sizes.max(initial=0)))


class TermsOfWords:
    """Terms, numbered in byte order, and which of them each word has."""

    def __init__(self, words: Sequence[Sequence[str]]) -> None:
        each = list(chain.from_iterable(words))
        self.terms = sorted(set(each))  # letters sort as their UTF-8 does
        numbers = dict(zip(self.terms, range(len(self.terms)), strict=True))
        self._counts = np.fromiter(map(len, words), np.int32, len(words))
        self._numbers = np.fromiter(map(numbers.__getitem__, each), np.int32, len(each))
        self._is_one_for_each = bool((self._counts == 1).all())

    @cached_property
    def encoded(self) -> Sequence[bytes]:
        """The terms as the index has them."""
        return [term.encode() for term in self.terms]

    def occurs(self, words: np.ndarray) -> bool:
        """Tell whether any of some words has a term."""
        return bool(self._counts[words].any())

    def number_in(self, placed: Placed) -> list[int]:
        """Return how many terms each document has, all together."""
        sums = np.concatenate(([0], np.cumsum(self._counts[placed.words])))
        numbers: list[int] = np.diff(sums[placed.bounds]).tolist()
        return numbers

    def of(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
        """Return the terms of some words, and how many each of them has, unless that is one."""
        if self._is_one_for_each:
            return self._numbers.take(words), None
        return each_of(self._numbers, self._counts, words), self._counts.take(words)


class Grouped(NamedTuple):
    """Postings by term. Those of a term, and the places of a posting, stand between two bounds."""

    terms: np.ndarray
    """Their numbers, in order."""
    bounds: np.ndarray
    documents: np.ndarray
    place_bounds: np.ndarray
    places: np.ndarray | None
    """As each document counts them, from 0, where they are asked for."""

    @property
    def weights(self) -> np.ndarray:
        """How many places each posting has."""
        return np.diff(self.place_bounds)

    def starts_of_blocks(self, size: int) -> np.ndarray:
        """Return where postings are to be cut so that none has more than so many of one term."""
        numbers = (np.diff(self.bounds) + size - 1) // size
        firsts = np.cumsum(numbers) - numbers
        within = np.arange(numbers.sum()) - np.repeat(firsts, numbers)
        starts: np.ndarray = np.repeat(self.bounds[:-1], numbers) + size * within
        return starts


def grouped(placed: Placed, kind: TermsOfWords, *, with_places: bool) -> Grouped:
    """Return the postings of the terms that some words have.

    Words come by document and place, and sorting by term leaves those of a term so.
    """
    numbers, each = kind.of(placed.words)
    order = _order(numbers)

    def by_term(of_words: np.ndarray) -> np.ndarray:
        return (of_words if each is None else np.repeat(of_words, each)).take(order)

    documents = by_term(placed.documents())
    counts = np.bincount(numbers, minlength=len(kind.terms))
    terms = np.flatnonzero(counts)
    bounds = np.concatenate(([0], np.cumsum(counts[terms])))
    is_first = _changes(documents)
    is_first[bounds[:-1]] = True
    first = np.flatnonzero(is_first)
    return Grouped(
        terms,
        np.searchsorted(first, bounds),
        documents[first].astype(np.int32),
        np.append(first, len(order)),
        by_term(placed.places()) if with_places else None,
    )


def document_counts(one: Grouped, other: Grouped, kind: TermsOfWords) -> list[int]:
    """Return in how many documents each term occurs, in any of their two texts."""
    counts = np.zeros(len(kind.terms), np.int64)
    for found in (one, other):
        counts[found.terms] += np.diff(found.bounds)
    few, many = sorted((_postings(one), _postings(other)), key=len)
    if len(few):
        places = np.searchsorted(many, few).clip(max=len(many) - 1)
        in_both = few[many[places] == few]
        counts -= np.bincount(in_both >> _POSTING, minlength=len(counts))
    numbers: list[int] = counts.tolist()
    return numbers


def each_of(values: np.ndarray, counts: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Return the values of each that is chosen.

    The values of all stand one after the other; `counts` tells how many each has.
    """
    numbers = counts.take(chosen)
    starts = (np.cumsum(counts) - counts).astype(np.int32).take(chosen)
    starts += numbers - np.cumsum(numbers, dtype=np.int32)
    at = np.repeat(starts, numbers)
    at += np.arange(len(at), dtype=np.int32)
    return values.take(at)


def _smallest(number: int) -> type[np.uint16 | np.int32]:
    """Return the type of numbers below one that takes the least memory to look through."""
    return np.int32 if number >> _HALF else np.uint16


def _order(numbers: np.ndarray) -> np.ndarray:
    """Return what sorts numbers and leaves those alike in their order.

    NumPy counts numbers of 16 bits, and compares longer ones, which takes five times as long; above
    these bits there are few different ones.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if most := numbers.max(initial=0) >> _HALF:
        upper = (numbers >> _HALF).take(order)
        order = np.concatenate([order[upper == one] for one in range(most + 1)])
    return order


def _changes(numbers: np.ndarray) -> np.ndarray:
    """Tell of each number whether it is another than the one before."""
    changes = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=changes[1:])
    return changes


def _postings(found: Grouped) -> np.ndarray:
    """Return a number for each posting: in the upper half its term, in the lower its document."""
    terms = np.repeat(found.terms, np.diff(found.bounds))
    postings: np.ndarray = terms << _POSTING | found.documents
    return postings
