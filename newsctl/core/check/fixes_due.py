"""Fixes that are due, and which of them can be applied together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.field_edits import RenameKey
from newsctl.core.problems import Fix, Rename, ReplaceText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.problems import Repair


class Due(NamedTuple):
    """A fix that is to be applied, and the rule that asks for it."""

    rule: str
    fix: Fix


def next_batch(due: Sequence[Due]) -> list[Due]:
    """Choose the fixes that can be applied together.

    Text is replaced first, since offsets hold only until then: of fixes that overlap, the one
    that begins first. Then values are changed, and each key once. A new name comes last, and alone.
    """
    texts = [one for one in due if _replaces_text(one)]
    names = [one for one in due if any(isinstance(part, Rename) for part in one.fix.repairs)]
    edits = [one for one in due if one not in texts and one not in names]
    return _apart(texts) or _of_different_keys(edits) or names[:1]


def text_spans(repairs: Iterable[Repair]) -> Iterator[ReplaceText]:
    """Yield the replacements of text among repairs."""
    return (repair for repair in repairs if isinstance(repair, ReplaceText))


def edits_among(repairs: Iterable[Repair]) -> Iterator[FieldEdit]:
    """Yield the edits of front matter among repairs."""
    for repair in repairs:
        if not isinstance(repair, ReplaceText | Rename):
            yield repair


def keys_of(edit: FieldEdit) -> tuple[str, ...]:
    """Return the keys that an edit changes."""
    return (edit.key, edit.to) if isinstance(edit, RenameKey) else (edit.key,)


def _replaces_text(due: Due) -> bool:
    return any(text_spans(due.fix.repairs))


def _apart(due: Iterable[Due]) -> list[Due]:
    """Leave out what overlaps a fix that begins before it; two at one place overlap too."""
    chosen: list[Due] = []
    taken: list[ReplaceText] = []
    for one in sorted(due, key=lambda one: min(span.start for span in text_spans(one.fix.repairs))):
        spans = list(text_spans(one.fix.repairs))
        if not any(_overlap(span, other) for span in spans for other in taken):
            chosen.append(one)
            taken += spans
    return chosen


def _overlap(one: ReplaceText, other: ReplaceText) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _of_different_keys(due: Iterable[Due]) -> list[Due]:
    chosen: list[Due] = []
    changed: set[str] = set()
    for one in due:
        keys = {key for edit in edits_among(one.fix.repairs) for key in keys_of(edit)}
        if not keys & changed:
            chosen.append(one)
            changed |= keys
    return chosen
