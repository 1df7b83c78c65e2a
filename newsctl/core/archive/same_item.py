"""Detection of imported items that an archive already has, so that a rerun adds nothing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from newsctl.core.archive.same_story import page_of, title_on_day, words_of
from newsctl.core.errors import KnownStory
from newsctl.core.messages import _
from newsctl.core.post.links import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsctl.core.archive.same_story import ArchivedStories
    from newsctl.core.post.post import Post, PostPath, PostSummary

    ItemKey: TypeAlias = tuple[object, ...]
    """What an item is known by, behind the name of what that is."""

GUID = "guid"
"""The key for what a feed names an item by, where that is not its link."""


class ArchivedItems:
    """The items of an archive, and those of the current import.

    An item is identified by its link and by its guid; one with neither, by title, day and words. A
    guid is unique within its site only (many number their items), and the link of a site's front
    page identifies nothing.

    Items with the same title and day are different items, since their source lists both. But if
    neither link nor guid differ, one like an older post may be the same story.
    """

    def __init__(self, stories: ArchivedStories) -> None:
        self._archived = stories
        self._new: dict[ItemKey, Post] = {}

    @cached_property
    def _known(self) -> Mapping[ItemKey, PostPath]:
        """The identifiers of the archive's posts, read once since links have many spellings."""
        posts = (*self._archived.having("externe_link"), *self._archived.having(GUID))
        return {key: post.path for post in posts for key in _names(post)}

    def refuse(self, post: Post) -> None:
        """Raise KnownStory for an item that the archive has, or may have."""
        names = [*_names(post.summary)]
        for key in names:
            if path := self._known.get(key):
                raise KnownStory(
                    _("{path} has this {key}.", path=path, key=key[0]), path=path, is_same=True
                )
        if not names:
            self._refuse_by_content(post)
        for key in names or [_title_key(post)]:
            if other := self._new.get(key):
                raise KnownStory(
                    _(
                        "{path}, which comes in too, has the same {key}.",
                        path=other.path,
                        key=key[0],
                    ),
                    path=other.path,
                    is_same=_title_key(other) == _title_key(post),
                )

    def add(self, post: Post) -> None:
        """Register a post that is about to be written."""
        for key in [*_names(post.summary)] or [_title_key(post)]:
            self._new.setdefault(key, post)

    def _refuse_by_content(self, post: Post) -> None:
        """Raise KnownStory for a post whose title and day, or text, a post of the archive has.

        Posts without a date often share a title, such as that of their pages: they differ by text.
        """
        if post.summary.date is None:
            namesakes = [*self._archived.undated_with_title(post.summary.title)]
        else:
            namesakes = [*self._archived.with_title(post.summary)]
        for path in namesakes:
            if self._archived.is_same_story(path, post):
                raise KnownStory(_("{path} is the same post.", path=path), path=path, is_same=True)
        if namesakes and post.summary.date:
            raise KnownStory(
                _("{namesakes} has this title on this day.", namesakes=namesakes[0]),
                path=namesakes[0],
            )
        if path_of_text := self._archived.with_text(post):
            raise KnownStory(
                _("{path_of_text} has nearly this text.", path_of_text=path_of_text),
                path=path_of_text,
            )


def _names(post: PostSummary) -> Iterator[ItemKey]:
    """Yield the identifiers of a post: its link, unless that is a front page, and its guid."""
    link, guid = _text(post, "externe_link"), _text(post, GUID)
    if link and {"/", "?"}.intersection(page_of(link)):
        yield "externe_link", page_of(link)
    if guid:
        yield GUID, guid, host_of(link or "")


def _title_key(post: Post) -> ItemKey:
    summary = post.summary
    return _("title, day and text"), summary.title, title_on_day(summary), tuple(words_of(post))


def _text(post: PostSummary, key: str) -> str | None:
    value = post.front_matter.get(key)
    return value if isinstance(value, str) and value else None
