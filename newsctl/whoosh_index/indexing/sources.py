"""Where the postings of a segment come from that are not those of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.whoosh_index.indexing.coding import coded, once
from newsctl.whoosh_index.indexing.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsctl.whoosh_index.indexing.postings import CodedTerm, PostingSource


class Presence:
    """Terms that a document has or has not, and in no other way: `formats.Existence`.

    By field and term, there are the documents that have it, in rising order.
    """

    def __init__(self, found: Mapping[str, Mapping[bytes, Sequence[int]]]) -> None:
        self._found = found

    def fields(self) -> Sequence[str]:
        """Return the fields that have postings, sorted."""
        return sorted(field for field, terms in self._found.items() if terms)

    def terms(self, field: str, lengths: bytes | None) -> Iterator[CodedTerm]:
        """Yield the terms of a field in byte order."""
        found = self._found[field]
        for term in sorted(found):
            documents = found[term]
            if len(documents) == 1:  # 99 in 100
                yield term, once(documents[0]), b""
            else:
                yield term, *coded(Postings(documents, b"\1" * len(documents), ()), lengths)


class Together:
    """Sources of different fields as one."""

    def __init__(self, sources: Iterable[PostingSource]) -> None:
        self._sources = {field: source for source in sources for field in source.fields()}

    def fields(self) -> Sequence[str]:
        """Return the fields that have postings, sorted."""
        return sorted(self._sources)

    def terms(self, field: str, lengths: bytes | None) -> Iterator[CodedTerm]:
        """Yield the terms of a field in byte order."""
        return self._sources[field].terms(field, lengths)
