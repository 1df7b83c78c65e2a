"""Queries made of a word, or of a field with its value: terms in a scope, values, ranges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.messages import _
from newsctl.core.periods import DateWordsError
from newsctl.core.post.numbers import as_one_number, has_thousands, number_in, with_decimal_comma
from newsctl.core.query.ast import (
    DateRange,
    ExactWord,
    FieldDateRange,
    FieldPattern,
    FieldPresent,
    FieldValue,
    Fuzzy,
    InPath,
    NumberRange,
    Phrase,
    Prefix,
    Scope,
    Slug,
    WholeTitle,
    Word,
    any_of,
)
from newsctl.core.query.fields import FieldKind, name_of_key
from newsctl.core.query.lexer import PATTERNS, Token, TokenKind, value_word
from newsctl.core.query.spans import Span, syntax_error
from newsctl.core.query.value_lexer import WHOLE, ValuePart, split_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from newsctl.core.periods import DateResolver, Period
    from newsctl.core.query.ast import Query, TextQuery
    from newsctl.core.query.fields import Field, FieldNames
    from newsctl.core.query.limits import LimitCounter
    from newsctl.core.query.spans import Placed
    from newsctl.core.query.value_lexer import ValueItem


_TEXT_QUERIES: dict[TokenKind, type[TextQuery]] = {
    TokenKind.WORD: Word,
    TokenKind.PHRASE: Phrase,
    TokenKind.PREFIX: Prefix,
    TokenKind.FUZZY: Fuzzy,
    TokenKind.EXACT: ExactWord,
}
_SCOPES = {FieldKind.TITLE: Scope.TITLE, FieldKind.BODY: Scope.BODY}
_RANGES = {FieldKind.DATE, FieldKind.NUMBER}
_IN_FRONT_MATTER = {FieldKind.VALUE, FieldKind.NUMBER}
_NO_KEYS = {FieldKind.BODY, FieldKind.PRESENCE, FieldKind.PATH}


def text_term(token: Token, scope: Scope) -> TextQuery:
    """Make the query of a word's or phrase's token."""
    return _TEXT_QUERIES[token.kind](token.text, scope)


def scope_of(field: Field) -> Scope | None:
    """Return the scope in which a field's words are searched; None if it has values instead."""
    return _SCOPES.get(field.kind)


