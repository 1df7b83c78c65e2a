"""Formatting of keys and values as TOML (https://toml.io/en/v1.0.0)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsctl.core.post.post import Value

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_DELETE = "\x7f"  # the one control character that JSON leaves as it is


def toml_key(parts: Iterable[str]) -> str:
    """Return a dotted key, with quotes around parts that are not bare keys."""
    return ".".join(part if _BARE_KEY.fullmatch(part) else _quoted(part) for part in parts)


def toml_value(value: Value) -> str:
    """Return a text, number, boolean, or list of these on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case list() | tuple():
            return f"[{', '.join(map(toml_value, value))}]"
        case _:
            return str(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007f")
