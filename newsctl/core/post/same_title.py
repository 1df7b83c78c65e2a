"""Comparison of titles as a reader compares them."""

from __future__ import annotations

from unicodedata import normalize

from newsctl.core.post.entities import decoded


def folded_title(title: str) -> str:
    """Return a title folded for comparison: without case, white space and entities.

    Letters with accents are composed: they may be one character or two (Unicode, NFC and NFD).
    """
    return " ".join(folded_words(decoded(title)))


def folded_words(text: str) -> list[str]:
    """Return the words of a text folded for comparison: case and composition of accents."""
    return normalize("NFC", text).casefold().split()
