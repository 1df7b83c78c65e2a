"""Inversion of numbered texts by sorting all their words at once. Imports NumPy."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newsctl.whoosh_index.formats.postings import FieldPostings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.dutch.numbering import PlacedWords

_HALF = 16


def invert(
    terms: Sequence[Sequence[str]],
    texts: Sequence[PlacedWords],
    has_places: bool,  # noqa: FBT001
) -> list[FieldPostings]:
    """Make the postings of numbered texts, all words at once."""
    words = _Words(terms)
    return [_inverted(words, text, has_places=has_places) for text in texts]


class _Words:
    """The sorted, numbered terms of all words, and the terms of each word."""

    def __init__(self, words: Sequence[Sequence[str]]) -> None:
        each = list(chain.from_iterable(words))
        terms = sorted(set(each))  # letters sort as their UTF-8 does
        numbers = dict(zip(terms, range(len(terms)), strict=True))
        self.terms = [term.encode() for term in terms]
        self._counts = np.fromiter(map(len, words), np.int32, len(words))
        self._numbers = np.fromiter(map(numbers.__getitem__, each), np.int32, len(each))
        self._is_one_for_each = bool((self._counts == 1).all())

    def of(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
        """Return the terms of some words, and the number of terms of each unless it is one."""
        if self._is_one_for_each:
            return self._numbers.take(words), None
        counts = self._counts.take(words)
        starts = (np.cumsum(self._counts) - self._counts).astype(np.int32).take(words)
        starts += counts - np.cumsum(counts, dtype=np.int32)
        at = np.repeat(starts, counts)
        at += np.arange(len(at), dtype=np.int32)
        return self._numbers.take(at), counts


def _inverted(words: _Words, text: PlacedWords, *, has_places: bool) -> FieldPostings:
    """Return the postings of the terms of some words.

    Words are in order of document and place, and a stable sort by term keeps that order.
    """
    placed = _Arrays(np.frombuffer(text.words, np.int32), np.frombuffer(text.bounds, np.int32))
    numbers, each = words.of(placed.words)
    order = _order(numbers)

    def by_term(of_words: np.ndarray) -> np.ndarray:
        return (of_words if each is None else np.repeat(of_words, each)).take(order)

    documents = by_term(placed.documents())
    counts = np.bincount(numbers, minlength=len(words.terms))
    terms = np.flatnonzero(counts)
    place_bounds = np.concatenate(([0], np.cumsum(counts[terms])))
    is_first = _changes(documents)
    is_first[place_bounds[:-1]] = True
    first = np.flatnonzero(is_first)
    return FieldPostings(
        [words.terms[number] for number in terms.tolist()],
        _smallest(np.searchsorted(first, place_bounds)),
        _smallest(documents[first]),
        _smallest(np.diff(np.append(first, len(order)))),
        _smallest(place_bounds) if has_places else None,
        _smallest(by_term(placed.places())) if has_places else None,
    )


class _Arrays(NamedTuple):
    """The words of several documents, separated by `bounds`."""

    words: np.ndarray
    bounds: np.ndarray

    def documents(self) -> np.ndarray:
        """Return the document of each word."""
        number = len(self.bounds) - 1
        numbers = np.arange(number, dtype=_type_below(number))
        return np.repeat(numbers, np.diff(self.bounds))

    def places(self) -> np.ndarray:
        """Return the place of each word in its document, from 0."""
        sizes = np.diff(self.bounds)
        places = np.arange(len(self.words), dtype=np.int32) - np.repeat(self.bounds[:-1], sizes)
        return places.astype(_type_below(sizes.max(initial=0)))


def _type_below(number: int) -> type[np.uint16 | np.int32]:
    """Return the smallest type for numbers below a limit."""
    return np.int32 if number >> _HALF else np.uint16


def _order(numbers: np.ndarray) -> np.ndarray:
    """Return the permutation that sorts numbers stably.

    NumPy sorts 16-bit numbers by counting and longer ones by comparing, which takes five times as
    long; so the high bits, with few distinct values, are sorted apart.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if most := numbers.max(initial=0) >> _HALF:
        upper = (numbers >> _HALF).take(order)
        order = np.concatenate([order[upper == one] for one in range(most + 1)])
    return order


def _changes(numbers: np.ndarray) -> np.ndarray:
    """Return for each number whether it differs from the one before."""
    changes = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=changes[1:])
    return changes


def _smallest(numbers: np.ndarray) -> array[int]:
    """Return numbers in the smallest type that can hold them."""
    kind = np.min_scalar_type(int(numbers.max(initial=0)))
    found = array(kind.char)
    found.frombytes(numbers.astype(kind).tobytes())
    return found
