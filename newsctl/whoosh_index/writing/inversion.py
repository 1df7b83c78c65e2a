"""Numbered words into terms with their documents and places, by sorting all of them at once."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

_HALF = 16


class Placed(NamedTuple):
    """The words of several documents one after the other, by number.

    Those of a document stand between two `bounds`.
    """

    words: np.ndarray
    bounds: np.ndarray

    def documents(self) -> np.ndarray:
        """Return the document of each word."""
        return np.repeat(np.arange(len(self.bounds) - 1, dtype=np.int32), np.diff(self.bounds))


class TermsOfWords:
    """Terms, numbered in byte order, and which of them each word has."""

    def __init__(self, words: Sequence[Sequence[str]]) -> None:
        self.terms = sorted(set(chain.from_iterable(words)))  # letters sort as their UTF-8 does
        numbers = {term: number for number, term in enumerate(self.terms)}
        self._counts = np.fromiter(map(len, words), np.int32, len(words))
        each = map(numbers.__getitem__, chain.from_iterable(words))
        self._numbers = np.fromiter(each, np.int32)

    def occurs(self, words: np.ndarray) -> bool:
        """Tell whether any of some words has a term."""
        return bool(self._counts[words].any())

    def number_in(self, placed: Placed) -> list[int]:
        """Return how many terms each document has, all together."""
        sums = np.concatenate(([0], np.cumsum(self._counts[placed.words])))
        numbers: list[int] = np.diff(sums[placed.bounds]).tolist()
        return numbers

    def of(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the terms of some words, and at which of the words each of them stands."""
        return each_of(self._numbers, self._counts, words)


class Grouped(NamedTuple):
    """Postings by term. Those of a term, and the places of a posting, stand between two bounds."""

    terms: Sequence[str]
    bounds: np.ndarray
    documents: np.ndarray
    place_bounds: np.ndarray
    places: np.ndarray
    """As each document counts them, from 0."""

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


def grouped(placed: Placed, kind: TermsOfWords) -> Grouped:
    """Return the postings of the terms that some words have."""
    terms, at = kind.of(placed.words)
    order = _order(terms)
    terms, at = terms[order], at[order]
    documents = placed.documents()[at]
    places = at - placed.bounds[documents]
    first = np.flatnonzero(_changes(terms) | _changes(documents))
    documents, terms = documents[first], terms[first]
    bounds = np.flatnonzero(_changes(terms))
    return Grouped(
        [kind.terms[number] for number in terms[bounds].tolist()],
        np.append(bounds, len(terms)),
        documents,
        np.append(first, len(places)),
        places,
    )


def document_counts(texts: Sequence[Placed], kind: TermsOfWords) -> dict[str, int]:
    """Return in how many documents each term occurs, in any of their texts."""
    found = [kind.of(text.words) for text in texts]
    terms = np.concatenate([terms for terms, _ in found])
    documents = np.concatenate(
        [text.documents()[at] for text, (_, at) in zip(texts, found, strict=True)]
    )
    order = _order(documents)
    order = order[_order(terms[order])]
    terms, documents = terms[order], documents[order]
    terms = terms[_changes(terms) | _changes(documents)]
    counts = np.bincount(terms, minlength=len(kind.terms))
    return dict(zip(kind.terms, counts.tolist(), strict=True))


def each_of(
    values: np.ndarray, counts: np.ndarray, chosen: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the values of each that is chosen, and which of the chosen each value is of.

    The values of all stand one after the other; `counts` tells how many each has.
    """
    starts = (np.cumsum(counts) - counts).astype(np.int32)
    numbers = counts[chosen]
    ends = np.cumsum(numbers, dtype=np.int32)
    of = np.repeat(np.arange(len(chosen), dtype=np.int32), numbers)
    first = starts[chosen] - (ends - numbers)
    return values[first[of] + np.arange(len(of), dtype=np.int32)], of


def _order(numbers: np.ndarray) -> np.ndarray:
    """Return what sorts numbers and leaves those alike in their order.

    NumPy counts numbers of 16 bits, and compares longer ones, which takes five times as long.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if len(numbers) and numbers.max() >> _HALF:
        upper = (numbers >> _HALF).astype(np.uint16)
        order = order[np.argsort(upper[order], kind="stable")]
    return order


def _changes(numbers: np.ndarray) -> np.ndarray:
    """Tell of each number whether it is another than the one before."""
    changes = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=changes[1:])
    return changes
