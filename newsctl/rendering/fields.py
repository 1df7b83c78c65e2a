"""The fields of a hit: newsctl's own, and every key of its front matter."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import Columns, HighlightedText, shared_words
from newsctl.core.archive.references import slug_of
from newsctl.core.errors import UsageError
from newsctl.core.likeness import alike, suggestion
from newsctl.core.messages import _
from newsctl.core.query.fields import AS_WRITTEN, OTHER_SPELLINGS
from newsctl.rendering.dutch_dates import each_to_the_second, to_the_second

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from newsctl.core.archive.hits import Hit
    from newsctl.core.post.post import PostSummary, Value
    from newsctl.rendering.paths import Place

    FieldColumns = Mapping[str, Sequence[str]]
    """Fields of hits that follow one another, as text (see `value_text`), by their names."""

_DUTCH = {"titel": "title", "datum": "date", "tekst": "text"}
_BETWEEN_SNIPPETS = " … "

IN_COLUMNS = frozenset(["path", "date", "title"])
"""The fields that every line has, and for which no hits have to be made."""

_AT_ONCE = 100
"""Hits whose fields are worked out together."""


def canonical(name: str, known: Collection[str] | None, *, scored: bool = True) -> str:
    """Return the name of a field as newsctl has it: `title` for `titel`, unless posts have that.

    Where answers are not `scored`, what only a scored answer has is the key of that name, if posts
    have one.
    """
    if known and name in known:
        return AS_WRITTEN + name if name in _OF_SCORED and not scored else name
    plain_name = name.casefold()
    return plain_name if plain_name in OWN_FIELDS else _DUTCH.get(plain_name, name)


def shadowed(names: Iterable[str], known: Collection[str]) -> list[str]:
    """Return the names that mean a field of newsctl's own, while posts have a key so called."""
    return [name for name in names if name in _UNLIKE_KEYS and name in known]


def check_field(name: str, known: Collection[str] | None) -> None:
    """Raise UsageError, with a suggestion, for a field that no post has.

    `known` are the archive's front matter keys; None accepts every name.
    """
    if known is None or name in OWN_FIELDS or name.removeprefix(AS_WRITTEN) in known:
        return
    if not _spellings(name).isdisjoint(map(str.casefold, known)):
        return
    names = dict.fromkeys((*OWN_FIELDS, *known))
    hint = suggestion(alike(name, names), _("Known: {names}", names=", ".join(names)))
    raise UsageError(_("There is no field {name!r}.", name=name), hint=hint)


def _spellings(name: str) -> set[str]:
    """Return the keys, in lower case, under which posts may have a field."""
    folded = name.casefold()
    return {folded, OTHER_SPELLINGS.get(folded, folded)}


def field_value(hit: Hit, name: str, place: Place) -> Value:
    """Return the value of one field; None if it is unknown.

    newsctl's own fields precede front matter keys of the same name, which are still available as
    `front_matter.NAME`. The slug is that of the front matter if there is one, as in Jekyll. Other
    keys are shown as a post spells them: with other capitals, a category or tags in the plural.
    """
    if own := _OWN.get(name):
        return own(hit, place)
    keys = hit.summary.front_matter
    if name not in keys:
        wanted = _spellings(name)
        spelt = [key for key in keys if key.casefold() in wanted]
        name = min(spelt, key=lambda key: (key.casefold() != name.casefold(), key), default=name)
    return front_matter_value(hit.summary, name)


def field_text(hit: Hit, name: str, place: Place) -> str:
    """Return one field as text; see `value_text`."""
    return value_text(field_value(hit, "snippet" if name == "snippets" else name, place))


def fields_in(columns: Columns, place: Place) -> FieldColumns:
    """Return fields that the columns of hits contain: those of IN_COLUMNS."""
    return {
        "path": place.paths(columns.paths),
        "date": each_to_the_second(columns.moments),
        "title": columns.titles,
    }


