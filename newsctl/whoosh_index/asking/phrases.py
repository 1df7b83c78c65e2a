"""Phrases: words next to each other, also where Dutch writes two of them as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.reading.positions import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsctl.whoosh_index.asking.expansion import Expander, Slot
    from newsctl.whoosh_index.asking.snapshot import Snapshot
    from newsctl.whoosh_index.reading.segments import OpenSegment

LINKS = ("", "s", "en", "e")
"""What stands between the parts of a Dutch compound (Booij 2002, The Morphology of Dutch, 4.2)."""

_LONGEST_JOINED = 6
"""Words of a phrase up to which joined spellings are tried: their number doubles with each word."""


def spellings(row: Sequence[Slot], expander: Expander, snapshot: Snapshot) -> list[list[Slot]]:
    """Return the row of slots, and those in which neighbours are one word of the archive.

    *tweede kamer verkiezingen* is also *tweede kamerverkiezingen*.
    """
    if len(row) > _LONGEST_JOINED:
        return [list(row)]
    return list(_spellings(row, expander, snapshot))


def phrase_counts(segment: OpenSegment, field: str, row: Sequence[Slot]) -> dict[int, float]:
    """Return by document how often the slots of a row stand next to each other in a field."""
    steps: dict[Slot, list[int]] = {}
    for step, slot in enumerate(row):
        steps.setdefault(slot, []).append(step)
    found = {slot: [segment.positions(field, key.encode()) for key in slot.keys] for slot in steps}
    holders = [set().union(*values) for values in found.values()]
    if not holders:
        return {}
    counts = (
        (document, _number_of_starts(document, found, steps))
        for document in set.intersection(*holders)
    )
    return {document: float(number) for document, number in counts if number}


def _number_of_starts(
    document: int,
    found: Mapping[Slot, Sequence[Mapping[int, bytes]]],
    steps: Mapping[Slot, Sequence[int]],
) -> int:
    """Count where a row begins in a document. A slot that recurs in the row is read once."""
    starts: set[int] | None = None
    for slot, values in found.items():
        places = {*_places(values, document)}
        for step in steps[slot]:
            begun = {place - step for place in places}
            starts = begun if starts is None else starts & begun
            if not starts:
                return 0
    return len(starts or ())


def _spellings(row: Sequence[Slot], expander: Expander, snapshot: Snapshot) -> Iterator[list[Slot]]:
    if not row:
        yield []
        return
    for rest in _spellings(row[1:], expander, snapshot):
        yield [row[0], *rest]
    for number in range(2, len(row) + 1):
        for joined in _joined(row[:number], expander, snapshot):
            for rest in _spellings(row[number:], expander, snapshot):
                yield [joined, *rest]


def _joined(row: Sequence[Slot], expander: Expander, snapshot: Snapshot) -> Iterable[Slot]:
    """Return the words that the slots make as one, those of which the archive has a form."""
    *first, last = (slot.surface for slot in row)
    candidates = [""]
    for surface in first:
        candidates = [before + surface + link for before in candidates for link in LINKS]
    made = (expander.guessed(candidate + last) for candidate in candidates)
    found = {slot.keys: slot for slot in made if _has(snapshot, slot)}
    return found.values()


def _has(snapshot: Snapshot, slot: Slot) -> bool:
    """Tell whether a slot is at any place, by a look at each segment's terms."""
    terms = [key.encode() for key in slot.keys]
    return any(snapshot.has(field, term) for term in terms for field in (fields.BODY, fields.TITLE))


def _places(values: Sequence[Mapping[int, bytes]], document: int) -> Iterator[int]:
    """Yield where in a document one of some keys stands."""
    for value in values:
        if document in value:
            yield from decoded(value[document])
