"""A JSON Schema of the front matter of an archive's posts, for editors that check as one types.

The dialect is draft 2020-12 (https://json-schema.org/draft/2020-12/schema), with keywords that
have had the same meaning since draft 7, since editors differ in what they know. It asks what the
settings ask, in the way of the rules of validation (an optional value may be left empty), and that
keys of the model have values of their usual kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from newsctl.core.settings import FieldSettings, FieldType

if TYPE_CHECKING:
    from newsctl.core.settings import Settings

    Schema: TypeAlias = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: dict[FieldType, Schema] = {
    FieldType.TEXT: {"type": "string"},
    FieldType.NUMBER: {"type": "number"},
    FieldType.INTEGER: {"type": "integer"},
    FieldType.BOOLEAN: {"type": "boolean"},
    FieldType.DATE: {"type": ["string", "integer"], "pattern": "^$|[0-9]{4}"},
    FieldType.URL: {"type": "string", "pattern": "^$|^[Hh][Tt][Tt][Pp][Ss]?://[^\\s]+$"},
    FieldType.LIST: {"type": "array"},
    FieldType.ANY: {},
}
_NAMES: Schema = {"type": ["string", "array"], "items": {"type": "string"}}
_EMPTY: list[Any] = [None, "", [], {}]

_KNOWN: dict[str, tuple[str, Schema, str]] = {
    "layout": ("Layout", {"type": "string"}, "The layout by which Jekyll shows the post."),
    "title": ("Title", {"type": "string"}, "The headline, without markup."),
    "category": ("Category", {"type": "string"}, "The one subject of the post."),
    "categories": ("Categories", _NAMES, "Subjects, as a list or with spaces between them."),
    "tags": ("Tags", _NAMES, "Words to find the post by, as a list or with spaces between them."),
    "externe_link": ("Original", _TYPES[FieldType.URL], "The address of the original article."),
    "feature_image": ("Picture", {"type": "string"}, "The address of the picture."),
    "aantal": ("Words", {"type": "integer", "minimum": 0}, "Words of the body; newsctl counts."),
    "unieke": (
        "Different words",
        {"type": "integer", "minimum": 0},
        "Different words of the body; newsctl counts.",
    ),
    "bron": ("Source", {"type": "string"}, "The news source, such as NOS."),
    "permalink": ("Permalink", {"type": "string"}, "The post's own address on the site."),
    "published": ("Published", {"type": "boolean"}, "Whether Jekyll publishes the post."),
}
_MOMENT = (
    "The moment of publication, such as Thu, 05 Sep 2019 03:07:07 +0200 or "
    "2019-09-05 03:07:07 +0200. Without a zone it is of {zone}."
)


def post_schema(settings: Settings) -> Schema:
    """Return the schema of an archive with these settings."""
    moment: Schema = {"title": "Date", "description": _MOMENT.format(zone=settings.time_zone)}
    known = {key: _described(*about) for key, about in _KNOWN.items()}
    known[settings.date_field] = {**moment, **_optional(_TYPES[FieldType.DATE])}
    known["title"] = _required(known["title"])
    own = {key: _of_field(key, field, known.get(key, {})) for key, field in settings.fields.items()}
    return {
        "$schema": _DIALECT,
        "title": "Front matter of a post",
        "type": "object",
        "properties": {**known, **own},
        "required": list(dict.fromkeys(("title", *settings.required))),
    }


def _described(title: str, schema: Schema, description: str) -> Schema:
    return {"title": title, "description": description, **_optional(schema)}


def _of_field(key: str, field: FieldSettings, known: Schema) -> Schema:
    """Return what the settings say of a key; of what they leave open, what is known of it."""
    about: Schema = {name: known[name] for name in ("title", "description") if name in known}
    if field.help:
        about["description"] = field.help
    says_nothing = field.type is FieldType.ANY and not field.allowed
    schema = known if says_nothing else _optional(_allowing(field))
    schema = {**schema, **about} if about else {"title": key, **schema}
    return _required(schema) if field.required else schema


def _allowing(field: FieldSettings) -> Schema:
    schema = _TYPES[field.type]
    if not field.allowed:
        return schema
    choice = {"enum": [*field.allowed]}
    if field.type is FieldType.LIST:
        return {**schema, "items": choice}
    if field.type is FieldType.ANY:
        return {"anyOf": [choice, {"type": "array", "items": choice}]}
    return {**schema, **choice}


def _optional(schema: Schema) -> Schema:
    """Let a value be left empty."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"enum": [None, ""]}]}
    optional: Schema = {**schema}
    if "type" in schema:
        kinds = schema["type"]
        optional["type"] = [*([kinds] if isinstance(kinds, str) else kinds), "null"]
    if "enum" in schema:
        optional["enum"] = [*schema["enum"], None, ""]
    return optional


def _required(schema: Schema) -> Schema:
    return {**schema, "not": {"enum": _EMPTY}}
