"""A segment: the postings and columns of up to some thousand posts, in one file that never changes.

The file is laid out in `parts`; each field has its `terms` and `postings`; and there are

    path, headline           columns of what answers show
    front_matter, text       columns of what few answers show, each value compressed by zlib
    date.numbers             seconds since 1970 of each document, or NO_DATE
    title.lengths, body...   the length of each document's field, as one byte (see LENGTHS)

A column has a value of bytes for each document:

    <column>.values          the values, one after the other
    <column>.ends            where each value starts, and at last where the last one ends

Which of its documents are dead stands in the manifest of a commit.
"""

from __future__ import annotations

import os
import zlib
from array import array
from bisect import bisect_left
from copy import copy
from functools import cached_property
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, NamedTuple, Self, cast

from newsctl.core.errors import IndexDamaged
from newsctl.core.messages import _
from newsctl.core.post.post import PostPath
from newsctl.storage.pages import PAGE
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.directory import raises_index_damaged
from newsctl.whoosh_index.formats.manifest import SegmentInfo
from newsctl.whoosh_index.formats.parts import Parts, dump_parts, smallest
from newsctl.whoosh_index.formats.postings import MANY_TIMES, PostingsReader, dump_postings, sought

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newsctl.storage.pages import Pages
    from newsctl.whoosh_index.formats.directory import Directory
    from newsctl.whoosh_index.formats.parts import PartData
    from newsctl.whoosh_index.formats.postings import FieldPostings, SoughtTerms

LENGTHS = tuple(round((1.033**byte - 1) * 27) for byte in range(256))
"""The length of a field by the byte that stands for it, as `whoosh.util.numeric` has it."""

PLACE_BITS = 32
"""What a place within a document takes of a number that holds the document too."""

COMPRESSION = 1
"""Of texts and front matter, from 1 to 9: most of the time that it takes to write columns."""

_PATH, _DATE, _HEADLINE = fields.PATH, fields.DATE, fields.HEADLINE
_FRONT_MATTER, _TEXT = fields.FRONT_MATTER, fields.TEXT
_COLUMNS = (_PATH, _HEADLINE, _FRONT_MATTER, _TEXT)


class StoredFields(NamedTuple):
    """The encoded columns of a post, by name.

    Front matter and text are compressed here, as in the file.
    """

    path: bytes
    date: int
    headline: bytes
    front_matter: bytes
    text: bytes


def length_byte(length: int) -> int:
    """Return the index of the smallest length in LENGTHS that is not less than this one."""
    return min(bisect_left(LENGTHS, length), len(LENGTHS) - 1)


def dump_column(name: str, values: Sequence[bytes]) -> dict[str, PartData]:
    """Return the parts for a column."""
    return {
        f"{name}.values": b"".join(values),
        f"{name}.ends": smallest(array("Q", accumulate(map(len, values), initial=0))),
    }


class Column:
    """A column: a value for each document, numbered from 0."""

    def __init__(self, parts: Parts, name: str) -> None:
        self._values = parts.bytes(f"{name}.values")
        self._view = self._values.view
        self._ends = parts.numbers(f"{name}.ends")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, document: int) -> memoryview:
        start, end = self._ends.slice(document, document + 2)
        self._values.check(start, end)
        return self._view[start:end]

    def texts(self, documents: Sequence[int], errors: str) -> list[str]:
        """Return the values of many documents as text, in one call.

        `errors` is the error handler for bytes that are not UTF-8.
        """
        view, check = self._view, self._values.check
        if len(documents) > len(view) // PAGE:
            check(0, len(view))
            ends = self._ends.all()
            return [str(view[ends[one] : ends[one + 1]], "utf-8", errors) for one in documents]
        return [str(self[document], "utf-8", errors) for document in documents]