class FieldReading(NamedTuple):
    """Parses `key:value` in `text`. A `spaced` value lost its quotes in the shell.

    `has_posts` tells whether any post answers a query; without it, a comma makes a list.
    """

    text: str
    fields: FieldNames
    resolve_date: DateResolver
    counter: LimitCounter
    spaced: bool
    has_posts: Callable[[Query], bool] = lambda _query: True

    def field(self, key: str, place: Placed) -> Field:
        """Look up the field `key`. Raises QuerySyntaxError with a suggestion."""
        found = self.fields.find(key)
        if found is None:
            raise _unknown(self.text, place, key, self.fields)
        return found

    def query(self, field: Field, start: int, end: int) -> Query:
        """Make the query for the value `text[start:end]` of a field. Raises QuerySyntaxError."""
        if field.kind in _RANGES and self.text[start:end] == "*":
            return self._with_value(field)
        if field.kind in _IN_FRONT_MATTER:
            same_kind = (field._replace(name=name, also=()) for name in (field.name, *field.also))
            return any_of([self._number_or_list(one, start, end) for one in same_kind])
        return any_of([self._query(field, start, end), *self._also(field.also, start, end)])

    def _number_or_list(self, field: Field, start: int, end: int) -> Query:
        """Make the query of a value or range, whose commas may be decimal ones: `1,5..2,5`.

        They are where a list is an error, or has no posts while the numbers have; in a range also
        where posts have such numbers in the field.
        """
        number = _with_decimal_commas(field.name, self.text[start:end])
        if number is None:
            return self._query(field, start, end)
        try:
            values = self._query(field, start, end)
        except QuerySyntaxError:
            self.counter.count_ranges(1, self.text, Span(start, end))
            return number
        usual = FieldPattern(field.name, "*,*") if ".." in self.text[start:end] else None
        is_list = self.has_posts(values) and not (usual and self.has_posts(usual))
        return values if is_list or not self.has_posts(number) else number

    def _query(self, field: Field, start: int, end: int) -> Query:  # noqa: PLR0911 -- by kind
        """Make the query of a value, by the kind of its field."""
        scope = scope_of(field)
        if whole := self._whole_title(field, start, end):
            return whole
        if scope and self.spaced:
            return Phrase(self.text[start:end].strip(), scope)
        items = split_values(self.text, start, end, spaced=self.spaced)
        if scope:
            return any_of(self._scoped(item, scope) for item in items)
        if field.kind in _RANGES:
            self.counter.count_ranges(len(items), self.text, Span(start, end))
        match field.kind:
            case FieldKind.DATE:
                of = FieldDateRange if self.fields.holds_dates(field) else DateRange
                return any_of(
                    date_range(of, field.name, item, self.text, self.resolve_date) for item in items
                )
            case FieldKind.NUMBER:
                return any_of(self._numbers(field.name, items, self.text[start:end]))
            case FieldKind.PRESENCE:
                return any_of(self._present(item) for item in items)
            case FieldKind.PATH:
                return InPath(tuple(self._as_written(item) for item in items))
            case FieldKind.SLUG:
                return Slug(tuple(self._as_written(item) for item in items))
            case _:
                return self._values(field.name, items)

    def _numbers(
        self, name: str, items: tuple[ValueItem, ...], written: str
    ) -> Iterator[NumberRange]:
        is_doubtful = any(map(as_one_number, written.split("..")))
        for item in items:
            numbers = number_range(name, item, self.text)
            yield numbers.replaced(written=written) if is_doubtful else numbers

    def _also(self, keys: tuple[str, ...], start: int, end: int) -> Iterator[Query]:
        """Yield queries for keys that some posts have under the name of another field.

        These keys have whole values, so words and dates are not searched in them.
        """
        items = split_values(self.text, start, end, spaced=self.spaced) if keys else ()
        whole = tuple(item for item in items if len(item.parts) == 1)
        for key in keys if whole else ():
            yield self._values(key, whole)

    def _whole_title(self, field: Field, start: int, end: int) -> WholeTitle | None:
        """Return the query for `title:=...`; None for any other value.

        Without quotes the end of a title is unknown, so a `spaced` value is one title.
        """
        if field.kind is not FieldKind.TITLE or not self.text.startswith(WHOLE, start):
            return None
        if self.spaced:
            return WholeTitle((self.text[start + 1 : end].strip(),))
        items = split_values(self.text, start + 1, end, spaced=False)
        return WholeTitle(tuple(self._as_written(item) for item in items))

    def _scoped(self, item: ValueItem, scope: Scope) -> TextQuery:
        if len(item.parts) == 1 and item.parts[0].quoted:
            return Phrase(item.parts[0].text, scope)
        token = value_word(self.text, item.start, item.end)
        self.counter.count_patterns(token.kind in PATTERNS, self.text, token)
        return text_term(token, scope)

    def _present(self, item: ValueItem) -> Query:
        found = self.field(self._as_written(item), item)
        if found.kind in _NO_KEYS and not found.also:
            message = _("has: asks for a key of front matter, and {name} is none.", name=found.name)
            raise syntax_error(self.text, item, message)
        if found.kind in _NO_KEYS:
            return any_of(map(FieldPresent, found.also))
        return self._with_value(found)

    def _with_value(self, field: Field) -> Query:
        """Make the query of any value; a date of a post may be that of its name too."""
        is_moment = field._replace(also=()) == self.fields.moment
        first = DateRange(field.name, None, None) if is_moment else FieldPresent(field.name)
        return any_of([first, *map(FieldPresent, field.also)])

    def _as_written(self, item: ValueItem) -> str:
        """Return the text of an item whose two dots do not make a range."""
        return item.parts[0].text if len(item.parts) == 1 else self.text[item.start : item.end]

    def _values(self, name: str, items: tuple[ValueItem, ...]) -> Query:
        """Make the query of listed values, patterns and ranges."""
        single = [item.parts[0] for item in items if len(item.parts) == 1]
        whole = tuple(part.text for part in single if not part.starred)
        patterns = [FieldPattern(name, part.text) for part in single if part.starred]
        place = Span(items[0].start, items[-1].end)
        ranged = tuple(item for item in items if len(item.parts) > 1)
        ranges = [*self._numbers(name, ranged, self.text[place.start : place.end])]
        self.counter.count_patterns(len(patterns), self.text, place)
        self.counter.count_ranges(len(ranges), self.text, place)
        return any_of([*([FieldValue(name, whole)] if whole else []), *patterns, *ranges])


