"""Quotes, straight and typographic, and their closing counterparts."""

from __future__ import annotations

from newsctl.core.messages import _
from newsctl.core.query.spans import Span, syntax_error

QUOTES = {'"': '"', "„": "”“", "“": "”“", "”": "”", "«": "»"}
"""What may close each opening quote: Dutch „…”, German „…“, English “…”, sloppy ”…”, «…»."""


def closing_quote(text: str, at: int) -> int | None:
    """Return the offset after the quote that closes the one at `at`.

    Returns None if there is no quote at `at`, or an unclosed typographic one, which is punctuation.
    Raises QuerySyntaxError for an unclosed straight quote.
    """
    opening = text[at : at + 1]
    closers = QUOTES.get(opening, "")
    ends = [end for closer in closers if (end := text.find(closer, at + 1)) >= 0]
    if ends:
        return min(ends) + 1
    if opening == '"':
        raise syntax_error(
            text,
            Span(at, at + 1),
            _("This quote is not closed."),
            hint=_("Close it, or leave it out. In a shell: '\"tweede kamer\"'"),
        )
    return None
