"""The page of `stats`: rows for scripts, and lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.counts import with_count
from newsctl.core.messages import _, _n, joined, translated
from newsctl.rendering.bars import spark
from newsctl.rendering.dutch_dates import short_date
from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint
from newsctl.rendering.wrapping import broken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.core.research.summary import Summary, SummedUp
    from newsctl.core.research.tables import Row
    from newsctl.rendering.terminal import Terminal

NAMES = ("fact", "value", "posts")


def rows_of(found: SummedUp) -> list[Row]:
    """Return a row for each fact: its name, its value, and its number of posts."""
    summary = found.summary
    rows: list[Row] = [
        {"fact": "posts", "value": str(summary.posts), "posts": summary.posts},
        {"fact": "undated", "value": str(summary.undated), "posts": summary.undated},
        {
            "fact": "words",
            "value": str(summary.words) if summary.counted else None,  # unknown, which is not zero
            "posts": summary.counted,
        },
    ]
    if found.occurrences:
        number, posts = found.occurrences
        rows.append({"fact": "occurrences", "value": str(number), "posts": posts})
    for fact, day in (("first", summary.first), ("last", summary.last)):
        rows.append({"fact": fact, "value": day.isoformat() if day else None, "posts": None})
    for field, counts in found.values.items():
        rows += ({"fact": field, "value": value, "posts": posts} for value, posts in counts)
    for day, posts in summary.busiest:
        rows.append({"fact": "busiest", "value": day.isoformat(), "posts": posts})
    for gap in summary.gaps:
        value = f"{gap.first.isoformat()}..{gap.last.isoformat()}"
        rows.append({"fact": "gap", "value": value, "posts": 0})
    for tally in summary.through_time:
        rows.append({"fact": str(summary.per), "value": tally.period, "posts": tally.posts})
    return rows


def page(summary: SummedUp, terminal: Terminal) -> Iterator[str]:
    """Yield the lines of the page, each with the name of a fact."""
    shown = [(translated(name), translated(text)) for name, text in _facts(summary, terminal)]
    width = max(len(name) for name, _text in shown)
    indent = " " * (width + 2)
    for name, text in shown:
        first, *more = broken(text, terminal, before=width + 2, indent=indent)
        yield f"{paint(f'{name:<{width}}', Label.KEY, terminal)}  {first}\n"
        yield from (f"{line}\n" for line in more)


def _facts(found: SummedUp, terminal: Terminal) -> Iterator[tuple[str, str]]:
    """Yield each available fact: its name and its text."""
    summary = found.summary
    yield _("posts"), _("{posts:,}", posts=summary.posts)
    if summary.undated:
        yield _("undated"), _("{posts:,}", posts=summary.undated)
    if summary.counted:
        yield _("words"), _words(summary)
    if found.occurrences:
        number, posts = found.occurrences
        yield (
            _("occurrences"),
            _(
                "{occurrences:,}, in {posts}",
                occurrences=number,
                posts=_n("{n:,} post", "{n:,} posts", posts),
            ),
        )
    if summary.first and summary.last:
        first, last = short_date(summary.first), short_date(summary.last)
        yield _("from"), _("{first} to {last}", first=first, last=last)
        yield _("per {per}", per=summary.per), _line(summary, terminal)
    for field, counts in found.values.items():
        if counts:
            yield field, _named(counts, found.others[field])
    busy = [with_count(short_date(day), number) for day, number in summary.busiest]
    if busy:
        yield _("busiest"), _with_others(joined(", ", busy), summary.other_busy)
    if summary.gaps:
        gaps = (
            _("{days:,} days from {day}", days=gap.days, day=short_date(gap.first))
            for gap in summary.gaps
        )
        yield _("gaps"), _with_others(joined(", ", gaps), summary.other_gaps)


def _words(summary: Summary) -> str:
    """Return the number of words, and the number of posts that have it, if not all do."""
    if summary.counted == summary.posts:
        return _("{words:,}, by aantal", words=summary.words)
    return _(
        "{words:,}, by aantal of {posts}",
        words=summary.words,
        posts=_n("{n:,} post", "{n:,} posts", summary.counted),
    )


def _line(summary: Summary, terminal: Terminal) -> str:
    """Return a sparkline of the periods, with the value of the highest."""
    numbers = [tally.posts for tally in summary.through_time]
    line = spark(numbers, max(terminal.width - 22, 1), terminal)
    return _("{line}  at most {numbers:,}", line=line.rstrip(), numbers=max(numbers))


def _named(counts: Sequence[tuple[str, int]], others: int) -> str:
    """Return values with their numbers of posts, and the number of other values."""
    named = joined(", ", (with_count(one_line(name), number) for name, number in counts))
    return _with_others(named, others)


def _with_others(named: str, others: int) -> str:
    return _("{named} and {left:,} more", named=named, left=others) if others else named
