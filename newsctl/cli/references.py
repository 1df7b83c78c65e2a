"""What a user wrote for posts, as seen from the current folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError
from newsctl.core.post import PostPath

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.cli.context import Context


def find(context: Context, reference: str) -> PostPath:
    """Return the post that a reference names. Raises PostNotFound, AmbiguousPost."""
    if (below := _below(context, reference)) and (context.root / below).is_file():
        return context.archive.find(below)
    return context.archive.find(reference)


def chosen_paths(context: Context, given: Sequence[str]) -> list[PostPath]:
    """Return the posts that are given as files and folders; all of them when none is given.

    A file that is given is taken even when the archive's rules leave it out. Raises UsageError
    for what is not in the archive.
    """
    posts = sorted(context.repository.scan())
    if not given:
        return posts
    chosen: set[PostPath] = set()
    for reference in given:
        below = _below(context, reference)
        if below is None or not (context.root / below).exists():
            raise UsageError(f"{reference} is no file or folder of the archive {context.root}.")
        if (context.root / below).is_dir():
            chosen.update(path for path in posts if below == "." or path.startswith(f"{below}/"))
        else:
            chosen.add(PostPath(below))
    return sorted(chosen)


def _below(context: Context, reference: str) -> str | None:
    """Return where a path from the current folder is below the archive's, None outside it."""
    if "://" in reference:
        return None
    for folder in (context.cwd, context.root):
        path = folder / reference
        resolved = path.parent.resolve() / path.name
        if resolved.exists() and resolved.is_relative_to(context.root):
            return resolved.relative_to(context.root).as_posix()
    return None
