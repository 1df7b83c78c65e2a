"""A look at the files of one folder: which there are, and their stamps."""

from __future__ import annotations

import os
from array import array
from contextlib import contextmanager
from stat import S_ISREG
from typing import TYPE_CHECKING

from newsctl.core.listings import Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    Look: TypeAlias = Callable[[str, Sequence[str]], Listing]
    """Looks at files of a folder by their names, and lists those that are regular files.

    Raises OSError when the folder cannot be read.
    """


def look_at(folder: str, names: Sequence[str]) -> Listing:
    """Look at files of a folder: list those of these names that are regular files.

    Raises OSError when the folder cannot be read.
    """
    found, numbers = [], array("q")
    with _way_into(folder) as (descriptor, prefix):
        for name in names:
            try:
                status = os.stat(prefix + name, dir_fd=descriptor, follow_symlinks=False)
            except OSError:  # gone; or the folder cannot be searched, which scandir will tell
                continue
            if S_ISREG(status.st_mode):
                found.append(name)
                numbers.extend((status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    return Listing.joined(found, numbers)


@contextmanager
def _way_into(folder: str) -> Iterator[tuple[int | None, str]]:
    """Give what a name in a folder is looked up by, and what stands before it.

    By an open folder that takes three quarters of the time of a whole path.
    """
    if os.stat not in os.supports_dir_fd:  # Windows
        yield None, f"{folder}/"
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor, ""
    finally:
        os.close(descriptor)
