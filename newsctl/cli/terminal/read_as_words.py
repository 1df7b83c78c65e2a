"""What of a query was read as words, and how to say what else it may have meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.query.ast import Word, wanted_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.cli.context import Context
    from newsctl.core.query.ast import Query

_OTHER_SYNTAX = re.compile(r"(?P<field>[^\s:=<>]+)(?P<sign>==?|[<>]=?)(?P<value>[^=<>].*)")
"""A field as other programs ask for it: `bron=NOS`, `aantal>300`."""

_FORMS = {"=": "{}:{}", ">": "{}:{}..", "<": "{}:..{}"}
_OPERATORS = {"or": "OR", "and": "AND", "not": "NOT", "||": "OR", "|": "OR", "&&": "AND"}
"""What other programs call them; `of`, `en` and `niet` are Dutch words first."""

_COMPARED = 20
"""Words of a query that are looked at."""


def meant_otherwise(context: Context, query: Query) -> Iterator[str]:
    """Yield a sentence for each word that is more likely a field, an operator or an address."""
    words = [one.text if isinstance(one, Word) else "" for one in wanted_terms(query)][:_COMPARED]
    for word, following in zip(words, [*words[1:], ""], strict=False):
        meant = _as_field(context, word, following)
        if meant:
            yield f"{word} was read as a word. To mean the field: {meant}"
        elif word in _OPERATORS:
            yield f"{word} was read as a word. The operator is in capitals: {_OPERATORS[word]}"
        elif "://" in word:
            yield f"{word} was read as words. To mean the link of a post: link:{word}"


def _as_field(context: Context, word: str, following: str) -> str | None:
    """Return what asks for a field where a word, or two, name one and its value."""
    if asked := _OTHER_SYNTAX.fullmatch(word):
        if context.field_names.find(asked["field"]) is None:
            return None
        return _FORMS[asked["sign"][0]].format(asked["field"], asked["value"])
    field = context.field_names.find(word) if following else None
    if field is None:
        return None
    known = context.archive.values(field.name).values
    if following.casefold() not in (value.casefold() for value in known):
        return None
    return f"{word}:{following}"
