"""Hits as a markdown list, for pasting into a post or a message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsctl.rendering.dutch_dates import long_date
from newsctl.rendering.fields import front_matter_value, title_of, value_text
from newsctl.rendering.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.archive.hits import HighlightedText, Hit
    from newsctl.rendering.paths import Place

_MARKS = re.compile(r"[\\`*_\[\]<>&~|{}$]")
_BEGINNINGS = re.compile(r"(?:[-+#=:]|\d{1,9}(?=[.)]))")

_URL_KEEPS = "/:?#@!$&'*+,;=~%"  # RFC 3986's own, but brackets, which would end the link


def markdown_list(hits: Iterable[Hit], place: Place) -> Iterator[str]:
    """Yield `- [title](link), bron, 5 september 2019` for each hit, and its snippet as a quote."""
    for hit in hits:
        yield _item(hit, place)
        yield from (f"  > {_quoted(snippet)}\n" for snippet in hit.snippets[:1])


def escaped(text: str) -> str:
    """Escape text for markdown, anywhere in a line."""
    return _MARKS.sub(r"\\\g<0>", one_line(text))


def _item(hit: Hit, place: Place) -> str:
    parts = [f"[{escaped(title_of(hit).value)}]({target(hit, place)})"]
    if bron := value_text(front_matter_value(hit.summary, "bron")):
        parts.append(escaped(bron))
    if hit.summary.date:
        parts.append(long_date(hit.summary.date))
    return f"- {', '.join(parts)}\n"


def target(hit: Hit, place: Place) -> str:
    """Return the article's address, or else the path of the post; only http and https are links."""
    link = front_matter_value(hit.summary, "externe_link")
    if isinstance(link, str) and link.lower().startswith(("http://", "https://")):
        return quote(one_line(link), safe=_URL_KEEPS)
    return quote(place.path(hit.summary.path).encode("utf-8", "surrogateescape"))


def _quoted(snippet: HighlightedText) -> str:
    """Return a snippet in markdown, escaped where its beginning would be markup."""
    text = "".join(_marked(piece, found=found) for piece, found in snippet.pieces()).strip()
    beginning = _BEGINNINGS.match(text)
    if beginning is None:
        return text
    # a digit takes no backslash, so a number that would begin a list has it before its point
    at = beginning.end() if text[0].isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"


def _marked(piece: str, *, found: bool) -> str:
    # ** beside a blank or a mark does not open or close (CommonMark 6.2)
    bold = found and piece[:1].isalnum() and piece[-1:].isalnum()
    return f"**{escaped(piece)}**" if bold else escaped(piece)
