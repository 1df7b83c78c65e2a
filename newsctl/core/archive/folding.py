"""Folding of text for comparison: case, accents, white space and kinds of quotes."""

from __future__ import annotations

from unicodedata import combining, normalize

_ONE_QUOTE = str.maketrans("‘’ʼ`´“”„", "'" * 5 + '"' * 3)


def folded(text: str) -> str:
    """Return a text folded for comparison."""
    if not text.isascii():
        apart = normalize("NFKD", text.translate(_ONE_QUOTE))
        text = "".join(sign for sign in apart if not combining(sign))
    return " ".join(text.casefold().split())
