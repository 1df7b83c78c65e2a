"""The fields of the index, and the version of their meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh import columns, fields, formats

from newsctl.whoosh_index.positions import PackedPositions

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT_VERSION = 3
"""Of all that is in an index folder. 1: first release. 2: checksums, no stored fields.
3: positions packed, terms hashed by CRC-32, words in the lexicon, files seen by folder."""

NAME = "posts"
"""What Whoosh's files are named after."""

NO_DATE = -(2**63)
"""The date column of a post without a date: before every moment."""

TITLE, BODY = "title", "body"
"""Inflection and lemma keys with their positions; the fields below them hold no positions."""

TITLE_WORD, BODY_WORD = "title_word", "body_word"
"""Words as written, accents and capitals apart: for exact words, prefixes and fuzzy words."""

TITLE_PART, BODY_PART = "title_part", "body_part"
"""Keys of the constituents of compounds."""

VALUE, NUMBER, PRESENT = "value", "number", "present"
"""Front matter: whole folded values, numbers that sort as bytes, keys that are not empty."""

PATH, DATE, SUMMARY, TEXT = "path", "date", "summary", "text"
"""What an answer is made of: identity, order, the front matter as JSON, the text for snippets."""


class TermsField(fields.FieldType):
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


def schema() -> fields.Schema:
    """Return a new schema. Pass it whenever an index is opened, so that none is unpickled."""
    positions, frequency = PackedPositions(), formats.Frequency()
    existence = formats.Existence()
    return fields.Schema(
        **{
            TITLE: TermsField(positions, scorable=True),
            BODY: TermsField(positions, scorable=True),
            TITLE_WORD: TermsField(frequency),
            BODY_WORD: TermsField(frequency),
            TITLE_PART: TermsField(frequency),
            BODY_PART: TermsField(frequency),
            VALUE: TermsField(existence),
            NUMBER: TermsField(existence),
            PRESENT: TermsField(existence),
            PATH: PathField(),
            DATE: fields.COLUMN(columns.NumericColumn("q", default=NO_DATE)),
            SUMMARY: fields.COLUMN(columns.CompressedBytesColumn(level=1)),
            TEXT: fields.COLUMN(columns.CompressedBytesColumn(level=1)),
        }
    )


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
