"""What an edit makes of the values of a front matter, whatever way these are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from newsctl.core.errors import EditRefused
from newsctl.core.post.field_edits import AddValue, RemoveKey, RemoveValue, RenameKey, SetValue

if TYPE_CHECKING:
    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import Value


def same(one: object, other: object) -> bool:
    """Whether values are equal and of one kind: 1 is neither 1.0 nor true, keys have an order."""
    return repr(one) == repr(other)


def values_after(values: Mapping[str, Value], edit: FieldEdit) -> dict[str, Value]:
    """Return what a header should say after an edit, in the same order.

    Raises EditRefused for an edit that has no meaning: a name that is taken, one more value for a
    mapping.
    """
    match edit:
        case SetValue(key, value):
            return {**values, key: _as_read(value)}
        case AddValue(key, value):
            return {**values, key: _with(key, values.get(key), _as_read(value))}
        case RemoveValue(key, value):
            return _without_value(values, key, _as_read(value))
        case RemoveKey(key):
            return _without(values, key)
        case RenameKey(key, to):
            return _renamed(values, key, to)


def _as_read(value: Value) -> Value:
    match value:
        case str():
            return value
        case Mapping():
            return {str(key): _as_read(item) for key, item in value.items()}
        case list() | tuple():
            return [_as_read(item) for item in value]
        case _:
            return value


def _with(key: str, old: Value, value: Value) -> Value:
    match old:
        case None | "":
            return [value]
        case list():
            return old if any(same(item, value) for item in old) else [*old, value]
        case dict():
            hint = "Edit the file by hand."
            raise EditRefused(f"{key} holds keys of its own, not a list of values.", hint=hint)
        case _:
            return old if same(old, value) else [old, value]


def _without_value(values: Mapping[str, Value], key: str, value: Value) -> dict[str, Value]:
    if key not in values:
        return dict(values)
    old = values[key]
    if not isinstance(old, list):
        return _without(values, key) if same(old, value) else dict(values)
    left = [item for item in old if not same(item, value)]
    return _without(values, key) if old and not left else {**values, key: left}


def _without(values: Mapping[str, Value], key: str) -> dict[str, Value]:
    return {name: value for name, value in values.items() if name != key}


def _renamed(values: Mapping[str, Value], key: str, to: str) -> dict[str, Value]:
    if key in values and to in values and key != to:
        hint = f"Take one of them out, or rename {key} to something else."
        raise EditRefused(f"{key} cannot become {to}: there is a key {to} already.", hint=hint)
    return {to if name == key else name: value for name, value in values.items()}
