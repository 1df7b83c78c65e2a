"""newsctl's codec for Whoosh: its segments behind the interfaces by which Whoosh reads and writes.

A table of contents names the segments of a commit, and each segment its codec. So stock Whoosh
opens, searches and merges an index through its public calls (`whoosh.index.open_dir`) wherever
newsctl is installed; asked by `writer(codec=SegmentCodec())`, it writes such segments too.
newsctl itself answers and updates through `formats`, and never opens a table of contents.
"""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any

from whoosh import columns, formats
from whoosh import fields as whoosh_fields
from whoosh.codec import base
from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from newsctl.storage.pages import Pages
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.documents import StoredFields
from newsctl.whoosh_index.formats.manifest import SegmentInfo, segment_file
from newsctl.whoosh_index.formats.postings import FieldPostings
from newsctl.whoosh_index.formats.segment import (
    COMPRESSION,
    LENGTHS,
    SegmentReader,
    SegmentWriter,
    length_byte,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from whoosh.filedb.filestore import Storage

    from newsctl.whoosh_index.formats.postings import PostingsReader

_COLUMNS = StoredFields._fields
_SCORED = (fields.TITLE, fields.BODY)


class Places(formats.Positions):
    """Where a term stands in a document, four bytes for each place."""

    def encode(self, poslist: Iterable[int]) -> bytes:
        """Encode the places of one document."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the places of one document."""
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how many places there are."""
        return len(array("I", valuestring))

    def decode_weight(self, valuestring: bytes) -> Any:
        """Return how many places there are."""
        return self.decode_frequency(valuestring)


class TermCounts(formats.Existence):
    """How often a term occurs is the weight of a posting, and no value says it again."""


class TermsField(whoosh_fields.FieldType):
    """A field whose terms were worked out before: its value is the list of its postings.

    It must stay at module level: Whoosh pickles the schema.
    """

    indexed = True
    analyzer = None
    stored = unique = False
    vector = None

    def __init__(self, format: formats.Format, *, scorable: bool = False) -> None:  # noqa: A002
        self.format = format
        self.scorable = scorable

    def index(self, value: Any, **_: Any) -> Iterable[tuple[bytes, int, float, bytes]]:
        """Return the postings of one document: term, frequency, weight, encoded value."""
        return value

    def to_bytes(self, value: str | bytes) -> bytes:
        """Encode a term."""
        return value if isinstance(value, bytes) else value.encode()

    def from_bytes(self, value: bytes) -> str:
        """Decode a term."""
        return value.decode()


class PathField(TermsField):
    """The identity of a post, to find it by and to read it back."""

    unique = True

    def __init__(self) -> None:
        super().__init__(formats.Existence())
        self.column_type = columns.VarBytesColumn()

    def index(self, value: Any, **_: Any) -> Iterable[tuple[bytes, int, float, bytes]]:
        """Return the one posting of a path."""
        return [(value, 1, 1.0, b"")]

    def to_column_value(self, value: bytes) -> bytes:
        """Return what the column holds of a path."""
        return value


def schema() -> whoosh_fields.Schema:
    """Return the fields of the index as Whoosh has them."""
    places, counts, existence = Places(), TermCounts(), formats.Existence()
    return whoosh_fields.Schema(
        **{
            fields.TITLE: TermsField(places, scorable=True),
            fields.BODY: TermsField(places, scorable=True),
            fields.TITLE_WORD: TermsField(counts),
            fields.BODY_WORD: TermsField(counts),
            fields.TITLE_PART: TermsField(counts),
            fields.BODY_PART: TermsField(counts),
            fields.VALUE: TermsField(existence),
            fields.NUMBER: TermsField(existence),
            fields.PRESENT: TermsField(existence),
            fields.PATH: PathField(),
            fields.DATE: whoosh_fields.COLUMN(columns.NumericColumn("q", default=fields.NO_DATE)),
            fields.HEADLINE: whoosh_fields.COLUMN(columns.VarBytesColumn()),
            fields.FRONT_MATTER: whoosh_fields.COLUMN(columns.CompressedBytesColumn(COMPRESSION)),
            fields.TEXT: whoosh_fields.COLUMN(columns.CompressedBytesColumn(COMPRESSION)),
        }
    )


def table_of_contents(segments: Sequence[SegmentInfo], generation: int) -> bytes:
    """Return Whoosh's table of contents of a commit."""
    storage = RamStorage()
    TOC(schema(), [*map(WhooshSegment.of, segments)], generation).write(storage, fields.NAME)
    (written,) = storage.files.values()
    return written


def contents_name(generation: int) -> str:
    """Return the name of a commit's table of contents."""
    return f"_{fields.NAME}_{generation}.toc"


class SegmentCodec(base.Codec):
    """Reads and writes segments in the format of newsctl (see `formats.segment`)."""

    def per_document_writer(self, storage: Storage, segment: WhooshSegment) -> _DocumentWriter:
        """Return what takes the columns and field lengths of a new segment."""
        del storage
        segment.writer = _DocumentWriter()
        return segment.writer

    def field_writer(self, storage: Storage, segment: WhooshSegment) -> _PostingsWriter:
        """Return what takes the postings of a new segment, and writes its file at the end."""
        return _PostingsWriter(storage, segment)

    def terms_reader(self, storage: Storage, segment: WhooshSegment) -> _Terms:
        """Return the terms and postings of a segment."""
        return _Terms(segment.open(storage))

    def per_document_reader(self, storage: Storage, segment: WhooshSegment) -> _DecodedDocuments:
        """Return the columns and field lengths of a segment."""
        if segment.writer is not None:
            return _DecodedDocuments(segment, segment.writer.read(segment.info()))
        return _DecodedDocuments(segment, segment.open(storage))

    def new_segment(self, storage: Storage, indexname: str) -> WhooshSegment:
        """Return a segment that has no documents yet."""
        del storage
        return WhooshSegment(indexname)


class WhooshSegment(base.Segment):
    """A segment as a table of contents has it. `lengths` are the words of all documents, by field.

    Tables of contents are pickles: the names of its attributes are part of them.
    """

    writer: _DocumentWriter | None = None
    """What takes its documents while it is being written."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self.size = 0
        self.dead: set[int] = set()
        self.lengths: dict[str, int] = {}

    @classmethod
    def of(cls, info: SegmentInfo) -> WhooshSegment:
        """Return what Whoosh has to know of a segment."""
        made = cls(fields.NAME)
        made.segid = info.name.removeprefix(f"{fields.NAME}_")
        made.size, made.dead, made.lengths = info.size, set(info.dead), dict(info.lengths)
        return made

    def info(self) -> SegmentInfo:
        """Return what a commit has to know of it."""
        return SegmentInfo(self.segment_id(), self.size, self.lengths, sorted(self.dead))

    def open(self, storage: Storage) -> SegmentReader:
        """Open its file."""
        with storage.open_file(segment_file(self.segment_id())) as file:
            data = bytes(file.read())
        return SegmentReader(Pages(data), self.info()._replace(dead=()), base=0)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "writer"}

    def codec(self) -> SegmentCodec:
        """Return what reads it."""
        return SegmentCodec()

    def should_assemble(self) -> bool:
        """Tell that it is one file as it is written."""
        return False

    def doc_count_all(self) -> int:
        """Return the number of its documents, dead ones too."""
        return self.size

    def set_doc_count(self, doccount: int) -> None:
        """Take in how many documents it has."""
        self.size = doccount

    def deleted_count(self) -> int:
        """Return how many of its documents are dead."""
        return len(self.dead)

    def deleted_docs(self) -> Iterable[int]:
        """Return the documents that are dead."""
        return sorted(self.dead)

    def delete_document(self, docnum: int, delete: bool = True) -> None:  # noqa: FBT001, FBT002
        """Let a document be dead, or alive again."""
        (self.dead.add if delete else self.dead.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether a document is dead."""
        return docnum in self.dead


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

    def frequency(self, fieldname: str, text: bytes) -> float:
        weight: float = self.term_info(fieldname, text).weight()
        return weight

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        postings, number = self._find(fieldname, text)
        return len(postings.documents(number))

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        postings, number = self._find(fieldname, text)
        documents = postings.documents(number)
        places = postings.places(number, range(len(documents)))
        return ListMatcher(
            documents,
            [float(count) for count in postings.counts(number) or [1] * len(documents)],
            [format_.encode(one) for one in places] or [None] * len(documents),
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
    """A place among the terms of a field."""

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

    def doc_count(self) -> int:
        count: int = self._segment.doc_count()
        return count

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return bool(self._segment.dead)

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterable[int]:
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in _COLUMNS

    def list_columns(self) -> Sequence[str]:
        return _COLUMNS

    def column_reader(self, fieldname: str, column: Any) -> _DecodedColumn:
        del column
        reader = self._reader
        read: Callable[[int], Any]
        match fieldname:
            case fields.DATE:
                read = reader.dates().__getitem__
            case fields.FRONT_MATTER:
                read = reader.front_matter
            case fields.TEXT:

                def read(document: int) -> bytes:
                    return reader.text(document).encode()

            case _:
                values = reader.columns[fieldname]

                def read(document: int) -> bytes:
                    return bytes(values[document])

        return _DecodedColumn(read, self.doc_count_all())

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
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, docnum: int) -> Any:
        return self._read(docnum)

    def __iter__(self) -> Iterator[Any]:
        return map(self._read, range(self._size))


class _DocumentWriter(base.PerDocumentWriter):
    """Takes documents, a field after the other."""

    def __init__(self) -> None:
        self.segment = SegmentWriter()
        self.lengths: dict[str, list[int]] = {field: [] for field in _SCORED}
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        del docnum
        self._stored: dict[str, Any] = {}
        self._lengths: dict[str, int] = {}

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        del fieldobj, value
        self._lengths[fieldname] = length

    def add_column_value(self, fieldname: str, columnobj: Any, value: Any) -> None:
        del columnobj
        self._stored[fieldname] = value

    def finish_doc(self) -> None:
        self.segment.add(_NOTHING_STORED._replace(**self._stored))
        for field, lengths in self.lengths.items():
            lengths.append(self._lengths.get(field, 0))

    def cancel_doc(self) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True

    def dump(self, postings: Mapping[str, FieldPostings]) -> bytes:
        """Encode the segment."""
        encoded = {field: bytes(map(length_byte, each)) for field, each in self.lengths.items()}
        return self.segment.dump(postings, encoded)

    def read(self, info: SegmentInfo) -> SegmentReader:
        """Return a reader of the documents so far."""
        return SegmentReader(Pages(self.dump({})), info, base=0)


_NOTHING_STORED = StoredFields(b"", fields.NO_DATE, b"", b"", b"")


class _PostingsWriter(base.FieldWriter):
    """Takes postings, a term after the other."""

    def __init__(self, storage: Storage, segment: WhooshSegment) -> None:
        self._storage = storage
        self._segment = segment
        self._postings: dict[str, FieldPostings] = {}
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        self._name, self._format = fieldname, fieldobj.format
        self._terms: list[bytes] = []
        self._bounds, self._documents, self._counts = array("I", [0]), array("I"), array("I")
        self._place_bounds, self._places = array("I", [0]), array("I")

    def start_term(self, text: bytes) -> None:
        self._terms.append(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        del length
        self._documents.append(docnum)
        self._counts.append(int(weight))
        if self._format.supports("positions"):
            self._places.extend(self._format.decode_positions(vbytes))

    def finish_term(self) -> None:
        self._bounds.append(len(self._documents))
        self._place_bounds.append(len(self._places))

    def finish_field(self) -> None:
        postings = FieldPostings(self._terms, self._bounds, self._documents)
        if type(self._format) is not formats.Existence:
            postings = postings._replace(counts=self._counts)
        if self._format.supports("positions"):
            postings = postings._replace(place_bounds=self._place_bounds, places=self._places)
        self._postings[self._name] = postings

    def close(self) -> None:
        self.is_closed = True
        writer, segment = self._segment.writer, self._segment
        if writer is None:
            return
        segment.lengths = {field: sum(each) for field, each in writer.lengths.items() if any(each)}
        with self._storage.create_file(segment_file(segment.segment_id())) as file:
            file.write(writer.dump(self._postings))
        segment.writer = None
