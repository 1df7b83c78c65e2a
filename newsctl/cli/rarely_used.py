"""What Typer and platformdirs load and a search does without: it takes as long as Python does."""

from __future__ import annotations

RARELY_USED = (
    "bz2",
    "calendar",
    "difflib:get_close_matches",
    "gettext:gettext",
    "heapq:nlargest",
    "ipaddress",
    "lzma",
    "ntpath",
    "platform",
    "shellingham",
    "shutil:get_terminal_size",
    "subprocess",
    "tempfile:TemporaryFile gettempdir",
    "textwrap",
    "tokenize",
    "urllib.parse:quote_from_bytes",
    "uuid:UUID",
)
"""What is imported by them or by the standard library for them, and not used by an answer, nor to
bring an edit in: 13 ms. Typer would not know an option of a UUID any more, and there is none."""
