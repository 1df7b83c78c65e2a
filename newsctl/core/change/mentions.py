"""Places where one post names another: by file name, `post_url` tag or address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from newsctl.core.change.plans import Mention
from newsctl.core.post.filename import MARKDOWN

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from newsctl.core.post.post import PostPath


class MovedPost(NamedTuple):
    """A post that is moved, or removed (`to` is None), with its address on the site."""

    path: PostPath
    to: PostPath | None
    address: str | None = None
    new_address: str | None = None


class PostLinks(Protocol):
    """The links of posts to others that are moved or removed."""

    def counts_in(self, path: PostPath, data: bytes) -> Counter[PostPath]:
        """Count the links and mentions of each of those posts in a file of these bytes."""

    def after(self, path: PostPath, data: bytes) -> bytes:
        """Return the bytes of a post with updated links; a link to a removed post becomes text."""


# `{% post_url 2019-09-05-zon %}`, and `/2019/09/05/zon` as Jekyll's default permalink has it.
_NAME = re.compile(rb"\b(\d{4})([-/])(\d{1,2})\2(\d{1,2})\2([^\s/\"'()<>#?%|}]+)")
_EXTENSIONS = (*MARKDOWN, ".html")


def mentions(
    targets: Collection[PostPath], posts: Iterable[PostPath], data_of: Callable[[PostPath], bytes]
) -> Iterator[Mention]:
    """Yield each post whose file names a target, once for each target.

    Folders are ignored, since an address seldom has them. `data_of` returns the bytes of a file.
    """
    by_name = names_of(targets)
    for path in posts:
        yield from mentions_in(path, data_of(path), by_name)


def names_of(targets: Collection[PostPath]) -> dict[str, PostPath]:
    """Return posts by the names that `mentions_in` searches for."""
    return {_name(target): target for target in targets}


def mentions_in(path: PostPath, data: bytes, by_name: Mapping[str, PostPath]) -> Iterator[Mention]:
    """Yield the posts that the file of a post names, as `mentions` does."""
    named = {_joined(found) for found in _NAME.finditer(data)}
    for name in sorted(named & by_name.keys()):
        if by_name[name] != path:
            yield Mention(path, by_name[name])


def _name(path: PostPath) -> str:
    return _without_extension(path.rsplit("/", 1)[-1])


def _joined(match: re.Match[bytes]) -> str:
    year, _, month, day, slug = (part.decode("utf-8", "replace") for part in match.groups())
    return _without_extension(f"{year}-{month}-{day}-{slug}")


def _without_extension(name: str) -> str:
    return next((name.removesuffix(end) for end in _EXTENSIONS if name.endswith(end)), name)
