"""Edits of a post's front matter as inert data: which value is to change, not how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from newsctl.core.post.post import Value


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give a key this value.

    One that is not there is added behind the last of the keys `after`, or of all keys.
    """

    key: str
    value: Value
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddValue:
    """Put one more value behind those that a key has, unless it is among them.

    A single value becomes a list of two, a key that is not there a list of one.
    """

    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class RemoveValue:
    """Take one value from those that a key has; with the last one the key goes too."""

    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class RemoveKey:
    """Take a key and its value out."""

    key: str


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Write a key otherwise and leave its value as it is."""

    key: str
    to: str


FieldEdit: TypeAlias = SetValue | AddValue | RemoveValue | RemoveKey | RenameKey
