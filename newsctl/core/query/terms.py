"""Single terms of a query: words in their scope, and fields with their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.query import (
    ExactWord,
    FieldPresent,
    FieldValue,
    Fuzzy,
    Phrase,
    Prefix,
    Scope,
    Word,
    any_of,
)
from newsctl.core.query.fields import FieldKind
from newsctl.core.query.marks import value_word
from newsctl.core.query.ranges import date_range, number_range
from newsctl.core.query.spans import Span, syntax_error
from newsctl.core.query.tokens import PATTERNS, Token, TokenKind
from newsctl.core.query.values import listed

if TYPE_CHECKING:
    from newsctl.core.errors import QuerySyntaxError
    from newsctl.core.periods import DateResolver
    from newsctl.core.query import Query, TextQuery
    from newsctl.core.query.bounds import Tally
    from newsctl.core.query.fields import Field, FieldNames
    from newsctl.core.query.spans import Placed
    from newsctl.core.query.values import Item

_TEXT_QUERIES: dict[TokenKind, type[TextQuery]] = {
    TokenKind.WORD: Word,
    TokenKind.PHRASE: Phrase,
    TokenKind.PREFIX: Prefix,
    TokenKind.FUZZY: Fuzzy,
    TokenKind.EXACT: ExactWord,
}
_SCOPES = {FieldKind.TITLE: Scope.TITLE, FieldKind.BODY: Scope.BODY}
_RANGES = {FieldKind.DATE, FieldKind.NUMBER}


def text_term(token: Token, scope: Scope) -> TextQuery:
    """Make the query that a word's or phrase's token stands for."""
    return _TEXT_QUERIES[token.kind](token.text, scope)


def scope_of(field: Field) -> Scope | None:
    """Return the scope that a field's words are looked for in, None when it has values instead."""
    return _SCOPES.get(field.kind)


class FieldReading(NamedTuple):
    """How `key:value` in `text` is read. A `spaced` value lost its quotes in the shell."""

    text: str
    fields: FieldNames
    resolve_date: DateResolver
    tally: Tally
    spaced: bool

    def field(self, key: str, place: Placed) -> Field:
        """Return the field called `key`. Raises QuerySyntaxError with a suggestion."""
        found = self.fields.find(key)
        if found is None:
            raise _unknown(self.text, place, key, self.fields)
        return found

    def query(self, field: Field, start: int, end: int) -> Query:
        """Make the query for the value `text[start:end]` of a field. Raises QuerySyntaxError."""
        scope = scope_of(field)
        if scope and self.spaced:
            return Phrase(self.text[start:end].strip(), scope)
        items = listed(self.text, start, end, spaced=self.spaced)
        if scope:
            return any_of(self._scoped(item, scope) for item in items)
        if field.kind in _RANGES:
            self.tally.count_ranges(len(items), self.text, Span(start, end))
        match field.kind:
            case FieldKind.DATE:
                return any_of(
                    date_range(field.name, item, self.text, self.resolve_date) for item in items
                )
            case FieldKind.NUMBER:
                return any_of(number_range(field.name, item, self.text) for item in items)
            case FieldKind.PRESENCE:
                return any_of(self._present(item) for item in items)
            case _:
                return self._values(field, items)

    def _scoped(self, item: Item, scope: Scope) -> TextQuery:
        if len(item.parts) == 1 and item.parts[0].quoted:
            return Phrase(item.parts[0].text, scope)
        token = value_word(self.text, item.start, item.end)
        self.tally.count_patterns(token.kind in PATTERNS, self.text, token)
        return text_term(token, scope)

    def _present(self, item: Item) -> FieldPresent:
        whole = item.parts[0].text if len(item.parts) == 1 else self.text[item.start : item.end]
        return FieldPresent(self.field(whole, item).name)

    def _values(self, field: Field, items: tuple[Item, ...]) -> Query:
        whole = tuple(self._whole(field, item) for item in items if len(item.parts) == 1)
        ranges = [
            number_range(field.name, item, self.text) for item in items if len(item.parts) > 1
        ]
        self.tally.count_ranges(len(ranges), self.text, Span(items[0].start, items[-1].end))
        return any_of([*([FieldValue(field.name, whole)] if whole else []), *ranges])

    def _whole(self, field: Field, item: Item) -> str:
        part = item.parts[0]
        if part.text.endswith("*") and not part.quoted:
            raise syntax_error(
                self.text,
                part,
                f"A value is a whole value: {field.name} takes no *.",
                hint=f"Posts that have any value: has:{field.name}. An asterisk itself: quote it.",
            )
        return part.text


def _unknown(text: str, place: Placed, key: str, fields: FieldNames) -> QuerySyntaxError:
    meant = fields.suggest(key)
    suggestion = f" Did you mean {meant!r}?" if meant else ""
    return syntax_error(
        text,
        place,
        f"Unknown field {key!r}.{suggestion}",
        hint="`newsctl facets` lists the fields; with a space after the colon these are words.",
    )
