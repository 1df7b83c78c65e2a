"""The syntax tree of a query: plain data, apart from how it is typed and how it is answered."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from typing import Any, ClassVar, Self


class Scope(StrEnum):
    """Which part of a post a word is searched in."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    BODY = "body"


@dataclass_transform(frozen_default=True)
class _Clause:
    """What all kinds of clauses are: named fields that never change, equal within a kind.

    A dataclass would do the same, but makes and compiles these methods for each class anew: a
    twentieth of what a search takes.
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.__match_args__ += (*cls.__annotations__,)  # type: ignore[misc]

    def __init__(self, *values: Any, **named: Any) -> None:
        vars(self).update(zip(self.__match_args__, values, strict=False), **named)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} of a query cannot be set")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Clause) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def __repr__(self) -> str:
        fields = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__name__}({', '.join(fields)})"

    def replaced(self, **fields: object) -> Self:
        """Return it with other values in some fields."""
        return type(self)(**{**vars(self), **fields})

    def _identity(self) -> tuple[object, ...]:
        """Return what two equal clauses have in common."""
        return (type(self), *(getattr(self, name) for name in self.__match_args__))


class Everything(_Clause):
    """Matches all posts."""


class _TextTerm(_Clause):
    """A term searched in the text of posts. Terms of different classes are never equal."""

    text: str
    scope: Scope = Scope.ANYWHERE


class Word(_TextTerm):
    """A word with its inflections, and with the compounds that contain it."""


class ExactWord(_TextTerm):
    """Exactly this word, ignoring accents and case: `+verkiezingen`."""


class Prefix(_TextTerm):
    """Words with this beginning: `verkiez*`. `text` has no asterisk."""


class Fuzzy(_TextTerm):
    """Words with nearly this spelling: `verkeizing~`. `text` has no tilde."""


class Phrase(_TextTerm):
    """Consecutive words in this order: `"tweede kamer"`. `text` has no quotes."""


class FieldValue(_Clause):
    """A front matter key with one of these whole values, ignoring accents and case."""

    field: str
    values: tuple[str, ...]


class FieldPattern(_Clause):
    """A front matter key with a value that matches a pattern; `*` matches any text."""

    field: str
    pattern: str


class WholeTitle(_Clause):
    """A title that equals one of these, ignoring accents and case."""

    values: tuple[str, ...]


class InPath(_Clause):
    """A path below the archive's folder that equals one of these or matches one as a glob."""

    globs: tuple[str, ...]


class Slug(_Clause):
    """A slug, from the front matter or else the path, that matches; `*` matches any text."""

    patterns: tuple[str, ...]


class FieldPresent(_Clause):
    """A front matter key that is present and not empty: `has:feature_image`."""

    field: str


class NumberRange(_Clause):
    """A front matter key with a number from `low` to `high`, inclusive; None is unbounded.

    `written` is what was typed where it has another reading, to be told: `1.000`, `1,5`.
    """

    field: str
    low: float | None
    high: float | None
    written: str = ""

    def _identity(self) -> tuple[object, ...]:
        return (type(self), self.field, self.low, self.high)


class _MomentRange(_Clause):
    """A field with a moment from `start` up to but excluding `end`; None is unbounded.

    Ranges of one class are equal if their moments are: two datetimes of one zone are equal to
    Python though one is an hour later, where clocks were set back.
    """

    field: str
    start: datetime | None
    end: datetime | None

    def _identity(self) -> tuple[object, ...]:
        moments = (one and one.timestamp() for one in (self.start, self.end))
        return (type(self), self.field, *moments)


class DateRange(_MomentRange):
    """Posts in a range; `field` is the name of what holds the moment of posts."""


class FieldDateRange(_MomentRange):
    """A front matter key with a date in a range."""


class Not(_Clause):
    """Posts that do not match `operand`."""

    operand: Query


class _Operation(_Clause):
    operands: tuple[Query, ...]


class TwoWays(NamedTuple):
    """What was typed and has two readings: the one that is `meant`, and the `other`, as queries."""

    typed: str
    meant: str
    other: str


class And(_Operation):
    """Posts that answer every operand.

    `left_out` is what was typed before one of them and asks for nothing (`|`, `–`, `!`, or a field
    parted from its value: `bron: NOS`), `doubts` what has two readings: no part of what is asked,
    and kept so that it can be told.
    """

    left_out: frozenset[str] = frozenset()
    doubts: frozenset[TwoWays] = frozenset()

    def _identity(self) -> tuple[object, ...]:
        return (type(self), self.operands)


class Or(_Operation):
    """Posts that match at least one operand."""


TextQuery: TypeAlias = Word | ExactWord | Prefix | Fuzzy | Phrase
Filter: TypeAlias = (
    FieldValue
    | FieldPattern
    | FieldPresent
    | NumberRange
    | DateRange
    | FieldDateRange
    | WholeTitle
    | InPath
    | Slug
)
Query: TypeAlias = Everything | TextQuery | Filter | Not | And | Or


def all_of(
    queries: Iterable[Query], left_out: Iterable[str] = (), doubts: Iterable[TwoWays] = ()
) -> Query:
    """Join queries by AND, as flat as it goes; no query at all is everything.

    `left_out` and `doubts` as in And, which stands around a single query too where there are any.
    """
    operands: list[Query] = []
    left_out, doubts = {*left_out}, {*doubts}
    for query in queries:
        match query:
            case Everything():
                continue
            case And():
                operands.extend(query.operands)
                left_out |= query.left_out
                doubts |= query.doubts
            case _:
                operands.append(query)
    if not operands:
        operands.append(Everything())
    if operands[1:] or left_out or doubts:
        return And(tuple(operands), frozenset(left_out), frozenset(doubts))
    return operands[0]


def any_of(queries: Iterable[Query]) -> Query:
    """Join at least one query by OR, flattened; everything absorbs the others."""
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
    """Yield the query and all its descendants, outermost first."""
    yield query
    match query:
        case Not():
            yield from walk(query.operand)
        case And() | Or():
            for operand in query.operands:
                yield from walk(operand)


def wanted_terms(query: Query) -> Iterator[TextQuery]:
    """Yield the text terms of a query that are not under a NOT."""
    match query:
        case Word() | ExactWord() | Prefix() | Fuzzy() | Phrase():
            yield query
        case And() | Or():
            for operand in query.operands:
                yield from wanted_terms(operand)


def left_out_of(query: Query) -> set[str]:
    """Return what was typed and left out of a query, wherever it stood."""
    return {sign for one in walk(query) if isinstance(one, And) for sign in one.left_out}


def doubts_of(query: Query) -> set[TwoWays]:
    """Return what was typed in a query and has another reading, wherever it stood."""
    return {doubt for one in walk(query) if isinstance(one, And) for doubt in one.doubts}
