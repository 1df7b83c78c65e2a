"""Limits on the size of a query, saved queries included, so that each is answered in time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.query.spans import Span, syntax_error

if TYPE_CHECKING:
    from newsctl.core.query.spans import Placed

MAX_LENGTH = 10_000
"""Characters."""

MAX_DEPTH = 50
"""Parentheses, NOTs and saved queries within one another."""

MAX_WORDS = 1_000
"""Words, those of phrases, hyphenated words and values included."""

MAX_PATTERNS = 20
"""Words with `*` or `~`: each may stand for as many words as the archive has."""

MAX_RANGES = 100
"""Ranges of dates and numbers: each is compared with every post."""

_WORD = re.compile(r"\w+")


def check_length(text: str) -> None:
    """Raise QuerySyntaxError for a text that is too long for a query."""
    if len(text) > MAX_LENGTH:
        place = Span(MAX_LENGTH, len(text))
        raise syntax_error(
            text, place, _("A query has at most {max_length:,} characters.", max_length=MAX_LENGTH)
        )


class LimitCounter:
    """Counts the parts of one query. Every method raises QuerySyntaxError over the limit."""

    def __init__(self) -> None:
        self._words = 0
        self._patterns = 0
        self._ranges = 0

    def count_depth(self, depth: int, text: str, place: Placed) -> None:
        """Check the nesting depth of a part of a query."""
        if depth > MAX_DEPTH:
            raise syntax_error(
                text, place, _("Nested deeper than {max_depth} levels.", max_depth=MAX_DEPTH)
            )

    def count_words(self, text: str, place: Placed) -> None:
        """Count the words at a place of a text, at least one."""
        self._words += len(_WORD.findall(text, place.start, place.end)) or 1
        if self._words > MAX_WORDS:
            raise syntax_error(
                text, place, _("More than {max_words:,} words in one query.", max_words=MAX_WORDS)
            )

    def count_patterns(self, number: int, text: str, place: Placed) -> None:
        """Count words with `*` or `~` at a place of a text."""
        self._patterns += number
        if self._patterns > MAX_PATTERNS:
            message = _(
                "More than {max_patterns} words with * or ~ in one query.",
                max_patterns=MAX_PATTERNS,
            )
            raise syntax_error(text, place, message)

    def count_ranges(self, number: int, text: str, place: Placed) -> None:
        """Count ranges at a place of a text."""
        self._ranges += number
        if self._ranges > MAX_RANGES:
            raise syntax_error(
                text, place, _("More than {max_ranges} ranges in one query.", max_ranges=MAX_RANGES)
            )
