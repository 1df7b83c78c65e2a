"""Where a file's header ends and its body begins."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

_LINE_END = r"(?:\r\n|[\r\n])"
_OPENING = rf"---[ \t]*{_LINE_END}"
_CLOSING = rf"[\r\n](?:---|\.\.\.)[ \t]*(?:{_LINE_END}|\Z)"

HEADER_LINE = 2
"""The line of a file on which its header begins: after the fence, which has to be the first."""


class Fenced(NamedTuple):
    """A text in its two parts: the lines between the fences, and all after the closing one."""

    header: str
    body: str


class Unfenced(StrEnum):
    """Why a text has no header: it does not begin with a fence, or no second one follows."""

    MISSING = "missing"
    UNCLOSED = "unclosed"


def split_fences(text: str) -> Fenced | Unfenced:
    """Part a text without byte order mark into header and body.

    As in Jekyll (`Document::YAML_FRONT_MATTER_REGEXP`) the first line is `---`, and the header
    ends at the next line that is `---` or `...`; white space may follow either. Four dashes, or
    dashes that are indented, are no fence.
    """
    if usual := _usual(text):
        return usual
    opening = re.match(_OPENING, text)
    if opening is None:
        return Unfenced.UNCLOSED if text.rstrip(" \t") == "---" else Unfenced.MISSING
    closing = re.compile(_CLOSING).search(text, opening.end() - 1)
    if closing is None:
        return Unfenced.UNCLOSED
    return Fenced(text[opening.end() : closing.start() + 1], text[closing.end() :])


def _usual(text: str) -> Fenced | None:
    """Part a text whose fences are three dashes and a line feed, in a third of the time."""
    end = text.find("\n---", 3)
    is_usual = text.startswith("---\n") and text.startswith("\n---\n", end)
    if not is_usual or text.find("\n...", 3, end) >= 0 or text.find("\r", 3, end) >= 0:
        return None
    return Fenced(text[4 : end + 1], text[end + 5 :])
