"""Which segments become one, and how: so that updates never slow searches down.

Segments are merged in tiers by how many living posts they have: below 4, below 16, and so on.
When a tier has four, they become one of the next; a segment of which more than half is dead is
written anew. So a thousand updates leave a dozen segments, and a post is rewritten once a tier.
No merge takes more than LARGEST posts, a second or two, and none that is larger is ever touched:
they come of builds, or of growth by as many posts.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.documents import StoredFields, path_term
from newsctl.whoosh_index.formats.segment import LENGTHS
from newsctl.whoosh_index.indexing.coding import coded
from newsctl.whoosh_index.indexing.new_segment import NewSegment
from newsctl.whoosh_index.indexing.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whoosh.codec.base import Segment
    from whoosh.filedb.filestore import Storage

    from newsctl.whoosh_index.formats.segment import SegmentReader
    from newsctl.whoosh_index.indexing.postings import CodedTerm

LARGEST = 4_000
"""Living posts that a merge takes at most."""

_WIDTH = 4


class Size(NamedTuple):
    """How many posts of a segment are alive, and how many are not."""

    living: int
    dead: int


def to_merge(sizes: Sequence[Size]) -> list[int]:
    """Return the places of the segments that should become one, in order; none if all is well."""
    small = sorted((size.living, place) for place, size in enumerate(sizes) if size.living)
    tiers: dict[int, list[int]] = {}
    for living, place in small:
        tiers.setdefault(_tier(living), []).append(place)
    for _, places in sorted(tiers.items()):
        if len(places) >= _WIDTH and (chosen := _within_bound(places, sizes)):
            return sorted(chosen)
    return [
        place
        for place, size in enumerate(sizes)
        if size.dead > size.living and 0 < size.living <= LARGEST
    ]


def _tier(living: int) -> int:
    return (living.bit_length() - 1) // (_WIDTH.bit_length() - 1)


def _within_bound(places: Sequence[int], sizes: Sequence[Size]) -> list[int]:
    """Return the first of these places whose posts together are few enough, two at least."""
    chosen: list[int] = []
    total = 0
    for place in places:
        total += sizes[place].living
        if total > LARGEST:
            break
        chosen.append(place)
    return chosen if len(chosen) > 1 else []


def merged(storage: Storage, segments: Sequence[SegmentReader]) -> Segment:
    """Write the living posts of some segments, at least one, as one segment."""
    new = NewSegment(storage)
    numbers = {}
    lengths: dict[str, list[int]] = {fields.TITLE: [], fields.BODY: []}
    for segment in segments:
        for document in segment.documents():
            numbers[document] = new.add(_columns(segment, document))
            for field, found in lengths.items():
                found.append(LENGTHS[segment.field_lengths(field)[document - segment.base]])
    return new.finish(_MergedPostings(segments, numbers), lengths)


def _columns(segment: SegmentReader, document: int) -> StoredFields:
    return StoredFields(
        path_term(segment.path(document)),
        segment.dates()[document - segment.base],
        segment.headline(document).encode("utf-8", "surrogatepass"),
        segment.front_matter(document),
        segment.text(document).encode(),
    )


class _MergedPostings:
    """The postings of several segments as one, their documents by new numbers."""

    def __init__(self, segments: Sequence[SegmentReader], numbers: dict[int, int]) -> None:
        self._segments = segments
        self._numbers = numbers

    def fields(self) -> Sequence[str]:
        return sorted({field for segment in self._segments for field in segment.fields()})

    def terms(self, field: str, lengths: bytes | None) -> Iterator[CodedTerm]:
        holders: defaultdict[bytes, list[tuple[SegmentReader, memoryview]]] = defaultdict(list)
        for segment in self._segments:
            for term, told in segment.term_infos(field):
                holders[term].append((segment, told))
        for term in sorted(holders):
            read = [one for segment, told in holders[term] for one in segment.postings(told)]
            if read:
                documents, weights, values = zip(*read, strict=True)
                numbers = [self._numbers[one] for one in documents]
                found = Postings(numbers, weights, values if values[0] else ())
                yield term, *coded(found, lengths)
