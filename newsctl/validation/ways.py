"""Conventions of an archive: some rules report only posts that differ from most others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from newsctl.core.post.post import PostPath

_FEWEST_OF_A_FOLDER = 10
"""Posts with it that make it the way of a folder; fewer may be what the archive has elsewhere."""


def unlike_others(having: Collection[PostPath], posts: Collection[PostPath]) -> Iterator[PostPath]:
    """Yield the posts with a property that most others do not have, in order.

    Others are all posts of the archive or, if there are ten or more, of the same folder. `posts`
    are all posts that could have the property.
    """
    could, have = by_folder(posts), by_folder(having)
    ways = {
        folder
        for folder, count in have.items()
        if count >= (_FEWEST_OF_A_FOLDER if folder else 2) and 2 * count > could[folder]
    }
    return (path for path in having if ways.isdisjoint(folders_of(path)))


def by_folder(paths: Iterable[PostPath]) -> Counter[str]:
    """Count posts by folder, parents included."""
    return Counter(folder for path in paths for folder in folders_of(path))


def folders_of(path: PostPath) -> list[str]:
    """Return the folders of a post, the archive itself first, as an empty name."""
    parts = path.split("/")[:-1]
    return ["", *("/".join(parts[: depth + 1]) for depth in range(len(parts)))]
