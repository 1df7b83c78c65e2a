"""Slugs of titles in any script, romanised first."""

from __future__ import annotations

import unicodedata

from newsctl.core.post.filename import slugify

_LATIN = "LATIN "
_IN_WORDS = ("L", "M", "Nd")


def slug_of(title: str) -> str:
    """Make a slug as `slugify` does, after romanising other scripts by anyascii."""
    if title.isascii() or not any(map(_is_of_another_script, title)):
        return slugify(title)
    from anyascii import anyascii  # noqa: PLC0415 -- 70 ms, for few titles

    return slugify(
        "".join(anyascii(sign) if _is_of_another_script(sign) else sign for sign in title)
    )


def _is_of_another_script(sign: str) -> bool:
    if sign.isascii() or not unicodedata.category(sign).startswith(_IN_WORDS):
        return False
    plain = unicodedata.normalize("NFKD", sign)[0]
    return not unicodedata.combining(sign) and _LATIN not in unicodedata.name(plain, "")
