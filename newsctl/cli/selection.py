"""Posts that a command is about: named one by one, or as paths on standard input."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.post import PostPath

INPUT = "-"
"""What stands for the paths on standard input, as `newsctl list -f path` writes them."""


def with_input(given: Sequence[str], *, null: bool) -> list[str]:
    """Put the paths on standard input in the place of `-`; with `null`, NUL ends each.

    Raises UsageError for `null` without `-`, and for an input with no path in it: a command that is
    about nothing must not become one about all posts.
    """
    if INPUT not in given:
        if null:
            hint = "Such as: newsctl list wolf -f path -0 | newsctl rm - -0"
            raise UsageError("-0 goes with - only.", hint=hint)
        return list(given)
    data = sys.stdin.buffer.read()
    paths = [os.fsdecode(path) for path in (data.split(b"\0") if null else data.splitlines())]
    found = [path for path in paths if path]
    if not found:
        raise UsageError("There is no path on standard input.")
    return [*(one for one in given if one != INPUT), *found]


def posts_named(
    context: Context,
    given: Sequence[str],
    find: Callable[[Context, str], PostPath],
    *,
    null: bool = False,
) -> list[PostPath]:
    """Return the posts that are named, each once. Raises as `with_input` and `find`."""
    named = with_input(given, null=null)
    return list(dict.fromkeys(find(context, reference) for reference in named))
