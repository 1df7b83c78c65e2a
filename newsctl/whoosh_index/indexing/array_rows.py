"""What the table of terms has of terms with few postings, made in rows of those that are alike."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from newsctl.whoosh_index.indexing import array_pickles as pickles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.whoosh_index.indexing.array_pickles import Parts
    from newsctl.whoosh_index.indexing.inversion import Grouped

MANY_PLACES = 32
"""Places of a term, from which on hardly another has as many."""


class ArrayRows:
    """The terms of a field; `statistics` are what is told of each before its postings."""

    def __init__(self, found: Grouped, parts: Parts, statistics: np.ndarray) -> None:
        self._found = found
        self._parts = parts
        self._statistics = statistics
        self._numbers = np.diff(found.bounds)
        self._occurrences = np.diff(found.place_bounds[found.bounds])

    def of(self, terms: np.ndarray) -> Iterator[tuple[int, bytes]]:
        """Yield terms with less than MANY_PLACES and what the table has of each, in any order."""
        return chain.from_iterable(
            zip(alike.tolist(), pickles.cut(self._rows(alike)), strict=True)
            for alike in self._alike(terms)
        )

    def _alike(self, terms: np.ndarray) -> Iterator[np.ndarray]:
        """Yield those terms together that have as many postings, and as many places in these."""
        sizes = MANY_PLACES * self._numbers[terms] + self._occurrences[terms]
        order = np.argsort(sizes, kind="stable")
        edges = np.flatnonzero(np.diff(sizes[order])) + 1
        return (alike for alike in np.split(terms[order], edges) if len(alike))

    def _rows(self, terms: np.ndarray) -> np.ndarray:
        """Return the bytes of terms that are alike, a row for each."""
        number, occurrences = self._numbers[terms[0]], self._occurrences[terms[0]]
        postings = self._found.bounds[terms][:, None] + np.arange(number)
        weights = [b"C%c" % number, self._parts.weights[postings]]
        return pickles.joined(
            len(terms),
            self._statistics[terms],
            b"\x80\x03(",
            self._parts.documents[postings],
            b"t",
            *(weights if occurrences > number else [b"N"]),
            b"(",
            self._values(postings, number + occurrences),
            b"t\x87.",
        )

    def _values(self, postings: np.ndarray, size: int) -> np.ndarray | bytes:
        """Return the strings of postings that take as many numbers."""
        if self._parts.strings is None:
            return b"N" * postings.shape[1]
        starts = self._parts.string_bounds[postings[:, :1]]
        strings: np.ndarray = self._parts.strings[starts + np.arange(size)]
        return strings
