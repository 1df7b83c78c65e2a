"""The journal's files by their names, and whether the newest of them tells of a change's end.

It is looked at before every answer, and so loads nothing of what reads the journal.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

KEPT, UNDONE = ".change", ".undone"
_LAST_LINE = 4096
_ENDED = b'"undoing": false}\n'


def was_stopped(folder: Path, lock: Path) -> bool:
    """Tell whether newsctl was stopped in the middle of a change, and none is at one now."""
    found = unfinished(folder)
    if found is None:
        return False
    from newsctl.front_matter.write_lock import is_held  # noqa: PLC0415 -- there seldom is one

    # who ended just now has let go of the lock, and said in the journal that it ended
    return not is_held(lock) and unfinished(folder) == found


def unfinished(folder: Path) -> str | None:
    """Return the file of the newest change if that does not tell of its end, None if it does.

    It was stopped half-way then, or is being made or taken back now.
    """
    try:
        newest = max(name for name in os.listdir(folder) if name.endswith(KEPT))  # noqa: PTH208 -- twice as fast
        with (folder / newest).open("rb") as lines:
            lines.seek(max(lines.seek(0, os.SEEK_END) - _LAST_LINE, 0))
            return None if lines.read().endswith(_ENDED) else newest
    except (OSError, ValueError):  # no journal, or an empty one
        return None
