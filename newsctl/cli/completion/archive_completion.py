"""Completion of an archive's posts, queries and dates, without importing Typer.

The index is not updated, and any error gives no completions.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from newsctl.cli.completion.beginnings import beginning
from newsctl.cli.completion.query_completion import QueryVocabulary, offered_dates, offered_words
from newsctl.core.archive.hits import Request
from newsctl.core.errors import NewsctlError
from newsctl.core.periods import DateWordsError, Period
from newsctl.core.post.filename import parse_path
from newsctl.core.query.ast import Everything
from newsctl.core.query.fields import FieldNames
from newsctl.core.query.parser import QueryParser

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import Facet


def posts(context: Context, incomplete: str) -> list[str]:
    """Complete a path in the archive, or else a file name, a slug, or a title."""
    return _named(_paths(context), incomplete) or beginning(_titles(context), incomplete)


def _named(paths: Sequence[str], incomplete: str) -> list[str]:
    names = sorted(path.rpartition("/")[2] for path in paths)
    slugs = sorted({parse_path(path).slug for path in paths})
    return (
        beginning(paths, incomplete) or beginning(names, incomplete) or beginning(slugs, incomplete)
    )


def drafts(context: Context, incomplete: str) -> list[str]:
    """Complete a draft in a folder of drafts, as `posts` does; in other archives any post."""
    with suppress(NewsctlError):
        if context.draft_form.folder:
            return _named(context.repository.drafts(), incomplete)
    return posts(context, incomplete)


def in_query(context: Context, incomplete: str) -> list[str]:
    """Complete a field, a value of one, or a saved query."""
    try:
        settings = context.settings
    except NewsctlError:
        return []
    facets = facets_of(context)
    fields = FieldNames(tuple(facets), settings.date_keys(facets))
    parser = QueryParser(fields, _no_date, settings.queries)
    vocabulary = QueryVocabulary(
        facets,
        fields,
        settings.queries,
        parser,
        paths=lambda: _paths(context),
        titles=lambda: _titles(context),
    )
    return offered_words(incomplete, vocabulary)


def dates(context: Context, incomplete: str) -> list[str]:
    """Complete a date."""
    return offered_dates(incomplete, lambda: _paths(context))


def facets_of(context: Context) -> Mapping[str, Facet]:
    """Return the archive's front matter keys and values, as of the last commit."""
    with suppress(NewsctlError):
        return context.facets_beside_index
    return {}


def _paths(context: Context) -> list[str]:
    """Return the paths of all posts, the latest first if their names begin with dates."""
    with suppress(NewsctlError):
        return sorted(context.repository.scan(), reverse=True)
    return []


def _titles(context: Context) -> list[str]:
    """Return the titles of posts in the index; empty if there is none."""
    request = Request(Everything(), highlights=False, front_matter=False)
    with suppress(NewsctlError):
        if facets_of(context):
            columns = context.index.search(request).columns
            return [title for part in columns for title in part.titles]
    return []


def _no_date(words: str) -> Period:
    raise DateWordsError(words)
