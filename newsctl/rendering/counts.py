"""Numbers of things, as a sentence has them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return `1 post`, `1,200 posts`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def page_note(shown: int, total: int, *, offset: int = 0) -> str | None:
    """Return which part of an answer was shown and how much more there is; None for all of it."""
    if shown >= total:
        return None
    left = total - offset - shown
    more = f"; {left:,} more, see --limit" if left > 0 else ""
    if not shown:
        return f"None of {counted(total, 'post')} left after --offset {offset}"
    return f"{offset + 1:,} to {offset + shown:,} of {counted(total, 'post')}{more}"
