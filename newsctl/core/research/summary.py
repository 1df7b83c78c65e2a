"""Summary of an archive or of a query: how many posts, from when to when, how regular."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.hits import Dates
from newsctl.core.messages import _
from newsctl.core.query.ast import Everything
from newsctl.core.research.calendar import Per, by_day, counted, spans
from newsctl.core.research.grids import facts_asked
from newsctl.core.research.tables import by_field, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import tzinfo

    from newsctl.core.archive.archive import Archive
    from newsctl.core.archive.hits import PostFacts
    from newsctl.core.archive.ports import Watch
    from newsctl.core.query.ast import Query
    from newsctl.core.query.fields import FieldNames
    from newsctl.core.research.calendar import Tally

_FIELDS = ("bron", "category")
_WORDS = "aantal"
SHOWN = 5
"""Days and gaps that a page has room for, and values of a field."""


class Gap(NamedTuple):
    """A range of days without a post, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1


class Summary(NamedTuple):
    """A summary of posts.

    `words` is the sum of their `aantal`, which `counted` posts have. `busiest` are the days with
    the most posts, two at least, and `gaps` the longest ranges without any, beside which there are
    `other_busy` and `other_gaps`. `through_time` counts posts by the unit `per`, which gives as
    many periods as a sparkline has room for.
    """

    posts: int
    undated: int
    words: int
    counted: int
    first: date | None
    last: date | None
    busiest: tuple[tuple[date, int], ...]
    other_busy: int
    gaps: tuple[Gap, ...]
    other_gaps: int
    per: Per
    through_time: tuple[Tally, ...]


class OccurrenceCount(NamedTuple):
    """The number of matches of the words of a query, and of the posts with a match."""

    number: int
    posts: int


class SummaryRequest(NamedTuple):
    """Which posts to summarise, and how many values of each field; None for all.

    With `occurrences` the matches of the query's words are counted.
    """

    query: Query
    top: int | None
    occurrences: bool


class SummedUp(NamedTuple):
    """A summary of the posts of a query, with counts of field values.

    `values` has the commonest values of each field, `others` the number of further values.
    """

    query: Query
    summary: Summary
    values: Mapping[str, Sequence[tuple[str, int]]]
    others: Mapping[str, int]
    occurrences: OccurrenceCount | None


def summed_up(
    archive: Archive, request: SummaryRequest, fields: FieldNames, zone: tzinfo, watch: Watch
) -> SummedUp:
    """Summarise the posts of a query."""
    occurrences = _occurrences(archive, request.query) if request.occurrences else None
    with watch(_("Counting")) as progress:
        dates, values = _dates_and_values(archive, request.query, fields)
        progress(1, 2)
        words = archive.numbers(request.query, _WORDS)
        progress(2, 2)
    summary = summary_of(dates, words, zone, request.top)
    most = {field: counts[: request.top] for field, counts in values.items()}
    others = {field: len(counts) - len(most[field]) for field, counts in values.items()}
    return SummedUp(request.query, summary, most, others, occurrences)


def _occurrences(archive: Archive, query: Query) -> OccurrenceCount:
    marks = [one.occurrences for one in facts_asked(archive, query, (), occurrences=True)]
    return OccurrenceCount(sum(marks), sum(map(bool, marks)))


def _dates_and_values(
    archive: Archive, query: Query, fields: FieldNames
) -> tuple[Dates, Mapping[str, Sequence[tuple[str, int]]]]:
    """Return the dates of the posts of a query, and the values of each field by count."""
    found = {name: fields.find(name) for name in _FIELDS}
    keys = {name: (field.name, *field.also) for name, field in found.items() if field}
    if isinstance(query, Everything):  # which the index has counted, without reading a post
        every = {name: archive.values(*of_field).values for name, of_field in keys.items()}
        return archive.dates(query), {name: [*values.items()] for name, values in every.items()}
    facts = archive.facts(query, [*keys.values()])
    return dates_of(facts), {
        name: [(value, posts) for (value,), posts in table_of(facts, [by_field(at)]).ranked()]
        for at, name in enumerate(keys)
    }


def dates_of(posts: Iterable[PostFacts]) -> Dates:
    """Return the dates of posts."""
    dates = [one.seconds for one in posts]
    seconds = sorted(one for one in dates if one is not None)
    return Dates(seconds, len(dates) - len(seconds))


def summary_of(dates: Dates, words: Mapping[float, int], zone: tzinfo, top: int | None) -> Summary:
    """Summarise posts by their dates, and by their word counts (number of posts by count)."""
    days = by_day(dates.seconds, zone)
    in_order = sorted(days)
    per = _fitting(in_order[0], in_order[-1]) if in_order else Per.YEAR
    periods = spans(dates.seconds, per, zone)
    counts = counted(dates.seconds, periods, per, zone)
    gaps = [
        Gap(date.fromordinal(one.toordinal() + 1), date.fromordinal(next_one.toordinal() - 1))
        for one, next_one in pairwise(in_order)
        if (next_one - one).days > 1
    ]
    gaps.sort(key=lambda gap: (-gap.days, gap.first))
    busy = [one for one in days.items() if one[1] > 1]
    busy.sort(key=lambda one: (-one[1], one[0]))
    return Summary(
        posts=dates.posts,
        undated=dates.undated,
        words=round(sum(number * posts for number, posts in words.items())),
        counted=sum(words.values()),
        first=in_order[0] if in_order else None,
        last=in_order[-1] if in_order else None,
        busiest=tuple(busy[:top]),
        other_busy=len(busy) - len(busy[:top]),
        gaps=tuple(gaps[:top]),
        other_gaps=len(gaps) - len(gaps[:top]),
        per=per,
        through_time=tuple(
            one._replace(posts=posts) for one, posts in zip(periods, counts, strict=True)
        ),
    )


def _fitting(first: date, last: date) -> Per:
    """Return the longest unit with at least ten periods between two days; else days."""
    days = (last - first).days
    for per, length in ((Per.YEAR, 366), (Per.QUARTER, 92), (Per.MONTH, 31), (Per.WEEK, 7)):
        if days >= 10 * length:
            return per
    return Per.DAY
