"""Writing down what was seen: the records of folders in which something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.stat_cache import group_by_folder, join_path, split_path
from newsctl.whoosh_index.formats.seen import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from newsctl.core.archive.stat_cache import FoundFiles
    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.place import Place
    from newsctl.whoosh_index.formats.seen import Extent, Seen, SeenFile, SeenFiles

_FEW = 8  # files looked for among the names of a folder, 1 ms for each in one of 100,000 files


def write_seen(
    place: Place,
    before: SeenFiles,
    found: FoundFiles,
    taken: Mapping[PostPath, Seen],
    gone: AbstractSet[PostPath],
) -> SeenFile:
    """Write down which files were read and which are gone, and return the file as it is then.

    `found` tells the order of the names in a folder, so that the next look, which finds them in
    the same, unpacks none.
    """
    records = dict(_records(before, found, taken, gone))
    file = before.file
    kept = {folder: extent for folder, extent in file.extents.items() if folder not in records}
    written = {
        folder: (record.extent(), record.dump())
        for folder, record in records.items()
        if record.digests
    }
    new = _size(extent for extent, _ in written.values())
    if file.size + new > 2 * (_size(kept.values()) + new):
        written |= {folder: (extent, before.raw(folder)) for folder, extent in kept.items()}
        file, kept = file.next(), {}
    size = file.size
    for folder, (extent, _) in written.items():
        kept[folder] = extent._replace(start=size)
        size += extent.size
    _append(place, file, b"".join(data for _, data in written.values()))
    return file._replace(size=size, extents=kept, unsettled=_unsettled(before, taken, gone))


def _append(place: Place, file: SeenFile, data: bytes) -> None:
    if file.size:
        place.extend(file.name, data, start=file.size)
    else:
        place.write(file.name, data)


def _size(extents: Iterable[Extent]) -> int:
    return sum(extent.size for extent in extents)


def _unsettled(
    before: SeenFiles, taken: Mapping[PostPath, Seen], gone: AbstractSet[PostPath]
) -> tuple[PostPath, ...]:
    still = [path for path in before.file.unsettled if path not in taken and path not in gone]
    return (*still, *(path for path, seen in taken.items() if not seen.settled))


def _records(
    before: SeenFiles,
    found: FoundFiles,
    taken: Mapping[PostPath, Seen],
    gone: AbstractSet[PostPath],
) -> Iterator[tuple[str, Record]]:
    """Yield the folders in which something changed, and the record of each as it is then."""
    changed = group_by_folder(taken)
    losing = {split_path(path)[0] for path in gone}
    for folder in {**changed, **dict.fromkeys(losing)}:
        files = changed.get(folder, {})
        positions = () if folder in losing else _positions(before, folder, files)
        if positions:
            patches = dict(zip(positions, files.values(), strict=True))
            yield folder, before.record(folder).patched(patches)
        else:
            left = {
                name: seen
                for name, seen in before.in_folder(folder).items()
                if join_path(folder, name) not in gone
            }
            yield folder, Record.of(_in_order({**left, **files}, found.names_in(folder)))


def _positions(before: SeenFiles, folder: str, names: Collection[str]) -> list[int]:
    """Return where a few files stand among those of a folder, none if one of them is new."""
    listing = before.listings.get(folder)
    if listing is None or len(names) > _FEW:
        return []
    positions = [listing.position(name) for name in names]
    known = [position for position in positions if position is not None]
    return known if len(known) == len(positions) else []


def _in_order(files: Mapping[str, Seen], names: Iterable[str]) -> dict[str, Seen]:
    """Put files in the order of names; those that are not among them come last."""
    first = {name: files[name] for name in names if name in files}
    return {**first, **files}
