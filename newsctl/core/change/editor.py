"""Changes made, taken back and done again, and what they left in the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError
from newsctl.core.messages import _, _n

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsctl.core.archive.file_changes import PastChange, Trashed
    from newsctl.core.archive.ports import Progress, Watch
    from newsctl.core.change.plans import Plan
    from newsctl.core.change.post_writer import PostWriter


class Editor:
    """Makes planned changes of one archive, so that each can be taken back.

    `watch` gives what long work reports its progress to.
    """

    def __init__(self, writer: PostWriter, *, watch: Watch) -> None:
        self._writer = writer
        self._watch = watch

    def carry_out(self, plan: Plan, *, keep: bool = True) -> int:
        """Make a planned change. `keep` is off for one that shall not be kept for `undo`.

        Returns how many changes were taken back before and can no longer be done again. Raises
        ArchiveBusy, ChangedMeanwhile, TooLargeToKeep, and ArchiveError for a file that cannot be
        written.
        """
        with self._writer.changing(), self._watch(_("Writing")) as progress:
            return self._writer.carry_out(plan.change, progress, keep=keep)

    def history(self) -> Sequence[PastChange]:
        """Return the changes that can be taken back, the newest first."""
        return self._writer.history()

    def undone(self) -> Sequence[PastChange]:
        """Return the changes that can be done again, the one that was taken back last first."""
        return self._writer.undone()

    def take_back(self, number: int = 1) -> Iterator[PastChange]:
        """Undo the newest changes, and yield each once it is taken back.

        Raises UsageError, before any, where there are fewer but not none; and ArchiveBusy,
        ArchiveError, ChangedMeanwhile.
        """
        return self._one_by_one(_("Undoing"), self._writer.history, self._writer.take_back, number)

    def redo(self, number: int = 1) -> Iterator[PastChange]:
        """Do the changes again that were taken back last, and yield each. Raises as `take_back`."""
        return self._one_by_one(_("Redoing"), self._writer.undone, self._writer.redo, number)

    def in_trash(self) -> Sequence[Trashed]:
        """Return the files in the archive's trash, what came in last first."""
        return self._writer.in_trash()

    def empty_trash(self) -> int:
        """Remove every file in the trash for good, and return how many.

        Raises ArchiveBusy, ArchiveError.
        """
        with self._writer.changing():
            return self._writer.empty_trash()

    def _one_by_one(
        self,
        what: str,
        changes: Callable[[], Sequence[PastChange]],
        act: Callable[[Progress], PastChange | None],
        number: int,
    ) -> Iterator[PastChange]:
        with self._writer.changing():
            if 0 < (known := len(changes())) < number:
                raise UsageError(
                    _n(
                        "There is only {n:,} change of that kind, so nothing was done.",
                        "There is only {n:,} changes of that kind, so nothing was done.",
                        known,
                    ),
                    hint=_("Add --list to see them."),
                )
            for _time in range(number):
                with self._watch(what) as progress:
                    past = act(progress)
                if past is None:
                    return
                yield past
