"""Text that was decoded as Windows-1252 although it was UTF-8: *coÃ¶peratie*, *Ã©Ã©n*."""

from __future__ import annotations

import re

from newsctl.validation.flaws import FlawSpan

MARKS = ("Ã", "Â", "â€", "â‚", "â„", "ðŸ", "ï»¿", "ï¿½", "Å", "Ä")
_FOLLOWING = "".join(
    bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xC0)
)
_SEQUENCE = re.compile(rf"(?:[ÂÃÄÅâïð][{re.escape(_FOLLOWING)}]{{1,3}}){{1,20}}")
_MOST_LAYERS = 4
_EXPECTED = re.compile("[\0-\u024f\u2000-\u2bff\ufe0f\U0001f000-\U0001faff]*")
"""Latin letters, punctuation, symbols and emoji. Letters of other scripts may come of text that is
as it should be: *ß€* would be a digit of N'Ko."""


def find_mojibake(text: str) -> list[FlawSpan]:
    """Return wrongly decoded characters, with the originals if these are certain.

    They are certain if decoding them wrongly gives the same characters.
    """
    return [
        FlawSpan(found.start(), found.end(), right if _is_certain(found[0], right) else None)
        for found in _SEQUENCE.finditer(text)
        if (right := _decoded(found[0])) != found[0]
    ]


def _decoded(sequence: str) -> str:
    # 80 ms to load, for text that most archives do not have
    from ftfy import fix_encoding  # noqa: PLC0415

    return fix_encoding(sequence)


def _is_certain(wrong: str, right: str) -> bool:
    """Tell whether wrong decoding, at most a few times over, turns one text into the other."""
    if not _EXPECTED.fullmatch(right):
        return False
    for _ in range(_MOST_LAYERS):
        right = right.encode().decode("sloppy-windows-1252")  # a codec that ftfy registers
        if right == wrong:
            return True
    return False
