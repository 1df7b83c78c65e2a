"""The types of fields: their values, their names, and how they are read from a command line.

A new type is a member of `FieldType`, a row of `_TRAITS` and a place in `NARROWEST_FIRST`:
settings, rules, the schema of posts, `set`, `add` and `config init` need nothing else.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from newsctl.core.messages import _
from newsctl.core.post.date_forms import as_date
from newsctl.core.post.dates import DateProblem, parse_date
from newsctl.core.post.links import is_link
from newsctl.core.post.numbers import TypedNumber, with_decimal_comma
from newsctl.core.post.text_lists import TextList

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from newsctl.core.post.post import Value

    ValueReader: TypeAlias = Callable[[str], Value]
    """Returns the value that a text is written for, None where it is none of that kind."""

    JsonSchema: TypeAlias = dict[str, Any]


class FieldType(StrEnum):
    """The type of a field's values. A date is text that parses as one; `any` allows everything."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    URL = "url"
    LIST = "list"
    ANY = "any"

    @property
    def traits(self) -> FieldTraits:
        """The traits of this type."""
        return _TRAITS[self]


NARROWEST_FIRST = (
    FieldType.BOOLEAN,
    FieldType.INTEGER,
    FieldType.NUMBER,
    FieldType.LIST,
    FieldType.URL,
    FieldType.DATE,
    FieldType.TEXT,
)
"""The first type that all values of a key fit is the one that is learnt of it."""

_INTEGER = re.compile(r"[+-]?(?:0|[1-9]\d{0,17})", re.ASCII)
_FRACTION = re.compile(r"[+-]?\d{1,18}\.\d{1,18}", re.ASCII)
_TRUTHS = {"true": True, "false": False}
_TRUTHS_IN_WORDS = {
    **dict.fromkeys(("true", "yes", "on", "ja", "waar"), True),
    **dict.fromkeys(("false", "no", "off", "nee", "onwaar"), False),
}


def _whole_number(text: str) -> Value:
    return int(text) if _INTEGER.fullmatch(text) else None


def _truth(text: str) -> Value:
    return _TRUTHS_IN_WORDS.get(text.casefold())


def _fraction(text: str) -> Value:
    return TypedNumber(text) if _FRACTION.fullmatch(text) else None


class FieldTraits(NamedTuple):
    """The traits of a field type.

    `noun` and `hint` describe the type in messages about a value that is not of it. `classes` are
    the Python classes of its values, `choices` those of the values that `allowed` may list.
    `schema` is its JSON Schema. `readers` convert a text of a command line; the first that succeeds
    wins, and a text that none can convert stays text. With `heeds_post` text stays text if the post
    has text under the key. `has_choices` tells that a few recurring texts count as a choice,
    `is_offered` that known values are offered to a user who adds a post.
    """

    noun: str
    classes: tuple[type, ...]
    choices: tuple[type, ...]
    schema: JsonSchema
    hint: str | None = None
    readers: tuple[ValueReader, ...] = ()
    heeds_post: bool = False
    has_choices: bool = False
    is_offered: bool = True

    @property
    def is_written_as_text(self) -> bool:
        """Whether YAML writes its values as text, so that `""` is an empty value."""
        return self.choices == (str,)


_SCALARS = (str, bool, int, float)

_TRAITS = {
    FieldType.TEXT: FieldTraits(
        _("text"),
        (str, TextList),
        (str,),
        {"type": "string"},
        _('Put it in quotes: {key}: "…"'),
        has_choices=True,
    ),
    FieldType.NUMBER: FieldTraits(
        _("a number"),
        (int, float),
        (int, float),
        {"type": "number"},
        readers=(_whole_number, _fraction, with_decimal_comma),
        is_offered=False,
    ),
    FieldType.INTEGER: FieldTraits(
        _("a whole number"),
        (int,),
        (int,),
        {"type": "integer"},
        readers=(_whole_number,),
        is_offered=False,
    ),
    FieldType.BOOLEAN: FieldTraits(
        _("true or false"), (bool,), (bool,), {"type": "boolean"}, readers=(_truth,)
    ),
    FieldType.DATE: FieldTraits(
        _("a date"),
        (),
        (str,),
        {"type": ["string", "integer"], "pattern": "^$|[0-9]{4}"},
        _("For example: {key}: 2019-09-05"),
        is_offered=False,
    ),
    FieldType.URL: FieldTraits(
        _("an address that begins with http:// or https://"),
        (str,),
        (str,),
        {"type": "string", "pattern": "^$|^[Hh][Tt][Tt][Pp][Ss]?://[^\\s]+$"},
        is_offered=False,
    ),
    FieldType.LIST: FieldTraits(
        _("a list"),
        (list, tuple, TextList),
        _SCALARS,
        {"type": "array"},
        _("Put it in brackets: {key}: […]"),
        readers=(_whole_number,),
        heeds_post=True,
        has_choices=True,
    ),
    FieldType.ANY: FieldTraits(
        _("anything"),
        (),
        _SCALARS,
        {},
        readers=(_whole_number, _TRUTHS.get, as_date),
        heeds_post=True,
    ),
}


def fits(value: Value, wanted: FieldType, zone: tzinfo) -> bool:
    """Tell whether a value is of a type. Dates may have any format that `parse_date` reads.

    A URL is absolute, with http or https. Empty values and booleans are not numbers.
    """
    if wanted is FieldType.DATE:
        return not isinstance(parse_date(value, zone), DateProblem)
    if wanted is FieldType.URL:
        return isinstance(value, str) and is_link(value)
    return wanted is FieldType.ANY or type(value) in wanted.traits.classes


def read_value(text: str, wanted: FieldType) -> Value:
    """Convert a text of a command line to a value of a type; text that cannot be one stays text."""
    read = (reader(text) for reader in wanted.traits.readers)
    return next((value for value in read if value is not None), text)


def type_of_choice(value: Value) -> FieldType:
    """Return the type whose allowed values may contain this one, for an error message."""
    by_class = {
        bool: FieldType.BOOLEAN,
        int: FieldType.NUMBER,
        float: FieldType.NUMBER,
        str: FieldType.TEXT,
    }
    return by_class.get(type(value), FieldType.ANY)


def same(one: Value, other: Value) -> bool:
    """Tell whether two values are equal and of one type: `True == 1` in Python."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)
