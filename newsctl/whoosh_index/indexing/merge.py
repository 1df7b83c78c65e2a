"""The merge policy, and merging: they keep searches fast after many updates.

Segments are merged in tiers by their number of living posts: below 4, below 16, and so on. Four
segments of a tier become one of the next; a segment with more than half of its posts deleted is
rewritten. So a thousand updates leave a dozen segments, and a post is rewritten once a tier. No
merge takes more than LARGEST posts, a second or two; larger segments, from builds or long growth,
are left alone.
"""

from __future__ import annotations

from array import array
from itertools import accumulate, chain, compress, groupby, repeat
from operator import itemgetter, mul
from typing import TYPE_CHECKING, NamedTuple

from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.postings import FieldPostings
from newsctl.whoosh_index.formats.segment import LENGTHS, SegmentWriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.whoosh_index.formats.directory import Directory
    from newsctl.whoosh_index.formats.manifest import SegmentInfo
    from newsctl.whoosh_index.formats.segment import SegmentReader

LARGEST = 4_000
"""Living posts that a merge takes at most."""

_WIDTH = 4
_DEAD = -1


class Size(NamedTuple):
    """The numbers of living and deleted posts of a segment."""

    living: int
    dead: int


def to_merge(sizes: Sequence[Size]) -> list[int]:
    """Return the indexes of the segments to merge, sorted; empty if there is nothing to do."""
    small = sorted((size.living, place) for place, size in enumerate(sizes) if size.living)
    tiers: dict[int, list[int]] = {}
    for living, place in small:
        tiers.setdefault(_tier(living), []).append(place)
    for _, places in sorted(tiers.items()):
        if len(places) >= _WIDTH and len(chosen := _within_bound(places, sizes)) > 1:
            return sorted(chosen)
    mostly_dead = [
        place
        for place, size in enumerate(sizes)
        if size.dead > size.living and 0 < size.living <= LARGEST
    ]
    return _within_bound(mostly_dead, sizes)


def _tier(living: int) -> int:
    return (living.bit_length() - 1) // (_WIDTH.bit_length() - 1)


def _within_bound(places: Sequence[int], sizes: Sequence[Size]) -> list[int]:
    """Return the first of these indexes whose posts together are within the limit."""
    chosen: list[int] = []
    total = 0
    for place in places:
        total += sizes[place].living
        if total > LARGEST:
            break
        chosen.append(place)
    return chosen


def merged(directory: Directory, segments: Sequence[SegmentReader]) -> SegmentInfo:
    """Write the living posts of at least one segment as one segment.

    Columns are copied, and postings are concatenated with renumbered documents.
    """
    writer = SegmentWriter()
    numbers: list[array[int]] = []
    lengths: dict[str, list[int]] = {fields.TITLE: [], fields.BODY: []}
    for segment in segments:
        living = [document - segment.base for document in segment.documents()]
        numbers.append(array("q", [_DEAD]) * segment.size)
        for number, document in enumerate(living, writer.size):
            numbers[-1][document] = number
        for field, found in lengths.items():
            known = segment.field_lengths(field)
            found += [LENGTHS[known[document]] for document in living]
        writer.copy(segment, living)
    postings: dict[str, FieldPostings] = {}
    for field in sorted({field for segment in segments for field in segment.fields()}):
        each = zip((segment.postings(field) for segment in segments), numbers, strict=True)
        postings[field] = _joined([_renumbered(one.all(), new) for one, new in each if one])
    return writer.write(directory, postings, lengths)


def _renumbered(postings: FieldPostings, numbers: Sequence[int]) -> FieldPostings:
    """Return postings with renumbered documents, without deleted ones."""
    terms, bounds, documents, counts, place_bounds, places = postings
    new = [*map(numbers.__getitem__, documents)]
    if _DEAD in new:
        is_alive = [number != _DEAD for number in new]
        alive_before = [*accumulate(is_alive, initial=0)]
        if counts is not None and places is not None:
            places_before = [*accumulate(map(mul, is_alive, counts), initial=0)]
            place_bounds = array("I", [places_before[bound] for bound in bounds])
            places = array(
                "I", compress(places, chain.from_iterable(map(repeat, is_alive, counts)))
            )
        counts = None if counts is None else array("I", compress(counts, is_alive))
        new = [*compress(new, is_alive)]
        bounds = array("I", [alive_before[bound] for bound in bounds])
    return FieldPostings(terms, bounds, array("I", new), counts, place_bounds, places)


def _joined(parts: Sequence[FieldPostings]) -> FieldPostings:
    """Concatenate the postings of several segments, term by term."""
    terms: list[bytes] = []
    bounds, place_bounds = array("I", [0]), array("I", [0])
    documents, counts, places = array("I"), array("I"), array("I")
    each_counts = [_widened(part.counts) for part in parts]
    each_places = [_widened(part.places) for part in parts]
    holders = sorted(
        (term, part, number)
        for part, postings in enumerate(parts)
        for number, term in enumerate(postings.terms)
    )
    for term, held in groupby(holders, itemgetter(0)):
        for _, part, number in held:
            start, end = parts[part].bounds[number : number + 2]
            documents += parts[part].documents[start:end]
            counts += each_counts[part][start:end]
            if (of_part := parts[part].place_bounds) is not None:
                places += each_places[part][of_part[number] : of_part[number + 1]]
        if len(documents) > bounds[-1]:  # else all documents that had it are deleted
            terms.append(term)
            bounds.append(len(documents))
            place_bounds.append(len(places))
    postings = FieldPostings(terms, bounds, documents)
    if parts[0].counts is not None:
        postings = postings._replace(counts=counts)
    if parts[0].places is not None:
        postings = postings._replace(place_bounds=place_bounds, places=places)
    return postings


def _widened(numbers: array[int] | None) -> array[int]:
    """Return numbers in the widest type of those in all segments."""
    return array("I", numbers or ())
