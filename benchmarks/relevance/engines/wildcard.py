"""The wildcard `*word*`: what a user of another engine types to find compounds."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from benchmarks.relevance.engines.engine import WORD, Search, intersection

if TYPE_CHECKING:
    from collections.abc import Sequence


class Wildcard:
    """Lower-cased words that hold the searched one, wherever."""

    name = "*word*"
    version = f"Python {platform.python_version()}"

    def index(self, texts: Sequence[str]) -> Search:
        """Take in texts."""
        words: dict[str, set[int]] = {}
        for number, text in enumerate(texts):
            for word in WORD.findall(text.lower()):
                words.setdefault(word, set()).add(number)

        def holding(wanted: str) -> set[int]:
            return set().union(*(found for word, found in words.items() if wanted in word))

        return lambda query: intersection([holding(one) for one in WORD.findall(query.lower())])
