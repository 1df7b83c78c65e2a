"""What is loaded for Typer, platformdirs and the pager, and a search in a pipe does without."""

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
    "shlex",
    "shutil:get_terminal_size",
    "subprocess",
    "tempfile:TemporaryFile gettempdir",
    "textwrap",
    "tokenize",
    "urllib.parse:quote_from_bytes",
    "uuid:UUID",
)
"""What these import, or the standard library for them, and neither an answer nor an edit uses:
13 ms. Typer would not know an option of a UUID any more, and there is none."""
