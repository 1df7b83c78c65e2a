"""What libraries load at a start and a search does without; it takes as long as Python does."""

from __future__ import annotations

RARELY_USED = (
    "subprocess",
    "bz2",
    "lzma",
    "tokenize",
    "calendar",
    "ipaddress",
    "textwrap",
    "shellingham",
)
"""What is imported as a whole by Typer, by Whoosh or by the standard library for them, and not used
by an answer, nor to bring an edit in: 9 ms."""
