"""Postings: by field and term, in the order in which a segment holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Postings(NamedTuple):
    """The postings of one term: documents in rising order, their weights, their encoded values.

    Weights that are small whole numbers are best given as bytes, which take the least room. There
    are no values where a field has none.
    """

    documents: Sequence[int]
    weights: Sequence[float]
    values: Sequence[bytes]


class Coded(NamedTuple):
    """A term as it is written: what is told of it, and its blocks unless it has few postings."""

    told: bytes
    blocks: bytes = b""


CodedTerm: TypeAlias = tuple[bytes, bytes, bytes]
"""A term, and what `Coded` has of it: a plain tuple, since there are very many."""


class PostingSource(Protocol):
    """What a segment is written from."""

    def fields(self) -> Sequence[str]:
        """Return the fields that have postings, sorted."""
        ...

    def terms(self, field: str, lengths: bytes | None) -> Iterator[CodedTerm]:
        """Yield the terms of a field in byte order.

        `lengths` has the length byte of each document, where the field is scored.
        """
        ...
