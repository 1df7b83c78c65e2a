"""Whoosh's own analysis of Dutch: stop words and an older Snowball stemmer."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from whoosh.analysis import LanguageAnalyzer

from benchmarks.relevance.engines.engine import Search, inverted

if TYPE_CHECKING:
    from collections.abc import Sequence


class WhooshDutch:
    """`LanguageAnalyzer("nl")` as it comes."""

    name = "Whoosh nl"
    version = f"whoosh3 {version('whoosh3')}"

    def index(self, texts: Sequence[str]) -> Search:
        """Take in texts."""
        analyzer = LanguageAnalyzer("nl")
        return inverted(texts, lambda text: [token.text for token in analyzer(text)])
