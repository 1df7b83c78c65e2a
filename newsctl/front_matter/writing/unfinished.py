"""Detection of an interrupted change, which precedes every answer.

It imports nothing of the journal, whose import would take a sixth of an answer.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsctl.storage.regular_files import opened_regular

if TYPE_CHECKING:
    from pathlib import Path

KEPT = ".change"
"""How a file of the journal is named whose change can be taken back."""

MOST_BYTES = 256 * 1024 * 1024
"""As much room the changes of an archive may take, deflated: some 200,000 ordinary posts."""

_LINES_OF_ENDS = 1024 * 1024
LARGEST = MOST_BYTES + _LINES_OF_ENDS
"""Bytes that a file of a journal may have."""

LAST_LINE = 4096
"""Bytes at the end of a file that hold its last line, if that tells of the end."""

_ENDED = b'"undoing": false}\n'


def was_stopped(folder: Path, archive: Path, lock: Path) -> bool:
    """Tell whether a change was interrupted, and none is being made now."""
    found = unfinished(folder)
    if found is None:
        return False
    from newsctl.front_matter.writing.write_lock import WriteLock  # noqa: PLC0415 -- there seldom is one

    # a change that ended just now has released the lock, and its end is in the journal
    return not WriteLock(lock, archive).is_held() and unfinished(folder) == found


def unfinished(folder: Path) -> str | None:
    """Return the file of the newest change if it has no end; else None.

    The change was interrupted, or is being made or undone now.
    """
    try:
        newest = max(name for name in os.listdir(folder) if name.endswith(KEPT))  # noqa: PTH208 -- twice as fast
        with opened_regular(folder / newest, largest=LARGEST) as lines:
            lines.seek(max(lines.seek(0, os.SEEK_END) - LAST_LINE, 0))
            return None if lines.read().endswith(_ENDED) else newest
    except (OSError, ValueError):  # no journal, or an empty one
        return None
