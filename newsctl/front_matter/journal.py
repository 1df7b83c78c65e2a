"""The journal of an archive: every change that newsctl made, so that it can be taken back.

It is a folder with a file for each change, whole before its first step is taken; lines about its
end follow (`journal_lines`). A file's name is its number, and tells whether it was taken back, and
whether it can be done again since.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Move, Write
from newsctl.core.errors import ArchiveError, TooLargeToKeep
from newsctl.front_matter.atomic import remove_leftovers, temporary_name
from newsctl.front_matter.folders import sync_folder
from newsctl.front_matter.journal_files import ENDED, KEPT, LARGEST, MOST_BYTES, UNDONE
from newsctl.front_matter.journal_lines import Beginning, Damaged, End, line_of, record_of
from newsctl.storage.private_folders import UnsafeFolder, check_private, make_private
from newsctl.storage.regular_files import opened_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsctl.core.archive.file_changes import Step

MOST_CHANGES = 100
"""As many changes are kept for an archive, those that were taken back among them."""

_LAST_LINE = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """A change in the journal; without an `end` newsctl was stopped while it was made."""

    file: Path
    beginning: Beginning
    end: End | None

    def steps(self) -> tuple[Step, ...]:
        """Return the steps that were, or may have been, taken. Raises ArchiveError."""
        try:
            with opened_regular(self.file, largest=LARGEST) as lines:
                records = map(record_of, islice(lines, 1, len(self.beginning.paths) + 1))
                steps = tuple(step for step in records if isinstance(step, Write | Move))
        except (OSError, Damaged):
            steps = ()
        if len(steps) != len(self.beginning.paths):
            raise ArchiveError(f"The record of the change cannot be read: {self.file}.")
        return steps if self.end is None else steps[: self.end.done]


class Journal:
    """The changes of one archive, in a folder of its own that only its user can read."""

    def __init__(
        self, folder: Path, *, most_changes: int = MOST_CHANGES, most_bytes: int = MOST_BYTES
    ) -> None:
        self._folder = folder
        self._most_changes = most_changes
        self._most_bytes = most_bytes

    def begin(self, beginning: Beginning, steps: Sequence[Step]) -> Entry:
        """Record a change that is about to be made, so that the record survives a crash.

        What was taken back cannot be done again from then on. The oldest changes go as far as there
        is no room for all. Raises TooLargeToKeep, and ArchiveError when the journal cannot be
        written.
        """
        with _naming(self._folder):
            make_private(self._folder, within=self._folder.parent)
            file = self._folder / f"{self._last_number() + 1:08}{KEPT}"
            self._write(file, beginning, steps)
            self._drop_the_oldest()
        return Entry(file, beginning, None)

    def tidy(self) -> None:
        """Remove what killed writers left. Who has no lock may remove what another is writing."""
        remove_leftovers(self._folder)

    def entries(self) -> Iterator[Entry]:
        """Yield the changes that can be taken back, the newest first.

        Raises ArchiveError where others may have written them.
        """
        return self._read(reversed(self._trusted(KEPT)))

    def undone(self) -> Iterator[Entry]:
        """Yield the changes that can be done again, the one that was taken back last first.

        Raises ArchiveError where others may have written them.
        """
        return self._read(self._trusted(UNDONE))

    def finish(self, entry: Entry, end: End) -> None:
        """Record how far a change came. Raises ArchiveError."""
        with _naming(self._folder), entry.file.open("ab") as file:
            file.write(line_of(end))
            file.flush()
            os.fsync(file.fileno())

    def retire(self, entry: Entry) -> None:
        """Take a change that was taken back out of those that can be. Raises ArchiveError."""
        self._become(entry, UNDONE)

    def revive(self, entry: Entry) -> Entry:
        """Put a change that is done again among those that can be taken back.

        Until its end is recorded the files tell how far it came. Raises ArchiveError.
        """
        return replace(entry, file=self._become(entry, KEPT))

    def discard(self, entry: Entry) -> None:
        """Forget a change of which nothing was done. Raises ArchiveError."""
        with _naming(self._folder):
            entry.file.unlink()
            sync_folder(self._folder)

    def _become(self, entry: Entry, kind: str) -> Path:
        with _naming(self._folder):
            file = entry.file.rename(entry.file.with_suffix(kind))
            sync_folder(self._folder)
        return file

    def _trusted(self, kind: str) -> list[Path]:
        try:
            check_private(self._folder, within=self._folder.parent)
        except UnsafeFolder as error:
            raise ArchiveError(
                f"The journal in {self._folder} cannot be trusted: {error.strerror}.",
                hint="Set NEWSCTL_DATA to another folder, or mend this one.",
            ) from error
        except NotADirectoryError:  # there is no journal
            return []
        return self._files(kind)

    def _read(self, files: Iterable[Path]) -> Iterator[Entry]:
        for file in files:
            with suppress(OSError, Damaged):
                yield _entry_of(file)

    def _files(self, *kinds: str) -> list[Path]:
        with suppress(OSError):
            files = (file for file in self._folder.iterdir() if file.stem.isdecimal())
            return sorted(file for file in files if file.suffix in kinds)
        return []

    def _last_number(self) -> int:
        return max((int(file.stem) for file in self._files(KEPT, UNDONE, ENDED)), default=0)

    def _write(self, file: Path, beginning: Beginning, steps: Sequence[Step]) -> None:
        draft = self._folder / temporary_name()
        try:
            draft.touch(mode=0o600, exist_ok=False)
            with draft.open("wb") as lines:
                lines.writelines(self._lines_of(beginning, steps))
                lines.flush()
                os.fsync(lines.fileno())
            for undone in self._files(UNDONE):
                undone.rename(undone.with_suffix(ENDED))
            draft.rename(file)
        finally:
            with suppress(OSError):
                draft.unlink()
        sync_folder(self._folder)

    def _lines_of(self, beginning: Beginning, steps: Sequence[Step]) -> Iterator[bytes]:
        size = 0
        for line in map(line_of, (beginning, *steps)):
            size += len(line)
            if size > self._most_bytes:
                raise TooLargeToKeep(
                    f"The change would take more than {self._most_bytes // 1024**2} MB to keep"
                    " for undo.",
                    hint="Change fewer posts at a time, or use --no-undo.",
                )
            yield line

    def _drop_the_oldest(self) -> None:
        """Remove what there is no room for: what was taken back goes before what can be."""
        room, size = self._most_changes, 0
        for file in reversed([*self._files(UNDONE, ENDED), *self._files(KEPT)]):
            size += file.stat().st_size
            room -= 1
            if room < 0 or size > self._most_bytes:
                file.unlink()


def _entry_of(file: Path) -> Entry:
    """Read how a change begins and ends. Raises OSError, Damaged."""
    with opened_regular(file, largest=LARGEST) as lines:
        beginning = record_of(lines.readline())
        if not isinstance(beginning, Beginning):
            raise Damaged(file)
        lines.seek(max(lines.tell(), lines.seek(0, os.SEEK_END) - _LAST_LINE))
        return Entry(file, beginning, _last_end(lines.read().splitlines(keepends=True)))


def _last_end(lines: Sequence[bytes]) -> End | None:
    for line in reversed(lines):
        with suppress(Damaged):
            record = record_of(line)
            return record if isinstance(record, End) else None
    return None


@contextmanager
def _naming(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveError(
            f"Cannot record the change in {folder}: {error.strerror}.",
            hint="Set NEWSCTL_DATA to a folder that can be written.",
        ) from error
