"""newsctl's codec for Whoosh: its segments behind the interfaces by which Whoosh reads.

A table of contents names the segments of a commit, and each segment its codec. So stock Whoosh
opens, searches and merges an index through its public calls (`whoosh.index.open_dir`) wherever
newsctl is installed. What it merges it writes by a codec of its own: newsctl answers and updates
through `formats`, and never opens a table of contents.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from whoosh import columns, formats
from whoosh import fields as whoosh_fields
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from newsctl.storage.pages import Pages
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.manifest import SegmentInfo, segment_file
from newsctl.whoosh_index.formats.segment import COMPRESSION, LENGTHS, SegmentReader, StoredFields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from whoosh.filedb.filestore import Storage

    from newsctl.whoosh_index.formats.postings import PostingsReader

_COLUMNS = StoredFields._fields
_SCORED = (fields.TITLE, fields.BODY)


class TermCounts(formats.Existence):
    """The weight of a posting is the count of its term; there is no other value."""


def schema() -> whoosh_fields.Schema:
    """Return the fields of the index for Whoosh, without analyzers; newsctl makes the terms."""
    places = whoosh_fields.FieldType(formats.Positions(), None, scorable=True)
    counts = whoosh_fields.FieldType(TermCounts(), None)
    existence = whoosh_fields.FieldType(formats.Existence(), None)
    path = whoosh_fields.FieldType(formats.Existence(), None, unique=True, sortable=True)
    return whoosh_fields.Schema(
        **{
            **dict.fromkeys((fields.TITLE, fields.BODY), places),
            **dict.fromkeys((*fields.IN_TITLE[1:], *fields.IN_BODY[1:]), counts),
            **dict.fromkeys((fields.VALUE, fields.NUMBER, fields.PRESENT), existence),
            fields.PATH: path,
            fields.DATE: whoosh_fields.COLUMN(columns.NumericColumn("q", default=fields.NO_DATE)),
            fields.HEADLINE: whoosh_fields.COLUMN(columns.VarBytesColumn()),
            fields.FRONT_MATTER: whoosh_fields.COLUMN(columns.CompressedBytesColumn(COMPRESSION)),
            fields.TEXT: whoosh_fields.COLUMN(columns.CompressedBytesColumn(COMPRESSION)),
        }
    )


class SegmentCodec(base.Codec):
    """Reads segments in newsctl's format (see `formats.segment`)."""

    def terms_reader(self, storage: Storage, segment: WhooshSegment) -> _Terms:
        """Return the terms and postings of a segment."""
        return _Terms(segment.open(storage))

    def per_document_reader(self, storage: Storage, segment: WhooshSegment) -> _DecodedDocuments:
        """Return the columns and field lengths of a segment."""
        return _DecodedDocuments(segment, segment.open(storage))


class WhooshSegment(W3Segment):
    """A segment in a table of contents. `lengths` are the numbers of words by field.

    Tables of contents are pickles: the names of its attributes are part of the format.
    """

    def __init__(self, info: SegmentInfo) -> None:
        name = info.name.removeprefix(f"{fields.NAME}_")
        super().__init__(SegmentCodec(), fields.NAME, info.size, name, set(info.dead))
        self.lengths = dict(info.lengths)

    def info(self) -> SegmentInfo:
        """Return the segment's entry in a manifest."""
        dead = sorted(self.deleted_docs())
        return SegmentInfo(self.segment_id(), self.doc_count_all(), self.lengths, dead)

    def open(self, storage: Storage) -> SegmentReader:
        """Open its file."""
        with storage.open_file(segment_file(self.segment_id())) as file:
            data = bytes(file.read())
        return SegmentReader(Pages(data), self.info()._replace(dead=()), base=0)


