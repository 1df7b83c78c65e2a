"""What every analysis offers: texts go in, and a query answers with the numbers of texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Protocol

Search = Callable[[str], set[int]]
"""Returns the numbers of the texts that hold all words of a query."""

WORD = re.compile(r"\w+")
"""Words as most engines tell them apart: runs of letters and digits."""


class Engine(Protocol):
    """One analysis of Dutch, as a search engine over texts held in memory."""

    @property
    def name(self) -> str:
        """What the tables call it."""
        ...

    @property
    def version(self) -> str:
        """The software behind it, with its version."""
        ...

    def index(self, texts: Sequence[str]) -> Search:
        """Take in texts, numbered from 0."""
        ...


def inverted(texts: Sequence[str], analyse: Callable[[str], Iterable[str]]) -> Search:
    """Return a search by equal terms: for engines that are an analyser and nothing more."""
    postings: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        for term in analyse(text):
            postings.setdefault(term, set()).add(number)
    return lambda query: intersection([postings.get(term, set()) for term in analyse(query)])


def intersection(sets: Sequence[set[int]]) -> set[int]:
    """Return what all sets have in common; a query without terms finds nothing."""
    return reduce(set.__and__, sets) if sets else set()
