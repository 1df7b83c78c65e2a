"""Suggestions to narrow an answer: by year, and by values of the common fields."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.folding import folded, in_alphabet
from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query.ast import And, FieldPresent, FieldValue, all_of
from newsctl.core.query.describe import query_text
from newsctl.core.research.calendar import Per, counted, spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from newsctl.core.archive.archive import Archive
    from newsctl.core.archive.hits import Dates, Facet
    from newsctl.core.query.ast import Query
    from newsctl.core.query.parser import QueryParser

_FIELDS = "bron", "category", "categories", "tags", "author"
_MOST_VALUES = 8
"""Values of a field, the commonest of an answer, that it can be narrowed by."""

_MOST_COUNTED = 200
"""Values of a field that are counted in an answer: all that facets have."""

MOST_READ = 2_000
"""Posts of an answer up to which values are read from these, of a field with more than that."""

_ANY_CLAUSE = 'date:"2019"'
"""A clause beside which a query is read as beside others, those with quotes too."""

_FEW_YEARS = 6
"""Years up to which posts through time are counted by month."""


class Narrowing(NamedTuple):
    """A value, the number of posts it leaves, and the text of the narrowed query.

    `is_taken` where the query has the value already: the text is then the query without it.
    """

    value: str
    posts: int
    narrowed: str
    is_taken: bool = False


class NarrowingGroup(NamedTuple):
    """The values of a field that narrow an answer; `is_cut` where there are others.

    It has no values, and is cut, where they cannot be counted in more than MOST_READ posts.
    """

    field: str
    values: Sequence[Narrowing]
    is_cut: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether there is more than one value, one that the query has, or none counted."""
        is_uncounted = self.is_cut and not self.values
        is_taken = any(one.is_taken for one in self.values)
        return len(self.values) > 1 or is_taken or is_uncounted


class ThroughTime(NamedTuple):
    """The posts of each period, from the first to the last one with posts."""

    counts: Sequence[int] = ()
    first: str = ""
    last: str = ""


def narrowings(
    archive: Archive, parser: QueryParser, zone: tzinfo, query: Query, text: str
) -> list[NarrowingGroup]:
    """Return for each field the values that narrow an answer, the commonest first.

    The latest years come first, and all earlier ones are one value (`date:..2016`). A field with a
    single value is left out, unless the query has that. `text` is the query as typed, or the part
    of it beside filters.
    """
    facets = filter(None, map(archive.facets().get, _FIELDS))
    counted_by_field = (
        _years(archive.dates(query), zone),
        *(_values(archive, parser, query, facet) for facet in facets),
    )
    narrower = Narrower(text, parser)
    found = (one.written(narrower) for one in counted_by_field)
    return [one for one in found if one.is_choice]


class Narrower:
    """Adds one clause to a query. Raises QuerySyntaxError.

    The query keeps the `text` that was typed; where a clause would change its meaning it gets
    parentheses: `(storm OR ijs) bron:NOS`.
    """

    def __init__(self, text: str, parser: QueryParser) -> None:
        self._typed = parser.with_quotes(text.strip())
        self._parser = parser
        query = parser.parse_typed(text)
        self._operands = query.operands if isinstance(query, And) else (query,)
        wanted = all_of([query, parser.parse(_ANY_CLAUSE)])
        typed = self._typed
        forms = (typed, f"({typed})", f"({typed} )")  # the last for `storm OR :)`
        self._beside = next(
            (form for form in forms if reads_as(f"{form} {_ANY_CLAUSE}", wanted, parser)), None
        )

    def has(self, clause: str) -> bool:
        """Tell whether the typed query has a clause that all its posts have to answer."""
        return self._parser.parse(clause) in self._operands

    def narrowed(self, clause: str) -> str | None:
        """Return the query with a clause; or without it, if all its posts match the clause.

        Returns None if no text has this meaning, as for a word that counts only on its own, such as
        a dash.
        """
        asked = self._parser.parse(clause)
        if not self.has(clause):
            return None if self._beside is None else f"{self._beside} {clause}".strip()
        wanted = all_of(one for one in self._operands if one != asked)
        before, _, behind = f" {self._typed} ".rpartition(f" {clause} ")
        forms = (f"{before.strip()} {behind.strip()}".strip(), query_text(wanted))
        return next((form for form in forms if reads_as(form, wanted, self._parser)), None)


