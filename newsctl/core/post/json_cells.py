"""JSON in a cell of CSV, for what no plain text is: mappings, and lists that commas would cut."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from newsctl.core.post.post import Value

_BEGINNINGS = ("{", "[", '"')


def json_in(cell: str) -> Value:
    """Return the mapping, list or text that a cell holds as JSON; None where it holds none."""
    if not cell.startswith(_BEGINNINGS):
        return None
    try:
        found: Value = json.loads(cell, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return found


def json_cell(value: Value) -> str:
    """Return the cell in which `json_in` finds a value."""
    return json.dumps(value, ensure_ascii=False)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
