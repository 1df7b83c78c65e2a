"""JSON lines: each object on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.rendering.formats import Format
from newsctl.rendering.json_output import json_text, with_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.rendering.formats.json import InObjects


def json_lines(answer: InObjects) -> Iterator[str]:
    """Yield each object on a line of its own."""
    for element in answer.objects():
        yield json_text(with_version(element)) + "\n"


FORMAT = Format(
    "jsonl",
    "a JSON object on each line",
    "objects",
    json_lines,
    shows_snippets=True,
    shows_reasons=True,
)
