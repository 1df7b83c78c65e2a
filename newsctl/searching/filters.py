"""Filters: the documents whose front matter matches."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from newsctl.core.globs import matcher
from newsctl.core.post.dates import parse_date
from newsctl.core.post.filename import parse_path, title_of_slug
from newsctl.core.post.numbers import with_decimal_comma
from newsctl.core.query.ast import (
    DateRange,
    FieldDateRange,
    FieldPattern,
    FieldPresent,
    FieldValue,
    InPath,
    NumberRange,
    Slug,
    WholeTitle,
)
from newsctl.core.query.fields import NUMBER_FIELDS
from newsctl.dutch.normalise import fold, normalise
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.documents import (
    fold_value,
    number_term,
    title_in,
    value_term,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import tzinfo

    from newsctl.core.query.ast import Filter
    from newsctl.whoosh_index.snapshot import Snapshot

_SPACES = re.compile(r"\s+")


def documents(snapshot: Snapshot, query: Filter) -> set[int]:  # noqa: PLR0911 -- by kind
    """Return the documents that match a filter."""
    match query:
        case FieldValue(field, values):
            return snapshot.with_any(fields.VALUE, [value_term(field, value) for value in values])
        case FieldPattern(field, pattern):
            return _with_value_like(snapshot, field, pattern)
        case WholeTitle(values):
            return {*_with_title(snapshot, values)}
        case InPath(globs):
            return _in_path(snapshot, globs)
        case Slug(patterns):
            return {*_with_slug(snapshot, patterns)}
        case FieldPresent(field):
            return {*_titled(snapshot)} if field == "title" else _with_key(snapshot, field)
        case NumberRange():
            return _in_number_range(snapshot, query)
        case DateRange():
            return _in_date_range(snapshot, query)
        case FieldDateRange():
            return _with_date(snapshot, query)


def _in_number_range(snapshot: Snapshot, query: NumberRange) -> set[int]:
    low = number_term(query.field, float("-inf") if query.low is None else query.low)
    high = number_term(query.field, float("inf") if query.high is None else query.high)
    found = snapshot.with_any(fields.NUMBER, snapshot.terms(fields.NUMBER, low, high))
    return found if query.field in NUMBER_FIELDS else found | _with_decimal_comma(snapshot, query)


def _with_decimal_comma(snapshot: Snapshot, query: NumberRange) -> set[int]:
    """Return the documents with a number in a range that is written as in Dutch: `2,75`."""
    before = value_term(query.field, "")
    written = (term for term in snapshot.terms(fields.VALUE, before) if b"," in term)
    numbers = {
        term: with_decimal_comma(term[len(before) :].decode("utf-8", "replace")) for term in written
    }
    low = float("-inf") if query.low is None else query.low
    high = float("inf") if query.high is None else query.high
    return snapshot.with_any(
        fields.VALUE,
        [term for term, number in numbers.items() if number is not None and low <= number <= high],
    )


def _in_date_range(snapshot: Snapshot, query: DateRange) -> set[int]:
    start = fields.NO_DATE + 1 if query.start is None else int(query.start.timestamp())
    end = float("inf") if query.end is None else query.end.timestamp()
    dates = enumerate(snapshot.dates)  # of deleted posts too, which are few
    return snapshot.alive(one for one, date in dates if start <= date < end)


def _with_date(snapshot: Snapshot, query: FieldDateRange) -> set[int]:
    """Return the documents that have a date of a field in a range; what is no date is in none."""
    start = float("-inf") if query.start is None else query.start.timestamp()
    end = float("inf") if query.end is None else query.end.timestamp()
    bound = query.start or query.end
    zone = bound.tzinfo if bound and bound.tzinfo else UTC
    before = value_term(query.field, "")
    known = snapshot.terms(fields.VALUE, before)
    moments = ((term, _seconds(term[len(before) :], zone)) for term in known)
    return snapshot.with_any(
        fields.VALUE,
        [term for term, moment in moments if moment is not None and start <= moment < end],
    )


@lru_cache(maxsize=1 << 16)  # posts that an answer leaves out are counted by the same dates
def _seconds(value: bytes, zone: tzinfo) -> float | None:
    """Return the timestamp of a folded date; as a title it has the usual form of one."""
    moment = parse_date(value.decode("utf-8", "replace").title(), zone)
    return moment.timestamp() if isinstance(moment, datetime) else None


def _with_value_like(snapshot: Snapshot, field: str, pattern: str) -> set[int]:
    """Return the documents with a value that matches a pattern."""
    start, _, rest = _folded(pattern).partition("*")
    before = value_term(field, "")
    known = snapshot.terms(fields.VALUE, before + start.encode("utf-8", "replace"))
    fits = _fitting(f"{start}*{rest}")
    return snapshot.with_any(
        fields.VALUE,
        [term for term in known if fits(term[len(before) :].decode("utf-8", "replace"))],
    )


def _with_title(snapshot: Snapshot, values: Iterable[str]) -> Iterator[int]:
    """Yield the documents with one of some titles, including titles made of file names."""
    yield from snapshot.with_any(fields.VALUE, [value_term("title", value) for value in values])
    wanted = {fold_value(value) for value in values}
    titled = snapshot.with_term(fields.PRESENT, b"title")
    for document in snapshot.documents():
        if document not in titled:
            title = title_in(snapshot.segment_of(document), document)
            if fold_value(title) in wanted:
                yield document


def _with_key(snapshot: Snapshot, key: str) -> set[int]:
    return snapshot.with_term(fields.PRESENT, key.encode("utf-8", "replace"))


def _titled(snapshot: Snapshot) -> Iterator[int]:
    """Yield the documents with a title of their own, in front matter or as a heading."""
    titled = _with_key(snapshot, "title")
    yield from titled
    for document in snapshot.documents() if len(titled) < snapshot.size else ():
        if document not in titled:
            named = title_of_slug(parse_path(snapshot.path(document)).slug)
            if title_in(snapshot.segment_of(document), document) != normalize("NFC", named):
                yield document


def _in_path(snapshot: Snapshot, globs: tuple[str, ...]) -> set[int]:
    """Return the documents at some paths, or whose paths match globs.

    Names are matched in any Unicode form, which depends on the system that wrote them.
    """
    composed = [normalize("NFC", glob.removeprefix("./")) for glob in globs]
    named, paths = matcher(composed), {*composed}
    found = ((one, normalize("NFC", snapshot.path(one))) for one in snapshot.documents())
    return {document for document, path in found if path in paths or named(path)}


def _with_slug(snapshot: Snapshot, patterns: tuple[str, ...]) -> Iterator[int]:
    """Yield the documents with a matching slug, from the front matter or else the path."""
    with_slug = snapshot.with_term(fields.PRESENT, b"slug")
    for pattern in patterns if with_slug else ():
        yield from _with_value_like(snapshot, "slug", pattern)
    fits = [_fitting(_folded(pattern)) for pattern in patterns]
    for document in snapshot.documents():
        if document not in with_slug:
            slug = _folded(parse_path(snapshot.path(document)).slug)
            if any(one(slug) for one in fits):
                yield document


def _fitting(pattern: str) -> Callable[[str], bool]:
    """Return a predicate for texts that match a pattern, in time bounded by both lengths."""
    first, *others = pattern.split("*")
    if not others:
        return pattern.__eq__
    *middle, last = others

    def fits(text: str) -> bool:
        if len(text) < len(first) + len(last) or not text.startswith(first):
            return False
        at, end = len(first), len(text) - len(last)
        for part in middle:
            at = text.find(part, at, end) + len(part)
            if at < len(part):
                return False
        return text.endswith(last)

    return fits


def _folded(pattern: str) -> str:
    """Return a pattern folded as values are, with its asterisks."""
    parts = (_SPACES.sub(" ", part) for part in pattern.split("*"))
    return "*".join(fold(normalise(part)) for part in parts)
