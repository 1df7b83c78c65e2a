"""Open segments: postings by the block, columns by the document, and which documents are alive."""

from __future__ import annotations

from array import array
from functools import cached_property
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast
from zlib import decompress

from newsctl.core.post.post import PostPath
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.damage import raises_index_damaged
from newsctl.whoosh_index.reading.byte_column import ByteColumn, numbers
from newsctl.whoosh_index.reading.compound_file import files_within
from newsctl.whoosh_index.reading.positions import decoded
from newsctl.whoosh_index.reading.posting_list import blocks
from newsctl.whoosh_index.reading.term_table import TermTable

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from newsctl.storage.pages import Pages
    from newsctl.whoosh_index.reading.posting_list import Block

LENGTHS = tuple(round((1.033**byte - 1) * 27) for byte in range(256))
"""The length of a field by the byte that stands for it, as Whoosh has it."""

_Found = TypeVar("_Found")


class SegmentInfo(NamedTuple):
    """A segment as a commit knows it: how many documents it has, and which of them are dead.

    `lengths` are the words of all documents together, by field; stock Whoosh scores by them.
    """

    name: str
    size: int
    lengths: Mapping[str, int]
    dead: Sequence[int] = ()

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.seg"


class SegmentReader:
    """One segment. Its documents are numbered from `base` on, in the numbering of all segments.

    Whatever is read of it raises IndexDamaged when its bytes are not as they were written.
    """

    @raises_index_damaged
    def __init__(self, pages: Pages, segment: SegmentInfo, *, base: int) -> None:
        self.base = base
        self.size = segment.size
        self._segment = segment
        self._dead = set(segment.dead)
        self._files = files_within(pages)
        self._terms = TermTable(self._files["trm"])
        self._lengths: dict[str, Sequence[int]] = {}

    @property
    def deleted(self) -> int:
        """How many of its documents are dead."""
        return len(self._dead)

    @property
    def living(self) -> int:
        """How many of its documents are alive."""
        return self.size - len(self._dead)

    def kill(self, document: int) -> None:
        """Leave a document out from now on. Its number is of all segments."""
        self._dead.add(document - self.base)

    def info(self) -> SegmentInfo:
        """Return what a commit has to know of it as it is now."""
        return self._segment._replace(dead=sorted(self._dead))

    def documents(self) -> Iterator[int]:
        """Yield the living documents."""
        base, dead = self.base, self._dead
        every = range(base, base + self.size)
        return (one for one in every if one - base not in dead) if dead else iter(every)

    @raises_index_damaged
    def weights(self, field: str, term: bytes) -> dict[int, float]:
        """Return how often a term occurs, by living document."""
        found: dict[int, float] = {}
        for block in self._blocks(field, term):
            found.update(block.occurrences())
        return self._alive(found)

    @raises_index_damaged
    def with_any(self, field: str, terms: Iterable[bytes]) -> set[int]:
        """Return the living documents that have one of these terms."""
        blocks = chain.from_iterable(self._blocks(field, term) for term in terms)
        found = set(chain.from_iterable(block.documents for block in blocks))
        return found.difference(map(self.base.__add__, self._dead)) if self._dead else found

    @raises_index_damaged
    def positions(
        self, field: str, term: bytes, documents: Container[int]
    ) -> dict[int, Sequence[int]]:
        """Return where a term stands in those of some documents that have it and are alive."""
        values: dict[int, bytes] = {}
        for block in self._blocks(field, term):
            values.update(zip(block.documents, block.each_value(), strict=True))
        found = ((one, value) for one, value in values.items() if one in documents)
        return self._alive({document: decoded(value) for document, value in found})

    @raises_index_damaged
    def term_infos(self, field: str) -> list[tuple[bytes, memoryview]]:
        """Return a field's terms in order, each with what leads to its postings."""
        return list(self._terms.values(field))

    @raises_index_damaged
    def postings(self, told: memoryview) -> list[tuple[int, float, bytes]]:
        """Return the living documents of a term, each with its weight and its encoded value."""
        base, dead = self.base, self._dead
        found: list[tuple[int, float, bytes]] = []
        for block in blocks(told, self._files["pst"], base):
            weights = block.weights or repeat(1.0, len(block.documents))
            found += zip(block.documents, weights, block.each_value(), strict=True)
        return [one for one in found if one[0] - base not in dead] if dead else found

    @raises_index_damaged
    def fields(self) -> Sequence[str]:
        """Return the fields that have terms."""
        return self._terms.fields()

    @raises_index_damaged
    def terms(self, field: str, prefix: bytes, until: bytes | None = None) -> list[bytes]:
        """Return a field's terms with a prefix; with `until`, those from `prefix` up to it."""
        found: list[bytes] = []
        for term in self._terms.terms_from(field, prefix):
            if not (term.startswith(prefix) if until is None else term <= until):
                break
            found.append(term)
        return found

    @raises_index_damaged
    def has(self, field: str, term: bytes) -> bool:
        """Tell whether a term has postings, of living documents or dead ones."""
        return self._terms.find(field, term) is not None

    @raises_index_damaged
    def field_lengths(self, field: str) -> Sequence[int]:
        """Return the length byte of each document, to be looked up in LENGTHS."""
        if field not in self._lengths:
            self._lengths[field] = self._numbers(f"_{field}_len", "B", 0)
        return self._lengths[field]

    @raises_index_damaged
    def dates(self) -> Sequence[int]:
        """Return each document's date in seconds since 1970, or NO_DATE."""
        return self._dates

    @raises_index_damaged
    def path(self, document: int) -> PostPath:
        """Return the path of a document."""
        return PostPath(str(self._paths[document - self.base], "utf-8", "surrogateescape"))

    @raises_index_damaged
    def paths_and_headlines(
        self, documents: Iterable[int]
    ) -> tuple[Sequence[PostPath], Sequence[str]]:
        """Return the paths of documents, and the moment and title of each with a tab between."""
        numbers = [document - self.base for document in documents]
        paths = cast("list[PostPath]", self._paths.texts(numbers, "surrogateescape"))
        return paths, self._headlines.texts(numbers, "surrogatepass")

    @raises_index_damaged
    def headline(self, document: int) -> str:
        """Return the moment and the title of a document, with a tab between them."""
        return str(self._headlines[document - self.base], "utf-8", "surrogatepass")

    @raises_index_damaged
    def front_matter(self, document: int) -> bytes:
        """Return the encoded front matter of a document."""
        return decompress(self._front_matters[document - self.base])

    @raises_index_damaged
    def text(self, document: int) -> str:
        """Return the text of a document."""
        return decompress(self._texts[document - self.base]).decode()

    @cached_property
    def _dates(self) -> Sequence[int]:
        return self._numbers(fields.DATE, "q", fields.NO_DATE)

    @cached_property
    def _paths(self) -> ByteColumn:
        return self._column(fields.PATH)

    @cached_property
    def _headlines(self) -> ByteColumn:
        return self._column(fields.HEADLINE)

    @cached_property
    def _front_matters(self) -> ByteColumn:
        return self._column(fields.FRONT_MATTER)

    @cached_property
    def _texts(self) -> ByteColumn:
        return self._column(fields.TEXT)

    def _blocks(self, field: str, term: bytes) -> Iterator[Block]:
        told = self._terms.find(field, term)
        return iter(()) if told is None else blocks(told, self._files["pst"], self.base)

    def _alive(self, found: dict[int, _Found]) -> dict[int, _Found]:
        base, dead = self.base, self._dead
        if not dead:
            return found
        return {document: one for document, one in found.items() if document - base not in dead}

    def _column(self, name: str) -> ByteColumn:
        return ByteColumn(self._files[f"{name}.col"], self.size)

    def _numbers(self, name: str, code: str, default: int) -> Sequence[int]:
        """Load a column of numbers; rows at its end that were never written are default."""
        file = self._files.get(f"{name}.col")
        if file is not None:
            file.check_all()
        found = array(code) if file is None else numbers(file.view, code)
        found.extend([default] * (self.size - len(found)))
        return found
