"""The port through which an archive is changed: what a post would become, and making it so."""

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
    """Plans changes of posts, which touches no file, and carries them out."""

    def compose(self, draft: Draft, style: PostStyle) -> tuple[PostPath, bytes]:
        """Give a draft the path and the bytes that it would have as a file in this style.

        Raises UsageError when no path inside the archive can be made of it.
        """
        ...

    def relinking(
        self,
        moved: Iterable[MovedPost],
        site: str,
        page_of: Callable[[PostPath, bytes], str | None],
    ) -> PostLinks:
        """Return what finds and mends the links of posts to posts that move.

        `site` is the address of the site, or its path, empty where that is not known; `page_of`
        tells the address there of a post of some bytes.
        """
        ...

    def slug_of(self, title: str) -> str:
        """Return the slug of a title in any script."""
        ...

    def path_of_new(self, title: str, moment: datetime, style: PostStyle) -> PostPath:
        """Return the path that a new post of this title, or slug, and aware moment would have."""
        ...

    def edited(self, data: bytes, edits: Sequence[FieldEdit]) -> bytes:
        """Return a file's bytes with these values of its front matter changed, and no byte more.

        Raises EditRefused when that cannot be.
        """
        ...

    def path_after(self, summary: PostSummary, *, has_day: bool = True) -> PostPath:
        """Return the path that a post has after its date and title, in the folder where it is.

        Where names do not have the day, one that has none now gets its title alone.

        Raises EditRefused for a post without a date.
        """
        ...

    def path_published(self, path: PostPath, moment: datetime, style: PostStyle) -> PostPath:
        """Return the path that a draft in a folder of drafts gets as a post of this moment."""
        ...

    def path_in_trash(self, path: PostPath) -> PostPath:
        """Return a free path for a post that is removed, where no post is looked for."""
        ...

    def require_free(self, path: PostPath) -> None:
        """Find out whether a new file can have a path: nothing is there, be it no post or a link.

        Raises ArchiveError when it cannot, and for a path outside the archive.
        """
        ...

    def require_writable(self, path: PostPath, *, moves: bool = False) -> None:
        """Find out whether a post's file can get other bytes or, with `moves`, another path.

        Raises EditRefused when it cannot: it is protected, a link that would move, or outside.
        """
        ...

    def changing(self) -> AbstractContextManager[None]:
        """Keep other newsctl processes from changing the archive. Raises ArchiveBusy."""
        ...

    def carry_out(self, change: Change, progress: Progress, *, keep: bool = True) -> int:
        """Take the steps of a change, each all or nothing, and record them for `take_back`.

        Returns how many changes were taken back before and can no longer be done again.

        Nothing is overwritten: the path of a new or moved file has to be free. `keep` is off for
        a change that shall not be recorded, which then cannot be taken back.

        Raises ChangedMeanwhile, before any step, when a file is not as the change expects it, and
        TooLargeToKeep when the record would be. Raises ArchiveError for a path outside the
        archive, before any step, and for a file that cannot be written: then the steps before it
        were taken, and `take_back` undoes them.
        """
        ...

    def history(self) -> Sequence[PastChange]:
        """Return the changes that can be taken back, the newest first."""
        ...

    def take_back(self, progress: Progress) -> PastChange | None:
        """Undo the newest change, as far as it was carried out, and return it; None without one.

        A post that it added goes to the trash. Doing it again after it was stopped half-way
        finishes it. Raises ChangedMeanwhile, before any step, when a file was changed since.
        """
        ...

    def undone(self) -> Sequence[PastChange]:
        """Return the changes that can be done again, the one that was taken back last first."""
        ...

    def redo(self, progress: Progress) -> PastChange | None:
        """Do the change again that was taken back last, and return it; None without one.

        Raises ChangedMeanwhile, before any step, when a file was changed since.
        """
        ...

    def in_trash(self) -> Sequence[Trashed]:
        """Return the files in the archive's trash, what came in last first."""
        ...

    def empty_trash(self) -> int:
        """Remove every file in the trash for good, and return how many. Raises ArchiveError."""
        ...
