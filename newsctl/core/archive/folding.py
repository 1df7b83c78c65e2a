"""Texts that a person takes for the same: capitals, accents, blanks and kinds of quotes apart."""

from __future__ import annotations

from unicodedata import combining, normalize

_ONE_QUOTE = str.maketrans("‘’ʼ`´“”„", "'" * 5 + '"' * 3)


def folded(text: str) -> str:
    """Return what texts that are taken for the same share."""
    if not text.isascii():
        apart = normalize("NFKD", text.translate(_ONE_QUOTE))
        text = "".join(sign for sign in apart if not combining(sign))
    return " ".join(text.casefold().split())
