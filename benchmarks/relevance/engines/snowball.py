"""Snowball's `dutch`: since its version 3 the stemmer of Kraaij and Pohlmann."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import Stemmer

from benchmarks.relevance.engines.engine import WORD, Search, inverted

if TYPE_CHECKING:
    from collections.abc import Sequence


class Snowball:
    """Lower-cased words, stemmed by PyStemmer."""

    name = "Snowball"
    version = f"PyStemmer {version('pystemmer')}"

    def index(self, texts: Sequence[str]) -> Search:
        """Take in texts."""
        stemmer = Stemmer.Stemmer("dutch")
        return inverted(texts, lambda text: stemmer.stemWords(WORD.findall(text.lower())))
