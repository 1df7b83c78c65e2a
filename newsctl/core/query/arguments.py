"""Command-line arguments joined to the text of a query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query.ast import TwoWays
from newsctl.core.query.describe import quote
from newsctl.core.query.lexer import Token, TokenKind, tokenize
from newsctl.core.query.value_lexer import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

_PLAIN = {TokenKind.WORD, TokenKind.OPEN, TokenKind.CLOSE}
_COMMA = re.compile(r",(?=\S)")


class Joined(NamedTuple):
    """Arguments joined by spaces, and where each of them ends in the text.

    `units` are the spans of fields whose value has spaces, `doubts` the arguments that could be
    read in another way too.
    """

    text: str
    units: Mapping[int, int]
    ends: Collection[int]
    doubts: Collection[TwoWays]


def join_arguments(
    arguments: Sequence[str],
    is_known: Callable[[Token], bool],
    ends_of_value: Callable[[str, Token, Sequence[int]], Sequence[int]],
    unusual: Sequence[str] = (),
) -> Joined:
    """Join arguments by spaces.

    `bron:RTV Utrecht` as one argument asks for that value, `bron:NOS wolf` for a value and a word:
    `ends_of_value` tells where the value of a token may end, of the ends of words, and the end that
    is meant first. An argument that holds more than one field is a query as typed
    (`bron:NOS OR facebook`, `bron:NOS date:2019`). `is_known` tells whether the archive has the
    field or the saved query of a token; `unusual` are those of `tokenize`.
    """
    units: dict[int, int] = {}
    ends: list[int] = []
    doubts: list[TwoWays] = []
    start = 0
    for argument in arguments:
        before_key = 1 if argument.startswith("-") else 0
        typed = argument[before_key:]
        if tokens := _one_field(typed, is_known, unusual):
            field, *_ = tokens
            meant, *others = ends_of_value(typed, field, _ends_of_words(typed, tokens))
            if meant > field.end:
                units[start + before_key] = start + before_key + meant
            doubts += [
                TwoWays(argument, *(_written(argument, field, end) for end in (meant, other)))
                for other in others[:1]
            ]
        ends.append(start + len(argument))
        start += len(argument) + 1
    return Joined(" ".join(arguments), units, ends, doubts)


def with_quotes(
    text: str,
    is_known: Callable[[Token], bool],
    ends_of_value: Callable[[str, Token, Sequence[int]], Sequence[int]],
    unusual: Sequence[str] = (),
) -> str:
    """Return a text that is one argument with the quotes around its value that it may lack.

    `date:maart 2020` becomes `date:"maart 2020"`. The parameters are those of `join_arguments`.
    """
    sign = text[: text.startswith("-")]
    typed = text.removeprefix(sign)
    tokens = _one_field(typed, is_known, unusual)
    if not tokens:
        return text
    field = tokens[0]
    end = ends_of_value(typed, field, _ends_of_words(typed, tokens))[0]
    return f"{sign}{typed[: field.value]}{_value_written(typed, field, end)}{typed[end:]}"


def _one_field(
    argument: str, is_known: Callable[[Token], bool], unusual: Sequence[str]
) -> Sequence[Token]:
    """Return the tokens of an argument that is one field with words behind it; none of others."""
    if '"' in argument:
        return ()
    try:
        first, *others = tokens = tokenize(argument, unusual=unusual)
    except (QuerySyntaxError, ValueError):
        return ()
    if first.kind is not TokenKind.FIELD or first.value == first.end or not others:
        return ()
    if argument.endswith(":") and others[-1].kind is TokenKind.WORD and is_known(others[-1]):
        return ()  # a field of which the value is missing
    is_one = is_known(first) and not any(_is_structure(token, is_known) for token in others)
    return tokens if is_one else ()


def _is_structure(token: Token, is_known: Callable[[Token], bool]) -> bool:
    if token.kind in {TokenKind.FIELD, TokenKind.SAVED}:
        return is_known(token)
    return token.kind not in _PLAIN


def _ends_of_words(text: str, tokens: Sequence[Token]) -> list[int]:
    """Return where tokens end before a space, and where the text ends."""
    within = [token.end for token in tokens if text[token.end : token.end + 1].isspace()]
    return [*within, len(text)] if not within or within[-1] < len(text) else within


def _written(argument: str, field: Token, end: int) -> str:
    """Write an argument so that the value of its field ends there wherever it is read."""
    sign = argument[: argument.startswith("-")]
    typed = argument[len(sign) :]
    value = _value_written(typed, field, end)
    return f"{typed[end:].strip()} {sign}{typed[: field.value]}{value}".strip()


def _value_written(typed: str, field: Token, end: int) -> str:
    value = typed[field.value : end].strip()
    sign = WHOLE if value.startswith(WHOLE) else ""
    values = _COMMA.split(value.removeprefix(sign))
    return sign + ",".join(quote(one) if " " in one else one for one in values)
