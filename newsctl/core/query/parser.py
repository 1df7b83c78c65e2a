"""Text to Query: from a string, from a command line's arguments, from options that say the same.

NOT binds closest, then AND (written or not), then OR:

alternatives = sequence (OR sequence)*
sequence     = operand (AND? operand)*
operand      = NOT operand | "(" alternatives ")" | key ":(" alternatives ")" | @name | term
"""

from __future__ import annotations

from contextlib import suppress
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, Self, TypeGuard

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.messages import _
from newsctl.core.periods import WORDS_OF_A_DATE
from newsctl.core.query.arguments import join_arguments, with_quotes
from newsctl.core.query.ast import DateRange, Everything, Not, Scope, TwoWays, Word, all_of, any_of
from newsctl.core.query.describe import quote
from newsctl.core.query.extents import ends_of_value
from newsctl.core.query.fields import FieldKind
from newsctl.core.query.lexer import (
    NO_UNITS,
    PATTERNS,
    Token,
    TokenKind,
    has_word,
    tokenize,
    unusual_keys,
)
from newsctl.core.query.limits import LimitCounter, check_length
from newsctl.core.query.saved_queries import in_saved_query, saved_text
from newsctl.core.query.spans import Span, syntax_error
from newsctl.core.query.structure import check_structure
from newsctl.core.query.value_lexer import ValueItem, ValuePart
from newsctl.core.query.values import FieldReading, date_range, scope_of, text_term

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from newsctl.core.periods import DateResolver
    from newsctl.core.query.ast import Query
    from newsctl.core.query.fields import Field, FieldNames


class Filters(NamedTuple):
    """The options of a command that have the same meaning as clauses of a query."""

    bron: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    @classmethod
    def of(
        cls,
        bron: Sequence[str] | None,
        category: Sequence[str] | None,
        since: str | None,
        until: str | None,
    ) -> Self:
        """Make filters of the options of a command line."""
        return cls(tuple(bron or ()), tuple(category or ()), since, until)


class QueryParser:
    """Parses the queries of one archive.

    `resolve_date` parses dates relative to today; `saved` holds the texts of saved queries by name.
    `has_posts` tells whether any post answers a query, for values with spaces in arguments;
    without it, every value counts as one of the archive. Every method raises QuerySyntaxError for
    invalid input.
    """

    def __init__(
        self,
        fields: FieldNames,
        resolve_date: DateResolver,
        saved: Mapping[str, str] | None = None,
        has_posts: Callable[[Query], bool] = lambda _query: True,
    ) -> None:
        self.fields = fields
        self._resolve_date = resolve_date
        self.saved = saved or {}
        self._has_posts = has_posts
        self._unusual = unusual_keys(fields.keys)

    def parse(self, text: str) -> Query:
        """Parse a query from one text, as a script or a settings file has it."""
        return self._read(text)

    def parse_arguments(self, arguments: Sequence[str]) -> Query:
        """Parse a query from command-line arguments, whose quotes the shell removed.

        Errors point into the arguments joined by spaces.
        """
        joined = join_arguments(arguments, self._is_known, self._ends_of_value, self._unusual)
        query = self._read(joined.text, joined.units, joined.ends)
        return all_of([query], doubts=joined.doubts) if joined.doubts else query

    def parse_typed(self, text: str) -> Query:
        """Parse a query that a person typed as one text, as one argument of a command line."""
        return self.parse_arguments([text.strip()])

    def with_quotes(self, text: str) -> str:
        """Return the text for `parse` of a query that a person typed: see `parse_typed`."""
        return with_quotes(text.lstrip(), self._is_known, self._ends_of_value, self._unusual)

    def parse_with(self, words: Sequence[str], filters: Filters) -> Query:
        """Parse one query from command-line arguments and filter options."""
        return self.narrowed([self.parse_arguments(words)] if words else [], filters)

    def narrowed(self, queries: Sequence[Query], filters: Filters) -> Query:
        """Join queries and filter options into one query."""
        asked = [*queries]
        for key, values in (("bron", filters.bron), ("category", filters.category)):
            if values:
                asked.append(self.field(key, *values))
        return all_of([*asked, self.period(filters.since, filters.until)])

    def field(self, key: str, *values: str) -> Query:
        """Make the query of `--key value`: `key:value`, with OR between several values."""
        text = f"{key}:{','.join(value.strip() for value in values)}"
        check_length(text)
        counter = LimitCounter()
        counter.count_words(text, Span(len(key) + 1, len(text)))
        reading = FieldReading(text, self.fields, self._resolve_date, counter, spaced=True)
        found = reading.field(key, Span(0, len(key)))
        return reading.query(found, len(key) + 1, len(text))

    def period(self, since: str | None = None, until: str | None = None) -> Query:
        """Make the query of `--since` and `--until`: `date:since..until`."""
        text = "..".join(end for end in (since, until) if end is not None) or ".."
        low = ValuePart(since or "", 0, len(since or ""))
        high = ValuePart(until or "", len(text) - len(until or ""), len(text))
        for part, given in ((low, since), (high, until)):
            if given is not None and not given.strip():
                raise syntax_error(text, part, _("A date is missing here."))
            if given is not None and ".." in given:
                raise syntax_error(
                    text,
                    part,
                    _("A range is two dates."),
                    hint=_("As options: --since 2019-09 --until 2019-10"),
                )
        if since is None and until is None:
            return Everything()
        item, moment = ValueItem((low, high)), self.fields.moment.name
        return date_range(DateRange, moment, item, text, self._resolve_date)

    def _read(
        self, text: str, units: Mapping[int, int] = NO_UNITS, ends: Collection[int] = ()
    ) -> Query:
        grammar = Grammar(
            self.fields, self._resolve_date, self.saved, self._unusual, self._has_posts
        )
        return QueryReader(text, grammar, units=units, ends=ends).read()

    def _ends_of_value(self, text: str, token: Token, ends: Sequence[int]) -> Sequence[int]:
        """Return where the value of a field may end, as `ends_of_value`."""
        reading = FieldReading(text, self.fields, self._resolve_date, LimitCounter(), spaced=True)
        field = reading.field(token.text, token)
        return ends_of_value(reading, field, token.value, ends, self._has_posts)

    def _is_known(self, token: Token) -> bool:
        if token.kind is TokenKind.SAVED:
            return token.text in self.saved
        return self.fields.find(token.text) is not None