def through_time(dates: Dates, zone: tzinfo) -> ThroughTime:
    """Count the posts of an answer by year, or by month if they are few."""
    if not dates.seconds:
        return ThroughTime()
    per = Per.YEAR
    periods = spans(dates.seconds, per, zone)
    if len(periods) <= _FEW_YEARS:
        per = Per.MONTH
        periods = spans(dates.seconds, per, zone)
    counts = counted(dates.seconds, periods, per, zone)
    return ThroughTime(counts, periods[0].period, periods[-1].period)


class _CountedClause(NamedTuple):
    value: str
    posts: int
    clause: str


class _CountedClauses(NamedTuple):
    field: str
    clauses: Sequence[_CountedClause]
    is_cut: bool = False

    def written(self, narrower: Narrower) -> NarrowingGroup:
        """Return the values with their narrowed queries, without those that cannot be written."""
        values = [
            Narrowing(value, posts, form, narrower.has(clause))
            for value, posts, clause in self.clauses
            if (form := narrower.narrowed(clause)) is not None
        ]
        return NarrowingGroup(self.field, values, self.is_cut)


def _years(dates: Dates, zone: tzinfo) -> _CountedClauses:
    """Return the counts by year; those before the latest are one clause."""
    periods = spans(dates.seconds, Per.YEAR, zone)
    counts = counted(dates.seconds, periods, Per.YEAR, zone)
    found = [
        _CountedClause(one.period, posts, f"date:{one.period}")
        for one, posts in zip(periods, counts, strict=True)
        if posts
    ]
    if len(found) > _MOST_VALUES:
        first = len(found) - _MOST_VALUES + 1
        before, found = found[:first], found[first:]
        last = before[-1].value
        posts = sum(one.posts for one in before)
        found.insert(0, _CountedClause(f"..{last}", posts, f"date:..{last}"))
    return _CountedClauses("date", found[::-1])


def _values(archive: Archive, parser: QueryParser, query: Query, facet: Facet) -> _CountedClauses:
    """Return the counts of a field's commonest values among the posts of a query.

    None, and `is_cut`, where they would have to be read from too many posts.
    """
    values = facet.values or _values_read(archive, query, facet.key)
    if values is None:
        return _CountedClauses(facet.key, [], is_cut=True)
    spellings = {folded(value): value for value in [*values][::-1]}  # the commonest
    asked = [value for value in values if spellings[folded(value)] == value]
    clauses = [FieldValue(facet.key, (value,)) for value in asked[:_MOST_COUNTED]]
    counts = archive.counts(query, clauses)
    found = [
        _CountedClause(value, posts, query_text(clause))
        for value, posts, clause in zip(asked, counts, clauses, strict=False)
        if posts
    ]
    found.sort(key=lambda one: (-one.posts, in_alphabet(one.value)))
    can_be_asked = (
        one for one in found if reads_as(one.clause, FieldValue(facet.key, (one.value,)), parser)
    )
    return _CountedClauses(
        facet.key, [*islice(can_be_asked, _MOST_VALUES)], len(found) > _MOST_VALUES
    )


def _values_read(archive: Archive, query: Query, key: str) -> Mapping[str, int] | None:
    """Count the values in the posts of a query, the commonest first; None if these are too many."""
    having = all_of([query, FieldPresent(key)])
    if archive.count(having) > MOST_READ:
        return None
    facts = archive.facts(having, [[key]])
    return dict(Counter(value for one in facts for value in one.values[0]).most_common())


def reads_as(text: str, query: Query, parser: QueryParser) -> bool:
    """Tell whether a text that is typed asks this; not so for a value with all kinds of quotes."""
    try:
        return parser.parse_typed(text) == query
    except QuerySyntaxError:
        return False