def _unknown(text: str, place: Placed, key: str, fields: FieldNames) -> QuerySyntaxError:
    meant = fields.suggest(key)
    suggestion = _(" Did you mean {meant!r}?", meant=meant) if meant else ""
    return syntax_error(
        text,
        place,
        _("Unknown field {key!r}.{suggestion}", key=key, suggestion=suggestion),
        hint=_("`newsctl facets` lists the fields; with a space after the colon these are words."),
    )


_LIKE_DATE = re.compile(r"\b[0-9]{4}-[0-9]|[0-9]-[0-9]{4}\b")


def date_range(
    of: type[DateRange | FieldDateRange],
    field: str,
    item: ValueItem,
    text: str,
    resolve: DateResolver,
) -> Query:
    """Make a range of dates, `of` the posts or of a field.

    A single date is the whole period that it names. An imprecise start means its first moment, an
    imprecise end its last; of a time that comes twice, the first and the second. A start that is
    after the end is in the year of that: `januari..maart 2020`. Raises QuerySyntaxError.
    """
    low, high = _ends(item) if len(item.parts) > 1 else _ends_within(item.parts[0])
    first = _period(low, text, resolve) if low.text else None
    last = _period(high, text, resolve) if high.text else None
    if low is high and first and first.again:
        return any_of(of(field, one.start, one.end) for one in (first, first.again))
    start, end = first and first.start, last and (last.again or last).end
    if start and last and end and start.timestamp() >= end.timestamp():
        start = _start_in_year(low.text, last.start.year, resolve)
        if start is None or start.timestamp() >= end.timestamp():
            raise _backwards(text, item)
    return of(field, start, end)


def _start_in_year(words: str, year: int, resolve: DateResolver) -> datetime | None:
    """Return the start of a date without a year in a year; None if that is no date."""
    try:
        return resolve(f"{words} {year}").start
    except DateWordsError:
        return None


def number_range(field: str, item: ValueItem, text: str) -> NumberRange:
    """Make an inclusive range of numbers. Raises QuerySyntaxError."""
    low, high = (_number(part, text, field) if part.text else None for part in _ends(item))
    if low is not None and high is not None and low > high:
        raise _backwards(text, item)
    is_doubtful = any(has_thousands(part.text) for part in item.parts)
    return NumberRange(field, low, high, text[item.start : item.end] if is_doubtful else "")


def _with_decimal_commas(field: str, text: str) -> NumberRange | None:
    """Return the range of numbers that a text is with decimal commas; None if it has none."""
    ends = text.split("..")
    numbers = [_number_of(end) for end in ends]
    has_comma = any(with_decimal_comma(end) is not None for end in ends)
    are_numbers = all(number is not None for end, number in zip(ends, numbers, strict=True) if end)
    if not has_comma or not are_numbers or ends[2:]:
        return None
    first, last = numbers[0], numbers[-1]
    if first is not None and last is not None and first > last:
        return None
    return NumberRange(field, first, last)


def _number_of(text: str) -> float | None:
    number = with_decimal_comma(text)
    return number_in(text) if number is None else number


def _ends(item: ValueItem) -> tuple[ValuePart, ValuePart]:
    return item.parts[0], item.parts[-1]


def _ends_within(part: ValuePart) -> tuple[ValuePart, ValuePart]:
    """Split a range that is quoted as a whole; no date contains two dots."""
    low, dots, high = part.text.partition("..")
    if not dots or not (low or high):
        return part, part
    start = part.start + int(part.quoted)
    after = start + len(low) + len(dots)
    return ValuePart(low.strip(), start, start + len(low)), ValuePart(
        high.strip(), after, after + len(high)
    )


def _period(part: ValuePart, text: str, resolve: DateResolver) -> Period:
    try:
        return resolve(part.text)
    except DateWordsError as error:
        raise syntax_error(text, part, error.message, hint=error.hint) from error


def _number(part: ValuePart, text: str, field: str) -> float:
    number = number_in(part.text)
    if number is None:
        raise syntax_error(
            text,
            part,
            _("Not a number: {text!r}.", text=part.text),
            hint=_('A field is asked for dates where newsctl.toml says so: type = "date"')
            if _LIKE_DATE.search(part.text)
            else _(
                "Try {key}:262, {key}:300.. or {key}:..500; quotes keep dots as they are.",
                key=name_of_key(field),
            ),
        )
    return number


def _backwards(text: str, item: ValueItem) -> QuerySyntaxError:
    return syntax_error(
        text, item, _("This range ends before it begins."), hint=_("Write the lower end first.")
    )
