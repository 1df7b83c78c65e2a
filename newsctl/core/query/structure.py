"""The structure of a query: operators between operands, and balanced parentheses."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.query.lexer import Token, TokenKind
from newsctl.core.query.spans import Span, syntax_error

if TYPE_CHECKING:
    from newsctl.core.errors import QuerySyntaxError

_JOINS = {TokenKind.AND, TokenKind.OR}
_OPERATORS = {*_JOINS, TokenKind.NOT}
_NO_OPERAND_BEFORE = {None, TokenKind.OPEN, *_OPERATORS}
_NO_OPERAND_AFTER = {None, TokenKind.CLOSE, *_JOINS}


def check_structure(text: str, tokens: list[Token]) -> list[Token]:
    """Return the tokens if their structure is valid, else raise QuerySyntaxError.

    `EN` is an operator only between two operands, and a word elsewhere: it means the same as a
    space, and headlines in capitals begin with it.
    """
    settled = [
        token._replace(kind=TokenKind.WORD) if token.text == "EN" and _dangles(*around) else token
        for token, around in _with_neighbours(tokens)
    ]
    for token, (before, after) in _with_neighbours(settled):
        if token.kind is TokenKind.NOT:
            _check_operand(text, token, dangles=_kind(after) in _NO_OPERAND_AFTER)
        elif token.kind in _JOINS:
            _check_operand(text, token, dangles=_dangles(before, after))
    _check_parentheses(text, settled)
    return settled


def _with_neighbours(
    tokens: list[Token],
) -> list[tuple[Token, tuple[Token | None, Token | None]]]:
    before = [None, *tokens[:-1]]
    after = [*tokens[1:], None]
    return list(zip(tokens, zip(before, after, strict=True), strict=True)) if tokens else []


def _kind(token: Token | None) -> TokenKind | None:
    return None if token is None else token.kind


def _dangles(before: Token | None, after: Token | None) -> bool:
    return _kind(before) in _NO_OPERAND_BEFORE or _kind(after) in _NO_OPERAND_AFTER


def _check_operand(text: str, token: Token, *, dangles: bool) -> None:
    """Raise QuerySyntaxError if an operator lacks an operand."""
    if not dangles:
        return
    sides = _("behind it") if token.kind is TokenKind.NOT else _("on both sides")
    raise syntax_error(
        text,
        token,
        _("{text} needs something {sides}.", text=token.text, sides=sides),
        hint=_("In small letters it is a word: {text}", text=token.text.lower()),
    )


def _check_parentheses(text: str, tokens: list[Token]) -> None:
    """Raise QuerySyntaxError for empty or unbalanced parentheses."""
    for token, following in pairwise(tokens):
        if token.kind is TokenKind.OPEN and following.kind is TokenKind.CLOSE:
            place = Span(token.start, following.end)
            raise syntax_error(text, place, _("There is nothing between these parentheses."))
    opened: list[Token] = []
    for token in tokens:
        if token.kind is TokenKind.OPEN:
            opened.append(token)
        elif token.kind is TokenKind.CLOSE:
            if not opened:
                raise _unpaired(text, token, _("This parenthesis closes nothing."))
            opened.pop()
    if opened:
        raise _unpaired(text, opened[-1], _("This parenthesis is not closed."))


def _unpaired(text: str, token: Token, message: str) -> QuerySyntaxError:
    hint = _('In quotes it is text: "{text}"', text=token.text)
    return syntax_error(text, token, message, hint=hint)
