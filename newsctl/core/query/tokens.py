"""What a query's text is cut into."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FUZZY = "fuzzy"
    EXACT = "exact"
    ALL = "all"
    FIELD = "field"
    SAVED = "saved"
    AND = "and"
    OR = "or"
    NOT = "not"
    OPEN = "open"
    CLOSE = "close"


PATTERNS = frozenset({TokenKind.PREFIX, TokenKind.FUZZY})
"""What stands for any number of words."""


class Token(NamedTuple):
    """A token and where it stands.

    `text` is what it means, without its marks: of a FIELD the key, whose value is
    `text[value:end]` of the query (empty before a parenthesis).
    """

    kind: TokenKind
    start: int
    end: int
    text: str
    value: int = 0
