"""Files for other programs, written completely or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from newsctl.storage.atomic import sync_folder, temporary_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def written_whole(path: Path, *, replaces: bool) -> Iterator[Path]:
    """Return a temporary path; after the block the file is synchronised and renamed.

    An existing file is replaced, unless `replaces` is off. Raises FileExistsError for a name that
    is taken, OSError for other failures and for a device or the like, which is never replaced; then
    nothing is left behind.
    """
    if not replaces and os.path.lexists(path):
        raise FileExistsError(path)
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no file", str(path))
    temporary = path.with_name(temporary_name())
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        if replaces:
            temporary.replace(path)
        else:
            _name(temporary, path)
        sync_folder(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _name(temporary: Path, path: Path) -> None:
    """Rename a file to a free name; without hard links, as far as can be checked."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(path):
            raise
        temporary.rename(path)
