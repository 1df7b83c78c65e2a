"""What a killed run left: old files or new ones, whole, and all of it to be taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

Files = dict[str, bytes]
_TRASH = ".newsctl-trash"


class States(NamedTuple):
    """An archive before anything was done to it, before the run that is killed, and after it."""

    first: Files
    old: Files
    new: Files


class Left(NamedTuple):
    """What a run left when it was killed, and what then was there after `undo`."""

    was_killed: bool
    found: Files
    undone: Files


@dataclass
class Tally:
    """What was found after the kills of one scenario; `wrong` says what should not be."""

    found: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def state_of(found: Files, states: States) -> str:
    """Return whether an archive is as it was (old), as it was to become (new), or between."""
    left = _posts(found)
    return "old" if left == states.old else "new" if left == states.new else "partly"


def what_is_wrong(left: Left, states: States) -> str | None:
    """Return what a killed run should not have left, None when all is well."""
    if not left.was_killed:
        return "the run was not killed"
    found = _posts(left.found)
    moving = states.old.keys() ^ states.new.keys()
    whole = [state[path] for state in (states.old, states.new) for path in moving & state.keys()]
    for path, data in found.items():
        is_moving = path in moving and data in whole  # written before it is moved, or after
        if data not in (states.old.get(path), states.new.get(path)) and not is_moving:
            return f"{path} is neither the old file nor the new one"
    for path, data in states.old.items():
        stays = path in states.new or data in states.new.values()
        if stays and path not in found and data not in found.values():
            return f"{path} is lost"
    undone = {path: data for path, data in _posts(left.undone).items() if not _is_trashed(path)}
    return None if undone == states.first else "undo does not give back what was"


def _posts(files: Files) -> Files:
    """Leave out what newsctl removes when it writes there again, and what the trash says of it."""
    return {path: data for path, data in files.items() if not _is_own(path)}


def _is_trashed(path: str) -> bool:
    return path.startswith(f"{_TRASH}/")


def _is_own(path: str) -> bool:
    if path in (f"{_TRASH}/.gitignore", f"{_TRASH}/.contents"):
        return True
    name = PurePosixPath(path).name
    return name.startswith(".newsctl-") and name.endswith((".tmp", ".aside"))
