"""A query written back as text, and the words and operators in it that may be misread."""

from __future__ import annotations

import re
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.dates import iso_text
from newsctl.core.post.numbers import as_one_number, number_in
from newsctl.core.query.ast import (
    And,
    DateRange,
    Everything,
    ExactWord,
    FieldDateRange,
    FieldPattern,
    FieldPresent,
    FieldValue,
    Fuzzy,
    InPath,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Scope,
    Slug,
    WholeTitle,
    Word,
    doubts_of,
    left_out_of,
    walk,
    wanted_terms,
)
from newsctl.core.query.fields import NUMBER_FIELDS, name_of_key
from newsctl.core.query.quotes import QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from newsctl.core.query.ast import Filter, Query, TextQuery


_QUOTES = (('"', '"'), ("„", "”"), ("«", "»"))
_NEEDS_QUOTES = re.compile(r"""^[:/\\]|[\s,()"„“”«»*]|\.\.""")


class ValueBeforeWords(NamedTuple):
    """A clause of one field, of all keys that it means, and the words behind it."""

    keys: Sequence[FieldValue]
    words: Sequence[str]
    is_excluded: bool


def query_text(query: Query) -> str:
    """Write a query in the query language.

    Parsing the result gives an equal query, except for words that are words only by their context:
    `OR:`, `-NOT`, the hyphen in `"Zwarte Piet"-debat`.
    """
    match query:
        case And():
            return " ".join(_operand(operand) for operand in query.operands)
        case Or():
            return " OR ".join(map(_alternative, query.operands))
        case Not():
            return f"NOT {_operand(query.operand)}"
        case Everything():
            return "*"
        case Word() | ExactWord() | Prefix() | Fuzzy() | Phrase():
            return _words(query)
        case _:
            return _filter(query)


def _operand(query: Query) -> str:
    text = query_text(query)
    return f"({text})" if isinstance(query, And | Or) else text


def _alternative(query: Query) -> str:
    return query_text(query) if isinstance(query, And) else _operand(query)


def _filter(query: Filter) -> str:  # noqa: PLR0911 -- one line for each kind
    match query:
        case FieldValue():
            return f"{name_of_key(query.field)}:{','.join(map(_value, query.values))}"
        case FieldPattern():
            return f"{name_of_key(query.field)}:{pattern_text(query.pattern)}"
        case WholeTitle():
            return f"title:={','.join(map(_value, query.values))}"
        case InPath():
            return f"path:{','.join(map(pattern_text, query.globs))}"
        case Slug():
            return f"slug:{','.join(map(pattern_text, query.patterns))}"
        case FieldPresent() | DateRange(start=None, end=None):
            return f"has:{query.field}"
        case NumberRange():
            return f"{name_of_key(query.field)}:{_numbers(query)}"
        case DateRange() | FieldDateRange():
            return f"{query.field}:{_range(_range_start(query.start), _range_end(query.end))}"


def _words(query: TextQuery) -> str:
    scope = "" if query.scope is Scope.ANYWHERE else f"{query.scope.value}:"
    return scope + _marked(query)


def _marked(query: TextQuery) -> str:
    match query:
        case Phrase():
            return quote(query.text)
        case Prefix():
            return f"{query.text}*"
        case Fuzzy():
            return f"{query.text}~"
        case ExactWord():
            return f"+{query.text}"
        case Word(text="EN"):  # the operator, unless it has nothing beside it
            return "(EN)"
        case Word():
            return query.text


def _value(value: str) -> str:
    return quote(value) if _NEEDS_QUOTES.search(value) else value


def pattern_text(pattern: str) -> str:
    """Write a pattern with its asterisks outside of quotes."""
    start, star, rest = pattern.partition("*")
    return f"{_value(start) if start else ''}{star}{rest}"


def quote(text: str) -> str:
    """Quote a text with quotes that do not occur in it."""
    for opening, closing in _QUOTES:
        if not set(text) & set(QUOTES[opening]):
            return f"{opening}{text}{closing}"
    return f'"{text}"'


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low}..{high}"


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.15g}"


