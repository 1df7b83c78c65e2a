"""The files within a segment's one file, read where they are mapped, without Whoosh.

With `term_table`, `posting_list` and `byte_column` this is all that reads Whoosh's own files
(whoosh3 3.54). They do not import Whoosh, which takes as long to load as a search has: they know
its layout instead, and tests hold them equal to its own readers.

A segment begins with the place of its directory (64 bits, as all of Whoosh's numbers big end
first); the directory is a pickled mapping from the name of a file to where it is and how long.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING

from newsctl.whoosh_index.reading.plain_pickle import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.storage.pages import Pages, Part

_PLACE = Struct("!q")


def files_within(pages: Pages) -> Mapping[str, Part]:
    """Return the files of a segment by what their names say after the segment's own: `trm`."""
    start = _PLACE.unpack_from(pages.data)[0]
    pages.check(0, _PLACE.size)
    pages.check(start, pages.size)
    directory = plain(memoryview(pages.data)[start : pages.size])
    return {
        name.partition(".")[2]: pages.part(held["offset"], held["length"])
        for name, held in directory.items()
    }
