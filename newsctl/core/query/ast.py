"""A query as inert data: what is asked, apart from how it was typed and how it is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime


class Scope(StrEnum):
    """Where in a post a word has to stand."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    BODY = "body"


@dataclass(frozen=True)
class Everything:
    """All posts."""


@dataclass(frozen=True)
class _TextTerm:
    """Words sought in the text of posts. Each kind is one of its own: no word equals a phrase."""

    text: str
    scope: Scope = Scope.ANYWHERE


class Word(_TextTerm):
    """A word as a Dutch reader means it: its inflections, and the compounds that hold it."""


class ExactWord(_TextTerm):
    """Exactly this word, accents and capitals apart: `+verkiezingen`."""


class Prefix(_TextTerm):
    """Words that begin so: `verkiez*`. `text` has no asterisk."""


class Fuzzy(_TextTerm):
    """Words spelt nearly so: `verkeizing~`. `text` has no tilde."""


class Phrase(_TextTerm):
    """Words next to each other, in this order: `"tweede kamer"`. `text` has no quotes."""


@dataclass(frozen=True)
class FieldValue:
    """A front matter key with one of these whole values, accents and capitals apart."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class FieldPattern:
    """A front matter key with a value that fits, in which `*` is any text, accents apart."""

    field: str
    pattern: str


@dataclass(frozen=True)
class WholeTitle:
    """A title that is one of these as a whole, accents and capitals apart."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class InPath:
    """A path below the archive's folder that is one of these, or that a glob of them names."""

    globs: tuple[str, ...]


@dataclass(frozen=True)
class Slug:
    """A slug, that of the front matter or else of the file name, which fits; `*` is any text."""

    patterns: tuple[str, ...]


@dataclass(frozen=True)
class FieldPresent:
    """A front matter key that is there and not empty: `has:feature_image`."""

    field: str


@dataclass(frozen=True)
class NumberRange:
    """A front matter key with a number from `low` to `high`, both included; None is no bound."""

    field: str
    low: float | None
    high: float | None


@dataclass(frozen=True)
class DateRange:
    """Posts from the moment `start` until before the moment `end`; None is no bound."""

    field: str
    start: datetime | None
    end: datetime | None


@dataclass(frozen=True)
class Not:
    """Posts that do not answer `operand`."""

    operand: Query


@dataclass(frozen=True)
class _Operation:
    operands: tuple[Query, ...]


@dataclass(frozen=True)
class And(_Operation):
    """Posts that answer every operand.

    `left_out` is what was typed before one of them and asks for nothing (`|`, `–`, `!`): no part of
    what is asked, and kept so that it can be told.
    """

    left_out: frozenset[str] = field(default=frozenset(), compare=False)


class Or(_Operation):
    """Posts that answer one operand at least."""


TextQuery: TypeAlias = Word | ExactWord | Prefix | Fuzzy | Phrase
Filter: TypeAlias = (
    FieldValue | FieldPattern | FieldPresent | NumberRange | DateRange | WholeTitle | InPath | Slug
)
Query: TypeAlias = Everything | TextQuery | Filter | Not | And | Or


def all_of(queries: Iterable[Query], left_out: Iterable[str] = ()) -> Query:
    """Join queries by AND, as flat as it goes; no query at all is everything.

    `left_out` as in And, which stands around a single query too where anything was left out.
    """
    operands: list[Query] = []
    left_out = {*left_out}
    for query in queries:
        match query:
            case Everything():
                continue
            case And():
                operands.extend(query.operands)
                left_out |= query.left_out
            case _:
                operands.append(query)
    if not operands:
        operands.append(Everything())
    return And(tuple(operands), frozenset(left_out)) if operands[1:] or left_out else operands[0]


def any_of(queries: Iterable[Query]) -> Query:
    """Join queries by OR, as flat as it goes; everything swallows the others. At least one."""
    operands: list[Query] = []
    for query in queries:
        match query:
            case Everything():
                return query
            case Or():
                operands.extend(query.operands)
            case _:
                operands.append(query)
    return operands[0] if len(operands) == 1 else Or(tuple(operands))


def walk(query: Query) -> Iterator[Query]:
    """Yield the query and all that is in it, outermost first."""
    yield query
    match query:
        case Not():
            yield from walk(query.operand)
        case And() | Or():
            for operand in query.operands:
                yield from walk(operand)


def wanted_terms(query: Query) -> Iterator[TextQuery]:
    """Yield the words that an answer is found by: those under no NOT."""
    match query:
        case Word() | ExactWord() | Prefix() | Fuzzy() | Phrase():
            yield query
        case And() | Or():
            for operand in query.operands:
                yield from wanted_terms(operand)


def left_out_of(query: Query) -> set[str]:
    """Return what was typed and left out of a query, wherever it stood."""
    return {sign for one in walk(query) if isinstance(one, And) for sign in one.left_out}
