"""Postings: by field and term, in the order in which a segment holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Postings(NamedTuple):
    """The postings of one term: documents in rising order, their weights, their encoded values.

    Weights that are small whole numbers are best given as bytes, which take the least room. There
    are no values where a field has none.
    """

    documents: Sequence[int]
    weights: Sequence[float]
    values: Sequence[bytes]


class PostingSource(Protocol):
    """What a segment is written from."""

    def fields(self) -> Sequence[str]:
        """Return the fields that have postings, sorted."""
        ...

    def terms(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Yield the terms of a field in byte order."""
        ...


class Presence:
    """Terms that a document has or has not, and in no other way: `formats.Existence`."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[bytes, list[int]]] = {}

    def add(self, field: str, document: int, terms: Iterable[bytes]) -> None:
        """Take in different terms of a document, whose number is above those before it."""
        known = self._fields.setdefault(field, {})
        for term in terms:
            known.setdefault(term, []).append(document)

    def fields(self) -> Sequence[str]:
        """Return the fields that have postings, sorted."""
        return sorted(self._fields)

    def terms(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Yield the terms of a field in byte order."""
        for term, found in sorted(self._fields[field].items()):
            yield term, Postings(found, b"\1" * len(found), ())


class Together:
    """Sources of different fields as one."""

    def __init__(self, sources: Iterable[PostingSource]) -> None:
        self._sources = {field: source for source in sources for field in source.fields()}

    def fields(self) -> Sequence[str]:
        """Return the fields that have postings, sorted."""
        return sorted(self._sources)

    def terms(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Yield the terms of a field in byte order."""
        return self._sources[field].terms(field)
