"""Counts of things, formatted for a sentence."""

from __future__ import annotations

from newsctl.core.messages import _


def counted(number: int, noun: str) -> str:
    """Return `1 post`, `1,200 posts`."""
    return f"{number:,} {named(number, noun)}"


def with_count(name: str, number: int) -> str:
    """Return a name with its count, as a message: `NOS 1,200`."""
    return _("{name} {number:,}", name=name, number=number)


def named(number: int, noun: str) -> str:
    """Return `post` or `posts`, by the number."""
    return noun if number == 1 else f"{noun}s"
