"""Two files that change their names with one another in one step, where the system can."""

from __future__ import annotations

import ctypes
import errno
import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(path: Path, other: Path) -> bool:
    """Give two files each the name of the other; False where system or file system cannot.

    There is no moment at which a name leads nowhere, and what was under it is not lost (Linux 3.15,
    renameat2(2), `RENAME_EXCHANGE`; macOS and network file systems have none or another). Raises
    OSError for what else the system refuses.
    """
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    names = os.fsencode(path), os.fsencode(other)
    if renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    error = ctypes.get_errno()
    if error in _CANNOT:
        return False
    raise OSError(error, os.strerror(error), str(path))


@cache
def _renameat2() -> Callable[..., int] | None:
    """Return the function of the C library (glibc 2.28, musl 1.2.4), None where it has none."""
    if os.name != "posix":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
