"""JSON output: posts as objects, text unescaped."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import Hit
from newsctl.core.post.post import OWN_VALUES
from newsctl.core.query.fields import AS_WRITTEN
from newsctl.rendering.fields import OWN_FIELDS, field_value, plain
from newsctl.rendering.harmless import without_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsctl.core.post.post import Post, Value
    from newsctl.rendering.paths import Place

SCHEMA_VERSION = 1
"""The version of the objects below. New keys do not change it; another meaning of a key does.

1: `schema_version`, `path` (relative to the current folder), `title`, `date` (ISO 8601 with
   offset, null when there is none), then the front matter's keys as written and in its order;
   where asked `score`, `snippets` (`text` and `highlights`: pairs of offsets in code points),
   `highlights` (of the title), `reasons`, `shared` (the words that related
   posts have in common), `text` (what a reader sees of the body) and `body` (as
   written); of a whole post always the last two. `own_values` are those of the post itself under
   the keys to which its site adds. A front matter key that has the name of one of these is
   `front_matter.NAME`.
"""

_TAKEN = {"schema_version", OWN_VALUES, *OWN_FIELDS} - {"title", "date", "slug"}

# JSON leaves these as they are, but a terminal obeys them; an escape means the same.
_STEERING = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def with_version(element: Mapping[str, Value]) -> dict[str, Value]:
    """Return an object with the version of its format."""
    return {"schema_version": SCHEMA_VERSION, **element}


def json_text(value: Value | Mapping[str, Value], *, indent: int | None = None) -> str:
    """Return a value as JSON without escaping letters; unpaired surrogates become `�`."""
    try:
        text = _encoder(indent).encode(value)
    except (TypeError, ValueError):  # a NaN, a number of thousands of digits, a frozen mapping
        text = _encoder(indent).encode(plain(value))
    if text.isprintable():
        return text
    return without_surrogates(_STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text))


@lru_cache
def _encoder(indent: int | None) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=indent)


def post_objects(
    hits: Iterable[Hit], place: Place, *, fields: Sequence[str] = (), more: Sequence[str] = ()
) -> Iterator[dict[str, Value]]:
    """Yield an object for each hit, with `fields`, or the whole front matter and `more`."""
    for hit in hits:
        yield _chosen(hit, place, fields) if fields else _whole(hit, place, more)


def post_object(post: Post, place: Place) -> dict[str, Value]:
    """Return one whole post: its front matter, its body as written, and its text."""
    hit = Hit(post.shown, 0.0, own_values=post.own_values)
    return {**_whole(hit, place, ()), "body": post.body, "text": post.text}


def _chosen(hit: Hit, place: Place, fields: Sequence[str]) -> dict[str, Value]:
    return {name: plain(field_value(hit, name, place)) for name in fields}


def _whole(hit: Hit, place: Place, more: Sequence[str]) -> dict[str, Value]:
    post = _chosen(hit, place, ("path", "title", "date"))
    for key, value in hit.summary.front_matter.items():
        if key not in {"title", "date"}:
            post[AS_WRITTEN + key if key in _TAKEN else key] = value
    if hit.own_values:
        post[OWN_VALUES] = hit.own_values
    return {**post, **{name: plain(field_value(hit, name, place)) for name in more}}