class _Terms(base.TermsReader):
    def __init__(self, segment: SegmentReader) -> None:
        self._segment = segment

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._segment.has(*term)

    def cursor(self, fieldname: str, fieldobj: Any) -> _Cursor:
        return _Cursor(self, self._segment.terms(fieldname, b""), fieldname, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return chain.from_iterable(self._of_field(name, b"") for name in self._segment.fields())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        names = [name for name in self._segment.fields() if name >= fieldname]
        return chain.from_iterable(
            self._of_field(name, prefix if name == fieldname else b"") for name in names
        )

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        postings, number = self._find(fieldname, text)
        documents = postings.documents(number)
        counts = postings.counts(number) or [1] * len(documents)
        known = self._segment.field_lengths(fieldname) if fieldname in _SCORED else None
        lengths = [LENGTHS[known[one]] for one in documents] if known else [0]
        return TermInfo(
            weight=float(sum(counts)),
            df=len(documents),
            minlength=min(lengths),
            maxlength=max(lengths),
            maxweight=float(max(counts)),
            minid=documents[0],
            maxid=documents[-1],
        )

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        postings, number = self._find(fieldname, text)
        documents = postings.documents(number)
        places = postings.places(number, range(len(documents)))
        return ListMatcher(
            documents,
            [float(count) for count in postings.counts(number) or [1] * len(documents)],
            [format_.encode(list(one)) for one in places] or [None] * len(documents),
            format_,
            scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def indexed_field_names(self) -> Sequence[str]:
        return self._segment.fields()

    def _of_field(self, name: str, first: bytes) -> Iterator[tuple[str, bytes]]:
        postings = self._segment.postings(name)
        if postings is None:
            return iter(())
        terms = postings.terms
        return ((name, one) for one in terms.terms(terms.first_from(first), len(terms)))

    def _find(self, field: str, term: bytes) -> tuple[PostingsReader, int]:
        postings = self._segment.postings(field)
        number = None if postings is None else postings.terms.find(term)
        if postings is None or number is None:
            raise TermNotFound(f"No term {field}:{term!r}")
        return postings, number


class _Cursor(base.FieldCursor):
    """A cursor over the terms of a field."""

    def __init__(self, reader: _Terms, terms: Sequence[bytes], name: str, field: Any) -> None:
        self._reader, self._terms, self._name, self._field = reader, terms, name, field
        self._number = 0

    def first(self) -> Any:
        self._number = 0
        return self.text()

    def find(self, string: str | bytes) -> Any:
        wanted = self._field.to_bytes(string)
        after = (number for number, term in enumerate(self._terms) if term >= wanted)
        self._number = next(after, len(self._terms))
        return self.text()

    def next(self) -> Any:
        self._number += 1
        return self.text()

    def text(self) -> Any:
        return self._field.from_bytes(self._terms[self._number]) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        if not self.is_valid():
            return None
        return self._reader.term_info(self._name, self._terms[self._number])

    def is_valid(self) -> bool:
        return self._number < len(self._terms)


class _DecodedDocuments(base.PerDocumentReader):
    def __init__(self, segment: WhooshSegment, reader: SegmentReader) -> None:
        self._segment = segment
        self._reader = reader
        self.doc_count, self.doc_count_all = segment.doc_count, segment.doc_count_all
        self.has_deletions, self.is_deleted = segment.has_deletions, segment.is_deleted
        self.deleted_docs = segment.deleted_docs

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in _COLUMNS

    def list_columns(self) -> Sequence[str]:
        return _COLUMNS

    def column_reader(self, fieldname: str, column: Any) -> _DecodedColumn:
        del column
        reader = self._reader
        read: Mapping[str, Callable[[int], Any]] = {
            fields.DATE: reader.dates().__getitem__,
            fields.FRONT_MATTER: reader.front_matter,
            fields.TEXT: lambda document: reader.text(document).encode(),
        }
        stored = read.get(fieldname) or (lambda number: bytes(reader.columns[fieldname][number]))
        return _DecodedColumn(stored, self.doc_count_all())

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        if fieldname not in _SCORED:
            return default
        return LENGTHS[self._reader.field_lengths(fieldname)[docnum]] or default

    def field_length(self, fieldname: str) -> int:
        return self._segment.lengths.get(fieldname, 0)

    def min_field_length(self, fieldname: str) -> int:
        return min(self._lengths(fieldname), default=0)

    def max_field_length(self, fieldname: str) -> int:
        return max(self._lengths(fieldname), default=0)

    def stored_fields(self, docnum: int) -> Mapping[str, Any]:
        del docnum
        return {}

    def _lengths(self, field: str) -> list[int]:
        return [LENGTHS[one] for one in self._reader.field_lengths(field) if one]


class _DecodedColumn(columns.ColumnReader):
    def __init__(self, read: Callable[[int], Any], size: int) -> None:
        self._read = read
        self._doccount = size

    def __getitem__(self, docnum: int) -> Any:
        return self._read(docnum)