def _numbers(query: NumberRange) -> str:
    low, high = _number(query.low), _number(query.high)
    # Of any other field, a number alone is a value as it is written.
    return _range(low, high) if query.field in NUMBER_FIELDS else f"{low}..{high}"


def _range_start(moment: datetime | None) -> str:
    """Write the start of a range, as a day if it is a midnight."""
    if moment is None:
        return ""
    return moment.date().isoformat() if _is_midnight(moment) else iso_text(moment)


def _range_end(moment: datetime | None) -> str:
    """Write the exclusive end of a range as the last day or second inside it."""
    if moment is None:
        return ""
    if _is_midnight(moment):
        return (moment.date() - timedelta(days=1)).isoformat()
    last = moment.astimezone(UTC) - timedelta(seconds=1)  # where the clock may tell another hour
    return iso_text(last.astimezone(moment.tzinfo))


def _is_midnight(moment: datetime) -> bool:
    return not (moment.hour or moment.minute or moment.second)


_ANY = Scope.ANYWHERE
_MAY_BE_SIGNS = re.compile(r'[!|‐‑‒–—−]|&&|--|[:,]-|@\w|\w[=<>]| of | OR |".*\w\*(?!\w).*"')
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def has_operators(query: Query) -> bool:
    """Tell whether a query is more than plain words: `-facebook`, `OR`, `"tweede kamer"`.

    When nothing was found, the user may not have meant these as operators.
    """
    return not all(
        isinstance(one, And | Everything | Word) and getattr(one, "scope", _ANY) is _ANY
        for one in walk(query)
    )


def plain_words(query: Query) -> tuple[str, ...]:
    """Return the words that a query searches for, without punctuation around them.

    Words of phrases are included; prefixes and fuzzy words are not, since the archive need not have
    them.
    """
    texts = [
        term.text for term in wanted_terms(query) if isinstance(term, Word | ExactWord | Phrase)
    ]
    words = (_EDGES.sub("", word) for text in texts for word in text.split())
    return tuple(dict.fromkeys(word for word in words if word))


def has_ways_out(query: Query) -> bool:
    """Tell whether posts can match a query if one part of it matches none (OR, NOT, values)."""
    return any(
        isinstance(one, Or | Not) or (isinstance(one, FieldValue) and len(one.values) > 1)
        for one in walk(query)
    )


def may_be_numbers(values: Sequence[str]) -> bool:
    """Tell whether values may be meant for a number that is written otherwise: `2,5`, `2.0`."""
    has_point = any("." in one and number_in(one) is not None for one in values)
    return has_point or as_one_number(",".join(values)) is not None


def values_before_words(query: Query) -> Iterator[ValueBeforeWords]:
    """Yield the clauses of fields in a query behind which words stand: `bron:RTV Utrecht`."""
    for both in walk(query):
        operands = both.operands if isinstance(both, And) else ()
        for at, clause in enumerate(operands, 1):
            is_excluded = isinstance(clause, Not)
            asked = clause.operand if isinstance(clause, Not) else clause
            keys = asked.operands if isinstance(asked, Or) else (asked,)
            values = [key for key in keys if isinstance(key, FieldValue)]
            if values and (words := [*_leading_words(operands[at:])]):
                yield ValueBeforeWords(values, words, is_excluded=is_excluded)


def _leading_words(operands: Iterable[Query]) -> Iterator[str]:
    for operand in operands:
        if not isinstance(operand, Word) or operand.scope is not _ANY:
            return
        yield operand.text


def has_signs(query: Query) -> bool:
    """Tell whether a query may have signs that mean something else: `!word`, a bar, `1.000`."""
    if any(isinstance(one, NumberRange) and one.written for one in walk(query)):
        return True
    if any(isinstance(one, FieldValue) and may_be_numbers(one.values) for one in walk(query)):
        return True
    if any(True for _ in values_before_words(query)):
        return True
    has_noise = bool(left_out_of(query) or doubts_of(query))
    return has_noise or _MAY_BE_SIGNS.search(query_text(query)) is not None


def excluded_words(query: Query) -> tuple[str, ...]:
    """Return the words that a query excludes, in the form of `plain_words`."""
    return tuple(
        word for one in walk(query) if isinstance(one, Not) for word in plain_words(one.operand)
    )
