"""Values in messages, cut where they would fill the screen."""

from __future__ import annotations

_LONGEST = 60


def excerpt(value: object) -> str:
    """Return a value as Python writes it, control characters escaped, in at most 60 characters."""
    whole = repr(value[: _LONGEST + 1] if isinstance(value, str) else value)
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"
