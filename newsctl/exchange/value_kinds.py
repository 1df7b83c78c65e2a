"""Kinds of values that SQLite has no type for, as an export notes them and an import needs them."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsctl.core.post.post import Value

KINDS_TABLE = "value_kinds"
KINDS_COLUMNS = ["post", "place", "position", "kind"]


class ValueKind(StrEnum):
    """What a number or a text of a database is in the post."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    JSON = "json"


def value_of_kind(value: Value, kind: str) -> Value:
    """Return what a stored value is in the post.

    A value that is none of that kind, since somebody changed it, stays as it is.
    """
    if kind == ValueKind.BOOLEAN and isinstance(value, int) and value in (0, 1):
        return bool(value)
    if not isinstance(value, str):
        return value
    try:
        if kind == ValueKind.INTEGER:
            return int(value, 16)
        return json.loads(value) if kind == ValueKind.JSON else value
    except (ValueError, RecursionError):
        return value


def quoted(name: str) -> str:
    """Return the name of a table or a column as SQL has it."""
    return '"' + name.replace('"', '""') + '"'
