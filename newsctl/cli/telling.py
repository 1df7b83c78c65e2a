"""What is said on standard error beside an answer: how fresh it is, how much more there is."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from newsctl.core.hits import Request
from newsctl.core.ports import Freshness
from newsctl.core.query import Everything, FieldValue, walk
from newsctl.core.query.words import operators_in, plain_words
from newsctl.rendering.changes import told_of_change
from newsctl.rendering.counts import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive import Synchronised
    from newsctl.core.query import Query

_VALUES_COMPARED = 1_000
"""Values of a field at most among which one alike is sought: names, not all addresses."""


def tell_freshness(context: Context, synchronised: Synchronised) -> None:
    """Say so when changed files are not in the answer."""
    if synchronised.freshness is Freshness.BEHIND:
        files = counted(len(synchronised.changes), "changed file")
        context.notice(
            f"Another newsctl is bringing the index up to date; {files} not in this answer yet."
        )


def tell_of_an_unfinished_change(context: Context) -> None:
    """Say how far newsctl came with a change in which it was stopped."""
    if context.is_change_unfinished and (history := context.editor.history()):
        context.notice(
            f"A change was not finished: {told_of_change(history[0])}. "
            "To take it back: newsctl undo"
        )


def tell_of_words_like_options(context: Context, words: Sequence[str]) -> None:
    """Say how `-n5` was read: as NOT, like the road in `-N210`, and not as a limit."""
    for word in words:
        if word.startswith("-n") and word[2:].isdecimal():
            context.notice(f"{word} leaves out posts with {word[1:]}; a limit is -n {word[2:]}.")


def tell_left_out(context: Context) -> None:
    """Tell of files that should be posts and are not: one bad file must not just vanish."""
    if left_out := context.index.left_out():
        files = counted(len(left_out), "file")
        context.notice(f"{files} cannot be read as posts; newsctl validate says why.")


def tell_what_is_shown(context: Context, shown: int, total: int, offset: int) -> None:
    """Say how many there are, to people."""
    if not context.err.is_tty or not context.out.is_tty:
        return
    posts = counted(total, "post")
    if shown == total:
        context.notice(f"{posts}.")
    elif shown:
        more = total - offset - shown
        rest = f"; {more:,} more with --limit 0 or --offset {offset + shown}" if more else ""
        context.notice(f"{offset + 1:,} to {offset + shown:,} of {posts}{rest}.")
    else:
        context.notice(f"{posts}, none of them after the first {offset:,}.")


def tell_nothing_found(context: Context, query: Query) -> None:
    """Say that there is nothing, how the query was read, and what may have been meant."""
    if not context.archive.search(Request(Everything(), limit=0)).total:
        _tell_of_no_posts(context)
        return
    operators = operators_in(query)
    asked = f" Read as: {', '.join(operators)}" if operators else ""
    context.notice(f"No posts found.{asked}")
    _tell_of_values_with_more_words(context, query)
    _tell_of_values_alike(context, query)
    for suggestion in context.archive.suggest(plain_words(query)):
        context.notice(f"Did you mean {suggestion.replacement} instead of {suggestion.word}?")


def _tell_of_no_posts(context: Context) -> None:
    """Say that an archive is empty, and where to look when it has files all the same."""
    context.notice("The archive has no posts.")
    if context.repository.excluded():
        context.notice("Files are left out; newsctl index status -v says which and why.")


def _tell_of_values_with_more_words(context: Context, query: Query) -> None:
    """Say how `'bron:NOS wolf'`, in one argument, was read when it was meant as two words."""
    for asked in walk(query):
        if not isinstance(asked, FieldValue):
            continue
        known = context.archive.values(asked.field).values
        for value in asked.values:
            first, blank, rest = value.partition(" ")
            if blank and first.casefold() in map(str.casefold, known):
                context.notice(
                    f"{asked.field} had to be {value!r} as a whole. "
                    f"A word beside it is written apart: {asked.field}:{first} {rest}"
                )


def _tell_of_values_alike(context: Context, query: Query) -> None:
    """Say what may have been meant by a value that no post has, such as `bron:Trow`."""
    for asked in walk(query):
        if not isinstance(asked, FieldValue):
            continue
        known = {value.casefold(): value for value in context.archive.values(asked.field).values}
        if len(known) > _VALUES_COMPARED:
            continue
        for value in asked.values:
            close = get_close_matches(value.casefold(), known, n=1)
            if close and value.casefold() not in known:
                context.notice(f"Did you mean {known[close[0]]} instead of {value}?")
