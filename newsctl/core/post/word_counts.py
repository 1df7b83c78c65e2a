"""The word counts that a post keeps of its body: `aantal` and `unieke`."""

from __future__ import annotations

from typing import NamedTuple


class WordCounts(NamedTuple):
    """How many words a body has (`aantal`), and how many different ones (`unieke`)."""

    aantal: int
    unieke: int


def count_words(body: str) -> WordCounts:
    """Count the words of a body, split by white space with tags included."""
    words = body.split()
    return WordCounts(len(words), len(set(words)))