class Grammar:
    """The names that an archive knows, and the state of parsing one query.

    `inside` are the names of the saved queries being parsed, outermost first; `unusual` is that of
    `tokenize`.
    """

    def __init__(
        self,
        fields: FieldNames,
        resolve_date: DateResolver,
        saved: Mapping[str, str],
        unusual: Sequence[str],
        has_posts: Callable[[Query], bool],
    ) -> None:
        self.fields = fields
        self.resolve_date = resolve_date
        self.has_posts = has_posts
        self.saved = saved
        self.unusual = unusual
        self.inside: list[str] = []
        self.counter = LimitCounter()

    def reading(self, text: str, counter: LimitCounter, *, spaced: bool) -> FieldReading:
        """Return what parses the fields of a text."""
        return FieldReading(text, self.fields, self.resolve_date, counter, spaced, self.has_posts)


class QueryReader:
    """The recursive descent parser of one text.

    `units` are those of `tokenize`, `ends` where arguments end that the text is joined of.
    """

    def __init__(
        self,
        text: str,
        grammar: Grammar,
        *,
        units: Mapping[int, int] = NO_UNITS,
        ends: Collection[int] = (),
    ) -> None:
        check_length(text)
        self._text = text
        self._grammar = grammar
        self._units = units
        self._ends = {len(text.rstrip()), *ends}
        self._tokens = check_structure(text, tokenize(text, units=units, unusual=grammar.unusual))
        self._at = 0

    def read(self, depth: int = 0) -> Query:
        """Parse the whole text; an empty one is everything. Raises QuerySyntaxError."""
        return self._alternatives(Scope.ANYWHERE, depth) if self._tokens else Everything()

    def _alternatives(self, scope: Scope, depth: int) -> Query:
        operands = [self._sequence(scope, depth)]
        while self._accept(TokenKind.OR):
            operands.append(self._sequence(scope, depth))
        return any_of(operands)

    def _sequence(self, scope: Scope, depth: int) -> Query:
        """Parse operands joined by AND, written or not; noise between words is left out."""
        operands: list[Query] = []
        left_out: list[str] = []
        doubts: list[TwoWays] = []
        while self._next_kind() not in {None, TokenKind.OR, TokenKind.CLOSE}:
            if not self._accept(TokenKind.AND):
                left_out += self._as_field()
                doubts += self._longer_dates()
                operands.append(self._operand(scope, depth + 1))
        words = [query for query in operands if not _is_noise(query)]
        if not words:
            return all_of(operands, doubts=doubts)
        left_out += [query.text for query in operands[:-1] if _is_noise(query)]
        return all_of(words, left_out, doubts)

    def _longer_dates(self) -> Iterator[TwoWays]:
        """Yield the longest date that the next field has with the words behind: `date:mei 2020`."""
        token, *after = self._tokens[self._at : self._at + WORDS_OF_A_DATE]
        words = [*takewhile(lambda one: one.kind is TokenKind.WORD, after)]
        field = self._grammar.fields.find(token.text) if token.kind is TokenKind.FIELD else None
        if field is None or field.kind is not FieldKind.DATE or token.value == token.end:
            return
        reading = self._grammar.reading(self._text, LimitCounter(), spaced=True)
        key = self._text[token.start : token.value]
        for last in reversed(words):
            date = self._text[token.value : last.end]
            with suppress(QuerySyntaxError):
                reading.query(field, token.value, last.end)
                rest = self._text[token.end : last.end].strip()
                read = f"{rest} {self._text[token.start : token.end]}"
                yield TwoWays(f"{key}{date}", read, f"{key}{quote(date)}")
                return

    def _as_field(self) -> Iterator[str]:
        """Yield the next two words as one, for a hint, if they may be a field: `bron: NOS`."""
        token, *after = self._tokens[self._at : self._at + 2]
        key, colon, rest = self._text[token.start : token.end].partition(":")
        is_key = token.kind is TokenKind.WORD and colon and not rest
        has_value = after and after[0].kind in {TokenKind.WORD, TokenKind.PHRASE}
        if is_key and has_value and self._grammar.fields.find(key):
            yield f"{key}: {self._text[after[0].start : after[0].end]}"

    def _operand(self, scope: Scope, depth: int) -> Query:
        token = self._tokens[self._at]
        self._at += 1
        self._check_bounds(token, depth)
        if token.kind is TokenKind.WORD:
            self._check_no_value_is_missing(token)
        match token.kind:
            case TokenKind.NOT:
                return Not(self._excluded(scope, depth + 1))
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

    def _excluded(self, scope: Scope, depth: int) -> Query:
        """Parse the operand of NOT, in which signs are no noise: `-(! x)` may want posts of x."""
        first = self._at
        query = self._operand(scope, depth)
        for token in self._tokens[first : self._at]:
            if token.kind is TokenKind.WORD and not has_word(token.text):
                raise syntax_error(
                    self._text,
                    token,
                    _("{sign} is no word, so nothing is left out by it.", sign=token.text),
                    hint=_("Directly before a word, a minus leaves out posts with it: -word"),
                )
        return query

    def _group(self, scope: Scope, depth: int) -> Query:
        query = self._alternatives(scope, depth)
        self._accept(TokenKind.CLOSE)
        return query

    def _field(self, token: Token, scope: Scope, depth: int) -> Query:
        """Parse a field with the value in its token, or with the group that follows it."""
        self._check_unscoped(token, scope)
        spaced = token.start in self._units
        reading = self._grammar.reading(self._text, self._grammar.counter, spaced=spaced)
        key = Span(token.start, token.start + len(token.text))
        found = reading.field(token.text, key)
        if token.value < token.end:
            return reading.query(found, token.value, token.end)
        inner = self._inner_scope(found, key)
        self._accept(TokenKind.OPEN)
        return self._group(inner, depth)

    def _inner_scope(self, field: Field, key: Span) -> Scope:
        """Return the scope of the words in parentheses after a field. Raises QuerySyntaxError."""
        scope = scope_of(field)
        if scope is None:
            raise syntax_error(
                self._text,
                key,
                _("{name!r} takes no parentheses.", name=field.name),
                hint=_("List its values with commas: {name}:a,b", name=field.name),
            )
        return scope

    def _saved(self, token: Token, depth: int) -> Query:
        """Parse a saved query by a reader of its own."""
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

    def _check_no_value_is_missing(self, token: Token) -> None:
        """Raise QuerySyntaxError for a field at the end with nothing behind its colon: `bron:`."""
        key, colon, rest = self._text[token.start : token.end].partition(":")
        is_last = token.end in self._ends or self._text.startswith(")", token.end)
        if colon and not rest and is_last and self._grammar.fields.find(key):
            raise syntax_error(
                self._text,
                token,
                _("A value is missing here."),
                hint=_(
                    "Behind the colon stands a value, without a space; that of a shell variable "
                    'may be empty. As text: "{key}:"',
                    key=key,
                ),
            )

    def _check_unscoped(self, token: Token, scope: Scope) -> None:
        if scope is not Scope.ANYWHERE:
            message = _(
                "Only words stand between the parentheses of {value}:(…).", value=scope.value
            )
            raise syntax_error(self._text, token, message)

    def _check_bounds(self, token: Token, depth: int) -> None:
        counter = self._grammar.counter
        counter.count_depth(depth, self._text, token)
        counter.count_words(self._text, Span(token.value or token.start, token.end))
        counter.count_patterns(token.kind in PATTERNS, self._text, token)

    def _next_kind(self) -> TokenKind | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _accept(self, kind: TokenKind) -> bool:
        if self._next_kind() is not kind:
            return False
        self._at += 1
        return True


def _is_noise(query: Query) -> TypeGuard[Word]:
    """Tell whether a query is a lone dash, a pictograph or the like, to be ignored beside words."""
    return isinstance(query, Word) and not has_word(query.text)
