"""Command-line arguments joined to the text of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query.lexer import Token, TokenKind, tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

_PLAIN = {TokenKind.WORD, TokenKind.OPEN, TokenKind.CLOSE}


class Joined(NamedTuple):
    """Arguments joined by spaces, and where each of them ends in the text.

    `units` are the spans of fields whose value has spaces.
    """

    text: str
    units: Mapping[int, int]
    ends: Collection[int]


def join_arguments(
    arguments: Sequence[str], is_known: Callable[[Token], bool], unusual: Sequence[str] = ()
) -> Joined:
    """Join arguments by spaces.

    `title:tweede kamer` as one argument asks for that phrase in the title. An argument that holds
    more than one field is a query as typed (`bron:NOS OR facebook`, `bron:NOS date:2019`).
    `is_known` tells whether the archive has the field or the saved query of a token; `unusual` are
    those of `tokenize`.
    """
    units: dict[int, int] = {}
    ends: list[int] = []
    start = 0
    for argument in arguments:
        before_key = 1 if argument.startswith("-") else 0
        if _is_one_field(argument[before_key:], is_known, unusual):
            units[start + before_key] = start + len(argument)
        ends.append(start + len(argument))
        start += len(argument) + 1
    return Joined(" ".join(arguments), units, ends)


def _is_one_field(argument: str, is_known: Callable[[Token], bool], unusual: Sequence[str]) -> bool:
    """Tell whether an argument is one field whose value has spaces."""
    if '"' in argument:
        return False
    try:
        first, *others = tokenize(argument, unusual=unusual)
    except (QuerySyntaxError, ValueError):
        return False
    if first.kind is not TokenKind.FIELD or first.value == first.end or not others:
        return False
    if argument.endswith(":") and others[-1].kind is TokenKind.WORD and is_known(others[-1]):
        return False  # a field of which the value is missing
    return is_known(first) and not any(_is_structure(token, is_known) for token in others)


def _is_structure(token: Token, is_known: Callable[[Token], bool]) -> bool:
    if token.kind in {TokenKind.FIELD, TokenKind.SAVED}:
        return is_known(token)
    return token.kind not in _PLAIN
