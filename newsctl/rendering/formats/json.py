"""JSON: an array with an element on each line; for a single post an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from newsctl.rendering.formats import Format
from newsctl.rendering.json_output import json_text, with_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsctl.core.post.post import Value


class InObjects(Protocol):
    """An answer as objects, as an iterator."""

    is_one: bool

    def objects(self) -> Iterable[Mapping[str, Value]]:
        """Return the objects, whose values are JSON types."""


def json_array(answer: InObjects) -> Iterator[str]:
    """Yield a JSON array in pieces, one element at a time; a single answer is an object."""
    objects = map(with_version, answer.objects())
    if answer.is_one:
        yield from (f"{json_text(element, indent=2).rstrip()}\n" for element in objects)
        return
    opening = "["
    for element in objects:
        yield f"{opening}\n{json_text(element)}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


FORMAT = Format(
    "json", "one JSON array", "objects", json_array, shows_snippets=True, shows_reasons=True
)
