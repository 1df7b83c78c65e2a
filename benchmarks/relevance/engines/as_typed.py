"""The word as typed: no analysis but lower case."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from benchmarks.relevance.engines.engine import WORD, Search, inverted

if TYPE_CHECKING:
    from collections.abc import Sequence


class AsTyped:
    """Lower-cased words, equal or not."""

    name = "as typed"
    version = f"Python {platform.python_version()}"

    def index(self, texts: Sequence[str]) -> Search:
        """Take in texts."""
        return inverted(texts, lambda text: WORD.findall(text.lower()))
