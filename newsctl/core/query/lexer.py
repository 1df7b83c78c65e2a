"""A query's text cut into tokens: words with their marks, phrases, fields and operators.

Only what stands at the start of a word is a mark: `-facebook` is not `5G-netwerk`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.query.marks import FIELD, MARKS, exact_word, has_word, negates, run_end, word
from newsctl.core.query.quotes import quoted_until
from newsctl.core.query.spans import Span, syntax_error
from newsctl.core.query.tokens import Token, TokenKind
from newsctl.core.query.values import value_end

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_UNITS: Mapping[int, int] = {}

_OPERATORS = {
    "AND": TokenKind.AND,
    "EN": TokenKind.AND,
    "OR": TokenKind.OR,
    "OF": TokenKind.OR,
    "NOT": TokenKind.NOT,
    "NIET": TokenKind.NOT,
}
_PARENTHESES = {"(": TokenKind.OPEN, ")": TokenKind.CLOSE}

_SPACE = re.compile(r"\s*")
_OPERATOR = re.compile(rf"(?:{'|'.join(_OPERATORS)})(?=[\s()]|$)")
_SAVED = re.compile(r"@([^\W\d][\w.-]*)(?=[\s)]|$)")
_EMOTICON = re.compile(r"[:;]-?[()](?=\s|$)")


def tokens(text: str, *, units: Mapping[int, int] = NO_UNITS) -> list[Token]:
    """Cut a query into tokens.

    `units` are the starts and ends of fields whose value runs on over spaces, because the shell
    took its quotes away. Raises QuerySyntaxError for a quote that is not closed and for a mark that
    is not where marks stand.
    """
    found: list[Token] = []
    at = _after_space(text, 0)
    while at < len(text):
        token = _token(text, at, units)
        found.append(token)
        at = _after_space(text, token.end)
    return found


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _token(text: str, at: int, units: Mapping[int, int]) -> Token:
    end = run_end(text, at)
    if not _begins_word(text, at):
        return _parenthesis(text, at) or word(text, at, end)
    if emoticon := _EMOTICON.match(text, at):
        return Token(TokenKind.WORD, at, emoticon.end(), emoticon.group())
    return (
        _parenthesis(text, at)
        or _phrase(text, at)
        or _minus(text, at, end)
        or exact_word(text, at, end)
        or _saved(text, at)
        or _field(text, at, units)
        or _operator(text, at)
        or word(text, at, end)
    )


def _begins_word(text: str, at: int) -> bool:
    """Tell whether marks count here; after `"tweede kamer"` and `(VVD)` a hyphen is a hyphen."""
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "(-"


def _parenthesis(text: str, at: int) -> Token | None:
    kind = _PARENTHESES.get(text[at])
    return Token(kind, at, at + 1, text[at]) if kind else None


def _phrase(text: str, at: int) -> Token | None:
    end = quoted_until(text, at)
    if end is None:
        return None
    inside = text[at + 1 : end - 1].strip()
    if not inside and text[at] != '"':
        return None
    if not inside:
        raise syntax_error(text, Span(at, end), "There is nothing between these quotes.")
    if text[end : end + 1] in MARKS:
        mark = Span(end, end + 1)
        raise syntax_error(text, mark, f"A phrase takes no {text[end]}: it stands behind one word.")
    kind = TokenKind.PHRASE if has_word(inside) else TokenKind.WORD
    return Token(kind, at, end, inside)


def _minus(text: str, at: int, end: int) -> Token | None:
    if text[at] != "-":
        return None
    before_group = text.startswith("(", at + 1) or quoted_until(text, at + 1)
    if not before_group and not negates(text[at + 1 : end]):
        return None
    return Token(TokenKind.NOT, at, at + 1, "-")


def _saved(text: str, at: int) -> Token | None:
    match = _SAVED.match(text, at)
    return match and Token(TokenKind.SAVED, at, match.end(), match[1])


def _field(text: str, at: int, units: Mapping[int, int]) -> Token | None:
    match = FIELD.match(text, at)
    if match is None:
        return None
    value = match.end()
    group = text.startswith("(", value)
    end = units.get(at) or (value if group else value_end(text, value))
    return Token(TokenKind.FIELD, at, end, match[1], value)


def _operator(text: str, at: int) -> Token | None:
    match = _OPERATOR.match(text, at)
    if match is None or text[at - 1 : at] == "-":
        return None
    return Token(_OPERATORS[match.group()], at, match.end(), match.group())
