"""Saved web pages, where what reads them is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError

if TYPE_CHECKING:
    from newsctl.core.post.post import Value


def read_saved_page(data: bytes) -> dict[str, Value]:
    """Return the parts of a post that a web page has. Raises UsageError."""
    try:
        from newsctl.front_matter.html_page import read_page  # noqa: PLC0415 -- an extra
    except ImportError as missing:
        raise UsageError(
            "Reading web pages takes more than is installed.",
            hint="Try: pip install trafilatura lxml_html_clean",
        ) from missing
    return read_page(data)
