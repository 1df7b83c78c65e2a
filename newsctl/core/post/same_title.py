"""When two titles are one to a reader, however their letters are written."""

from __future__ import annotations

from unicodedata import normalize

from newsctl.core.post.entities import decoded


def folded_title(title: str) -> str:
    """Return what titles share that are one: capitals, white space and entities apart.

    A letter with an accent may be one character or two (Unicode, NFC and NFD).
    """
    return " ".join(folded_words(decoded(title)))


def folded_words(text: str) -> list[str]:
    """Return the words of a text, capitals apart and each letter written in one way."""
    return normalize("NFC", text).casefold().split()
