"""Sanitising of text from posts for terminals: nothing in it controls the screen or hides.

A title can contain an escape sequence that sets the window's name, a bidi override that reverses a
file name, or invisible characters. Control characters are replaced by pictures (`ESC` by `␛`),
overrides and unpaired surrogates by `�`, and invisible characters are removed.
"""

from __future__ import annotations

import re

# The patterns are compiled when first used: at import they would take 4 ms of every start, and
# few posts hold what they look for.
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Steering: C0 and C1 controls, line separators, surrogates; then the overrides, embeddings and
# isolates of UAX #9, as in the "Trojan Source" paper (CVE-2021-42574).
_STEERING = "\r\n|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
_STEERING_NAME = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
_LINE_ENDS = r"\r\n|[\t\n\v\f\r\x85\u2028\u2029]"
_SURROGATES = "[\ud800-\udfff]"

# Soft hyphen, bidi marks, zero-width space and joiners, invisible operators, interlinear marks and
# tags. A (non-)joiner stays before a letter or sign that it can join: families of emoji, Persian.
_INVISIBLE = (
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]|[\u200c\u200d](?![\u0620-\u17ff\u2190-\ufdff\U0001f000-\U0001faff])"
)


def harmless(text: str) -> str:
    """Return sanitised text. Line ends and tabs stay; see `one_line`."""
    if text.isprintable():  # nearly all titles: no controls, separators, surrogates, formats
        return text
    return re.sub(_INVISIBLE, "", without_controls(text))


def one_line(text: str) -> str:
    """Return sanitised text on one line: line ends and tabs become spaces."""
    return text if text.isprintable() else harmless(re.sub(_LINE_ENDS, " ", text))


def without_controls(text: str) -> str:
    """Return text for a file or pipe, with control characters made visible.

    Line ends (all as LF) and tabs stay, and so do characters that are just invisible: data keeps
    them.
    """
    return text if text.isprintable() else re.sub(_STEERING, _picture, text)


def one_line_of_name(name: str) -> str:
    """Return a file name or path on one line, with control characters made visible.

    Bytes that are not UTF-8 stay as `surrogateescape` has them.
    """
    return name if name.isprintable() else re.sub(_STEERING_NAME, _visible, name)


def one_line_of_data(text: str) -> str:
    """Return text without control characters on one line, for tab-separated values."""
    return text if text.isprintable() else without_controls(re.sub(_LINE_ENDS, " ", text))


def without_surrogates(text: str) -> str:
    """Return text that UTF-8 can encode."""
    return re.sub(_SURROGATES, _REPLACEMENT, text)


def _picture(match: re.Match[str]) -> str:
    found = match.group()
    return "\n" if found in {"\r\n", "\u2028", "\u2029"} else _visible(match)


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else _REPLACEMENT
