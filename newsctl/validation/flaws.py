"""Wrong characters anywhere in a post: in values of its front matter and in its body."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import ReplaceText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsctl.core.problems import Position, Repair
    from newsctl.validation.subject import Subject


class FlawSpan(NamedTuple):
    """A wrong piece of a text, and its replacement; None if that is unknown."""

    start: int
    end: int
    right: str | None


class Flaw(NamedTuple):
    """A wrong piece of a post, its place, and its replacement."""

    wrong: str
    right: str | None
    position: Position


class Flaws(NamedTuple):
    """The flaws of one kind in a post: their number, the first, and the repairs."""

    total: int
    first: Flaw
    repairs: tuple[Repair, ...]


def flaws_in(
    subject: Subject, signs: Iterable[str], find: Callable[[str], Sequence[FlawSpan]]
) -> Flaws | None:
    """Return what `find` finds in the texts of a post's front matter, and in the prose of its body.

    Code may show such letters, and is not to be changed. `find` is called only if one of the
    characters that it needs is in the file.
    """
    if not any(map(subject.text.__contains__, signs)):
        return None
    count = 0
    first: Flaw | None = None
    repairs: list[Repair] = []
    for key, value in subject.front_matter.items():
        if isinstance(value, str) and (spans := find(value)):
            count += len(spans)
            first = first or _flaw(value, spans[0], subject.position(key))
            if (mended := _mended(value, spans)) != value:
                repairs.append(SetValue(key, mended))
    found = find(subject.body)
    if spans := [span for span in found if subject.is_prose(span.start, span.end)]:
        count += len(spans)
        first = first or _flaw(subject.body, spans[0], subject.body_position(spans[0].start))
        repairs += _replacements(spans, subject.body_start)
    return Flaws(count, first, tuple(repairs)) if first else None


def _flaw(text: str, span: FlawSpan, position: Position) -> Flaw:
    return Flaw(text[span.start : span.end], span.right, position)


def _mended(text: str, spans: Sequence[FlawSpan]) -> str:
    for span in reversed(spans):
        if span.right is not None:
            text = text[: span.start] + span.right + text[span.end :]
    return text


def _replacements(spans: Sequence[FlawSpan], offset: int) -> Iterator[Repair]:
    for span in spans:
        if span.right is not None:
            yield ReplaceText(offset + span.start, offset + span.end, span.right)
