"""Changes made, undone and redone, and the trash that they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError
from newsctl.core.messages import _, _n

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsctl.core.archive.file_changes import PastChange
    from newsctl.core.archive.ports import Progress, Watch
    from newsctl.core.change.plans import Plan
    from newsctl.core.change.post_writer import PostWriter


class Editor:
    """Makes planned changes of one archive so that each can be undone.

    `watch` returns the progress reporter of long work.
    """

    def __init__(self, writer: PostWriter, *, watch: Watch) -> None:
        self._writer = writer
        self._watch = watch

    def carry_out(self, plan: Plan, *, keep: bool = True) -> int:
        """Make a planned change; without `keep` it is not recorded for `undo`.

        Returns how many undone changes can no longer be redone. Raises ArchiveBusy,
        PlanOutdated, TooLargeToKeep, and ArchiveError for a file that cannot be written.
        """
        with self._writer.changing(), self._watch(_("Writing")) as progress:
            return self._writer.carry_out(plan.change, progress, keep=keep)

    def take_back(self, number: int = 1) -> Iterator[PastChange]:
        """Undo the newest changes, and yield each after it is undone.

        Raises UsageError, before any change, if there are some but fewer; and ArchiveBusy,
        ArchiveError, ChangedMeanwhile.
        """
        return self._one_by_one(_("Undoing"), self._writer.history, self._writer.take_back, number)

    def give_up(self, number: int = 1) -> Iterator[PastChange]:
        """Forget the newest changes, which stay as they are. Yields and raises as `take_back`."""
        return self._one_by_one(
            _("Undoing"), self._writer.history, lambda _: self._writer.give_up(), number
        )

    def redo(self, number: int = 1) -> Iterator[PastChange]:
        """Redo the changes undone last, and yield each. Raises as `take_back`."""
        return self._one_by_one(_("Redoing"), self._writer.undone, self._writer.redo, number)

    def empty_trash(self) -> int:
        """Delete every file in the trash, and return their number.

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
        """Undo or redo changes by `act`, under the lock, and yield each."""
        with self._writer.changing():
            if 0 < (known := len(changes())) < number:
                raise UsageError(
                    _n(
                        "There is only {n:,} change of that kind, so nothing was done.",
                        "There are only {n:,} changes of that kind, so nothing was done.",
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
