"""Edits of front matter as plain data: which value changes, not how it is written in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from newsctl.core.post.post import Value


@dataclass(frozen=True, slots=True)
class SetValue:
    """Set a key to a value.

    A new key is added behind the last of the keys `after`, or behind all keys.
    """

    key: str
    value: Value
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddValue:
    """Append a value to the values of a key, unless it is among them in some spelling.

    A single value becomes a list of two, a key that is not there a list of one.
    """

    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class RemoveValue:
    """Remove a value, in any capitals and accents; with the last value of a key it goes too."""

    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class RemoveKey:
    """Remove a key and its value."""

    key: str


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Rename a key and keep its value."""

    key: str
    to: str


FieldEdit: TypeAlias = SetValue | AddValue | RemoveValue | RemoveKey | RenameKey