def fields_of(hits: Iterable[Hit], names: Sequence[str], place: Place) -> Iterator[FieldColumns]:
    """Yield any fields of hits, in batches."""
    hits = iter(hits)
    others = [name for name in names if name not in IN_COLUMNS]
    while some := [*islice(hits, _AT_ONCE)]:
        values = {name: [field_text(hit, name, place) for hit in some] for name in others}
        yield {**fields_in(Columns.of(some), place), **values}


def title_of(hit: Hit) -> HighlightedText:
    """Return the title to display: for a post without one, its slug."""
    return hit.title if hit.title.value.strip() else HighlightedText(slug_of(hit.summary.path))


def front_matter_value(summary: PostSummary, name: str) -> Value:
    """Return the value of a key, also of one named as AS_WRITTEN has it; None if there is none."""
    fields = summary.front_matter
    if name.startswith(AS_WRITTEN) and name not in fields:
        return fields.get(name.removeprefix(AS_WRITTEN))
    return fields.get(name)


def value_text(value: Value) -> str:
    """Return a value as text: lists joined by `, `, nothing as empty, mappings as JSON."""
    match value:
        case str():
            return value
        case None | bool() | int() | float():
            return number_text(value)
        case Mapping():
            return json.dumps(plain(value), ensure_ascii=False)
        case _:
            return ", ".join(value_text(item) for item in value)


def number_text(number: float | None) -> str:
    """Return a number as text; infinity and NaN are empty. True is `true`."""
    if number is None or (isinstance(number, float) and not math.isfinite(number)):
        return ""
    if isinstance(number, bool):
        return "true" if number else "false"
    try:
        return str(number)
    except ValueError:  # over 4,300 digits, which a header can hold as 0xfff…
        return hex(int(number))


def plain(value: Value) -> Value:
    """Return a value of JSON types, without NaN and numbers that Python cannot print."""
    match value:
        case None | bool() | str():
            return value
        case int() | float():
            text = number_text(value)
            return text if text.startswith(("0x", "-0x")) else value if text else None
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case _:
            return [plain(item) for item in value]


def _slug(hit: Hit, _place: Place) -> Value:
    return front_matter_value(hit.summary, "slug") or slug_of(hit.summary.path)


def _snippet(hit: Hit, _place: Place) -> Value:
    return _BETWEEN_SNIPPETS.join(snippet.value for snippet in hit.snippets)


def _snippets(hit: Hit, _place: Place) -> Value:
    return [{"text": snippet.value, "highlights": _offsets(snippet)} for snippet in hit.snippets]


def _reasons(hit: Hit, _place: Place) -> Value:
    return [
        {
            "word": reason.word,
            "field": reason.field,
            "rule": reason.rule,
            "term": reason.term,
            "weight": reason.weight,
        }
        for reason in hit.reasons
    ]


def _offsets(text: HighlightedText) -> Sequence[Value]:
    return [list(span) for span in text.highlights]


_OWN: Mapping[str, Callable[[Hit, Place], Value]] = {
    "path": lambda hit, place: place.path(hit.summary.path),
    "title": lambda hit, _: hit.summary.title,
    "date": lambda hit, _: to_the_second(hit.summary.moment) or None,
    "slug": _slug,
    "score": lambda hit, _: hit.score,
    "snippet": _snippet,
    "snippets": _snippets,
    "highlights": lambda hit, _: _offsets(hit.title),
    "reasons": _reasons,
    "shared": lambda hit, _: shared_words(hit),
    "text": lambda hit, _: hit.text.value if hit.text else None,
    "body": lambda hit, _: hit.body,
}

_OF_SCORED = frozenset(["score", "snippet", "snippets", "highlights", "reasons", "shared"])
"""What a post has only in the answer to a search, or in a list of related posts."""

_UNLIKE_KEYS = _OF_SCORED | {"path", "text", "body"}
"""Fields that have nothing to do with a key of front matter of their name."""

OWN_FIELDS = tuple(_OWN)
"""The fields that every hit has; all others are front matter keys."""
