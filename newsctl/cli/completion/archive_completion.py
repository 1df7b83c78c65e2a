"""Completion of an archive's posts, queries, values and dates, without importing Typer.

The index is not updated, and any error gives no completions.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.completion.beginnings import beginning
from newsctl.core.archive.hits import Request
from newsctl.core.errors import NewsctlError, QuerySyntaxError
from newsctl.core.periods import DateWordsError, Period
from newsctl.core.post.dates import DUTCH_MONTHS, DUTCH_WEEKDAYS
from newsctl.core.post.filename import parse_path
from newsctl.core.query.ast import (
    And,
    Everything,
    FieldValue,
    InPath,
    Or,
    Phrase,
    Slug,
    WholeTitle,
    Word,
    walk,
)
from newsctl.core.query.describe import quote
from newsctl.core.query.fields import KNOWN_KEYS, FieldKind, FieldNames
from newsctl.core.query.parser import QueryParser

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import Facet
    from newsctl.core.query.fields import Field


DATE_WORDS = (
    *("vandaag", "gisteren", "eergisteren", "deze week", "vorige week", "afgelopen week"),
    *("deze maand", "vorige maand", "afgelopen maand", "dit jaar", "vorig jaar", "afgelopen jaar"),
)
"""Dates in words that are offered unasked; months and weekdays once one is begun."""

_OWN_FIELDS = ("path", "slug", "has", "body", "datum")
_DAY = re.compile(r"(?<!\d)[12]\d{3}-[01]\d-[0-3]\d(?!\d)")
_YEAR, _MONTH, _WHOLE_DAY = len("2019"), len("2019-09"), len("2019-09-05")
_PLAIN = re.compile(r"\w[\w.'-]*")
"""A value that no query reads as anything else, unless two dots are in it."""


class QueryVocabulary(NamedTuple):
    """The words of an archive's queries. `paths` and `titles` are those of its posts."""

    facets: Mapping[str, Facet]
    fields: FieldNames
    saved: Collection[str]
    parser: QueryParser
    paths: Callable[[], Iterable[str]]
    titles: Callable[[], Iterable[str]] = tuple


def offered_words(typed: str, archive: QueryVocabulary) -> list[str]:
    """Return completions of the last word of an argument, with what precedes it.

    An argument may be one field, with spaces: `bron:RTV U`.
    """
    starts = dict.fromkeys((_behind_signs(typed, 0), _behind_signs(typed, _last_word(typed))))
    for start in starts:
        before, word = typed[:start], typed[start:]
        if words := [*_words(word, archive, is_alone=before in {"", "-"})]:
            return [f"{before}{one}" for one in words]
    return []


def offered_dates(typed: str, paths: Callable[[], Iterable[str]]) -> list[str]:
    """Return dates with this beginning: those in file names, and words for dates."""
    if typed[:1].isdecimal():
        return _dates_beginning(typed, paths())
    names = (*DATE_WORDS, *DUTCH_WEEKDAYS, *DUTCH_MONTHS) if typed else DATE_WORDS
    years = [] if typed else _dates_beginning(typed, paths())
    return [*years, *beginning(names, typed)]


def _last_word(typed: str) -> int:
    """Return the offset of the last word: behind a blank outside of quotes."""
    start, is_quoted = 0, False
    for at, character in enumerate(typed):
        if character == '"':
            is_quoted = not is_quoted
        elif character.isspace() and not is_quoted:
            start = at + 1
    return start


def _behind_signs(typed: str, start: int) -> int:
    rest = typed[start:]
    return start + len(rest) - len(rest.lstrip("-("))


def _words(word: str, archive: QueryVocabulary, *, is_alone: bool) -> Iterator[str]:
    """Yield completions of a word: saved queries, fields, or values of a field."""
    key, colon, value = word.partition(":")
    if word.startswith("@"):
        yield from (f"@{name}" for name in beginning(archive.saved, word[1:]))
    elif not colon:
        names = dict.fromkeys((*archive.facets, *KNOWN_KEYS[:1], *_OWN_FIELDS))
        yield from (f"{name}:" for name in beginning(names, word) if _PLAIN.fullmatch(name))
        if not word:
            yield from (f"@{name}" for name in archive.saved)
    elif field := archive.fields.find(key):
        for one in _values(field, value, archive, is_alone=is_alone):
            yield f"{key}:{one}"


