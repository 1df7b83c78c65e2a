"""What to tell of a query that found nothing: the operators in it, and the words to spell again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.query import (
    And,
    Everything,
    ExactWord,
    FieldValue,
    Not,
    Or,
    Phrase,
    Scope,
    Word,
    walk,
    wanted,
)
from newsctl.core.query.text import query_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.query import Query

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def operators_in(query: Query) -> tuple[str, ...]:
    """Tell what a query asks for beside plain words: `NOT facebook`, `OR`, `"tweede kamer"`.

    When nothing was found, this is what a reader may not have meant.
    """
    return tuple(dict.fromkeys(_operators(query)))


def plain_words(query: Query) -> tuple[str, ...]:
    """Return the words that a query wants, as written and without punctuation around them.

    Those of phrases too, but no prefixes and fuzzy words, which need not be words of the archive.
    """
    texts = [term.text for term in wanted(query) if isinstance(term, Word | ExactWord | Phrase)]
    words = (_EDGES.sub("", word) for text in texts for word in text.split())
    return tuple(dict.fromkeys(word for word in words if word))


def has_ways_out(query: Query) -> bool:
    """Tell whether posts can answer a query though a part of it fits none: OR, NOT, more values."""
    return any(
        isinstance(one, Or | Not) or (isinstance(one, FieldValue) and len(one.values) > 1)
        for one in walk(query)
    )


def excluded_words(query: Query) -> tuple[str, ...]:
    """Return the words that a query leaves out, as `plain_words` those that it wants."""
    return tuple(
        word for one in walk(query) if isinstance(one, Not) for word in plain_words(one.operand)
    )


def _operators(query: Query) -> Iterator[str]:
    match query:
        case And():
            for operand in query.operands:
                yield from _operators(operand)
        case Or():
            yield "OR"
            for operand in query.operands:
                yield from _operators(operand)
        case Everything() | Word(scope=Scope.ANYWHERE):
            return
        case _:
            yield query_text(query)
