"""Entities of HTML in a title: `R&amp;D` is R&D to who reads it, and to who searches it."""

from __future__ import annotations

import re

_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def decoded(text: str) -> str:
    """Return a text with its entities as the letters that they stand for."""
    return decoded_with_places(text)[0]


def decoded_with_places(text: str) -> tuple[str, list[int] | None]:
    """Return a text decoded, and where each of its letters, and its end, stood in the one written.

    None for the places where there is nothing to decode.
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
