"""An archive, or a part of it, on one page: how much, from when to when, how regularly."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.hits import Dates
from newsctl.core.research.calendar import Per, by_day, counted, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo

    from newsctl.core.archive.hits import PostFacts
    from newsctl.core.research.calendar import Tally

SHOWN = 5
"""Days and gaps that a page has room for."""


class Gap(NamedTuple):
    """Days without a post, the first and the last included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1


class Summary(NamedTuple):
    """What there is to tell of posts.

    `words` is the sum of what the posts say of themselves in `aantal`, which `counted` of them do;
    `busiest` are days with their numbers, the most first, and `gaps` the longest times without a
    post. `through_time` is by `per`, which gives as many periods as a spark line has room for.
    """

    posts: int
    undated: int
    words: int
    counted: int
    first: date | None
    last: date | None
    busiest: tuple[tuple[date, int], ...]
    gaps: tuple[Gap, ...]
    per: Per
    through_time: tuple[Tally, ...]


def dates_of(posts: Iterable[PostFacts]) -> Dates:
    """Return the dates of posts."""
    dates = [one.seconds for one in posts]
    seconds = sorted(one for one in dates if one is not None)
    return Dates(seconds, len(dates) - len(seconds))


def summary_of(dates: Dates, words: Mapping[float, int], zone: tzinfo) -> Summary:
    """Summarise posts by their dates, and by how many of them have which number of words."""
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
    return Summary(
        posts=dates.posts,
        undated=dates.undated,
        words=round(sum(number * posts for number, posts in words.items())),
        counted=sum(words.values()),
        first=in_order[0] if in_order else None,
        last=in_order[-1] if in_order else None,
        busiest=tuple(sorted(days.items(), key=lambda one: (-one[1], one[0]))[:SHOWN]),
        gaps=tuple(sorted(gaps, key=lambda gap: (-gap.days, gap.first))[:SHOWN]),
        per=per,
        through_time=tuple(
            one._replace(posts=posts) for one, posts in zip(periods, counts, strict=True)
        ),
    )


def _fitting(first: date, last: date) -> Per:
    """Return the longest period that cuts the time into ten at least, or else days."""
    days = (last - first).days
    for per, length in ((Per.YEAR, 366), (Per.QUARTER, 92), (Per.MONTH, 31), (Per.WEEK, 7)):
        if days >= 10 * length:
            return per
    return Per.DAY
