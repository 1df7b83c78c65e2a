"""How most posts of an archive are written is its way: some rules tell of those that differ."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from newsctl.core.post.post import PostPath

_FEWEST_OF_A_FOLDER = 10
"""Posts with it that make it the way of a folder; fewer may be what the archive has elsewhere."""


def unlike_others(having: Collection[PostPath], posts: Collection[PostPath]) -> Iterator[PostPath]:
    """Yield the posts that have something which most others do not, in their order.

    Others are all of the archive, or, where ten or more have it, of a folder that the post is in.
    `posts` are those that could have it, these among them.
    """
    could, have = by_folder(posts), by_folder(having)
    ways = {
        folder
        for folder, count in have.items()
        if count >= (_FEWEST_OF_A_FOLDER if folder else 2) and 2 * count > could[folder]
    }
    return (path for path in having if ways.isdisjoint(folders_of(path)))


def by_folder(paths: Iterable[PostPath]) -> Counter[str]:
    """Count posts by each of the folders that they are in."""
    return Counter(folder for path in paths for folder in folders_of(path))


def folders_of(path: PostPath) -> list[str]:
    """Return the folders that a post is in, the archive itself as an empty name first."""
    parts = path.split("/")[:-1]
    return ["", *("/".join(parts[: depth + 1]) for depth in range(len(parts)))]
