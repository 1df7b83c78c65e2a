"""HTML entities in a title: a reader sees `R&amp;D` as R&D, and searches for that."""

from __future__ import annotations

import re

_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def decoded(text: str) -> str:
    """Return a text with its HTML entities replaced by the characters they stand for."""
    return decoded_with_places(text)[0]


def decoded_with_places(text: str) -> tuple[str, list[int] | None]:
    """Return the decoded text, and the offset in the original of each character and of the end.

    The offsets are None if the text has no entities.
    """
    if "&" not in text or not _ENTITY.search(text):
        return text, None
    from html import unescape  # noqa: PLC0415 -- 2 ms for a table of entities, few titles need it
    from html.entities import html5  # noqa: PLC0415

    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for entity in _ENTITY.finditer(text):
        if entity[1].startswith("#") or f"{entity[1]};" in html5:
            letters = unescape(entity[0])
            pieces += [text[done : entity.start()], letters]
            places += [*range(done, entity.start()), *[entity.start()] * len(letters)]
            done = entity.end()
    return "".join((*pieces, text[done:])), [*places, *range(done, len(text) + 1)]
