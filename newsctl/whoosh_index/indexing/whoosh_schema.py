"""The fields of the index as Whoosh has them, for what writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh import columns, formats
from whoosh import fields as whoosh_fields

from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.reading.positions import decoded, number_of_places, packed

if TYPE_CHECKING:
    from collections.abc import Iterable

COMPRESSION = 1
"""Of texts and front matter, from 1 to 9: most of the time that it takes to write columns."""


class PackedPositions(formats.Positions):
    """Whoosh's format of positions in fewer bytes."""

    def encode(self, poslist: Iterable[int]) -> bytes:
        """Encode the places of one document."""
        return packed(poslist)

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the places of one document."""
        return decoded(valuestring)

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how many places there are."""
        return number_of_places(valuestring)

    def decode_weight(self, valuestring: bytes) -> Any:
        """Return how many places there are."""
        return self.decode_frequency(valuestring)


class Weighted(formats.Existence):
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
        self.column_type = _quickly_opened()

    def index(self, value: Any, **_: Any) -> Iterable[tuple[bytes, int, float, bytes]]:
        """Return the one posting of a path."""
        return [(value, 1, 1.0, b"")]

    def to_column_value(self, value: bytes) -> bytes:
        """Return what the column holds of a path."""
        return value


def _quickly_opened() -> columns.VarBytesColumn:
    """Return a column that tells where its values start, of whatever size; else readers add up."""
    return columns.VarBytesColumn(write_offsets_cutoff=0)


def schema() -> whoosh_fields.Schema:
    """Return a new schema. Pass it whenever an index is opened, so that none is unpickled."""
    positions, weighted = PackedPositions(), Weighted()
    existence = formats.Existence()
    return whoosh_fields.Schema(
        **{
            fields.TITLE: TermsField(positions, scorable=True),
            fields.BODY: TermsField(positions, scorable=True),
            fields.TITLE_WORD: TermsField(weighted),
            fields.BODY_WORD: TermsField(weighted),
            fields.TITLE_PART: TermsField(weighted),
            fields.BODY_PART: TermsField(weighted),
            fields.VALUE: TermsField(existence),
            fields.NUMBER: TermsField(existence),
            fields.PRESENT: TermsField(existence),
            fields.PATH: PathField(),
            fields.DATE: whoosh_fields.COLUMN(columns.NumericColumn("q", default=fields.NO_DATE)),
            fields.HEADLINE: whoosh_fields.COLUMN(_quickly_opened()),
            fields.FRONT_MATTER: whoosh_fields.COLUMN(columns.CompressedBytesColumn(COMPRESSION)),
            fields.TEXT: whoosh_fields.COLUMN(columns.CompressedBytesColumn(COMPRESSION)),
        }
    )
