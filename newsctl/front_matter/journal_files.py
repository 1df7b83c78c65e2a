"""The journal's files by their names: of which archive they are, and whether one tells of no end.

It is looked at before every answer, and so loads nothing of what reads the journal.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from newsctl.storage.kept_folders import RECORD, all_kept, name_of, record_of
from newsctl.storage.regular_files import opened_regular, read_regular

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KEPT, UNDONE, ENDED = ".change", ".undone", ".ended"
"""Changes that can be taken back, that can be done again, and that a later change keeps from it."""

MOST_BYTES = 256 * 1024 * 1024
"""As much room the changes of an archive may take, deflated: some 200,000 ordinary posts."""

_LINES_OF_ENDS = 1024 * 1024
LARGEST = MOST_BYTES + _LINES_OF_ENDS
"""Bytes that a file of a journal may have."""

_LAST_LINE = 4096
_ENDED = b'"undoing": false}\n'


def was_stopped(folder: Path, archive: Path, lock: Path) -> bool:
    """Tell whether newsctl was stopped in the middle of a change, and none is at one now."""
    found = unfinished(folder)
    if found is None:
        return False
    from newsctl.front_matter.write_lock import WriteLock  # noqa: PLC0415 -- there seldom is one

    # who ended just now has let go of the lock, and said in the journal that it ended
    return not WriteLock(lock, archive).is_held() and unfinished(folder) == found


def unfinished(folder: Path) -> str | None:
    """Return the file of the newest change if that does not tell of its end, None if it does.

    It was stopped half-way then, or is being made or taken back now.
    """
    try:
        newest = max(name for name in os.listdir(folder) if name.endswith(KEPT))  # noqa: PTH208 -- twice as fast
        with opened_regular(folder / newest, largest=LARGEST) as lines:
            lines.seek(max(lines.seek(0, os.SEEK_END) - _LAST_LINE, 0))
            return None if lines.read().endswith(_ENDED) else newest
    except (OSError, ValueError):  # no journal, or an empty one
        return None


def name_archive(folder: Path, archive: Path) -> None:
    """Write into a journal of which archive it is, so that it is found when that is moved."""
    with suppress(OSError):  # it is found by its name as long as the archive stays where it is
        record, says = folder / RECORD, record_of(archive)
        if _content_of(record) != says:
            draft = folder / f"{RECORD}.{os.getpid()}.tmp"
            draft.write_bytes(says)
            draft.replace(record)


def _content_of(record: Path) -> bytes | None:
    """Return what a short file holds, None where there is none."""
    with suppress(OSError):
        return read_regular(record, largest=_LINES_OF_ENDS)
    return None


def tells_of_files_in(folder: Path, archive: Path) -> bool:
    """Tell whether the newest change of a journal is about files that are in an archive.

    Of a folder that is gone another one may have the number by now.
    """
    from newsctl.front_matter.journal import Journal  # noqa: PLC0415 -- for a moved archive alone

    newest = next(Journal(folder).entries(), None)
    return newest is not None and any(
        os.path.lexists(archive / path) for path in newest.beginning.paths
    )


def other_journals(own: Path, archive: Path, cwd: Path) -> Sequence[tuple[Path, Path]]:
    """Return archives, and their journals, in which changes may be meant that one has none of.

    They are a folder above `cwd`, or the archive under a name by links, which were taken for the
    archive before; and one that is gone, whose newest change is about files that are here.
    """
    place = own.parent
    above = ((folder, place / name_of(folder)) for folder in (archive, cwd, *cwd.parents))
    gone = (
        (kept.archive, kept.folder)
        for kept in all_kept(place)
        if not os.path.lexists(kept.archive) and tells_of_files_in(kept.folder, archive)
    )
    there = ((folder, journal) for folder, journal in above if journal.exists())
    return [*dict.fromkeys(one for one in (*there, *gone) if one[1] != own)]
