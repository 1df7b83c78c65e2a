"""Notices on standard error beside an answer: its freshness, and hints."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from newsctl.cli.posts.references import post_at
from newsctl.core.archive.hits import FEW_POSTS
from newsctl.core.archive.orders import ORDERS
from newsctl.core.archive.ports import Freshness
from newsctl.core.archive.unread_dates import holds_dates, may_leave_out
from newsctl.core.messages import _, _n, joined
from newsctl.core.post.dates import doubt_message, is_doubtful, iso_text, other_hour
from newsctl.core.post.text_lists import items_of
from newsctl.core.query.ast import (
    Everything,
    FieldDateRange,
    FieldPattern,
    FieldPresent,
    FieldValue,
    Not,
    NumberRange,
    all_of,
    walk,
    wanted_terms,
)
from newsctl.core.query.describe import has_operators, has_signs, has_ways_out, query_text
from newsctl.core.query.fields import AS_WRITTEN
from newsctl.rendering.fields import shadowed
from newsctl.rendering.harmless import one_line
from newsctl.rendering.paths import from_home

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsctl.cli.context import Context
    from newsctl.core.archive.archive import Synchronised
    from newsctl.core.archive.hints import QueryHints
    from newsctl.core.archive.hits import Sort
    from newsctl.core.change.assignments import Assignment
    from newsctl.core.post.post import Value
    from newsctl.core.query.ast import Query
    from newsctl.rendering.output import Output


_FILES_NAMED = 3

_ENDS_IN_ZONE = re.compile(r"([+-]\d\d(:?\d\d)?|[A-Z])$")


def notice_guessed_archive(context: Context) -> None:
    """Print, on a terminal, which archive was guessed."""
    if context.err.is_tty and (guess := context.guess):
        posts = context.archive.count(Everything())
        context.notice(
            _(
                "Archive: {root}, {posts}",
                root=from_home(guess.root),
                posts=_n("{n:,} post", "{n:,} posts", posts),
            )
        )


def notice_freshness(context: Context, outcome: Synchronised) -> None:
    """Print a notice if changed files are missing from the answer."""
    if outcome.freshness is Freshness.BEHIND:
        files = _n("{n:,} changed file", "{n:,} changed files", len(outcome.changes))
        context.notice(
            _(
                "Another newsctl is bringing the index up to date; {files} not in this answer yet.",
                files=files,
            )
        )


def notice_quotes(context: Context, assignment: Assignment, value: Value) -> None:
    """Print that quotes around a value, or around an item of a list, are not stored."""
    stored = "".join(item for item in items_of(value) if isinstance(item, str))
    if assignment.text.count('"') > stored.count('"'):
        context.notice(
            _(
                'The quotes around a value are not part of it: {written}. In them \\" is one.',
                written=assignment.written,
            )
        )


def notice_ambiguous_date(context: Context, written: str | None, moment: datetime | None) -> None:
    """Print how an ambiguous date was read, before it is written in another format."""
    if written and moment and is_doubtful(written):
        context.notice(doubt_message(written, moment.date()))
    other = moment and other_hour(moment)
    if written and moment and other and not _ENDS_IN_ZONE.search(written):
        context.notice(
            _(
                "{written} comes twice, as clocks are set back, and is taken for {taken}. "
                "The other: {other}",
                written=written,
                taken=iso_text(moment),
                other=iso_text(other),
            )
        )


def notice_interrupted_change(context: Context) -> None:
    """Print how many steps of an interrupted change were made."""
    if context.is_change_unfinished and (history := context.writer.history()):
        from newsctl.rendering.changes import change_in_words  # noqa: PLC0415 -- there seldom is one

        context.notice(
            _(
                "A change was not finished: {change_in_words}. To take it back: newsctl undo",
                change_in_words=change_in_words(history[0]),
            )
        )


def notice_left_out(context: Context) -> None:
    """Print how many files are left out that seem to be meant as posts."""
    files = (*context.index.left_out(), *context.repository.unexpected())
    paths = {file.path for file in files}
    folders = sum(path.endswith("/") for path in paths)
    only_files = len(paths) - folders
    if folders and only_files:
        message = _(
            "{files} and {folders} cannot be read as posts; newsctl validate says why.",
            files=_n("{n:,} file", "{n:,} files", only_files),
            folders=_n("{n:,} folder", "{n:,} folders", folders),
        )
    elif folders:
        message = _n(
            "{n:,} folder cannot be read; newsctl validate says why.",
            "{n:,} folders cannot be read; newsctl validate says why.",
            folders,
        )
    elif only_files:
        message = _n(
            "{n:,} file cannot be read as a post; newsctl validate says why.",
            "{n:,} files cannot be read as posts; newsctl validate says why.",
            only_files,
        )
    else:
        return
    context.notice(message)


def asks_for_values(query: Query) -> bool:
    """Tell whether a query has a clause on values of front matter."""
    by_value = FieldValue | FieldPattern | FieldPresent | NumberRange
    return any(isinstance(one, by_value) for one in walk(query))


def notice_unread_data(context: Context, *queries: Query) -> None:
    """Print which files may give posts of the site values that a query asks for."""
    defaults = context.settings.site_defaults
    if defaults is None or not defaults.unread:
        return
    if any(map(asks_for_values, queries)):
        files = joined(", ", map(one_line, sorted({*defaults.unread})[:_FILES_NAMED]))
        context.notice(_("What {files} gives to posts is not read.", files=files))


def notice_range_shown(
    context: Context, shown: int, total: int, offset: int = 0, *, more_with: str = "--limit 0"
) -> None:
    """Print, for people, how many posts there are; for scripts only if a limit cut them.

    `more_with` are the options that show the rest.
    """
    is_cut = 0 < shown < total - offset or 0 < total <= offset
    if not is_cut and not (context.err.is_tty and context.out.is_tty):
        return
    posts = _n("{n:,} post", "{n:,} posts", total)
    if shown == total:
        context.notice(_("{posts}.", posts=posts))
    elif shown:
        more = total - offset - shown
        rest = _("; {more:,} more with {more_with}", more=more, more_with=more_with) if more else ""
        context.notice(
            _(
                "{first:,} to {last:,} of {posts}{rest}.",
                first=offset + 1,
                last=offset + shown,
                posts=posts,
                rest=rest,
            )
        )
    else:
        context.notice(
            _("{posts}, none of them after the first {offset:,}.", posts=posts, offset=offset)
        )


def notice_what_is_missing(context: Context, query: Query, total: int) -> None:
    """Print which files are left out, and hints if few or no posts match."""
    if not total:
        notice_nothing_found(context, query)
        return
    notice_left_out(context)
    notice_unread_data(context, query)
    is_rare = total <= FEW_POSTS and any(True for _ in wanted_terms(query))
    if is_rare or has_ways_out(query) or _may_be_noted(context, query):
        for note in _hints(context).notes(query, total):
            context.notice(note)


def notice_beside_answer(context: Context, *queries: Query) -> None:
    """Print what is not in an answer, and what a query means in other programs."""
    notice_left_out(context)
    notice_unread_data(context, *queries)
    if any(_may_be_noted(context, query) for query in queries):
        for note in _hints(context).beside_answer(*queries):
            context.notice(note)


def notice_no_dates(context: Context) -> None:
    """Print what to do if no post of the archive has a date."""
    for note in _hints(context).of_no_dates():
        context.notice(note)


def notice_unsorted(context: Context, query: Query, sorts: Sequence[Sort]) -> None:
    """Print how many posts stand last for want of a date or a number, or that dates are texts."""
    for key in (sort.key for sort in sorts if not (sort.zone or sort.key in ORDERS)):
        _notice_mixed_values(context, query, key)
    for key in (sort.key for sort in sorts if sort.zone):
        unread = all_of((query, FieldPresent(key), Not(FieldDateRange(key, None, None))))
        if posts := context.archive.count(unread):
            context.notice(
                _n(
                    "{n:,} post has no date in {key} that can be read, and stands last.",
                    "{n:,} posts have no date in {key} that can be read, and stand last.",
                    posts,
                    key=key,
                )
            )


def _notice_mixed_values(context: Context, query: Query, key: str) -> None:
    """Print how many posts stand behind numbers, or that dates are sorted as texts."""
    numbers, texts = context.archive.counts(
        all_of((query, FieldPresent(key))),
        [NumberRange(key, None, None), Not(NumberRange(key, None, None))],
    )
    if numbers and texts:
        context.notice(
            _n(
                "{n:,} post has no number in {key}, and stands behind those that have.",
                "{n:,} posts have no number in {key}, and stand behind those that have.",
                texts,
                key=key,
            )
        )
    if texts and holds_dates(context.archive, key, context.zone):
        from newsctl.core.archive.hints import as_dates  # noqa: PLC0415 -- for this alone

        context.notice(as_dates(key))


def notice_nothing_found(context: Context, query: Query) -> None:
    """Print that nothing was found, how the query was read, and hints."""
    notice_left_out(context)
    notice_unread_data(context, query)
    if not context.archive.count(Everything()):
        _notice_no_posts(context)
        return
    asked = _(" Read as: {query}", query=query_text(query)) if has_operators(query) else ""
    context.notice(_("No posts found.{asked}", asked=asked))
    for note in _hints(context).notes(query, 0):
        context.notice(note)


def notice_reading(context: Context, query: Query) -> None:
    """Print which words of a query look like something else, before posts are changed."""
    for hint in _hints(context).of_reading(query):
        context.notice(hint)


def _may_be_noted(context: Context, query: Query) -> bool:
    """Tell whether there may be hints about a query beside its answer, which take time to load."""
    moment = context.parser.fields.moment.name
    return has_signs(query) or may_leave_out(context.archive, moment, query)


def _hints(context: Context) -> QueryHints:
    # for these alone
    from newsctl.core.archive.hints import QueryHints  # noqa: PLC0415

    return QueryHints(context.archive, context.parser, partial(post_at, context))


def _notice_no_posts(context: Context) -> None:
    """Print that an archive has no posts, and what to do if it has other files."""
    context.notice(_("The archive has no posts."))
    if context.repository.excluded():
        context.notice(_("Files are left out; newsctl index status -v says which and why."))


def notice_shadowed_keys(context: Context, output: Output) -> None:
    """Print which fields of newsctl's own are shown, where posts have keys of their names."""
    if names := shadowed(output.asked, context.facets):
        context.notice(
            _n(
                "{own} is a field of newsctl's own; the key of the posts: {keys}",
                "{own} are fields of newsctl's own; the keys of the posts: {keys}",
                len(names),
                own=", ".join(names),
                keys=", ".join(AS_WRITTEN + name for name in names),
            )
        )