class SegmentWriter:
    """Collects the documents of a segment in memory, and writes it to one file.

    Front matter and text are compressed already.
    """

    def __init__(self, documents: Iterable[StoredFields] = ()) -> None:
        self._documents = [*documents]

    @property
    def size(self) -> int:
        """The number of documents."""
        return len(self._documents)

    def add(self, stored: StoredFields) -> int:
        """Add the stored fields of a document, and return its number."""
        front_matter = zlib.compress(stored.front_matter, COMPRESSION)
        text = zlib.compress(stored.text, COMPRESSION)
        self._documents.append(stored._replace(front_matter=front_matter, text=text))
        return self.size - 1

    def since(self, document: int) -> SegmentWriter:
        """Return a writer with the documents from one on."""
        return SegmentWriter(self._documents[document:])

    def copy(self, segment: SegmentReader, documents: Iterable[int]) -> None:
        """Add the stored fields of documents of another segment, given by their numbers there."""
        self._documents += map(segment.stored, documents)

    def write(
        self,
        directory: Directory,
        postings: Mapping[str, FieldPostings],
        lengths: Mapping[str, Sequence[int]],
    ) -> SegmentInfo:
        """Write the segment to a file of its own, and return its entry for a manifest.

        `lengths` are the numbers of words of each document, by field. A segment is not visible
        before a manifest names it, so several can be written in parallel.
        """
        parts: dict[str, PartData] = {}
        for field, found in sorted(postings.items()):
            if found.terms:
                parts |= dump_postings(field, found)
        for field, each in lengths.items():
            parts[f"{field}.lengths"] = bytes(map(length_byte, each))
        parts[f"{_DATE}.numbers"] = array("q", (one.date for one in self._documents))
        for column in _COLUMNS:
            parts |= dump_column(column, [getattr(one, column) for one in self._documents])
        name = f"{fields.NAME}_{os.urandom(8).hex()}"
        info = SegmentInfo(
            name, self.size, {field: sum(each) for field, each in lengths.items() if any(each)}
        )
        directory.write(info.file, dump_parts(parts, self.size))
        return info


