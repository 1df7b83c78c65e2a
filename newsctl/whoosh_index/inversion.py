"""The postings of a commit, inverted in memory: by field and term, ready to be written in blocks.

Whoosh's own pool keeps a tuple for each posting, sorts them all, and pickles them one by one to
disk and back. Here a term has three parallel lists, and only terms are sorted; the size of a batch
is what bounds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Posting: TypeAlias = tuple[str, bytes, int, float, bytes]
    """Field, term, document, weight, encoded value."""

    TermPosting: TypeAlias = tuple[bytes, int, float, bytes]
    """Term, frequency, weight, encoded value, as a field's `index` gives them."""


class Postings(NamedTuple):
    """The postings of one term: documents in rising order, their weights, their encoded values."""

    documents: list[int]
    weights: list[float]
    values: list[bytes]


class Inversion:
    """A pool of postings, as a Whoosh writer has one."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[bytes, Postings]] = {}

    def add(self, posting: Posting) -> None:
        """Take one posting, as Whoosh hands them over when it merges segments."""
        field, term, document, weight, value = posting
        self._add(self._fields.setdefault(field, {}), term, document, weight, value)

    def add_document(self, field: str, document: int, postings: Iterable[TermPosting]) -> int:
        """Take the postings of a field of one document, and return the sum of frequencies."""
        terms = self._fields.setdefault(field, {})
        length = 0
        for term, frequency, weight, value in postings:
            self._add(terms, term, document, weight, value)
            length += frequency
        return length

    def fields(self) -> list[str]:
        """Return the fields that have postings, sorted."""
        return sorted(self._fields)

    def terms(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Yield the terms of a field in byte order."""
        return iter(sorted(self._fields[field].items()))

    def iter_postings(self) -> Inversion:
        """Return what the field writer takes: all at once, not one by one."""
        return self

    def cleanup(self) -> None:
        """Let go of everything."""
        self._fields.clear()

    @staticmethod
    def _add(
        terms: dict[bytes, Postings], term: bytes, document: int, weight: float, value: bytes
    ) -> None:
        postings = terms.get(term)
        if postings is None:
            terms[term] = Postings([document], [weight], [value])
        else:
            postings.documents.append(document)
            postings.weights.append(weight)
            postings.values.append(value)
