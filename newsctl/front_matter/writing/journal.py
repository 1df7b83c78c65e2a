"""The journal of an archive: a record of every change, so that it can be undone.

It is a folder with a file for each change, written completely before its first step. A file's name
is its number, and tells whether the change was undone, and whether it can be redone.

A file has a line of JSON for the beginning, for each step, and for the end. Every line begins with
the CRC-32 of its JSON, in hexadecimal, by which a line torn by a crash is detected. Bytes of files
are deflated (RFC 1950) and in base64; the bytes after a step are deflated with those before it as
the dictionary, which leaves almost nothing.
"""

from __future__ import annotations

import json
import os
import zlib
from base64 import b64decode, b64encode
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from newsctl.core.archive.file_changes import Move, Write
from newsctl.core.errors import ArchiveError, TooLargeToKeep
from newsctl.core.messages import _, said_by_system
from newsctl.core.post.post import PostPath
from newsctl.front_matter.writing.unfinished import KEPT, LARGEST, LAST_LINE, MOST_BYTES
from newsctl.storage.atomic import remove_leftovers, sync_folder, temporary_name
from newsctl.storage.kept_folders import RECORD, all_kept, name_of, record_of
from newsctl.storage.private_folders import UnsafeFolder, check_private, make_private
from newsctl.storage.regular_files import opened_regular, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsctl.core.archive.file_changes import Step

UNDONE, ENDED = ".undone", ".ended"
"""Files of changes that can be done again, and that a later change keeps from it."""

VERSION = 1
"""The version of this format. 1: the first one, November 2026."""


class Damaged(ValueError):
    """A line is not as it was written, or of an unknown version."""


class Beginning(NamedTuple):
    """The metadata of a change: `folders` are those it creates, `moment` is aware, in UTC."""

    command: str
    moment: datetime
    paths: tuple[PostPath, ...]
    folders: tuple[PostPath, ...]


class End(NamedTuple):
    """The number of steps made, and whether they are being undone."""

    done: int
    undoing: bool = False


def line_of(record: Beginning | Step | End) -> bytes:
    """Encode a record as a line."""
    match record:
        case Beginning(command, moment, paths, folders):
            fields = {
                "journal": VERSION,
                "command": command,
                "moment": moment.isoformat(),
                "paths": paths,
                "folders": folders,
            }
        case Write(path, before, after):
            deflated = None if before is None else _deflated(before)
            fields = {"write": path, "before": deflated, "after": _deflated(after, before)}
        case Move(path, to, data):
            fields = {"move": path, "to": to, "data": _deflated(data)}
        case End(done, undoing):
            fields = {"done": done, "undoing": undoing}
    text = json.dumps(fields).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def record_in(line: bytes) -> Beginning | Step | End:
    """Decode a line. Raises Damaged."""
    check, _, text = line.removesuffix(b"\n").partition(b" ")
    if not line.endswith(b"\n") or check != b"%08x" % zlib.crc32(text):
        raise Damaged(line)
    match json.loads(text):
        case {"journal": 1, "command": command, "moment": moment, "paths": paths, "folders": made}:
            return Beginning(command, datetime.fromisoformat(moment), tuple(paths), tuple(made))
        case {"write": path, "before": before, "after": after}:
            old = None if before is None else _inflated(before)
            return Write(PostPath(path), old, _inflated(after, old))
        case {"move": path, "to": to, "data": data}:
            return Move(PostPath(path), PostPath(to), _inflated(data))
        case {"done": done, "undoing": undoing}:
            return End(done, undoing=undoing)
        case _:
            raise Damaged(line)


def _deflated(data: bytes, dictionary: bytes | None = None) -> str:
    deflate = zlib.compressobj(**_zlib_options(dictionary))
    return b64encode(deflate.compress(data) + deflate.flush()).decode()


def _inflated(text: str, dictionary: bytes | None = None) -> bytes:
    return zlib.decompressobj(**_zlib_options(dictionary)).decompress(b64decode(text))


def _zlib_options(dictionary: bytes | None) -> dict[str, Any]:
    return {"zdict": dictionary} if dictionary else {}


