"""The port for writing posts: composing and editing bytes, and making changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from newsctl.core.archive.file_changes import Change, PastChange, Trashed
    from newsctl.core.archive.ports import Progress
    from newsctl.core.change.mentions import MovedPost, PostLinks
    from newsctl.core.change.post_style import PostStyle
    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import Draft, PostPath, PostSummary


class PostWriter(Protocol):
    """Computes the bytes and paths of changed posts, and carries changes out."""

    def compose(self, draft: Draft, style: PostStyle) -> tuple[PostPath, bytes]:
        """Return the path and the bytes of a draft as a file in this style.

        Raises UsageError if its path cannot be inside the archive.
        """

    def relinking(
        self,
        moved: Iterable[MovedPost],
        site: str,
        page_of: Callable[[PostPath, bytes], str | None],
    ) -> PostLinks:
        """Return an object that finds and updates the links of posts to moved posts.

        `site` is the address of the site, or its path, empty if unknown; `page_of` returns the
        address of a post from its bytes.
        """

    def slug_of(self, title: str) -> str:
        """Return the slug of a title in any script."""

    def path_of_new(self, title: str, moment: datetime, style: PostStyle) -> PostPath:
        """Return the path of a new post with this title, or slug, and aware date."""

    def edited(self, data: bytes, edits: Sequence[FieldEdit]) -> bytes:
        """Return a file's bytes with edits of its front matter, and no other byte changed.

        Raises EditRefused if that is impossible.
        """

    def path_after(self, summary: PostSummary, *, has_day: bool = True) -> PostPath:
        """Return the path of a post that follows its date and title, in its present folder.

        Without `has_day`, a name that has no day now gets the title only.

        Raises EditRefused for a post without a date.
        """

    def path_published(self, path: PostPath, moment: datetime, style: PostStyle) -> PostPath:
        """Return the path of a draft, now in a folder of drafts, as a post of this date."""

    def path_in_trash(self, path: PostPath) -> PostPath:
        """Return a free path in the trash for a removed post."""

    def require_free(self, path: PostPath) -> None:
        """Raise ArchiveError unless a new file can have this path.

        It must be inside the archive, and nothing may exist there, whether a post or a link.
        """

    def require_writable(self, path: PostPath, *, moves: bool = False) -> None:
        """Raise EditRefused unless a file can be written or, with `moves`, moved.

        It may not be protected, outside of the archive, or a link that would be moved.
        """

    def changing(self) -> AbstractContextManager[None]:
        """Lock the archive against changes by other processes. Raises ArchiveBusy."""

    def carry_out(self, change: Change, progress: Progress, *, keep: bool = True) -> int:
        """Make the steps of a change, each all or nothing, and record them for `take_back`.

        Returns how many undone changes can no longer be redone.

        Nothing is overwritten: the path of a new or moved file must be free. Without `keep` the
        change is not recorded and cannot be undone.

        Raises, before any step, PlanOutdated when a file is not as the change expects it,
        TooLargeToKeep when the record would be too large, and ArchiveError for a path outside of
        the archive. Raises ArchiveError for a file that cannot be written: the steps before it were
        made, and `take_back` undoes them.
        """

    def history(self) -> Sequence[PastChange]:
        """Return the changes that can be undone, the newest first."""

    def take_back(self, progress: Progress) -> PastChange | None:
        """Undo the newest change, as far as it was made, and return it; None if there is none.

        Posts that it added go to the trash. If it is interrupted, calling it again completes it.
        Raises ChangedMeanwhile, before any step, when a file was changed since.
        """

    def give_up(self) -> PastChange | None:
        """Forget the newest change, and return it; None if there is none. No file changes."""

    def undone(self) -> Sequence[PastChange]:
        """Return the changes that can be redone, the last undone first."""

    def redo(self, progress: Progress) -> PastChange | None:
        """Redo the change undone last, and return it; None if there is none.

        Raises ChangedMeanwhile, before any step, when a file was changed since.
        """

    def in_trash(self) -> Sequence[Trashed]:
        """Return the files in the archive's trash, the newest first."""

    def empty_trash(self) -> int:
        """Delete every file in the trash, and return their number. Raises ArchiveError."""
