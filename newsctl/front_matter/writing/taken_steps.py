"""How many steps of a change were made, as the files tell: it may have been interrupted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Conflict, Move
from newsctl.front_matter.writing.archive_files import ArchiveFiles
from newsctl.front_matter.writing.steps import changed_meanwhile, effects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from newsctl.core.archive.file_changes import Step

    Contents = Mapping[Path, bytes | None]


@dataclass(frozen=True, slots=True)
class ChainState:
    """Steps about the same files, and how many of them were made.

    `half` tells that the next one was interrupted inside: a file has both its old and its new name,
    or the new name is reserved by an empty file. `conflicts` are the files that no number of steps
    explains; `taken` is then all of them.
    """

    steps: tuple[Step, ...]
    taken: int
    half: bool = False
    conflicts: tuple[Conflict, ...] = ()


def count_taken(root: Path, steps: Sequence[Step]) -> int:
    """Count the steps that were made, as far as the files tell. Raises ArchiveError."""
    return sum(chain.taken for chain in chain_states(steps, ArchiveFiles(root)))


def chains_to_undo(root: Path, steps: Sequence[Step]) -> Sequence[ChainState]:
    """Return the state of the steps by chain.

    Raises ChangedMeanwhile if a file was changed since, ArchiveError if one cannot be read.
    """
    found = list(chain_states(steps, ArchiveFiles(root)))
    if conflicts := tuple(conflict for chain in found for conflict in chain.conflicts):
        raise changed_meanwhile(conflicts)
    return found


def chain_states(steps: Sequence[Step], files: ArchiveFiles) -> Iterator[ChainState]:
    """Yield the state of each independent chain of steps.

    Chains may differ, since files may have been restored by hand, or an undo was interrupted.
    Raises ArchiveError for a file that cannot be read.
    """
    for chain in _chains(steps, files):
        yield _state_of_chain(tuple(steps[number] for number in chain), files)


def _chains(steps: Sequence[Step], files: ArchiveFiles) -> Iterable[Sequence[int]]:
    """Group the indexes of steps so that those about one file are together, in order."""
    chains: dict[Path, list[int]] = {}
    files_of = [[files.at(effect.path) for effect in effects(step)] for step in steps]
    for number, own in enumerate(files_of):
        touched = {other for file in own for other in chains.get(file, ())}
        chain = sorted({number, *touched})
        chains |= {file: chain for other in chain for file in files_of[other]}
    return {id(chain): chain for chain in chains.values()}.values()


def _state_of_chain(chain: tuple[Step, ...], files: ArchiveFiles) -> ChainState:
    """Return how many steps of a chain were made: the largest number that fits the files."""
    found = _contents_now(chain, files)
    for taken in range(len(chain), -1, -1):
        state = _contents_after(chain, taken, files)
        differing = {file for file in found if found[file] != state[file]}
        if not differing or (taken == 0 and _is_elsewhere(chain, found, files)):
            return ChainState(chain, taken)
        if taken < len(chain) and _is_half(chain[taken], differing, found, files):
            return ChainState(chain, taken, half=True)
    return ChainState(chain, len(chain), conflicts=tuple(_conflicts(chain, found, files)))


def _contents_now(chain: Iterable[Step], files: ArchiveFiles) -> Contents:
    """Return the present bytes of the files of some steps."""
    held = [files.held_by(step) for step in sorted(chain, key=lambda step: isinstance(step, Move))]
    return {files.at(path): data for contents in held for path, data in contents.items()}


def _contents_after(chain: Sequence[Step], number: int, files: ArchiveFiles) -> Contents:
    """Return the bytes of the files after so many steps."""
    state: dict[Path, bytes | None] = {}
    for step in reversed(chain):
        state |= {files.at(effect.path): effect.before for effect in effects(step)}
    for step in chain[:number]:
        state |= {files.at(effect.path): effect.after for effect in effects(step)}
    return state


def _is_elsewhere(chain: Sequence[Step], contents: Contents, files: ArchiveFiles) -> bool:
    """Tell whether a file was certainly not moved, though it was edited since."""
    match chain:
        case (Move(path, to),):
            return contents[files.at(path)] is not None and contents[files.at(to)] is None
        case _:
            return False


def _is_half(step: Step, differing: set[Path], contents: Contents, files: ArchiveFiles) -> bool:
    *old, new = (files.at(effect.path) for effect in effects(step))
    if differing != {new} or effects(step)[-1].before is not None:
        return False
    return contents[new] == b"" or any(contents[new] == contents[file] for file in old)


def _conflicts(
    chain: Sequence[Step], contents: Contents, files: ArchiveFiles
) -> Iterator[Conflict]:
    left = _contents_after(chain, len(chain), files)
    paths = {files.at(effect.path): effect.path for step in chain for effect in effects(step)}
    for file, path in paths.items():
        if contents[file] != left[file]:
            yield Conflict(path, left[file], contents[file])
