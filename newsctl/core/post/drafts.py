"""Drafts: posts not yet published, in a folder of drafts or marked by a front matter key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.filename import parse_path

if TYPE_CHECKING:
    from newsctl.core.post.post import FrontMatter, PostPath, Value

POSTS, DRAFTS = "_posts", "_drafts"
"""Jekyll's folders (https://jekyllrb.com/docs/posts/#drafts). A draft has no date in its name."""


class DraftForm(NamedTuple):
    """How a site marks drafts: by a `key` with this `value`, by a `folder`, or by both.

    New drafts go into `folder`, which is relative to the archive. Where `heeds_text`, a text that
    says `value` marks one as well; elsewhere, as in Jekyll, a key without a value does
    (`Jekyll::Publisher#can_be_published?`).
    """

    key: str
    value: bool
    folder: str | None = None
    heeds_text: bool = True

    def marks(self, front_matter: FrontMatter) -> bool:
        """Tell whether front matter says that a post is a draft."""
        from newsctl.core.post.text_lists import values_of  # noqa: PLC0415 -- completion needs none of it

        written: Value = front_matter.get(self.key)
        if not self.heeds_text:
            return written is self.value or (written is None and self.key in front_matter)
        return values_of(written) == values_of(self.value)


def is_in_drafts(path: str) -> bool:
    """Tell whether a file is below a folder of drafts."""
    return DRAFTS in path.split("/")[:-1]


def path_as_draft(path: PostPath) -> PostPath | None:
    """Return the path of a post below `_posts` as a draft, without its date; else None."""
    from newsctl.core.post.post import PostPath  # noqa: PLC0415 -- as above

    *folders, name = path.split("/")
    if POSTS not in folders:
        return None
    at = len(folders) - 1 - folders[::-1].index(POSTS)
    folders[at] = DRAFTS
    _, dot, ending = name.rpartition(".")
    return PostPath("/".join([*folders, f"{parse_path(path).slug}{dot}{ending}"]))
