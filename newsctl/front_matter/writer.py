"""The writer of an archive: composes, edits, writes and moves posts, and undoes changes."""

from __future__ import annotations

import os
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import ChangedMeanwhile, PastChange, PlanOutdated
from newsctl.core.change.post_style import SEED
from newsctl.core.errors import ArchiveError
from newsctl.core.messages import _
from newsctl.core.post.dates import parse_date, zone_named
from newsctl.core.post.fences import HeaderStart, blanks_before, missing_fence
from newsctl.core.post.post import PostPath
from newsctl.core.post.text_lists import values_of
from newsctl.front_matter.editing.compose import compose
from newsctl.front_matter.writing.archive_files import (
    ArchiveFiles,
    Trash,
    make_folder,
    remove_if_empty,
)
from newsctl.front_matter.writing.journal import Beginning, End, Journal, name_archive
from newsctl.front_matter.writing.new_name import path_after, path_of_new, path_published, slug_of
from newsctl.front_matter.writing.steps import does_something, effects, sync_folders
from newsctl.front_matter.writing.taken_steps import chains_to_undo, count_taken
from newsctl.front_matter.writing.transaction import (
    Stopped,
    do_all,
    folders_of,
    refuse_protected,
    require_writable,
    scope_of,
    undo_all,
)
from newsctl.front_matter.writing.unfinished import KEPT
from newsctl.front_matter.writing.write_lock import others_kept_out
from newsctl.storage.atomic import has_leftovers, remove_leftovers, set_aside_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from newsctl.core.archive.file_changes import Change, Step, Trashed
    from newsctl.core.archive.ports import Progress
    from newsctl.core.change.mentions import MovedPost, PostLinks
    from newsctl.core.change.post_style import PostStyle
    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import Draft, PostSummary
    from newsctl.core.settings import Settings
    from newsctl.front_matter.writing.journal import JournalEntry
    from newsctl.front_matter.writing.transaction import TransactionScope
    from newsctl.front_matter.writing.write_lock import WriteLock


