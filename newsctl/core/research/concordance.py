"""Key words in context: each match of a query with the text around it."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.archive.hits import Hit
    from newsctl.core.post.post import PostSummary

_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_UNSEEN = re.compile(r"<!--.*?-->|<[^<>]*>|\]\([^()\s]*\)", re.DOTALL)
"""Marks of HTML and targets of links, in which no word of a text stands."""

_FARTHEST = 400
"""Signs of a body at most that are passed over on the way to the next word of its text."""


class Occurrence(NamedTuple):
    """A match on one line: `hit` as written, with the text before and after it.

    `number` is the index of its mark, from 0, in the text or in the title of the post.
    """

    post: PostSummary
    left: str
    hit: str
    right: str
    number: int
    in_title: bool = False


def occurrences(hits: Iterable[Hit], width: int) -> Iterator[Occurrence]:
    """Yield each match with up to `width` letters on both sides.

    The hits must have their texts, with highlights. Matches in the title come first.
    """
    for hit in hits:
        title = hit.title
        for in_title, text in ((True, title), (False, hit.text)):
            for number, (start, end) in enumerate(text.highlights if text else ()):
                value = text.value if text else ""
                yield Occurrence(
                    hit.summary,
                    _on_a_line(value[max(start - 2 * width, 0) : start])[-width:] if width else "",
                    _on_a_line(value[start:end]),
                    _on_a_line(value[end : end + 2 * width])[:width],
                    number,
                    in_title,
                )


def sorted_by_left(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Sort occurrences by the word before them, then by the one before that, and so on."""
    return sorted(occurrences, key=lambda one: (_words(one.left)[::-1], _words(one.right)))


def sorted_by_right(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Sort occurrences by the words after them."""
    return sorted(occurrences, key=lambda one: (_words(one.right), _words(one.left)[::-1]))


def sample(occurrences: Iterable[Occurrence], size: int) -> list[Occurrence]:
    """Return `size` of the occurrences in their order, always the same for the same input."""
    every = list(occurrences)
    if len(every) <= size:
        return every
    chosen = random.Random(size).sample(range(len(every)), size)  # noqa: S311 -- no secret
    return [every[at] for at in sorted(chosen)]


def places(text: str, body: str, starts: Sequence[int]) -> list[int]:
    """Return the offsets in a body of the words that begin at `starts` in its text.

    Text and body are aligned word by word: a word that the body spells otherwise, such as
    `caf&eacute;`, is placed behind the word before it. `starts` are sorted.
    """
    seen = _UNSEEN.sub(lambda mark: " " * len(mark.group()), body)
    found: list[int] = []
    wanted, at = iter(starts), 0
    sought = next(wanted, None)
    for word in _WORD.finditer(text):
        if sought is None:
            break
        place = _next_word(seen, word.group(), at)
        while sought is not None and sought < word.end():
            found.append(at if place is None else place)
            sought = next(wanted, None)
        if place is not None:
            at = place + len(word.group())
    return [*found, *([at] * (len(starts) - len(found)))]


def line_and_column(text: str, place: int) -> tuple[int, int]:
    """Return the line and the column of an offset in a text, both from 1."""
    before = text[:place]
    return before.count("\n") + 1, place - (before.rfind("\n") + 1) + 1


def _next_word(text: str, word: str, start: int) -> int | None:
    """Return the offset of the next whole occurrence of a word nearby; None if there is none."""
    place = text.find(word, start, start + _FARTHEST + len(word))
    while place >= 0:
        ends = text[place - 1 : place], text[place + len(word) : place + len(word) + 1]
        if not any(_WORD.match(sign) for sign in ends):
            return place
        place = text.find(word, place + 1, start + _FARTHEST + len(word))
    return None


def _on_a_line(text: str) -> str:
    return _BLANKS.sub(" ", text)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
