"""Snippets: the pieces of a text that best show why it matched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.hits import HighlightedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.searching.expansion import MatchKind


LENGTH = 180
"""Characters of a snippet: two lines of a terminal 100 columns wide."""

MOST = 2
_LEAD = 50  # characters before the first marked word, if its sentence began earlier
_ELLIPSIS = "…"
_BLANK_LINES = re.compile(r"\n{2,}")
_SENTENCE_ENDS = (". ", "! ", "? ", "\n")


class Mark(NamedTuple):
    """`text[start:end]` matches the query's `word` by `rule`."""

    start: int
    end: int
    word: str
    rule: MatchKind


def running(text: str) -> str:
    """Return a text with a single line end between its blocks, as snippets are cut from it."""
    return _BLANK_LINES.sub("\n", text)


def snippets(text: str, marks: Sequence[Mark]) -> tuple[HighlightedText, ...]:
    """Return the pieces with the most distinct matched words; without matches, the beginning."""
    if not marks:
        return (_snippet(text, 0, ()),) if text else ()
    chosen: list[tuple[int, list[Mark]]] = []
    for start, within in sorted(_windows(text, marks), key=_worth):
        if all(abs(start - other) >= LENGTH for other, _ in chosen):
            chosen.append((start, within))
        if len(chosen) == MOST:
            break
    return tuple(_snippet(text, start, within) for start, within in sorted(chosen))


def _worth(window: tuple[int, list[Mark]]) -> tuple[int, int, int]:
    start, within = window
    return -len({mark.word for mark in within}), -len(within), start


def _windows(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, list[Mark]]]:
    """Yield a piece for each mark that no earlier piece shows: its start, and its marks."""
    shown = 0
    for number, mark in enumerate(marks):
        if mark.end > shown:
            start = _start(text, mark.start)
            shown = start + LENGTH
            yield start, [one for one in marks[number:] if one.end <= shown or one is mark]


def _start(text: str, place: int) -> int:
    """Return the start of a snippet that shows a place: of its sentence, else of a word before."""
    earliest = max(0, place - _LEAD * 2)
    ends = [text.rfind(end, earliest, place) + len(end) for end in _SENTENCE_ENDS]
    begins = [end for end in ends if end > earliest + 1]
    if begins:
        return max(begins)
    if place <= _LEAD * 2:
        return 0
    space = text.rfind(" ", place - _LEAD * 2, max(place - _LEAD, 0))
    return space + 1 if space >= 0 else place


def _snippet(text: str, start: int, marks: Sequence[Mark]) -> HighlightedText:
    end = min(len(text), max([start + LENGTH, *(mark.end for mark in marks)]))
    if end < len(text):
        space = text.rfind(" ", max([start, *(mark.end for mark in marks)]), end + 1)
        end = space if space > start else end
    opening = "" if _begins_sentence(text, start) else _ELLIPSIS
    closing = "" if end >= len(text) or text[end - 1] in ".!?" else _ELLIPSIS
    shift = len(opening) - start
    return HighlightedText(
        opening + text[start:end].replace("\n", " ") + closing,
        tuple((mark.start + shift, mark.end + shift) for mark in marks if mark.end <= end),
    )


def _begins_sentence(text: str, start: int) -> bool:
    return start == 0 or text[start - 2 : start].endswith(_SENTENCE_ENDS) or text[start - 1] == "\n"
