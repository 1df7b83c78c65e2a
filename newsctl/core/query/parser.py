"""Text to Query: from a string, from a command line's arguments, from options that say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.query import Everything
from newsctl.core.query.arguments import joined
from newsctl.core.query.bounds import Tally, check_length
from newsctl.core.query.grammar import Grammar, QueryReader
from newsctl.core.query.lexer import NO_UNITS
from newsctl.core.query.ranges import date_range
from newsctl.core.query.spans import Span, syntax_error
from newsctl.core.query.terms import FieldReading
from newsctl.core.query.tokens import Token, TokenKind
from newsctl.core.query.values import Item, Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.periods import DateResolver
    from newsctl.core.query import Query
    from newsctl.core.query.fields import FieldNames


class QueryParser:
    """Reads the queries of one archive.

    `resolve_date` reads dates and knows what day it is; `saved` are the texts of saved queries by
    name. Every method raises QuerySyntaxError for what it does not understand.
    """

    def __init__(
        self,
        fields: FieldNames,
        resolve_date: DateResolver,
        saved: Mapping[str, str] | None = None,
    ) -> None:
        self._fields = fields
        self._resolve_date = resolve_date
        self._saved = saved or {}

    def parse(self, text: str) -> Query:
        """Read a query from one text, as a script or a settings file has it."""
        return self._read(text, NO_UNITS)

    def parse_arguments(self, arguments: Sequence[str]) -> Query:
        """Read a query from a command line, whose shell has taken quotes away.

        Errors point into the arguments joined by spaces.
        """
        text, units = joined(arguments, self._is_known)
        return self._read(text, units)

    def field(self, key: str, *values: str) -> Query:
        """Make the query of `--key value`, the same as `key:value`; several values are either."""
        text = f"{key}:{','.join(value.strip() for value in values)}"
        check_length(text)
        tally = Tally()
        tally.count_words(text, Span(len(key) + 1, len(text)))
        reading = FieldReading(text, self._fields, self._resolve_date, tally, spaced=True)
        found = reading.field(key, Span(0, len(key)))
        return reading.query(found, len(key) + 1, len(text))

    def period(self, since: str | None = None, until: str | None = None) -> Query:
        """Make the query of `--since` and `--until`, the same as `date:since..until`."""
        text = f"{since or ''}..{until or ''}"
        low = Part(since or "", 0, len(since or ""))
        high = Part(until or "", low.end + 2, len(text))
        for part, given in ((low, since), (high, until)):
            if given is not None and not given.strip():
                raise syntax_error(text, part, "A date is missing here.")
        if since is None and until is None:
            return Everything()
        return date_range(self._fields.moment.name, Item((low, high)), text, self._resolve_date)

    def _read(self, text: str, units: Mapping[int, int]) -> Query:
        grammar = Grammar(self._fields, self._resolve_date, self._saved)
        return QueryReader(text, grammar, units=units).read()

    def _is_known(self, token: Token) -> bool:
        if token.kind is TokenKind.SAVED:
            return token.text in self._saved
        return self._fields.find(token.text) is not None
