"""Sets and mappings of so many documents that arrays are faster.

They have the interfaces of sets and mappings. This module does not import NumPy: whoever has one of
them has imported it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np

    Booleans = np.ndarray[tuple[int], np.dtype[np.bool_]]
    Floats = np.ndarray[tuple[int], np.dtype[np.float64]]

_OneT = TypeVar("_OneT")


class DenseSet(AbstractSet[int]):
    """A set of documents, as an array of booleans."""

    def __init__(self, holds: Booleans) -> None:
        self.holds = holds

    @classmethod
    def _from_iterable(cls, documents: Iterable[_OneT]) -> set[_OneT]:
        return {*documents}

    @cached_property
    def _size(self) -> int:
        return int(self.holds.sum())

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[int]:
        return iter(self.holds.nonzero()[0].tolist())

    def __contains__(self, document: object) -> bool:
        return isinstance(document, int) and bool(self.holds[document])

    def __and__(self, other: Iterable[int]) -> AbstractSet[int]:
        if isinstance(other, DenseSet):
            return DenseSet(self.holds & other.holds)
        documents = [*other]
        return {*compress(documents, self.holds[documents].tolist())} if documents else set()

    __rand__ = __and__

    def __or__(self, other: Iterable[int]) -> AbstractSet[int]:  # type: ignore[override]
        return DenseSet(self.holds | self._held(other))

    __ror__ = __or__

    def __sub__(self, other: Iterable[int]) -> AbstractSet[int]:
        return DenseSet(self.holds & ~self._held(other))

    def _held(self, documents: Iterable[int]) -> Booleans:
        if isinstance(documents, DenseSet):
            return documents.holds
        held = self.holds.copy()
        held[:] = False
        held[[*documents]] = True
        return held


class DenseMapping(Mapping[int, float]):
    """A mapping from documents to numbers, as an array with NaN for missing ones."""

    def __init__(self, numbers: Floats) -> None:
        self.numbers = numbers

    @cached_property
    def documents(self) -> DenseSet:
        """The documents that have a number."""
        return DenseSet(self.numbers == self.numbers)  # which NaN is not

    def keys(self) -> DenseSet:  # type: ignore[override]
        """Return the documents that have a number."""
        return self.documents

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[int]:
        return iter(self.documents)

    def __contains__(self, document: object) -> bool:
        return document in self.documents

    def __getitem__(self, document: int) -> float:
        if document not in self.documents:
            raise KeyError(document)
        return float(self.numbers[document])

    def of(self, documents: Iterable[int]) -> dict[int, float]:
        """Return the numbers of some documents, as far as they have any."""
        having = [*(self.documents & documents)]
        return dict(zip(having, self.numbers[having].tolist(), strict=True)) if having else {}


def looked_up(numbers: Mapping[int, float], documents: Iterable[int]) -> Mapping[int, float]:
    """Return a mapping with the numbers of some documents, and perhaps others, for look-ups."""
    return numbers.of(documents) if isinstance(numbers, DenseMapping) else numbers
