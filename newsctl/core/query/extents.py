"""How far the value of a field goes in an argument with spaces, whose quotes the shell removed.

`bron:RTV Utrecht` was typed as `bron:"RTV Utrecht"`, or as a query in quotes of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query.fields import FieldKind
from newsctl.core.query.limits import MAX_WORDS
from newsctl.core.query.value_lexer import WHOLE, split_values
from newsctl.core.query.values import scope_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsctl.core.query.ast import Query
    from newsctl.core.query.fields import Field
    from newsctl.core.query.values import FieldReading

_BY_FORM = {FieldKind.DATE, FieldKind.NUMBER, FieldKind.PRESENCE}
"""Whose values are known by how they are written, whichever posts there are."""


def ends_of_value(
    reading: FieldReading,
    field: Field,
    start: int,
    ends: Sequence[int],
    has_posts: Callable[[Query], bool],
) -> list[int]:
    """Return where the value at `start` may end, the end that is meant first.

    `ends` are those of the words from there, the value of one word first. A date goes as far as it
    is one, a value as far as a post has it; a title or body is searched for one word, or else for
    all as a phrase.
    """
    *_, last = ends
    if scope_of(field) and not reading.text.startswith(WHOLE, start):
        return [ends[0], last]
    found = [
        end
        for end in reversed(ends[:MAX_WORDS])
        if _is_value(reading, field, start, end, has_posts)
    ]
    if field.kind in _BY_FORM or scope_of(field):
        return found[:1] or [last]
    return found or [ends[0]]


def _is_value(
    reading: FieldReading, field: Field, start: int, end: int, has_posts: Callable[[Query], bool]
) -> bool:
    """Tell whether `text[start:end]` is a value: of a list, all that have spaces in them."""
    try:
        if field.kind in _BY_FORM:
            reading.query(field, start, end)
            return True
        if scope_of(field):
            return has_posts(reading.query(field, start, end))
        items = split_values(reading.text, start, end, spaced=True)
        return all(
            has_posts(reading.query(field, item.start, item.end))
            for number, item in enumerate(items, 1)
            if number == len(items) or " " in reading.text[item.start : item.end]
        )
    except QuerySyntaxError:
        return False