def _values(field: Field, typed: str, archive: QueryVocabulary, *, is_alone: bool) -> Iterator[str]:
    """Yield completions of a field's value; of a list or range, those of the last part."""
    if field.kind is FieldKind.DATE:
        before, dots, last = typed.rpartition("..")
        dates = offered_dates(last, archive.paths)
        yield from (f"{before}{dots}{one}" for one in dates if is_alone or " " not in one)
        return
    before, comma, last = typed.rpartition(",")
    if before.count('"') % 2:  # a comma in quotes lists nothing
        before, comma, last = "", "", typed
    known = [*_values_known(field, last, archive)]
    for value in known:
        for form in (value, quote(value)):
            fits = form.casefold().startswith(last.casefold())
            if fits and _means(f"{field.name}:{form}", field, value, archive, is_alone=is_alone):
                yield f"{before}{comma}{form}"
                break


def _values_known(field: Field, typed: str, archive: QueryVocabulary) -> Iterable[str]:
    """Return the values of a field in the archive, in the order of display."""
    match field.kind:
        case FieldKind.VALUE | FieldKind.NUMBER:
            facets = (archive.facets.get(name) for name in (field.name, *field.also))
            return dict.fromkeys(value for facet in facets if facet for value in facet.values)
        case FieldKind.TITLE:
            return dict.fromkeys(archive.titles())
        case FieldKind.PRESENCE:
            return archive.facets
        case FieldKind.PATH:
            return _next_parts(typed.lstrip('"'), archive.paths())
        case FieldKind.SLUG:
            return dict.fromkeys(parse_path(path).slug for path in archive.paths())
        case _:
            return ()


def _next_parts(typed: str, paths: Iterable[str]) -> Iterable[str]:
    """Return paths with this beginning, up to their next folder, or else file names."""
    found = [path for path in paths if path.startswith(typed)]
    if found:
        ends = ((path, path.find("/", len(typed)) + 1) for path in found)
        return dict.fromkeys(path[: end or None] for path, end in ends)
    return dict.fromkeys(path.rpartition("/")[2] for path in paths)


def _means(
    text: str, field: Field, value: str, archive: QueryVocabulary, *, is_alone: bool
) -> bool:
    """Tell whether a query text means exactly this value."""
    if _PLAIN.fullmatch(value) and ".." not in value:
        return True
    try:
        read = archive.parser.parse_arguments([text]) if is_alone else archive.parser.parse(text)
    except QuerySyntaxError:
        return False
    if field.kind in {FieldKind.PRESENCE, FieldKind.NUMBER}:
        return True
    parts = [part for part in walk(read) if not isinstance(part, And | Or)]
    return all(_values_asked(part) == (value,) for part in parts)


def _values_asked(part: object) -> tuple[str, ...]:
    """Return the values that a clause asks for literally; empty for patterns."""
    match part:
        case FieldValue() | WholeTitle():
            return part.values
        case Word() | Phrase():
            return (part.text,)
        case InPath():
            return () if re.search(r"[*?\[]", part.globs[0]) else part.globs
        case Slug():
            return () if "*" in part.patterns[0] else part.patterns
        case _:
            return ()


def _dates_beginning(typed: str, paths: Iterable[str]) -> list[str]:
    """Return the years, months or days in file names, the latest first."""
    length = next((n for n in (_YEAR, _MONTH, _WHOLE_DAY) if len(typed) < n), _WHOLE_DAY)
    days = (found for path in paths if (found := _DAY.search(path)))
    dates = {day[0][:length] for day in days if day[0].startswith(typed)}
    whole = [typed] if dates and len(typed) in {_YEAR, _MONTH} else []
    return [*whole, *sorted(dates, reverse=True)]


def posts(context: Context, incomplete: str) -> list[str]:
    """Complete a path in the archive, or else a file name, a slug, or a title."""
    return _names_beginning(_paths(context), incomplete) or beginning(_titles(context), incomplete)


def _names_beginning(paths: Sequence[str], incomplete: str) -> list[str]:
    names = sorted(path.rpartition("/")[2] for path in paths)
    slugs = sorted({parse_path(path).slug for path in paths})
    return (
        beginning(paths, incomplete) or beginning(names, incomplete) or beginning(slugs, incomplete)
    )


def drafts(context: Context, incomplete: str) -> list[str]:
    """Complete a draft in a folder of drafts, as `posts` does; in other archives any post."""
    with suppress(NewsctlError):
        if context.draft_form.folder:
            return _names_beginning(context.repository.drafts(), incomplete)
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