_TELLING = 10
"""The newest changes, so many, by which the archive of a journal is recognised."""

MOST_CHANGES = 100
"""As many changes are kept for an archive, those that were taken back among them."""


class JournalEntry(NamedTuple):
    """A change in the journal; without an `end` it was interrupted."""

    file: Path
    beginning: Beginning
    end: End | None

    def steps(self) -> tuple[Step, ...]:
        """Return the steps that were, or may have been, made. Raises ArchiveError."""
        try:
            with opened_regular(self.file, largest=LARGEST) as lines:
                records = map(record_in, islice(lines, 1, len(self.beginning.paths) + 1))
                steps = tuple(step for step in records if isinstance(step, Write | Move))
        except (OSError, Damaged):
            steps = ()
        if len(steps) != len(self.beginning.paths):
            raise ArchiveError(
                _("The record of the change cannot be read: {file}.", file=self.file)
            )
        return steps if self.end is None else steps[: self.end.done]


class Journal:
    """The changes of one archive, in a private folder of its own."""

    def __init__(
        self, folder: Path, *, most_changes: int = MOST_CHANGES, most_bytes: int = MOST_BYTES
    ) -> None:
        self._folder = folder
        self._most_changes = most_changes
        self._most_bytes = most_bytes

    def begin(self, beginning: Beginning, steps: Sequence[Step]) -> JournalEntry:
        """Record a change durably before it is made.

        Undone changes can no longer be redone. The oldest changes are deleted when there is no
        room. Raises TooLargeToKeep, and ArchiveError when the journal cannot be written.
        """
        with _naming(self._folder):
            make_private(self._folder, within=self._folder.parent)
            file = self._folder / f"{self._last_number() + 1:08}{KEPT}"
            self._write(file, beginning, steps)
            self._drop_the_oldest()
        return JournalEntry(file, beginning, None)

    def tidy(self) -> None:
        """Remove files of killed writers; without the lock, of running ones too."""
        remove_leftovers(self._folder)

    def entries(self) -> Iterator[JournalEntry]:
        """Yield the changes that can be undone, the newest first.

        Raises ArchiveError if others may have written them.
        """
        return self._read(reversed(self._trusted(KEPT)))

    def undone(self) -> Iterator[JournalEntry]:
        """Yield the changes that can be redone, the last undone first.

        Raises ArchiveError if others may have written them.
        """
        return self._read(self._trusted(UNDONE))

    def finish(self, entry: JournalEntry, end: End) -> None:
        """Record how many steps were made. Raises ArchiveError."""
        with _naming(self._folder), entry.file.open("ab") as file:
            file.write(line_of(end))
            file.flush()
            os.fsync(file.fileno())

    def retire(self, entry: JournalEntry) -> None:
        """Mark a change as undone. Raises ArchiveError."""
        self._become(entry, UNDONE)

    def revive(self, entry: JournalEntry) -> JournalEntry:
        """Mark a redone change as one that can be undone.

        Until its end is recorded, the files tell how many steps were made. Raises ArchiveError.
        """
        return entry._replace(file=self._become(entry, KEPT))

    def discard(self, entry: JournalEntry) -> None:
        """Delete the record of a change that is not to be undone. Raises ArchiveError."""
        with _naming(self._folder):
            entry.file.unlink()
            sync_folder(self._folder)

    def _become(self, entry: JournalEntry, kind: str) -> Path:
        with _naming(self._folder):
            file = entry.file.rename(entry.file.with_suffix(kind))
            sync_folder(self._folder)
        return file

    def _trusted(self, kind: str) -> list[Path]:
        """Return the files of changes of a kind. Raises ArchiveError if others can write them."""
        try:
            check_private(self._folder, within=self._folder.parent)
        except UnsafeFolder as error:
            raise ArchiveError(
                _(
                    "The journal in {folder} cannot be trusted: {strerror}.",
                    folder=self._folder,
                    strerror=said_by_system(error),
                ),
                hint=_("Set NEWSCTL_DATA to another folder, or mend this one."),
            ) from error
        except NotADirectoryError:  # there is no journal
            return []
        return self._files(kind)

    def _read(self, files: Iterable[Path]) -> Iterator[JournalEntry]:
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
        """Write the file of a change atomically and durably; undone changes end."""
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
        """Yield the lines of a change. Raises TooLargeToKeep."""
        size = 0
        for line in map(line_of, (beginning, *steps)):
            size += len(line)
            if size > self._most_bytes:
                raise TooLargeToKeep(
                    _(
                        "The change would take more than {most_bytes} MB to keep for undo.",
                        most_bytes=self._most_bytes // 1024**2,
                    ),
                    hint=_("Change fewer posts at a time, or use --no-undo."),
                )
            yield line

    def _drop_the_oldest(self) -> None:
        """Delete changes beyond the limit, undone ones first."""
        room, size = self._most_changes, 0
        for file in reversed([*self._files(UNDONE, ENDED), *self._files(KEPT)]):
            size += file.stat().st_size
            room -= 1
            if room < 0 or size > self._most_bytes:
                file.unlink()


