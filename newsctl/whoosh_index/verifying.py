"""The index against the files: every post read again and compared with what is stored of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.ports import LeftOut
from newsctl.whoosh_index.formats.documents import dump_front_matter, dump_headline, path_term
from newsctl.whoosh_index.schema import PATH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsctl.core.archive.ports import Progress, Read, Reading
    from newsctl.core.archive.stat_cache import Stamp
    from newsctl.core.post.post import PostPath
    from newsctl.whoosh_index.formats.stat_cache import CachedFile
    from newsctl.whoosh_index.searching.snapshot import Snapshot


def differences(
    seen: Mapping[PostPath, CachedFile],
    snapshot: Snapshot,
    found: Mapping[PostPath, Stamp],
    read: Read,
    progress: Progress,
) -> Iterator[LeftOut]:
    """Yield the files about which index and archive disagree, and how, in order of path."""
    for number, path in enumerate(sorted(found), 1):
        reading = read(path)
        documents = snapshot.with_term(PATH, path_term(path))
        if reason := _difference(reading, documents, snapshot):
            yield LeftOut(path, reason)
        progress(number, len(found))
    for path in sorted(seen.keys() - found.keys()):
        yield LeftOut(path, "is in the index but not in the archive")


def _difference(reading: Reading, documents: set[int], snapshot: Snapshot) -> str | None:
    if reading.post is None:
        return "is in the index but is no post" if documents else None
    if len(documents) != 1:
        return f"is in the index {len(documents)} times" if documents else "is not in the index"
    (document,) = documents
    segment = snapshot.segment_of(document)
    summary = reading.post.summary
    # Moments as text: one in the hour that summer time ends with equals none of another zone
    headline = dump_headline(summary).decode("utf-8", "surrogatepass")
    as_read = headline, dump_front_matter(summary.front_matter)
    if (segment.headline(document), segment.front_matter(document)) != as_read:
        return "has another front matter in the index"
    if segment.text(document) != reading.post.text:
        return "has another text in the index"
    return None
