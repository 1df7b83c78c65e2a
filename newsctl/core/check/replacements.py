"""What a fix does to the text of a file, as spans in the numbering of an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.check.fixes_due import edits_among, text_spans
from newsctl.core.check.places import position_at
from newsctl.core.errors import EditRefused
from newsctl.core.problems import ReplaceText

if TYPE_CHECKING:
    from newsctl.core.check.repairs import Edited
    from newsctl.core.problems import Fix, Position


class Replacement(NamedTuple):
    """A span of a file's text, up to where `end` is, and the text that takes its place."""

    start: Position
    end: Position
    text: str


def replacements_of(fix: Fix, data: bytes, edited: Edited) -> tuple[Replacement, ...]:
    """Return what a fix replaces in a file of these bytes, in the order of the file.

    Nothing for one that cannot be applied, or does what no place tells of: a byte order mark has
    none, and a name is no text.
    """
    try:
        text = data.decode()
        edits = list(edits_among(fix.repairs))
        after = edited(data, edits).decode() if edits else text
    except (EditRefused, UnicodeDecodeError):
        return ()
    spans = [*text_spans(fix.repairs), *([_difference(text, after)] if after != text else [])]
    found = (
        Replacement(position_at(text, span.start), position_at(text, span.end), span.text)
        for span in sorted(spans, key=lambda span: span.start)
    )
    return tuple(one for one in found if one.start != one.end or one.text)


def _difference(text: str, other: str) -> ReplaceText:
    """Return the one span in which two texts differ, as short as it can be."""
    start = _alike(text, other)
    same = _alike(text[start:][::-1], other[start:][::-1])
    return ReplaceText(start, len(text) - same, other[start : len(other) - same])


def _alike(text: str, other: str) -> int:
    """Return with how many letters alike two texts begin."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(text), len(other)))
