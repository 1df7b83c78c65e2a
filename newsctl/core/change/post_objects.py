"""Posts as JSON objects, as `show --json`, `list -f jsonl` and `export` write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.post.filename import parse_filename
from newsctl.core.post.post import OWN_VALUES
from newsctl.core.query.fields import AS_WRITTEN, NUMBER_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.post import Value
    from newsctl.core.query.fields import FieldNames

_BODY = ("body", "text")
_TEXTS = ("title", "date", "slug", "path", *_BODY)
_VERSION = "schema_version"
"""What every object of newsctl has, and no other."""

OF_ANSWERS = {
    _VERSION,
    "score",
    "snippet",
    "snippets",
    "highlights",
    "reasons",
    "shared",
}
"""What newsctl says of a hit; in a file of others, these are keys of the post."""


class PostObject(NamedTuple):
    """The values in an object of a post; `fields` are its other front matter."""

    title: str | None
    date: str | None
    slug: str | None
    fields: Mapping[str, Value]
    body: str


def meant_keys(found: Mapping[str, Value], names: FieldNames) -> dict[str, str]:
    """Return, for the keys of an object that mean others (`titel`), which these are.

    A key of the archive is itself beside the one that it means: an export has both. Raises
    UsageError for two that mean the same and hold different values.
    """
    meant: dict[str, str] = {}
    for key, value in found.items():
        to = names.in_object(key)
        if to == key or value in (None, ""):
            continue
        beside = [one for one in found if one != key and to in (one, meant.get(one))]
        if not any(found[one] not in (None, "", value) for one in beside):
            meant[key] = to
        elif key not in (*names.keys, *names.date_fields):
            raise UsageError(
                _("{key} and {other} mean the same here, and differ.", key=key, other=beside[0]),
                hint=_("Leave one of them out."),
            )
    return meant


def under_meant_keys(found: Mapping[str, Value], names: FieldNames) -> dict[str, Value]:
    """Return an object with the keys that its keys mean. Raises UsageError as `meant_keys`."""
    meant = meant_keys(found, names)
    left = {key: value for key, value in found.items() if key not in meant}
    return {**left, **{to: found[key] for key, to in meant.items()}}


def post_object_of(found: object) -> PostObject:
    """Parse an object; word counts are ignored, and what newsctl says of a hit in its own.

    Its `path` is the path of the original file; a `slug` beside one is front matter. What its site
    added (`own_values`) is left out. Raises UsageError for an object that does not describe a post.
    """
    if not isinstance(found, dict):
        raise UsageError(_("This is no JSON object."), hint=_('{"title": "…", "body": "…"}'))
    texts = {key: found.get(key) for key in _TEXTS}
    for key, value in texts.items():
        if not isinstance(value, str | None):
            raise UsageError(_("{key} has to be text.", key=key))
    known = {*_TEXTS, *NUMBER_FIELDS, *(OF_ANSWERS if _VERSION in found else ())}
    named = _named_by(texts["path"] or "")
    if named and texts["slug"] != named:
        known.discard("slug")
    return PostObject(
        texts["title"],
        texts["date"],
        named or texts["slug"],
        {
            key.removeprefix(AS_WRITTEN): value
            for key, value in _own(found).items()
            if key not in known
        },
        next((texts[key] for key in _BODY if texts[key]), None) or "",
    )


def _own(found: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return an object with the own values of its post, in place of those with the site's."""
    own = found.get(OWN_VALUES)
    if not isinstance(own, dict):
        return found
    rest = {key: value for key, value in found.items() if key != OWN_VALUES and key not in own}
    return {**rest, **{key: value for key, value in own.items() if value is not None}}


def _named_by(path: str) -> str | None:
    """Return the slug in a file name with a date; other names are not used for new posts."""
    name = parse_filename(path)
    return name.slug if name.date else None
