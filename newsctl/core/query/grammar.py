"""The grammar of queries: NOT binds closest, then AND (written or not), then OR.

alternatives = sequence (OR sequence)*
sequence     = operand (AND? operand)*
operand      = NOT operand | "(" alternatives ")" | key ":(" alternatives ")" | @name | term
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query import Everything, Not, Scope, Word, all_of, any_of
from newsctl.core.query.bounds import Tally, check_length
from newsctl.core.query.lexer import NO_UNITS, tokens
from newsctl.core.query.marks import has_word
from newsctl.core.query.saved import in_saved_query, saved_text
from newsctl.core.query.spans import Span, syntax_error
from newsctl.core.query.structure import structured
from newsctl.core.query.terms import FieldReading, scope_of, text_term
from newsctl.core.query.tokens import PATTERNS, TokenKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.periods import DateResolver
    from newsctl.core.query import Query
    from newsctl.core.query.fields import Field, FieldNames
    from newsctl.core.query.tokens import Token


class Grammar:
    """What names mean in one archive, and how far the reading of one query has come.

    `inside` are the names of the saved queries that are being read, outermost first.
    """

    def __init__(
        self, fields: FieldNames, resolve_date: DateResolver, saved: Mapping[str, str]
    ) -> None:
        self.fields = fields
        self.resolve_date = resolve_date
        self.saved = saved
        self.inside: list[str] = []
        self.tally = Tally()


class QueryReader:
    """Reads one text, from its first token to its last. `units` as for `tokens`."""

    def __init__(self, text: str, grammar: Grammar, *, units: Mapping[int, int] = NO_UNITS) -> None:
        check_length(text)
        self._text = text
        self._grammar = grammar
        self._units = units
        self._tokens = structured(text, tokens(text, units=units))
        self._at = 0

    def read(self, depth: int = 0) -> Query:
        """Read the whole text; nothing is everything. Raises QuerySyntaxError."""
        return self._alternatives(Scope.ANYWHERE, depth) if self._tokens else Everything()

    def _alternatives(self, scope: Scope, depth: int) -> Query:
        operands = [self._sequence(scope, depth)]
        while self._accept(TokenKind.OR):
            operands.append(self._sequence(scope, depth))
        return any_of(operands)

    def _sequence(self, scope: Scope, depth: int) -> Query:
        operands: list[Query] = []
        while self._next_kind() not in {None, TokenKind.OR, TokenKind.CLOSE}:
            if not self._accept(TokenKind.AND):
                operands.append(self._operand(scope, depth + 1))
        return all_of(_telling(operands))

    def _operand(self, scope: Scope, depth: int) -> Query:
        token = self._tokens[self._at]
        self._at += 1
        self._check_bounds(token, depth)
        match token.kind:
            case TokenKind.NOT:
                return Not(self._operand(scope, depth + 1))
            case TokenKind.OPEN:
                return self._group(scope, depth)
            case TokenKind.FIELD:
                return self._field(token, scope, depth)
            case TokenKind.SAVED:
                self._check_unscoped(token, scope)
                return self._saved(token, depth)
            case TokenKind.ALL:
                return Everything()
            case _:
                return text_term(token, scope)

    def _group(self, scope: Scope, depth: int) -> Query:
        query = self._alternatives(scope, depth)
        self._accept(TokenKind.CLOSE)
        return query

    def _field(self, token: Token, scope: Scope, depth: int) -> Query:
        self._check_unscoped(token, scope)
        spaced = token.start in self._units
        grammar = self._grammar
        reading = FieldReading(
            self._text, grammar.fields, grammar.resolve_date, grammar.tally, spaced
        )
        key = Span(token.start, token.start + len(token.text))
        found = reading.field(token.text, key)
        if token.value < token.end:
            return reading.query(found, token.value, token.end)
        inner = self._inner_scope(found, key)
        self._accept(TokenKind.OPEN)
        return self._group(inner, depth)

    def _inner_scope(self, found: Field, key: Span) -> Scope:
        scope = scope_of(found)
        if scope is None:
            raise syntax_error(
                self._text,
                key,
                f"{found.name!r} takes no parentheses.",
                hint=f"List its values with commas: {found.name}:a,b",
            )
        return scope

    def _saved(self, token: Token, depth: int) -> Query:
        grammar = self._grammar
        text = saved_text(token, self._text, grammar.saved, grammar.inside)
        grammar.inside.append(token.text)
        try:
            query = QueryReader(text, grammar).read(depth)
        except QuerySyntaxError as error:
            if error.text is not text:
                raise
            raise in_saved_query(token.text, error) from error
        grammar.inside.pop()
        return query

    def _check_unscoped(self, token: Token, scope: Scope) -> None:
        if scope is not Scope.ANYWHERE:
            message = f"Only words stand between the parentheses of {scope.value}:(…)."
            raise syntax_error(self._text, token, message)

    def _check_bounds(self, token: Token, depth: int) -> None:
        tally = self._grammar.tally
        tally.count_depth(depth, self._text, token)
        tally.count_words(self._text, Span(token.value or token.start, token.end))
        tally.count_patterns(token.kind in PATTERNS, self._text, token)

    def _next_kind(self) -> TokenKind | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _accept(self, kind: TokenKind) -> bool:
        if self._next_kind() is not kind:
            return False
        self._at += 1
        return True


def _telling(operands: list[Query]) -> list[Query]:
    """Leave out lone dashes, pictures and the like, unless there is nothing else."""
    return [query for query in operands if not _is_noise(query)] or operands


def _is_noise(query: Query) -> bool:
    return isinstance(query, Word) and not has_word(query.text)
