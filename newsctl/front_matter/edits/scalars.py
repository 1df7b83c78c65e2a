"""A value as text on one line, in a style that it can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.front_matter.edits.layout import Kind
from newsctl.front_matter.edits.plain import CONTROLS, may_be_plain
from newsctl.front_matter.yaml_text import key_to_yaml, quoted, value_to_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.post import Value


def on_one_line(value: Value, like: Kind, quote: Kind, *, in_flow: bool = False) -> str:
    """Write a value, text in the style of `like` and, where it needs quotes, in those of `quote`.

    Raises UsageError for text that UTF-8 cannot hold.
    """
    match value:
        case str():
            return _text(value, like, quote, in_flow=in_flow)
        case list():
            items = (on_one_line(item, like, quote, in_flow=True) for item in value)
            return f"[{', '.join(items)}]"
        case dict():
            return _mapping(value, like, quote)
        case _:
            return value_to_yaml(value)


def key_on_one_line(key: str, like: Kind, *, in_flow: bool) -> str:
    """Write a key, with quotes if `like` has them."""
    if like in {Kind.SINGLE, Kind.DOUBLE}:
        return _text(key, like, like, in_flow=in_flow)
    looks_like_fence = key.startswith(("---", "..."))
    is_plain = may_be_plain(key, in_flow=in_flow) and not looks_like_fence
    return key if is_plain else quoted(key)


def _mapping(value: Mapping[str, Value], like: Kind, quote: Kind) -> str:
    entries = (
        f"{key_to_yaml(key)}: {on_one_line(item, like, quote, in_flow=True)}"
        for key, item in value.items()
    )
    return f"{{{', '.join(entries)}}}"


def _text(text: str, like: Kind, quote: Kind, *, in_flow: bool) -> str:
    quotes = like if like in {Kind.SINGLE, Kind.DOUBLE} else quote
    if like is not quotes and may_be_plain(text, in_flow=in_flow):
        return text
    if quotes is Kind.SINGLE and not CONTROLS.search(text):
        doubled = text.replace("'", "''")
        return f"'{doubled}'"
    return quoted(text)