class MarkdownWriter:
    """Writes the posts below one absolute folder, each file atomically.

    `lock` is shared by the archive's writers; without one there is no locking. `journal` is a
    folder outside of the archive for changes that can be undone; without one none can.
    """

    def __init__(
        self,
        root: Path,
        settings: Settings,
        *,
        lock: WriteLock | None,
        journal: Path | None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._root = root
        self._settings = settings
        self._lock = lock
        self._journal = None if journal is None else Journal(journal)
        self._clock = clock
        self._is_alone = False
        self._files = ArchiveFiles(root)

    def compose(self, draft: Draft, style: PostStyle = SEED) -> tuple[PostPath, bytes]:
        """Return the path and the bytes of a draft as a file in this style.

        Raises UsageError for text that is not valid Unicode, SettingsError for an unknown time
        zone.
        """
        zone = zone_named(self._settings.time_zone)
        path = self.path_of_new(draft.slug or draft.title, draft.date, style)
        if self._settings.site_defaults:
            draft, style = self._without_what_the_site_gives(path, draft, style)
        return path, compose(draft, style, date_field=self._date_field(draft, style), zone=zone)

    def _date_field(self, draft: Draft, style: PostStyle) -> str:
        """Return the key of a new post's date: the one that has it already, or the usual one."""
        zone = zone_named(self._settings.time_zone)
        has_it = (
            key
            for key in self._settings.other_dates
            if key in draft.fields and parse_date(draft.fields[key], zone) == draft.date
        )
        return style.date_field or next(has_it, self._settings.date_field)

    def _without_what_the_site_gives(
        self, path: PostPath, draft: Draft, style: PostStyle
    ) -> tuple[Draft, PostStyle]:
        """Remove values that the site gives the post, except a layout that most posts name."""
        from newsctl.front_matter.reading.site_defaults import values_given  # noqa: PLC0415 -- few

        defaults = self._settings.site_defaults
        given = values_given(defaults, path) if defaults else {}
        fields = {
            key: value
            for key, value in style.fields_of(draft.fields).items()
            if key not in given or values_of(value) != values_of(given[key])
        }
        layout = None if style is SEED and "layout" in given else style.layout
        return draft._replace(fields=fields), style._replace(layout=layout)

    def relinking(
        self,
        moved: Iterable[MovedPost],
        site: str,
        page_of: Callable[[PostPath, bytes], str | None],
    ) -> PostLinks:
        """Return an object that finds and updates links to moved posts; see the port."""
        from newsctl.front_matter.editing.relinking import Relinking  # noqa: PLC0415 -- parses HTML

        return Relinking(moved, site, page_of)

    def slug_of(self, title: str) -> str:
        """Return the slug of a title in any script."""
        return slug_of(title)

    def path_of_new(self, title: str, moment: datetime | None, style: PostStyle = SEED) -> PostPath:
        """Return the path of a new post with this title, or slug, and date if it has one."""
        return path_of_new(self._root, title, moment, self._settings, style.name)

    def edited(self, data: bytes, edits: Sequence[FieldEdit]) -> bytes:
        """Return a file's bytes with these values changed. Raises EditRefused.

        A file without front matter gets one, where posts may have none.
        """
        from newsctl.front_matter.editing.edit import edited, edited_or_opened  # noqa: PLC0415  undoing needs no YAML

        match self._settings.header_start:
            case HeaderStart.AT_FENCE if self._settings.without_front_matter:
                return edited_or_opened(data, edits)
            case HeaderStart.AT_FENCE:
                return edited(data, edits)
            case HeaderStart.BELOW_BLANKS:
                above = blanks_before(data.decode("utf-8", "replace")).encode()
                return above + edited(data[len(above) :], edits)
            case HeaderStart.WITHOUT_FENCE:
                fence = missing_fence(data.decode("utf-8", "replace")).encode()
                return edited(fence + data, edits).removeprefix(fence)

    def path_after(self, summary: PostSummary, *, has_day: bool = True) -> PostPath:
        """Return the path of a post that follows its date and title. Raises EditRefused."""
        return path_after(self._root, summary, self._settings, has_day=has_day)

    def path_published(self, path: PostPath, moment: datetime, style: PostStyle = SEED) -> PostPath:
        """Return the path of a draft, now in a folder of drafts, as a post of this date."""
        return path_published(self._root, path, moment, self._settings, style.name)

    def path_in_trash(self, path: PostPath) -> PostPath:
        """Return a free path in the archive's trash for a removed post."""
        return Trash(self._root).path_for(path)

    def require_free(self, path: PostPath) -> None:
        """Raise ArchiveError unless a new file can have this path; see the port."""
        self._files.require_free(path)

    def require_writable(self, path: PostPath, *, moves: bool = False) -> None:
        """Raise EditRefused unless a file can be written or moved; see the port."""
        require_writable(self._files, path, moves=moves)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Lock the archive against changes by other processes. Raises ArchiveBusy."""
        with self._lock.held() if self._lock else nullcontext(enter_result=False) as is_held:
            self._is_alone = is_held
            try:
                yield
            finally:
                self._is_alone = False

    def carry_out(self, change: Change, progress: Progress, *, keep: bool = True) -> int:
        """Make the steps of a change, and record them unless `keep` is off; see the port."""
        change = replace(change, steps=tuple(filter(does_something, change.steps)))
        scope = self._scope_of_plan(change)
        is_kept = keep and bool(change.steps)
        ended = len(self.undone()) if is_kept else 0
        entry = self._record(change, scope) if is_kept else None
        self._tidy(scope.folders)
        try:
            self._take(change.steps, scope, entry, self._trash(change.command), progress)
        except Stopped as stopped:
            if entry and self._journal and not stopped.done:
                self._remove_made(entry)
                self._journal.discard(entry)
            raise
        return ended

    def _scope_of_plan(self, change: Change) -> TransactionScope:
        try:
            return scope_of(self._root, change.steps)
        except ChangedMeanwhile as changed:
            hint = _("Nothing was done. Try again.")
            raise PlanOutdated(changed.message, conflicts=changed.conflicts, hint=hint) from changed

    def history(self) -> Sequence[PastChange]:
        """Return the changes that can be undone, the newest first."""
        return [] if self._journal is None else list(self._pasts(self._journal.entries()))

    def take_back(self, progress: Progress) -> PastChange | None:
        """Undo the newest change, as far as it was made, and return it."""
        entry = next(self._entries(), None)
        if entry is None or self._journal is None:
            return None
        past, steps = self._past(1, entry), entry.steps()
        chains = chains_to_undo(self._root, steps)
        folders = folders_of(self._root, steps)
        refuse_protected(folders)
        self._tidy(folders)
        self._journal.finish(entry, End(len(steps), undoing=True))
        trash = self._trash(f"undo {past.command}")
        undo_all(self._root, chains, trash, progress)
        sync_folders(folders)
        self._remove_made(entry)
        self._journal.retire(entry)
        return past

    def give_up(self) -> PastChange | None:
        """Forget the newest change, which can then not be undone, and return it."""
        entry = next(self._entries(), None)
        if entry is None or self._journal is None:
            return None
        past = self._past(1, entry)
        self._journal.discard(entry)
        return past

    def undone(self) -> Sequence[PastChange]:
        """Return the changes that can be redone, the last undone first."""
        undone = () if self._journal is None else self._journal.undone()
        return [self._past(number, entry) for number, entry in enumerate(undone, 1)]

    def redo(self, progress: Progress) -> PastChange | None:
        """Redo the change undone last, and return it."""
        entry = None if self._journal is None else next(self._journal.undone(), None)
        if entry is None or self._journal is None:
            return None
        steps = entry.steps()
        scope = scope_of(self._root, steps)
        self._tidy(scope.folders)
        entry = self._journal.revive(entry)
        try:
            self._take(steps, scope, entry, self._trash(entry.beginning.command), progress)
        except Stopped as stopped:
            if not stopped.done:
                self._journal.retire(entry)
            raise
        return self._past(1, entry, End(len(steps)))

    def in_trash(self) -> Sequence[Trashed]:
        """Return the files in the archive's trash, the newest first."""
        return Trash(self._root).contents()

    def empty_trash(self) -> int:
        """Delete every file in the trash, and return their number."""
        return Trash(self._root).empty()

    def _take(
        self,
        steps: Sequence[Step],
        scope: TransactionScope,
        entry: JournalEntry | None,
        trash: Trash,
        progress: Progress,
    ) -> None:
        """Make the steps of a change, and record in the journal how many were made."""
        try:
            trash.prepare(steps)
            do_all(self._root, steps, progress)
            sync_folders(scope.folders)
        except Stopped as stopped:
            with suppress(ArchiveError):  # without it, the files tell how far the change came
                self._end_record(entry, stopped.done)
            raise
        self._end_record(entry, len(steps))
        trash.tidy()

    def _remove_made(self, entry: JournalEntry) -> None:
        """Remove the empty ones of the folders that a change created."""
        Trash(self._root).tidy()
        remove_if_empty(self._root / folder for folder in entry.beginning.folders)

    def _trash(self, command: str) -> Trash:
        return Trash(self._root, command=command, clock=self._clock)

    def _record(self, change: Change, scope: TransactionScope) -> JournalEntry | None:
        """Record a change in the journal before it is made."""
        if self._journal is None:
            return None
        paths = tuple(step.path for step in change.steps)
        beginning = Beginning(change.command, self._clock(), paths, scope.made)
        entry = self._journal.begin(beginning, change.steps)
        name_archive(entry.file.parent, self._root)
        return entry

    def _end_record(self, entry: JournalEntry | None, done: int) -> None:
        if entry and self._journal:
            self._journal.finish(entry, End(done))

    def _entries(self) -> Iterator[JournalEntry]:
        return iter(()) if self._journal is None else self._journal.entries()

    def _pasts(self, entries: Iterable[JournalEntry]) -> Iterator[PastChange]:
        for number, entry in enumerate(entries, 1):
            try:
                yield self._past(number, entry)
            except ArchiveError:
                if entry.file.exists():  # else another newsctl took it back meanwhile
                    raise

    def _past(self, number: int, entry: JournalEntry, end: End | None = None) -> PastChange:
        """Return a past change; how far it was made, `end` tells, else the journal or the files."""
        beginning, end = entry.beginning, end or entry.end
        if end is None or (end.undoing and entry.file.suffix == KEPT):
            end = End(count_taken(self._root, entry.steps()))
        moment = beginning.moment.astimezone(zone_named(self._settings.time_zone))
        return PastChange(number, beginning.command, moment, beginning.paths, end.done)

    def _tidy(self, folders: Iterable[Path]) -> None:
        """Clean up after killed writers; without the lock, files may be of a running one.

        Bytes that are not in the journal were written by another program at the same moment, and
        are kept.
        """
        if not self._is_alone:
            return
        if self._journal is not None:
            self._journal.tidy()
        for folder in filter(has_leftovers, folders):
            with others_kept_out(folder, self._root) as is_alone:
                if is_alone:
                    remove_leftovers(folder)
                    for aside in set_aside_in(folder):
                        self._keep_unless_known(aside)

    def _keep_unless_known(self, aside: Path) -> None:
        """Remove a file that a killed change had moved aside.

        Bytes that no step of that change had belong to the user, and go to the trash.
        """
        with suppress(OSError):
            data = aside.read_bytes()
            if not any(data in held for held in self._lately_held()):
                path = PostPath(aside.relative_to(os.path.realpath(self._root)).as_posix())
                to = self._root / self.path_in_trash(path)
                make_folder(to.parent)
                os.link(aside, to)
            aside.unlink()

    def _lately_held(self) -> Iterator[Sequence[bytes | None]]:
        """Yield the bytes of files before and after steps of changes that may have been killed."""
        for entry in islice(self._entries(), 2):  # the one that begins now, and the one before it
            with suppress(ArchiveError):
                for step in entry.steps():
                    yield [data for effect in effects(step) for data in effect[1:]]