class SegmentReader:
    """One segment. Its documents are numbered from `base`, across all segments.

    The methods used for scoring take numbers from 0 instead: `weights`, `most_starting`,
    `with_any_sought`, `with_all`, `places`. Reading raises IndexDamaged if bytes are damaged.
    """

    @raises_index_damaged
    def __init__(self, pages: Pages, info: SegmentInfo, *, base: int) -> None:
        self.base = base
        self.size = info.size
        self._info = info
        self._dead = set(info.dead)
        self._parts = Parts(pages)
        if self._parts.documents != info.size:
            raise IndexDamaged(
                _("{file} has not as many documents as its commit says", file=info.file)
            )
        self._postings: dict[str, PostingsReader | None] = {}
        self._lengths: dict[str, bytes] = {}

    def numbered(self, info: SegmentInfo, base: int) -> Self:
        """Return this open segment with other deleted documents and another base."""
        self.columns  # noqa: B018 -- opened once for all
        other = copy(self)
        other.base = base
        other._info, other._dead = info, set(info.dead)  # noqa: SLF001 -- of another of its kind
        return other

    @property
    def deleted(self) -> int:
        """The number of deleted documents."""
        return len(self._dead)

    @property
    def living(self) -> int:
        """The number of living documents."""
        return self.size - len(self._dead)

    def kill(self, document: int) -> None:
        """Delete a document, given by its number across all segments."""
        self._dead.add(document - self.base)

    def info(self) -> SegmentInfo:
        """Return the present entry for a manifest."""
        return self._info._replace(dead=sorted(self._dead))

    def documents(self) -> Iterator[int]:
        """Yield the living documents."""
        base, dead = self.base, self._dead
        every = range(base, base + self.size)
        return (one for one in every if one - base not in dead) if dead else iter(every)

    def dead(self) -> Iterator[int]:
        """Yield the deleted documents."""
        return map(self.base.__add__, self._dead)

    @raises_index_damaged
    def weights(
        self,
        field: str,
        terms: SoughtTerms,
        weight: float = 1,
        among: AbstractSet[int] | None = None,
    ) -> dict[int, float]:
        """Return the weighted count of terms by living document: the largest of several terms.

        With `among`, only for these living documents.
        """
        found: dict[int, float] = {}
        for postings, number in self._each(field, terms):
            weights = _weights(postings, number, weight, among)
            if not found:
                found = weights
                continue
            for document, count in weights.items():
                if count > found.get(document, 0.0):
                    found[document] = count
        if among is None:
            for document in self._dead and found.keys() & self._dead:
                del found[document]
        return found

    @raises_index_damaged
    def most_starting(self, field: str, prefix: bytes) -> dict[int, float]:
        """Return by living document the count of its commonest term with a prefix.

        Such terms are adjacent, so that they are not looked up one by one.
        """
        documents, counts = self.starting(field, prefix)
        found: dict[int, float] = {}
        for document, count in zip(documents, counts or repeat(1), strict=False):
            if count > found.get(document, 0):
                found[document] = count
        for dead in self._dead:
            found.pop(dead, None)
        return found

    @raises_index_damaged
    def starting(self, field: str, prefix: bytes) -> tuple[Sequence[int], Sequence[int] | None]:
        """Return documents and counts of all terms with a prefix, as `PostingsReader` does."""
        postings = self.postings(field)
        return ((), None) if postings is None else postings.starting(prefix)

    @raises_index_damaged
    def postings_of(
        self, field: str, terms: SoughtTerms
    ) -> list[tuple[Sequence[int], Sequence[int] | None]]:
        """Return documents and counts of each of some terms, deleted documents included."""
        return [postings.mapped(number) for postings, number in self._each(field, terms)]

    @raises_index_damaged
    def occurrences(
        self, field: str, terms: SoughtTerms
    ) -> list[tuple[Sequence[int], Sequence[int], Sequence[int]]]:
        """Return documents, counts and places of each of some terms, deleted ones included."""
        found = (postings.mapped_places(number) for postings, number in self._each(field, terms))
        return [one for one in found if one is not None]

    @raises_index_damaged
    def with_any_sought(self, *fields_and_terms: tuple[str, SoughtTerms]) -> set[int]:
        """Return the living documents that have, in some field, one of the terms sought there."""
        found: set[int] = set()
        for field, terms in fields_and_terms:
            for postings, number in self._each(field, terms):
                found.update(postings.documents(number))
        return found - self._dead if self._dead else found

    @raises_index_damaged
    def with_all(self, field: str, groups: Iterable[SoughtTerms]) -> set[int]:
        """Return the living documents that have a term of each group.

        The rarest are looked up first, since often no document is left.
        """
        postings = self.postings(field)
        if postings is None:
            return set()
        numbers = [postings.terms.find_all(group) for group in groups]
        if not all(numbers):
            return set()
        numbers.sort(key=lambda group: sum(map(postings.frequency, group)))
        found: set[int] = set()
        for place, group in enumerate(numbers):
            if not place:
                found.update(*map(postings.documents, group))
            elif found:
                found = postings.among(found, group)
        return found - self._dead

    @raises_index_damaged
    def places(self, field: str, terms: SoughtTerms, documents: AbstractSet[int]) -> list[int]:
        """Return the places of some terms in some living documents.

        If these are many, the result may include places in other documents; a place shared by two
        terms is in it twice. A place is one number: the document, shifted by PLACE_BITS, plus the
        place in it.
        """
        found: list[int] = []
        for postings, number in self._each(field, terms):
            if len(documents) * MANY_TIMES < postings.frequency(number):
                for document, places in postings.places_in(number, documents):
                    found.extend(map((document << PLACE_BITS).__add__, places))
            else:
                firsts = [one << PLACE_BITS for one in postings.documents(number)]
                found.extend(postings.numbered_places(number, firsts))
        if self._dead:
            return [place for place in found if place >> PLACE_BITS in documents]
        return found

    @raises_index_damaged
    def with_any(self, field: str, terms: Iterable[bytes]) -> set[int]:
        """Return the living documents that have one of these terms."""
        return {self.base + one for one in self.with_any_sought((field, sought(terms)))}

    @raises_index_damaged
    def frequency(self, field: str, term: bytes) -> int:
        """Return the number of living documents with a term."""
        postings, number = self._find(field, term)
        if postings is None:
            return 0
        if not self._dead:
            return postings.frequency(number)
        documents = postings.documents(number)
        return len(documents) - len(self._dead.intersection(documents))

    @raises_index_damaged
    def fields(self) -> Sequence[str]:
        """Return the names of the fields that have terms, sorted."""
        ending = ".terms"
        return [name.removesuffix(ending) for name in self._parts if name.endswith(ending)]

    @raises_index_damaged
    def postings(self, field: str) -> PostingsReader | None:
        """Return the terms and postings of a field, numbered from 0; None if it has none."""
        if field not in self._postings:
            has_terms = f"{field}.terms" in self._parts
            self._postings[field] = PostingsReader(self._parts, field) if has_terms else None
        return self._postings[field]

    @raises_index_damaged
    def terms(self, field: str, prefix: bytes, until: bytes | None = None) -> list[bytes]:
        """Return a field's terms with a prefix; with `until`, those from `prefix` to `until`."""
        postings = self.postings(field)
        if postings is None:
            return []
        terms = postings.terms
        if until is None:
            return terms.starting(prefix)
        return terms.terms(terms.first_from(prefix), terms.first_from(until + b"\0"))

    @raises_index_damaged
    def has(self, field: str, term: bytes) -> bool:
        """Tell whether a term has postings, of deleted documents too."""
        return self._find(field, term)[0] is not None

    @raises_index_damaged
    def field_lengths(self, field: str) -> bytes:
        """Return the length byte of each document, an index into LENGTHS."""
        if field not in self._lengths:
            self._lengths[field] = self._all_lengths(f"{field}.lengths")
        return self._lengths[field]

    @raises_index_damaged
    def stored(self, number: int) -> StoredFields:
        """Return the encoded stored fields of a document, by its number from 0."""
        columns = {name: bytes(column[number]) for name, column in self.columns.items()}
        return StoredFields(date=self._dates[number], **columns)

    @raises_index_damaged
    def dates(self) -> Sequence[int]:
        """Return the timestamp of each document, or NO_DATE."""
        return self._dates

    @raises_index_damaged
    def path(self, document: int) -> PostPath:
        """Return the path of a document."""
        path = self.columns[_PATH][document - self.base]
        return PostPath(str(path, "utf-8", "surrogateescape"))

    @raises_index_damaged
    def paths_and_headlines(
        self, documents: Iterable[int]
    ) -> tuple[Sequence[PostPath], Sequence[str]]:
        """Return the paths of documents, and their headlines: date and title, tab-separated."""
        numbers = [document - self.base for document in documents]
        paths = self.columns[_PATH].texts(numbers, "surrogateescape")
        headlines = self.columns[_HEADLINE].texts(numbers, "surrogatepass")
        return cast("list[PostPath]", paths), headlines

    @raises_index_damaged
    def headline(self, document: int) -> str:
        """Return the date and the title of a document, separated by a tab."""
        return str(self.columns[_HEADLINE][document - self.base], "utf-8", "surrogatepass")

    @raises_index_damaged
    def front_matter(self, document: int) -> bytes:
        """Return the encoded front matter of a document."""
        return zlib.decompress(self.columns[_FRONT_MATTER][document - self.base])

    @raises_index_damaged
    def text(self, document: int) -> str:
        """Return the text of a document."""
        return zlib.decompress(self.columns[_TEXT][document - self.base]).decode()

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The columns of bytes, as stored."""
        return {name: Column(self._parts, name) for name in _COLUMNS}

    @cached_property
    def _dates(self) -> Sequence[int]:
        return self._parts.numbers(f"{_DATE}.numbers").all()

    def _all_lengths(self, name: str) -> bytes:
        if name not in self._parts:
            return bytes(self.size)
        part = self._parts.bytes(name)
        part.check_all()
        return bytes(part.view)

    def _each(self, field: str, terms: SoughtTerms) -> list[tuple[PostingsReader, int]]:
        """Return the postings of a field, and the numbers of the terms that it has."""
        postings = self.postings(field)
        if postings is None or not terms.terms:
            return []
        return [(postings, number) for number in postings.terms.find_all(terms)]

    def _find(self, field: str, term: bytes) -> tuple[PostingsReader | None, int]:
        """Return the postings of a field and the number of a term, if it has that."""
        postings = self.postings(field)
        number = None if postings is None else postings.terms.find(term)
        return (None, 0) if number is None else (postings, number)


def _weights(
    postings: PostingsReader, term: int, weight: float, among: AbstractSet[int] | None
) -> dict[int, float]:
    """Return the weighted count of a term by document, deleted ones too without `among`."""
    if among is not None and len(among) * MANY_TIMES < postings.frequency(term):
        return {document: weight * count for document, count in postings.counts_in(term, among)}
    documents = postings.documents(term)
    counts = postings.counts(term) or [1] * len(documents)
    if among is not None:
        every = dict(zip(documents, counts, strict=False))
        return {document: weight * every[document] for document in every.keys() & among}
    weighed = counts if weight == 1 else [weight * count for count in counts]
    return dict(zip(documents, weighed, strict=False))
