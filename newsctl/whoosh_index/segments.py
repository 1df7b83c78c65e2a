"""Open segments: postings by the block, columns by the document, and which documents are alive.

This module, `mapped_files.py`, `blocks.py` and `new_segment.py` are all that lean on Whoosh's inner
workings (whoosh3 3.54). A posting list is read a block at a time through its matcher's private
fields, because the public way costs a method call for each number of each posting. A test compares
it with that way.
"""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length

from newsctl.core.post import PostPath
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.damage import named_damage
from newsctl.whoosh_index.mapped_files import MappedFiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whoosh.codec.base import Segment
    from whoosh.columns import NumericColumn
    from whoosh.fields import Schema
    from whoosh.filedb.filestore import Storage

LENGTHS = tuple(byte_to_length(byte) for byte in range(256))
"""The length of a field by the byte that stands for it."""


class OpenSegment:
    """One segment. Its documents are numbered from `base` on, in the numbering of all segments.

    Whatever is read of it raises IndexDamaged when its bytes are not as they were written.
    """

    def __init__(self, storage: Storage, schema: Schema, segment: Segment, *, base: int) -> None:
        self.base = base
        self.segment = segment
        self.size = segment.doc_count_all()
        self._dead = set(segment.deleted_docs())
        self._schema = schema
        files = MappedFiles(storage, segment) if segment.is_compound() else storage
        self._terms = segment.codec().terms_reader(files, segment)
        self._columns = segment.codec().per_document_reader(files, segment)
        self._opened: dict[str, Any] = {}

    @property
    def deleted(self) -> int:
        """How many of its documents are dead."""
        return len(self._dead)

    def kill(self, document: int) -> None:
        """Leave a document out from now on, in memory alone. Its number is of all segments."""
        self._dead.add(document - self.base)

    @property
    def living(self) -> int:
        """How many of its documents are alive."""
        return self.size - len(self._dead)

    def delete(self, document: int) -> None:
        """Let the next commit say that a document is dead."""
        self.kill(document)
        self.segment.delete_document(document - self.base)

    def documents(self) -> Iterator[int]:
        """Yield the living documents."""
        base, dead = self.base, self._dead
        return (base + number for number in range(self.size) if number not in dead)

    @named_damage()
    def weights(self, field: str, term: bytes) -> dict[int, float]:
        """Return how often a term occurs, by living document."""
        found: dict[int, float] = {}
        for matcher in self._blocks(field, term):
            found.update(zip(matcher._ids, matcher._weights, strict=True))  # noqa: SLF001
        return self._alive(found)

    @named_damage()
    def positions(self, field: str, term: bytes) -> dict[int, bytes]:
        """Return the encoded positions of a term, by living document."""
        found: dict[int, bytes] = {}
        for matcher in self._blocks(field, term):
            matcher._read_values()  # noqa: SLF001
            found.update(zip(matcher._ids, matcher._values, strict=True))  # noqa: SLF001
        return self._alive(found)

    @named_damage()
    def postings(self, field: str, term: bytes) -> list[tuple[int, float, bytes]]:
        """Return the living documents of a term, each with its weight and its encoded value."""
        found = []
        for matcher in self._blocks(field, term):
            matcher._read_values()  # noqa: SLF001
            rows = zip(matcher._ids, matcher._weights, matcher._values, strict=True)  # noqa: SLF001
            found += [(self.base + row[0], *row[1:]) for row in rows if row[0] not in self._dead]
        return found

    @named_damage()
    def fields(self) -> Sequence[str]:
        """Return the fields that have terms."""
        return list(self._terms.indexed_field_names())

    @named_damage()
    def terms(self, field: str, prefix: bytes, until: bytes | None = None) -> list[bytes]:
        """Return a field's terms with a prefix; with `until`, those from `prefix` up to it."""
        found: list[bytes] = []
        if field in self._terms.indexed_field_names():
            for name, term in self._terms.terms_from(field, prefix):
                inside = term.startswith(prefix) if until is None else term <= until
                if name != field or not inside:
                    break
                found.append(term)
        return found

    @named_damage()
    def has(self, field: str, term: bytes) -> bool:
        """Tell whether a term has postings, of living documents or dead ones."""
        return (field, term) in self._terms

    @named_damage()
    def field_lengths(self, field: str) -> Sequence[int]:
        """Return the length byte of each document, to be looked up in LENGTHS."""
        name = f"_{field}_len"
        return self._column(name, lambda: self._numbers(name, LENGTHS_COLUMN))

    @named_damage()
    def dates(self) -> Sequence[int]:
        """Return each document's date in seconds since 1970, or NO_DATE."""
        column = self._schema[fields.DATE].column_type
        return self._column(fields.DATE, lambda: self._numbers(fields.DATE, column))

    @named_damage()
    def path(self, document: int) -> PostPath:
        """Return the path of a document."""
        return PostPath(self._value(fields.PATH, document).decode("utf-8", "surrogateescape"))

    @named_damage()
    def summary(self, document: int) -> bytes:
        """Return the encoded summary of a document."""
        return self._value(fields.SUMMARY, document)

    @named_damage()
    def text(self, document: int) -> str:
        """Return the text of a document."""
        return self._value(fields.TEXT, document).decode()

    def close(self) -> None:
        """Let go of its files."""
        self._terms.close()
        self._columns.close()

    def _blocks(self, field: str, term: bytes) -> Iterator[Any]:
        """Yield the term's matcher once for each block, its numbers and weights read."""
        try:
            matcher = self._terms.matcher(field, term, self._schema[field].format)
        except TermNotFound:
            return
        while matcher.is_active():
            matcher._read_ids()  # noqa: SLF001
            matcher._read_weights()  # noqa: SLF001
            yield matcher
            matcher._next_block()  # noqa: SLF001

    def _alive(self, found: dict[int, Any]) -> dict[int, Any]:
        base, dead = self.base, self._dead
        if not dead:
            return {base + number: value for number, value in found.items()} if base else found
        return {base + number: value for number, value in found.items() if number not in dead}

    def _value(self, field: str, document: int) -> bytes:
        column = self._column(field, lambda: self._column_reader(field))
        return column[document - self.base]

    def _column(self, name: str, load: Any) -> Any:
        if name not in self._opened:
            self._opened[name] = load()
        return self._opened[name]

    def _column_reader(self, field: str) -> Any:
        return self._columns.column_reader(field, self._schema[field].column_type)

    def _numbers(self, name: str, column: NumericColumn) -> Sequence[int]:
        """Load a column of numbers at once; rows at its end that were never written are default."""
        code, default = column._typecode, column.default_value()  # noqa: SLF001
        numbers = array(code)
        if self._columns.has_column(name):
            reader = self._columns.column_reader(name, column)
            length = reader._count * numbers.itemsize  # noqa: SLF001
            numbers.frombytes(reader._dbfile.get(reader._basepos, length))  # noqa: SLF001
        if sys.byteorder == "little":
            numbers.byteswap()
        numbers.extend([default] * (self.size - len(numbers)))
        return numbers
