"""A JSON Schema of the archive's front matter, for editors that validate while typing.

The dialect is draft 2020-12 (https://json-schema.org/draft/2020-12/schema), with keywords that have
had the same meaning since draft 7, since editors differ in what they support. It requires what the
settings require, as the validation rules do (an optional value may be empty), and that known keys
have values of their usual type.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsctl.core.post.text_lists import WHITE_SPACE
from newsctl.core.settings import FieldSettings
from newsctl.core.settings.field_types import FieldType

if TYPE_CHECKING:
    from newsctl.core.settings import Settings
    from newsctl.core.settings.field_types import JsonSchema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LINK = FieldType.URL.traits.schema
_NAMES: JsonSchema = {"type": ["string", "array"], "items": {"type": "string"}}
_EMPTY: list[Any] = [None, "", [], {}]
_AT_LEAST_ONE = {"string": "minLength", "array": "minItems"}

_KNOWN: dict[str, tuple[str, JsonSchema, str]] = {
    "layout": ("Layout", {"type": "string"}, "The layout by which Jekyll shows the post."),
    "title": ("Title", {"type": "string"}, "The headline, without markup."),
    "category": ("Category", {"type": "string"}, "The one subject of the post."),
    "categories": ("Categories", _NAMES, "Subjects, as a list or with spaces between them."),
    "tags": ("Tags", _NAMES, "Words to find the post by, as a list or with spaces between them."),
    "externe_link": (
        "Original",
        FieldType.URL.traits.schema,
        "The address of the original article.",
    ),
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


def post_schema(settings: Settings) -> JsonSchema:
    """Return the schema of an archive with these settings."""
    moment = _MOMENT.format(zone=settings.time_zone)
    known = {**_KNOWN, settings.date_field: ("Date", FieldType.DATE.traits.schema, moment)}
    required = tuple(dict.fromkeys(("title", *settings.required)))
    properties = {
        key: _property(
            settings.fields.get(key, FieldSettings()),
            known.get(key, (key, {}, "")),
            settings.text_lists.get(key),
        )
        for key in dict.fromkeys((*known, *settings.fields))
    }
    return {
        "$schema": _DIALECT,
        "title": "Front matter of a post",
        "type": "object",
        "properties": {
            key: _filled(schema) if key in required else _optional(schema)
            for key, schema in properties.items()
        },
        "required": list(required),
    }


def _property(
    field: FieldSettings, known: tuple[str, JsonSchema, str], separator: str | None
) -> JsonSchema:
    """Return the schema of a key from the settings, and what they leave open from what is known.

    With a `separator` its texts are lists too.
    """
    title, usual, description = known
    says_nothing = field.type is FieldType.ANY and not field.allowed
    text = field.help or description
    about = {"title": title, "description": text} if text else {"title": title}
    allowing = usual if says_nothing else _allowing(field)
    if separator and field.type in {FieldType.LIST, FieldType.ANY} and not says_nothing:
        allowing = {"anyOf": [*allowing.get("anyOf", [allowing]), _text_of(field, separator)]}
    return {**about, **allowing}


def _text_of(field: FieldSettings, separator: str) -> JsonSchema:
    """Return the schema of a text that lists values of a field."""
    if not field.allowed:
        return {"type": "string"}
    between = "\\s+" if separator == WHITE_SPACE else f"\\s*{re.escape(separator)}\\s*"
    one = "|".join(re.escape(str(value)) for value in field.allowed)
    return {"type": "string", "pattern": f"^\\s*((?:{one})(?:{between}(?:{one}))*)?\\s*$"}


def _allowing(field: FieldSettings) -> JsonSchema:
    """Return the schema of a field's type, restricted to its allowed values."""
    schema = field.type.traits.schema
    if not field.allowed:
        return schema
    choice: JsonSchema = {"enum": [*field.allowed]}
    if field.type is FieldType.LIST:
        return {**schema, "items": choice}
    if field.type is FieldType.ANY:
        return {"anyOf": [choice, {"type": "array", "items": choice}]}
    return {**schema, **choice}


def _optional(schema: JsonSchema) -> JsonSchema:
    """Return a schema that also allows an empty value."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"enum": [None, ""]}]}
    optional = {**schema}
    if "type" in schema:
        optional["type"] = [*_kinds(schema), "null"]
    if "enum" in schema:
        optional["enum"] = [*schema["enum"], None, ""]
    return optional


def _filled(schema: JsonSchema) -> JsonSchema:
    """Return a schema that does not allow an empty value."""
    if "type" not in schema:
        return {**schema, "not": {"enum": _EMPTY}}
    return {**schema, **{word: 1 for kind, word in _AT_LEAST_ONE.items() if kind in _kinds(schema)}}


def _kinds(schema: JsonSchema) -> list[str]:
    kinds = schema["type"]
    return [kinds] if isinstance(kinds, str) else kinds
