"""Where the postings of a segment come from that are not those of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.whoosh_index.writing.coding import coded
from newsctl.whoosh_index.writing.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.whoosh_index.writing.postings import Coded, PostingSource


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

    def terms(self, field: str, lengths: bytes | None) -> Iterator[tuple[bytes, Coded]]:
        """Yield the terms of a field in byte order."""
        for term, found in sorted(self._fields[field].items()):
            yield term, coded(Postings(found, b"\1" * len(found), ()), lengths)


class Together:
    """Sources of different fields as one."""

    def __init__(self, sources: Iterable[PostingSource]) -> None:
        self._sources = {field: source for source in sources for field in source.fields()}

    def fields(self) -> Sequence[str]:
        """Return the fields that have postings, sorted."""
        return sorted(self._sources)

    def terms(self, field: str, lengths: bytes | None) -> Iterator[tuple[bytes, Coded]]:
        """Yield the terms of a field in byte order."""
        return self._sources[field].terms(field, lengths)
