"""Numbers of things, as a sentence has them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return `1 post`, `1,200 posts`."""
    return f"{number:,} {named(number, noun)}"


def named(number: int, noun: str) -> str:
    """Return `post` or `posts`, as so many are called."""
    return noun if number == 1 else f"{noun}s"
