"""What is said on standard error where no post answers: how it was read, what may be meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from newsctl.cli.posts.references import post_at
from newsctl.cli.terminal.read_as_words import meant_otherwise
from newsctl.core.archive.hits import Request
from newsctl.core.errors import QuerySyntaxError
from newsctl.core.query.ast import (
    DateRange,
    Everything,
    FieldValue,
    InPath,
    Word,
    walk,
    wanted_terms,
)
from newsctl.core.query.describe import excluded_words, operators_in, plain_words, query_text

if TYPE_CHECKING:
    from newsctl.cli.context import Context
    from newsctl.core.query.ast import Query

_WORDS_COMPARED, _WORDS_OF_A_DATE = 20, 6
"""Words of a query among which a date is sought, and those of the longest one."""

_VALUES_COMPARED = 1_000
"""Values of a field at most among which one alike is sought: names, not all addresses."""


def tell_nothing_found(context: Context, query: Query) -> None:
    """Say that there is nothing, how the query was read, and what may have been meant."""
    if not context.archive.search(Request(Everything(), limit=0)).total:
        _tell_of_no_posts(context)
        return
    operators = operators_in(query)
    asked = f" Read as: {', '.join(operators)}" if operators else ""
    context.notice(f"No posts found.{asked}")
    _tell_of_words_that_are_posts(context, query)
    _tell_of_words_that_are_dates(context, query)
    for meant in meant_otherwise(context, query):
        context.notice(meant)
    _tell_of_posts_without_a_date(context, query)
    _tell_of_values_with_more_words(context, query)
    tell_what_is_misspelt(context, query)


def tell_what_is_misspelt(context: Context, query: Query) -> None:
    """Say what may have been meant by values and words that no post has.

    Also beside an answer: what stands under OR or NOT can be misspelt without being missed.
    """
    _tell_of_values_alike(context, query)
    tell_words_misspelt(context, query)


def tell_words_misspelt(context: Context, query: Query) -> None:
    """Say what may have been meant by words that no post has, or few have."""
    for suggestion in context.archive.suggest((*plain_words(query), *excluded_words(query))):
        context.notice(f"Did you mean {suggestion.replacement} instead of {suggestion.word}?")


def _tell_of_words_that_are_posts(context: Context, query: Query) -> None:
    """Say how to mean a post whose path stands among the words of a query."""
    words = [one.text for one in walk(query) if isinstance(one, Word)]
    for word in words:
        if path := post_at(context, word):
            meant = query_text(InPath((path,)))
            context.notice(f"{word} is a post, and was read as words of one. To mean it: {meant}")


def _tell_of_words_that_are_dates(context: Context, query: Query) -> None:
    """Say how to mean the date that stands among the words of a query, the longest first."""
    words = [one.text if isinstance(one, Word) else "" for one in wanted_terms(query)][
        :_WORDS_COMPARED
    ]
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _WORDS_OF_A_DATE), at, -1):
            text = " ".join(words[at:end])
            if all(words[at:end]) and (meant := _as_date(context, text)):
                kind = "words" if end - at > 1 else "a word"
                context.notice(f"{text} was read as {kind}. To mean the date: {meant}")
                at = end - 1
                break
        at += 1


def _as_date(context: Context, text: str) -> str | None:
    """Return the query for a date, None for what is none. A number alone is a year at most."""
    if text.isdecimal() and len(text) != len("2019"):
        return None
    meant = f'date:"{text}"' if " " in text else f"date:{text}"
    try:
        context.parser.parse(meant)
    except QuerySyntaxError:
        return None
    return f"'{meant}'" if " " in text else meant


def _tell_of_no_posts(context: Context) -> None:
    """Say that an archive is empty, and where to look when it has files all the same."""
    context.notice("The archive has no posts.")
    if context.repository.excluded():
        context.notice("Files are left out; newsctl index status -v says which and why.")


def _tell_of_posts_without_a_date(context: Context, query: Query) -> None:
    """Say so where a date was asked for and no post of the archive has one."""
    moment = context.field_names.moment.name
    asked = any(isinstance(one, DateRange) and one.field == moment for one in walk(query))
    if asked and not context.archive.search(Request(DateRange(moment, None, None), limit=0)).total:
        context.notice(
            "No post of this archive has a date. "
            "Which key holds it is a setting, date_field; newsctl config init looks for it."
        )


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