def _entry_of(file: Path) -> JournalEntry:
    """Read the beginning and the end of a change. Raises OSError, Damaged."""
    with opened_regular(file, largest=LARGEST) as lines:
        beginning = record_in(lines.readline())
        if not isinstance(beginning, Beginning):
            raise Damaged(file)
        lines.seek(max(lines.tell(), lines.seek(0, os.SEEK_END) - LAST_LINE))
        return JournalEntry(file, beginning, _last_end(lines.read().splitlines(keepends=True)))


def _last_end(lines: Sequence[bytes]) -> End | None:
    for line in reversed(lines):
        with suppress(Damaged):
            record = record_in(line)
            return record if isinstance(record, End) else None
    return None


@contextmanager
def _naming(folder: Path) -> Iterator[None]:
    """Convert OSError of the block to ArchiveError about the journal's folder."""
    try:
        yield
    except OSError as error:
        raise ArchiveError(
            _(
                "Cannot record the change in {folder}: {strerror}.",
                folder=folder,
                strerror=said_by_system(error),
            ),
            hint=_("Set NEWSCTL_DATA to a folder that can be written."),
        ) from error


def name_archive(folder: Path, archive: Path) -> None:
    """Record the archive of a journal, by which it is found after the archive was moved."""
    with suppress(OSError):  # it is found by its name as long as the archive stays where it is
        record, says = folder / RECORD, record_of(archive)
        if _content_of(record) != says:
            draft = folder / f"{RECORD}.{os.getpid()}.tmp"
            draft.write_bytes(says)
            draft.replace(record)


def _content_of(record: Path) -> bytes | None:
    """Return the content of a short file; None if there is none."""
    with suppress(OSError):
        return read_regular(record, largest=LARGEST)
    return None


def has_changes_in(folder: Path, archive: Path) -> bool:
    """Tell whether the newest changes of a journal are about files in an archive.

    The inode number of a removed folder may have been reused. A file that was renamed or removed is
    looked up by its other name.
    """
    journal = Journal(folder)
    newest = islice(chain(journal.entries(), journal.undone()), _TELLING)
    return any(os.path.lexists(archive / path) for entry in newest for path in _paths_of(entry))


def _paths_of(entry: JournalEntry) -> Iterator[str]:
    """Yield the paths of the files of a change, before and after it."""
    yield from entry.beginning.paths
    with suppress(ArchiveError):
        yield from (step.to for step in entry.steps() if isinstance(step, Move))


def other_journals(own: Path, archive: Path, cwd: Path) -> Sequence[tuple[Path, Path]]:
    """Return other archives with journals, for an archive that has no changes itself.

    They are a folder above `cwd`, or the archive under a name with links, which may have been the
    archive before; and a removed one, whose newest change is about files that are here.
    """
    place = own.parent
    above = ((folder, place / name_of(folder)) for folder in (archive, cwd, *cwd.parents))
    gone = (
        (kept.archive, kept.folder)
        for kept in all_kept(place)
        if not os.path.lexists(kept.archive) and has_changes_in(kept.folder, archive)
    )
    there = ((folder, journal) for folder, journal in above if journal.exists())
    return [*dict.fromkeys(one for one in (*there, *gone) if one[1] != own)]
