"""What to tell of a query that found nothing: the operators in it, and the words to spell again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.query import And, Everything, ExactWord, Or, Phrase, Scope, Word, wanted
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
