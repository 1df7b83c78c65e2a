"""The types of fields: what each takes, is called, and how it is read from a command line.

A new type is a member of `FieldType`, a row of `_TRAITS` and a place in `NARROWEST_FIRST`:
settings, rules, the schema of posts, `set`, `add` and `config init` know of it from here alone.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from newsctl.core.messages import _
from newsctl.core.post.dates import DateProblem, parse_date
from newsctl.core.post.links import is_link
from newsctl.core.post.text_lists import TextList

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from newsctl.core.post.post import Value

    ValueReader: TypeAlias = Callable[[str], Value]
    """Returns the value that a text is written for, None where it is none of that kind."""

    JsonSchema: TypeAlias = dict[str, Any]


class FieldType(StrEnum):
    """What the value of a field has to be. A date is text that is one; `any` asks for nothing."""

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
        """What newsctl knows of this type."""
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


def _whole_number(text: str) -> Value:
    return int(text) if _INTEGER.fullmatch(text) else None


def _fraction(text: str) -> Value:
    return float(text) if _FRACTION.fullmatch(text) else None


class FieldTraits(NamedTuple):
    """What newsctl knows of a type of fields.

    `noun` and `hint` are for a value that is not of the type. `classes` are those of Python's that
    its values have, `choices` those that `allowed` in the settings may hold. `schema` is its JSON
    Schema. `readers` make a value of a text in a command line, the first that can; a text that
    none takes stays text. With `heeds_post` text stays text where a post has text under the key.
    `has_choices` says that few texts that return are a choice, `is_offered` that known values are
    of help to whoever adds a post.
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
        """Whether its values are text to YAML, so that two quotes hold no value."""
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
        readers=(_whole_number, _fraction),
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
        _("true or false"), (bool,), (bool,), {"type": "boolean"}, readers=(_TRUTHS.get,)
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
        _("anything"), (), _SCALARS, {}, readers=(_whole_number, _TRUTHS.get), heeds_post=True
    ),
}


def fits(value: Value, wanted: FieldType, zone: tzinfo) -> bool:
    """Tell whether a value is of a type. Dates are what `parse_date` reads, in any form.

    A URL is an absolute one of http or https. Neither an empty value nor a truth is a number.
    """
    if wanted is FieldType.DATE:
        return not isinstance(parse_date(value, zone), DateProblem)
    if wanted is FieldType.URL:
        return isinstance(value, str) and is_link(value)
    return wanted is FieldType.ANY or type(value) in wanted.traits.classes


def read_value(text: str, wanted: FieldType) -> Value:
    """Return the value of a type that a text in a command line is; what is none stays text."""
    read = (reader(text) for reader in wanted.traits.readers)
    return next((value for value in read if value is not None), text)


def type_of_choice(value: Value) -> FieldType:
    """Return the type whose allowed values may hold this one, for who took another."""
    by_class = {
        bool: FieldType.BOOLEAN,
        int: FieldType.NUMBER,
        float: FieldType.NUMBER,
        str: FieldType.TEXT,
    }
    return by_class.get(type(value), FieldType.ANY)


def same(one: Value, other: Value) -> bool:
    """Tell whether two values are one: Python's `True == 1` are not."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)
