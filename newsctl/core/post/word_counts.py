"""The word counts that a post keeps of its body: `aantal` and `unieke`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsctl.core.post.post import Post


class WordCounts(NamedTuple):
    """How many words a body has (`aantal`), and how many different ones (`unieke`)."""

    aantal: int
    unieke: int


def count_words(body: str) -> WordCounts:
    """Count the words of a body, split by white space with tags included."""
    words = body.split()
    return WordCounts(len(words), len(set(words)))


def keys_of_counts(post: Post) -> dict[str, bool]:
    """Return which of the keys `aantal` and `unieke` a post has, and whether they are its counts.

    A value that is not the number of words may be the number of anything, such as guests.
    """
    front_matter, counts = post.summary.front_matter, count_words(post.body)._asdict()
    return {
        key: type(front_matter[key]) is int and front_matter[key] == count
        for key, count in counts.items()
        if key in front_matter
    }
